#include "segment/assemble.h"

#include "segment/body_type.h"
#include "segment/byline.h"
#include "segment/classify.h"
#include "segment/draft.h"
#include "segment/notice.h"
#include "segment/pattern.h"

/* The texts of parts of one sort, joined by one blank; absent where there are none. */
static struct view join_parts(const struct draft *d, bool (*wanted)(const struct part *),
                              struct arena *arena)
{
	struct buf all = { 0 };
	for (size_t i = 0; i < d->count; i++) {
		if (!wanted(&d->parts[i]))
			continue;
		if (all.len > 0)
			buf_putc(&all, ' ');
		buf_put(&all, d->parts[i].text);
	}
	struct view joined = all.len ? arena_view(arena, buf_view(&all)) : VIEW_NULL;
	buf_free(&all);
	return joined;
}

static bool is_kicker(const struct part *p)
{
	return p->label == LABEL_START_KICKER;
}

static bool is_deck(const struct part *p)
{
	return p->label == LABEL_DECK;
}

static bool ends_clause(uint32_t c)
{
	return c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '!' || c == '?' || c == 0x2026;
}

/* Where blanks part words none is cut: the blank before the word that would be, or end. */
static size_t end_of_words(struct glyphs g, size_t from, size_t end)
{
	if (!g.language->spaced || end == g.len || !glyph_is_letter(g.code[end]))
		return end;
	size_t i = end;
	while (i > from && !glyph_is_blank(g.code[i]))
		i--;
	return i > from ? i : end;
}

/*
 * The words that stand for a headline that was not printed: from the beginning,
 * less a jump line, to the end of the first clause that says enough.
 */
static struct view opening_words(const struct part *p, struct arena *arena)
{
	enum { ENOUGH = 10, MOST = 28 };
	struct glyphs g = p->glyphs;
	enum pattern_jump way;
	size_t from, to, dated;
	size_t start = pattern_blanks(g, pattern_jump(g, 0, &way, &from, &to));
	if (start == g.len) /* a jump line is all there is */
		start = 0;
	size_t line = pattern_dateline(g, start, &dated);
	size_t told = line ? line : start;
	size_t end = told;
	size_t width = (size_t)g.language->width, most = MOST * width, enough = ENOUGH * width;
	while (end < g.len && end < told + most && !(end >= told + enough && ends_clause(g.code[end])))
		end++;
	return arena_view(arena, glyph_slice(p->text, g, start, end_of_words(g, told, end)));
}

static const struct part *first_text(const struct draft *d)
{
	const struct part *p = draft_first_paragraph(d);
	for (size_t i = 0; !p && i < d->count; i++)
		if (d->parts[i].label != LABEL_BYLINE)
			p = &d->parts[i];
	return p ? p : &d->parts[0];
}

/* Whether all words stand in brackets: the day of a speech, how many pictures go with it. */
static bool is_bracketed(struct view text, const struct language *language, struct arena *arena)
{
	struct glyphs g = glyph_read(text, language, arena);
	size_t depth = 0;
	for (size_t i = 0; i < g.len; i++) {
		uint32_t c = g.code[i];
		depth += c == '(';
		if (depth == 0 && c != ' ')
			return false;
		depth -= c == ')' && depth > 0;
	}
	return g.len > 0 && depth == 0;
}

/* A line in brackets belongs to the line above it, which is the headline however it is set. */
static void put_bracketed_last(struct article *a, const struct language *language,
                               struct arena *arena)
{
	if (!a->kicker.data || !a->headline.data || !is_bracketed(a->headline, language, arena))
		return;
	struct buf deck = { 0 };
	buf_put(&deck, a->headline);
	if (a->deck.data) {
		buf_putc(&deck, ' ');
		buf_put(&deck, a->deck);
	}
	a->deck = arena_view(arena, buf_view(&deck));
	buf_free(&deck);
	a->headline = a->kicker;
	a->kicker = VIEW_NULL;
}

