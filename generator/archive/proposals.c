#include "archive/proposals.h"

#include <stdlib.h>

#include "archive/corrections_head.h"
#include "base/array.h"
#include "base/bisect.h"
#include "language/language.h"
#include "segment/credit.h"

struct proposing {
	const struct proposals_asked *asked;
	const struct explain_block *blocks;
	size_t len;
	const struct article **articles; /* of the page, by their first line */
	struct arena *arena;
	ARRAY(struct proposal) found;
};

struct sought {
	const struct proposing *page;
	uint32_t line;
};

static bool is_section_above(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return s->page->asked->known->sections.items[i]->at < s->line;
}

/* The section about what begins on a line (0: the page), or NULL. */
static const struct corrections_section *section_at(const struct proposing *p, uint32_t line)
{
	const struct corrections_page *known = p->asked->known;
	size_t len = known ? known->sections.len : 0;
	size_t low = bisect(len, is_section_above, &(struct sought){ p, line });
	const struct corrections_section *s = low < len ? known->sections.items[low] : NULL;
	return s && s->at == line && !s->until ? s : NULL;
}

/* Proposes keys for the section about lines; one about a single line, or the page, that is there takes them. */
static void propose_at(struct proposing *p, size_t block, struct span at, const struct buf *keys)
{
	const struct corrections_section *s = at.first == at.last ? section_at(p, at.first) : NULL;
	struct proposal *out = array_push(&p->found);
	struct buf lines = { 0 };
	struct corrections_head head = { .file = view_of(p->asked->file),
		                             .at = at.first,
		                             .until = at.first < at.last ? at.last : 0 };
	if (!s) {
		buf_putc(&lines, '[');
		corrections_head_put(&lines, &head);
		buf_puts(&lines, "]\n");
	}
	buf_put(&lines, buf_view(keys));
	out->block = block;
	out->at = at;
	out->into = s ? s->line : 0;
	out->lines = arena_view(p->arena, buf_view(&lines));
	buf_free(&lines);
}

static void propose(struct proposing *p, size_t block, uint32_t line, const struct buf *keys)
{
	propose_at(p, block, (struct span){ line, line }, keys);
}

/* ── where articles begin ── */

static void propose_start(struct proposing *p, size_t i)
{
	const struct explain_block *b = &p->blocks[i];
	bool starts = label_starts_article(b->label);
	double doubt = starts ? 1 - b->start : b->start;
	uint32_t line = b->lines.first;
	if (b->known || doubt < p->asked->doubt || section_at(p, line))
		return;
	/* Where nothing stands before, there is nothing that the text could go on with. */
	if (starts && (i == 0 || p->blocks[i - 1].label == LABEL_FURNITURE))
		return;
	struct buf keys = { 0 };
	buf_puts(&keys, starts ? "start = no\n" : "start = yes\n");
	propose(p, i, line, &keys);
	buf_free(&keys);
}

/* ── headline, kicker, deck ── */

enum field { KICKER, HEADLINE, DECK, FIELDS };

static enum field field_of(enum label l)
{
	switch (l) {
	case LABEL_START_KICKER: return KICKER;
	case LABEL_START_HEADLINE:
	case LABEL_HEADLINE:
	case LABEL_END_HEADLINE: return HEADLINE;
	case LABEL_DECK: return DECK;
	default: return FIELDS;
	}
}

/* The lines of each field, if the label of block changed is its rival; first 0: none. */
struct reading_of {
	struct span lines[FIELDS];
	bool whole; /* no field is in several pieces */
};

static struct reading_of read_fields(const struct proposing *p, size_t first, size_t end,
                                     size_t changed)
{
	struct reading_of r = { .whole = true };
	size_t last[FIELDS] = { 0 };
	for (size_t i = first; i < end; i++) {
		const struct explain_block *b = &p->blocks[i];
		enum field f = field_of(i == changed ? b->rival : b->label);
		if (f == FIELDS)
			continue;
		if (r.lines[f].first == 0)
			r.lines[f].first = b->lines.first;
		else
			r.whole = r.whole && last[f] + 1 == i;
		r.lines[f].last = b->lines.last;
		last[f] = i;
	}
	return r;
}

static void put_lines(struct buf *b, const char *key, struct span lines)
{
	if (lines.first == 0)
		buf_printf(b, "%s =\n", key);
	else if (lines.first == lines.last)
		buf_printf(b, "%s = %u\n", key, lines.first);
	else
		buf_printf(b, "%s = %u-%u\n", key, lines.first, lines.last);
}

