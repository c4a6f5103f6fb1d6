#include "segment/byline.h"

#include "base/map.h"
#include "language/language.h"
#include "segment/credit.h"
#include "segment/creditplace.h"
#include "segment/pattern.h"

struct finder {
	struct article *a;
	struct arena *arena;
	ARRAY(struct credit) credits;
	struct map known; /* role and name of each of them */
	struct buf text;  /* byline_text: what is printed in several places, joined by a blank */
	bool group;
};

/* The name as an index shows it: without the blanks of its typesetting, where blanks part no words. */
static struct view clean_name(struct view text, struct glyphs g, struct person_name n,
                              struct arena *arena)
{
	struct buf b = { 0 };
	for (size_t i = n.from; i < n.to; i++)
		if (!glyph_is_blank(g.code[i]))
			buf_put(&b, glyph_slice(text, g, i, i + 1));
		else if (g.language->spaced && !glyph_is_blank(g.code[i - 1]))
			buf_putc(&b, ' ');
	struct view clean = arena_view(arena, buf_view(&b));
	buf_free(&b);
	return clean;
}

static void add_credit(struct finder *f, struct view name, enum credit_role role)
{
	struct buf key = { 0 };
	bool fresh;
	buf_printf(&key, "%d ", role);
	buf_put(&key, name);
	map_put(&f->known, buf_view(&key), &fresh);
	buf_free(&key);
	if (fresh)
		*array_push(&f->credits) = (struct credit){ name, role };
}

static void add_all(struct finder *f, const struct part *p, const struct credit_list *list)
{
	for (size_t i = 0; i < list->len; i++)
		add_credit(f, clean_name(p->text, p->glyphs, list->items[i].name, f->arena),
		           list->items[i].role);
	f->group |= list->group;
}

static void add_text(struct finder *f, struct view text)
{
	if (f->text.len > 0)
		buf_putc(&f->text, ' ');
	buf_put(&f->text, text);
}

/* A kind of bracket, and how many characters one may hold. */
struct bracket {
	uint32_t opens, closes;
	size_t longest;
};

/* What credits stand in; and notes of editors, behind them. */
static const struct bracket credit_bracket = { '(', ')', 80 };
static const struct bracket note_bracket = { 0x3010, 0x3011, 20 };

/* The bracket whose closing mark is before end: where it opens, or end if there is none. */
static size_t bracket_before(struct glyphs g, size_t end, struct bracket b)
{
	if (end == 0 || g.code[end - 1] != b.closes)
		return end;
	for (size_t i = end - 1; i-- > 0 && end - i < b.longest;) {
		if (g.code[i] == b.closes)
			return end;
		if (g.code[i] == b.opens)
			return i;
	}
	return end;
}

/* (新华社北京12月31日电) at the end of a text: a dateline that names a place or a day. */
static bool read_closing_dateline(struct finder *f, const struct part *p, size_t open, size_t close)
{
	struct glyphs g = p->glyphs;
	size_t dated;
	size_t end = pattern_dateline(g, open + 1, &dated);
	const struct language_word *w = language_at(&g.language->dateline_openings, g, open + 1);
	size_t agency = pattern_agency(g, open + 1 + (w && !w->value ? w->length : 0));
	if (!end || end > close || !agency || (!dated && end < agency + 3))
		return false;
	if (f->a->dateline.data == NULL)
		f->a->dateline = arena_view(f->arena, glyph_slice(p->text, g, open + 1, end));
	struct credit_list list;
	if (end < close && credit_read(g, end, close, false, &list))
		add_all(f, p, &list);
	return true;
}

/*
 * Credits in the bracket from open to close. A bracket after the last sentence
 * is where names stand, so pen names and addresses pass there.
 */
static bool read_bracket(struct finder *f, const struct part *p, size_t open, size_t close)
{
	struct glyphs g = p->glyphs;
	struct credit_list list;
	bool after_sentence =
		open == 0 || language_ends_sentence(g, open - 1) || glyph_closes(g.code[open - 1]);
	bool last = close + 1 == g.len || g.code[close + 1] == '(';
	if (!credit_read(g, open + 1, close, after_sentence && last, &list) &&
	    !credit_agencies(g, open + 1, close, &list) &&
	    !(after_sentence && creditplace_after_office(g, open + 1, close, &list)))
		return false;
	add_all(f, p, &list);
	return true;
}

/* Marks that may come after a bracket with credits. */
static bool is_trailing(uint32_t c)
{
	return c == ' ' || c == 0x3002 || c == 0x201D || c == 0x25A0 || c == 0x25CF || c == '.' ||
	       c == ';' || c == ',' || c == 0x3001 || (c >= 0x2460 && c <= 0x2473);
}