static void find_headline(const struct draft *d, struct article *a, struct arena *arena)
{
	a->kicker = join_parts(d, is_kicker, arena);
	a->headline = join_parts(d, draft_is_headline, arena);
	a->deck = join_parts(d, is_deck, arena);
	a->headline_printed = a->headline.data != NULL;
	put_bracketed_last(a, d->parts[0].glyphs.language, arena);
	if (!a->headline_printed && a->kicker.data) {
		a->headline = a->kicker;
		a->kicker = VIEW_NULL;
		a->headline_printed = true;
	}
	if (!a->headline_printed)
		a->headline = opening_words(first_text(d), arena);
}

/*
 * Whether all of a byline's line stands in byline_text, where the search goes
 * on from *from: what was no credit after all is text, and must not be lost.
 */
static bool is_told_as_byline(const struct part *p, const struct article *a, size_t *from)
{
	ptrdiff_t at = view_find(a->byline_text, p->text, *from);
	if (at < 0)
		return false;
	*from = (size_t)at + p->text.len;
	return true;
}

static bool is_in_body(const struct part *p, const struct article *a, size_t *told)
{
	switch (p->label) {
	case LABEL_SUBHEAD:
	case LABEL_CAPTION:
	case LABEL_START_CAPTION:
	case LABEL_CONTINUATION: return true;
	case LABEL_BYLINE: return !is_told_as_byline(p, a, told);
	default: return draft_is_paragraph(p);
	}
}

/* Everything that is not said elsewhere; the byline must have been found. */
static void find_body(const struct draft *d, struct article *a, struct arena *arena)
{
	size_t told = 0;
	bool *in_body = arena_array(arena, d->count, sizeof(*in_body));
	enum body_type *types = arena_array(arena, d->count, sizeof(*types));
	for (size_t i = 0; i < d->count; i++)
		in_body[i] = is_in_body(&d->parts[i], a, &told);
	body_type_find(d, in_body, types);
	a->body = arena_array(arena, d->count, sizeof(*a->body));
	for (size_t i = 0; i < d->count; i++) {
		const struct part *p = &d->parts[i];
		if (!in_body[i])
			continue;
		struct body_item *item = &a->body[a->body_count++];
		item->type = types[i];
		item->text = arena_view(arena, p->text);
		item->opening = p->opening < p->glyphs.len ? p->glyphs.at[p->opening] : p->text.len;
		size_t before = i > 0 ? d->parts[i - 1].lines.last : p->lines.first;
		item->gap = p->lines.first > before ? p->lines.first - before : 0;
	}
}

/* The page's number as digits: 第四版 is "4". */
static struct view page_number(struct glyphs g, size_t from, size_t to, struct arena *arena)
{
	int n;
	if (!glyph_is_digit(g.code[from]) && pattern_number(g, from, &n) == to)
		return arena_printf(arena, "%d", n);
	struct buf b = { 0 };
	for (size_t i = from; i < to; i++)
		buf_put_code(&b, g.code[i]);
	struct view number = arena_view(arena, buf_view(&b));
	buf_free(&b);
	return number;
}

static void find_jumps(const struct draft *d, struct article *a, struct arena *arena)
{
	enum { TAIL = 24 };
	for (size_t i = 0; i < d->count; i++) {
		struct glyphs g = d->parts[i].glyphs;
		for (size_t k = 0; k < g.len; k++) {
			if (k == 1 && g.len > TAIL)
				k = g.len - TAIL;
			enum pattern_jump way;
			size_t from, to;
			size_t end =
				k == 0 || glyph_opens(g.code[k]) ? pattern_jump(g, k, &way, &from, &to) : 0;
			if (!end)
				continue;
			struct view number = page_number(g, from, to, arena);
			if (way == JUMP_FROM && k == 0 && !a->continued_from.data)
				a->continued_from = number;
			else if (way == JUMP_TO && end == g.len)
				a->continues = number;
		}
	}
}