static bool same_lines(struct span a, struct span b)
{
	return a.first == b.first && a.last == b.last;
}

/* What block i of the article first to end would be by its rival label. */
static void propose_fields(struct proposing *p, size_t first, size_t end, size_t i)
{
	static const char *const keys[FIELDS] = { "kicker", "headline", "deck" };
	const struct explain_block *b = &p->blocks[i];
	if (b->known || b->rival_likely < p->asked->doubt ||
	    label_may_begin(b->label) != label_starts_article(b->rival))
		return;
	struct reading_of now = read_fields(p, first, end, end), other = read_fields(p, first, end, i);
	bool lone = other.lines[KICKER].first && !other.lines[HEADLINE].first;
	if (!other.whole || lone || (now.lines[KICKER].first && !now.lines[HEADLINE].first))
		return;
	struct buf text = { 0 };
	for (int f = 0; f < FIELDS; f++)
		if (!same_lines(now.lines[f], other.lines[f]))
			put_lines(&text, keys[f], other.lines[f]);
	if (text.len > 0)
		propose(p, i, p->blocks[first].lines.first, &text);
	buf_free(&text);
}

/* ── bylines ── */

static bool is_writer(enum credit_role r)
{
	return r != CREDIT_PHOTOGRAPHER && r != CREDIT_AGENCY;
}

/* The names of those who wrote that a text holds, if it holds nothing else. */
static size_t read_names(const struct proposing *p, struct view text, struct view *names)
{
	struct credit_list list;
	size_t n = 0;
	struct glyphs g = glyph_read(text, p->asked->language, p->arena);
	if (!credit_read(g, 0, g.len, false, &list) && !credit_read(g, 0, g.len, true, &list))
		return 0;
	for (size_t i = 0; i < list.len; i++)
		if (is_writer(list.items[i].role))
			names[n++] = glyph_slice(text, g, list.items[i].name.from, list.items[i].name.to);
	return n;
}

/* The names without blanks, as they are compared. */
static struct view plain(const struct proposing *p, struct view name)
{
	struct buf b = { 0 };
	for (size_t at = 0; at < name.len;) {
		size_t before = at;
		if (glyph_fold(glyph_next(name, &at)) != ' ')
			buf_put(&b, view_slice(name, before, at - before));
	}
	struct view v = arena_view(p->arena, buf_view(&b));
	buf_free(&b);
	return v;
}

static bool has_name(const struct proposing *p, const struct view *names, size_t count,
                     struct view name)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq(plain(p, names[i]), plain(p, name)))
			return true;
	return false;
}

/* Those who wrote the article, with the names or without them; returns how many differ. */
static size_t put_byline(const struct proposing *p, const struct article *a,
                         const struct view *names, size_t count, bool with, struct buf *out)
{
	size_t put = 0, changed = 0;
	buf_puts(out, "byline =");
	for (size_t i = 0; i < a->credit_count; i++) {
		if (!is_writer(a->credits[i].role))
			continue;
		if (!with && has_name(p, names, count, a->credits[i].name)) {
			changed++;
			continue;
		}
		buf_printf(out, "%s%.*s", put++ ? ", " : " ", VIEW_ARG(a->credits[i].name));
	}
	for (size_t i = 0; with && i < count; i++) {
		bool there = false;
		for (size_t k = 0; k < a->credit_count; k++)
			there = there || (is_writer(a->credits[k].role) &&
			                  view_eq(a->credits[k].name, plain(p, names[i])));
		if (there)
			continue;
		buf_printf(out, "%s%.*s", put++ ? ", " : " ", VIEW_ARG(plain(p, names[i])));
		changed++;
	}
	buf_putc(out, '\n');
	return changed;
}

static void propose_byline(struct proposing *p, const struct article *a, uint32_t line, size_t i)
{
	const struct explain_block *b = &p->blocks[i];
	const struct corrections_section *s = section_at(p, line);
	bool is = b->label == LABEL_BYLINE;
	if (b->rival_likely < p->asked->doubt || is == (b->rival == LABEL_BYLINE) ||
	    label_may_begin(b->label) || label_may_begin(b->rival) ||
	    (s && s->fields[CORRECTIONS_BYLINE].value.data))
		return;
	struct view names[PERSON_NAME_MOST];
	struct buf text = { 0 };
	size_t count = read_names(p, b->text, names);
	if (count > 0 && put_byline(p, a, names, count, !is, &text) > 0)
		propose(p, i, line, &text);
	buf_free(&text);
}