/* The brackets at the end of a text: credits among notes such as (传真照片). */
static bool read_brackets_in_end(struct finder *f, const struct part *p)
{
	struct glyphs g = p->glyphs;
	size_t noted = bracket_before(g, g.len, note_bracket);
	size_t end = noted;
	bool found = false;
	while (end > 0 && end + 3 > noted && is_trailing(g.code[end - 1]))
		end--;
	size_t last = end;
	for (;;) {
		size_t open = bracket_before(g, end, credit_bracket);
		if (open == end)
			break;
		if (read_closing_dateline(f, p, open, end - 1) || read_bracket(f, p, open, end - 1)) {
			add_text(f, glyph_slice(p->text, g, open, end == last ? noted : end));
			found = true;
		}
		end = open;
	}
	return found;
}

/* Photo credits within a text: (见图,新华社记者安小虎摄), (新华社发美联社照片). */
static void read_photo_credits(struct finder *f, const struct part *p)
{
	struct glyphs g = p->glyphs;
	struct credit_list list;
	for (size_t i = 3; i < g.len; i++) {
		bool agency = g.code[i] == ')' && language_before(&g.language->agency_photo_ends, g, i);
		if (g.code[i] != ')' || (!agency && !creditplace_ends_photo(g, i)))
			continue;
		size_t open = bracket_before(g, i + 1, credit_bracket);
		if (open < i && (agency ? credit_agencies(g, open + 1, i, &list)
		                        : credit_read(g, open + 1, i, false, &list)))
			add_all(f, p, &list);
	}
}

/* Where a line stands among the parts of its article. */
enum zone {
	ZONE_HEAD,   /* below headline and deck, before the text begins */
	ZONE_INSIDE, /* text stands on both sides */
	ZONE_FOOT    /* all of the text stands above */
};

static bool is_text(const struct part *p)
{
	return draft_is_paragraph(p) || p->label == LABEL_SUBHEAD || p->label == LABEL_CONTINUATION;
}

static enum zone zone_of(const struct draft *d, size_t i)
{
	size_t before = 0, after = 0;
	for (size_t k = 0; k < d->count; k++) {
		before += k < i && is_text(&d->parts[k]);
		after += k > i && is_text(&d->parts[k]);
	}
	if (after == 0 && before > 0)
		return ZONE_FOOT;
	return before == 0 ? ZONE_HEAD : ZONE_INSIDE;
}

/*
 * The credits of a line that the model takes for a byline. The model judges by
 * looks, and lines of a poem, winners of a prize or the second line of a
 * listing look alike: so the words must say credits too, and the less they
 * say, the better the place must be. What is no credit stays where it stands.
 */
static bool is_credit(const struct draft *d, size_t i, bool first, struct credit_list *list)
{
	enum { PEOPLE_MOST = 4 }; /* named without a role; more are a list of people */
	struct glyphs g = d->parts[i].glyphs;
	enum zone zone = zone_of(d, i);
	if (g.language->spaced && zone == ZONE_HEAD && credit_agencies(g, 0, g.len, list))
		return true;
	bool apart = zone == ZONE_FOOT || (zone == ZONE_HEAD && first);
	if (credit_read(g, 0, g.len, false, list))
		return list->says_role || (zone != ZONE_INSIDE && list->len <= PEOPLE_MOST);
	if (apart && creditplace_after_office(g, 0, g.len, list))
		return list->len <= PEOPLE_MOST;
	return apart && credit_read(g, 0, g.len, true, list);
}

/* Whatever the words of a line can mean that somebody said is a byline. */
static bool is_credit_anywhere(struct glyphs g, struct credit_list *list)
{
	return credit_read(g, 0, g.len, false, list) || creditplace_after_office(g, 0, g.len, list) ||
	       credit_read(g, 0, g.len, true, list);
}

/* A line that the model takes for a byline. */
static void read_byline_part(struct finder *f, const struct draft *d, size_t i)
{
	struct credit_list list;
	const struct part *p = &d->parts[i];
	bool said = p->role == LINE_ROLE_BYLINE;
	if (read_brackets_in_end(f, p))
		return;
	bool credit =
		said ? is_credit_anywhere(p->glyphs, &list) : is_credit(d, i, f->text.len == 0, &list);
	if (credit || said)
		add_text(f, p->text);
	if (credit)
		add_all(f, p, &list);
}

/* Decks that tell whom the article is about: 访省长X, 记者X印象. */
static bool is_about(struct glyphs g)
{
	return language_at(&g.language->about_words, g, 0) != NULL;
}

/*
 * A short line that was not taken for a byline, but says who reports, or
 * stands between headline and text or below all and is nothing but names.
 */
enum site_location { INSIDE, BELOW_HEADLINE, BELOW_TEXT };

static void read_short_line(struct finder *f, const struct part *p, enum site_location where)
{
	enum { SHORT = 40 };
	struct credit_list list;
	struct glyphs g = p->glyphs;
	if (g.len > SHORT * (size_t)g.language->width)
		return;
	/* Where names are told by their capitals, so are the words of a headline. */
	bool alone = where != INSIDE && g.language->names != LANGUAGE_NAMES_CAPITALS;
	if ((credit_read(g, 0, g.len, false, &list) && (list.says_role || alone)) ||
	    (where == BELOW_HEADLINE && g.len <= 3 && p->label != LABEL_SUBHEAD &&
	     credit_read(g, 0, g.len, true, &list)) ||
	    (where == BELOW_HEADLINE && !is_about(g) && creditplace_after_office(g, 0, g.len, &list))) {
		add_text(f, p->text);
		add_all(f, p, &list);
	}
}