/*
 * How likely the article is cut just so: it begins where it does, nothing begins
 * inside it, and something does behind it, each as if it were for itself: a little
 * less than it is, for on papers that were not learned from the network is surer
 * than it should be.
 */
static double confidence_of(const struct draft *d, const struct draft *next, const double *likely)
{
	double all = likely[d->first];
	for (size_t i = d->first + 1; i < d->to; i++)
		all *= 1 - likely[i];
	if (next && next->first == d->to) /* or furniture, or the end of the page */
		all *= likely[d->to];
	return all;
}

/* The source lines of blocks, neighbours without other text between them as one range. */
static void find_lines(const struct draft *d, const struct blocks *blocks, struct article *a,
                       struct arena *arena)
{
	a->lines = arena_array(arena, 1, sizeof(*a->lines));
	a->line_count = 1;
	a->lines[0] =
		(struct span){ blocks->items[d->first].lines.first, blocks->items[d->to - 1].lines.last };
}

/*
 * A credit for a group counts for the articles before it (none before from)
 * up to the one with the group's kicker, or after the last one that has a
 * byline of its own.
 */
static void share_group(struct page *page, size_t from, size_t last)
{
	for (size_t i = last; i-- > from;) {
		struct article *a = &page->articles[i];
		if (a->byline_text.data)
			return;
		byline_share(&page->articles[last], a, &page->arena);
		if (a->kicker.data)
			return;
	}
}

static void make_articles(struct drafts *drafts, const struct blocks *blocks, const double *likely,
                          struct page *out)
{
	struct arena *arena = &out->arena;
	size_t after_group = 0;
	out->article_count = drafts->items.len;
	out->articles = arena_array(arena, out->article_count, sizeof(*out->articles));
	for (size_t i = 0; i < out->article_count; i++) {
		struct draft *d = &drafts->items.items[i];
		struct article *a = &out->articles[i];
		notice_headline(d, arena);
		find_headline(d, a, arena);
		find_jumps(d, a, arena);
		find_lines(d, blocks, a, arena);
		bool group = byline_find(d, a, arena);
		find_body(d, a, arena);
		a->kind = classify_article(d, a, arena);
		a->confidence = confidence_of(d, i + 1 < out->article_count ? d + 1 : NULL, likely);
		if (group) {
			share_group(out, after_group, i);
			after_group = i + 1;
		}
	}
}

/* The run of furniture at block i as one piece; returns the block after it. */
static size_t read_furniture(const struct blocks *blocks, const enum label *labels, size_t i,
                             struct furniture *f, struct arena *arena)
{
	struct buf text = { 0 };
	f->lines = blocks->items[i].lines;
	for (; i < blocks->len && labels[i] == LABEL_FURNITURE; i++) {
		if (text.len > 0)
			buf_putc(&text, '\n');
		buf_put(&text, blocks->items[i].text);
		f->lines.last = blocks->items[i].lines.last;
	}
	f->text = arena_view(arena, buf_view(&text));
	buf_free(&text);
	return i;
}

static void make_furniture(const struct blocks *blocks, const enum label *labels, struct page *out)
{
	size_t runs = 0;
	for (size_t i = 0; i < blocks->len; i++)
		runs += labels[i] == LABEL_FURNITURE && (i == 0 || labels[i - 1] != LABEL_FURNITURE);
	out->furniture = arena_array(&out->arena, runs, sizeof(*out->furniture));
	for (size_t i = 0; i < blocks->len;) {
		if (labels[i] != LABEL_FURNITURE)
			i++;
		else
			i = read_furniture(blocks, labels, i, &out->furniture[out->furniture_count++],
			                   &out->arena);
	}
}

void assemble_page(const struct blocks *blocks, const enum label *labels, const double *likely,
                   struct page *out)
{
	struct drafts drafts = { 0 };
	draft_make(blocks, labels, &out->arena, &drafts);
	notice_split(&drafts, &out->arena);
	make_articles(&drafts, blocks, likely, out);
	make_furniture(blocks, labels, out);
	array_free(&drafts.items);
}