/* ── what lines inside an article are ── */

/* The role that lines of a label have; LINE_ROLE_UNSAID for those above the text. */
static enum line_role role_of(enum label l)
{
	switch (l) {
	case LABEL_LEAD:
	case LABEL_BODY: return LINE_ROLE_BODY;
	case LABEL_SUBHEAD: return LINE_ROLE_SUBHEAD;
	case LABEL_CAPTION: return LINE_ROLE_CAPTION;
	case LABEL_BYLINE: return LINE_ROLE_BYLINE;
	default: return LINE_ROLE_UNSAID;
	}
}

/* Bylines are proposed by the names in them; what holds none is left where it stands anyway. */
static void propose_role(struct proposing *p, size_t i)
{
	const struct explain_block *b = &p->blocks[i];
	enum line_role now = role_of(b->label), other = role_of(b->rival);
	const struct corrections_section *s = section_at(p, b->lines.first);
	if (b->known || b->rival_likely < p->asked->doubt || (s && s->role) || now == other || !now ||
	    !other || now == LINE_ROLE_BYLINE || other == LINE_ROLE_BYLINE)
		return;
	struct buf text = { 0 };
	buf_printf(&text, "role = %s\n", line_role_name(other));
	propose_at(p, i, b->lines, &text);
	buf_free(&text);
}

/* ── all of a page ── */

static int compare_articles(const void *a, const void *b)
{
	const struct article *const *x = a, *const *y = b;
	uint32_t first = article_first_line(*x), second = article_first_line(*y);
	return (first > second) - (first < second);
}

static void sort_articles(struct proposing *p)
{
	const struct page *page = p->asked->page;
	p->articles = arena_array(p->arena, page->article_count, sizeof(*p->articles));
	for (size_t i = 0; i < page->article_count; i++)
		p->articles[i] = &page->articles[i];
	if (page->article_count > 0)
		qsort(p->articles, page->article_count, sizeof(*p->articles), compare_articles);
}

static bool is_article_above(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return article_first_line(s->page->articles[i]) < s->line;
}

/* The one article that begins on a line; NULL also where several do. */
static const struct article *article_at(const struct proposing *p, uint32_t line)
{
	size_t count = p->asked->page->article_count;
	size_t low = bisect(count, is_article_above, &(struct sought){ p, line });
	bool there = low < count && article_first_line(p->articles[low]) == line;
	bool alone = low + 1 >= count || article_first_line(p->articles[low + 1]) != line;
	return there && alone ? p->articles[low] : NULL;
}

/* All about the article of blocks first to end. */
static void propose_article(struct proposing *p, size_t first, size_t end)
{
	uint32_t line = p->blocks[first].lines.first;
	const struct article *a = article_at(p, line);
	const struct corrections_section *s = section_at(p, line);
	bool fields = a && !correct_withdraws(s);
	for (size_t i = first; i < end; i++) {
		propose_start(p, i);
		if (!fields)
			continue;
		propose_fields(p, first, end, i);
		propose_byline(p, a, line, i);
		propose_role(p, i);
	}
}

static void propose_date(struct proposing *p)
{
	struct date day = p->asked->explained->day;
	struct buf text = { 0 };
	if (date_known(p->asked->page->published) || !date_known(day))
		return;
	buf_puts(&text, "date = ");
	date_put(&text, day);
	buf_putc(&text, '\n');
	propose(p, PROPOSALS_PAGE, 0, &text);
	buf_free(&text);
}

struct proposal *proposals_find(const struct proposals_asked *asked, struct arena *a, size_t *count)
{
	struct proposing p = {
		.asked = asked, .blocks = asked->explained->blocks, .len = asked->explained->len, .arena = a
	};
	sort_articles(&p);
	propose_date(&p);
	for (size_t i = 0, end; i < p.len; i = end) {
		end = i + 1;
		if (p.blocks[i].label == LABEL_FURNITURE) {
			propose_start(&p, i);
			continue;
		}
		while (end < p.len && !label_may_begin(p.blocks[end].label))
			end++;
		propose_article(&p, i, end);
	}
	struct proposal *all = arena_array(a, p.found.len, sizeof(*all));
	for (size_t i = 0; i < p.found.len; i++)
		all[i] = p.found.items[i];
	*count = p.found.len;
	array_free(&p.found);
	return all;
}