/*
 * Whether the text goes on after the credits rather than with them: reporters
 * are the subject of 记者X从…获悉, but not of 记者X报道：….
 */
static bool stands_apart(const struct credit_list *list, size_t after)
{
	return list->len > 0 && list->items[list->len - 1].name.to < after;
}

/* The dateline in front of a paragraph, the reporters after it, and where the text goes on. */
static void read_dateline(struct finder *f, struct part *p)
{
	struct glyphs g = p->glyphs;
	enum pattern_jump way;
	size_t from, to, dated;
	size_t start = pattern_blanks(g, pattern_jump(g, 0, &way, &from, &to));
	size_t end = pattern_dateline(g, start, &dated);
	struct credit_list list;
	size_t after = creditplace_after_dateline(g, end ? end : start, &list);
	p->opening = stands_apart(&list, after) && (end || list.says_role) ? after : end ? end : start;
	if (!end)
		return;
	bool bracket = glyph_opens(g.code[start]);
	if (f->a->dateline.data == NULL)
		f->a->dateline =
			arena_view(f->arena, glyph_slice(p->text, g, start + bracket, end - bracket));
	if (after > end)
		add_all(f, p, &list);
}

/* Credits at the end of a text: in brackets, of a photographer, or behind its last sentence. */
static void read_end(struct finder *f, const struct part *p)
{
	struct credit_list list;
	size_t from;
	if (read_brackets_in_end(f, p))
		return;
	if (creditplace_of_photo(p->glyphs, &from, &list)) {
		add_all(f, p, &list);
	} else if (creditplace_after_text(p->glyphs, &from, &list)) {
		struct view text = glyph_slice(p->text, p->glyphs, from, p->glyphs.len);
		/* Where each piece of an article is signed, the same reporter is told once. */
		if (view_find(buf_view(&f->text), text, 0) < 0)
			add_text(f, text);
		add_all(f, p, &list);
	}
}

/* Where part i of d stands. */
static enum site_location place_of(const struct draft *d, size_t i)
{
	if (i == 0 || draft_is_headline(&d->parts[i]))
		return INSIDE;
	const struct part *before = &d->parts[i - 1];
	struct glyphs g = before->glyphs;
	if (i + 1 == d->count)
		return draft_is_paragraph(before) && g.len > 0 && language_ends_sentence(g, g.len - 1)
		           ? BELOW_TEXT
		           : INSIDE;
	struct glyphs next = d->parts[i + 1].glyphs;
	bool above_text = next.len > d->parts[i].glyphs.len || (next.len > 0 && next.code[0] == '(');
	return draft_is_headline(before) && above_text ? BELOW_HEADLINE : INSIDE;
}

static void read_part(struct finder *f, struct draft *d, size_t i)
{
	struct part *p = &d->parts[i];
	if (p->label == LABEL_BYLINE) {
		read_byline_part(f, d, i);
		return;
	}
	if (draft_is_paragraph(p))
		read_dateline(f, p);
	bool caption = p->label == LABEL_CAPTION || p->label == LABEL_START_CAPTION;
	if (caption || draft_is_paragraph(p))
		read_end(f, p);
	else if (p->glyphs.len > 0 && p->glyphs.code[0] == '(')
		read_brackets_in_end(f, p);
	read_photo_credits(f, p);
	if (i > 0 && !caption && p->role == LINE_ROLE_UNSAID)
		read_short_line(f, p, place_of(d, i));
}

bool byline_find(struct draft *d, struct article *a, struct arena *arena)
{
	struct finder f = { .a = a, .arena = arena };
	for (size_t i = 0; i < d->count; i++)
		read_part(&f, d, i);
	a->credit_count = f.credits.len;
	a->credits = arena_array(arena, f.credits.len, sizeof(*a->credits));
	for (size_t i = 0; i < f.credits.len; i++)
		a->credits[i] = f.credits.items[i];
	a->byline_text = f.text.len > 0 ? arena_view(arena, buf_view(&f.text)) : VIEW_NULL;
	array_free(&f.credits);
	map_free(&f.known);
	buf_free(&f.text);
	return f.group;
}

void byline_share(const struct article *from, struct article *to, struct arena *arena)
{
	struct credit *all = arena_array(arena, from->credit_count + to->credit_count, sizeof(*all));
	size_t n = 0;
	for (size_t i = 0; i < to->credit_count; i++)
		all[n++] = to->credits[i];
	for (size_t i = 0; i < from->credit_count; i++)
		if (from->credits[i].role != CREDIT_PHOTOGRAPHER)
			all[n++] = from->credits[i];
	to->credits = all;
	to->credit_count = n;
}
