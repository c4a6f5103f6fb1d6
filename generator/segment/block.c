#include "segment/block.h"

#include "language/language.h"

#include <stdint.h>

#include "base/array.h"
#include "segment/ragged.h"

/* Wrapped columns of newspapers have 8 to 45 characters; wider "columns" are paragraphs. */
enum { NARROWEST = 8, WIDEST = 45, FEWEST_LINES = 6, LIMIT = WIDEST + 1 };

/*
 * How columns are measured: some were cut at a number of characters, others at
 * a printed width, of which Latin letters and figures take half.
 */
enum measure { BY_GLYPHS, BY_CELLS, MEASURES };

/* What is seen of a source line; nothing printed, or a rule, is width 0. */
struct line {
	uint8_t width[MEASURES]; /* its indent included; LIMIT is that or more */
	bool indented;
	bool ends_sentence;
	bool ends_text; /* so, or with a mark that no headline ends with */
	bool closes;    /* a sentence or a bracket ends here */
	bool marked;    /* a mark ends a sentence in it or parts its clauses, as in few headlines */
	bool bulleted;
	bool cut;    /* a block begins here whatever else is seen */
	bool joined; /* the source says that it goes on with the paragraph above, or words do */
};

static bool is_half(uint32_t code)
{
	return code < 0x1100;
}

static uint8_t limited(size_t n)
{
	return (uint8_t)(n < LIMIT ? n : LIMIT);
}

/* What typists and programs draw rules with. */
static bool draws_rule(uint32_t code)
{
	return code == '-' || code == '=' || code == '_' || code == '~' || code == '+' ||
	       code == 0x2014 || code == 0x2015 || (code >= 0x2500 && code <= 0x257F);
}

/* What stands before items of a list, and before headlines. */
static bool draws_bullet(uint32_t code)
{
	return code == '*' || code == 0x2022 || code == 0x203B || (code >= 0x25A0 && code <= 0x25FF) ||
	       code == 0x2605 || code == 0x2606;
}

static bool parts_clauses(uint32_t code)
{
	return code == ',' || code == ';' || code == ':' || code == 0x3001;
}

/* Whether a line is a rule: it parts what stands above and below as a blank line does. */
static bool is_rule(struct view v)
{
	enum { SHORTEST = 3 };
	size_t drawn = 0;
	for (size_t i = 0; i < v.len;) {
		uint32_t c = glyph_fold(glyph_next(v, &i));
		if (c != 0 && c != ' ' && !draws_rule(c))
			return false;
		drawn += c != 0 && c != ' ';
	}
	return drawn >= SHORTEST;
}

/* Looks no further than what tells that a line is longer than any column. */
static struct line read_line(struct view v)
{
	struct line l = { 0 };
	size_t glyphs = 0, halves = 0, trailing = 0, trailing_halves = 0;
	for (size_t i = 0; i < v.len && (glyphs < LIMIT || halves < 2 * LIMIT);) {
		uint32_t printed = glyph_next(v, &i), c = glyph_fold(printed);
		if (c == 0)
			continue;
		if (c != ' ' && glyphs == 0) {
			l.indented = trailing_halves >= 2;
			l.bulleted = draws_bullet(c);
		}
		trailing++;
		trailing_halves += is_half(printed) ? 1 : 2;
		if (c == ' ')
			continue;
		glyphs += trailing;
		halves += trailing_halves;
		trailing = trailing_halves = 0;
		l.ends_sentence = glyph_ends_sentence(c);
		l.closes = l.ends_sentence || glyph_closes(c);
		l.ends_text = l.closes || parts_clauses(c);
		l.marked |= l.ends_sentence || parts_clauses(c);
	}
	l.width[BY_GLYPHS] = limited(glyphs);
	l.width[BY_CELLS] = limited((halves + 1) / 2);
	return l;
}

static struct line *read_lines(const struct text *t, struct arena *a)
{
	struct line *lines = arena_array(a, t->len, sizeof(*lines));
	for (size_t i = 0; i < t->len; i++)
		lines[i] = is_rule(t->lines[i]) ? (struct line){ 0 } : read_line(t->lines[i]);
	return lines;
}

static bool shows_nothing(const struct line *l)
{
	return l->width[BY_GLYPHS] == 0;
}

/*
 * The width at which the lines of a page were cut, or 0; *fit is how many per
 * mille of the lines that could be cut there are.
 *
 * On a wrapped page, a line that goes on in the next one is as long as the
 * column is wide; on other pages line lengths scatter. So: the most frequent
 * length of lines directly followed by another, if most such lines have it
 * (a glyph more or less, for punctuation that hangs or is pulled back) and
 * almost no line is longer.
 */
static size_t find_width(const struct line *lines, size_t len, enum measure m, size_t *fit)
{
	size_t followed[LIMIT + 1] = { 0 }, all[LIMIT + 1] = { 0 };
	size_t followed_count = 0, count = 0, mode = 0, longer = 0;
	for (size_t i = 0; i < len; i++) {
		size_t width = lines[i].width[m];
		bool goes_on = width > 0 && i + 1 < len && !shows_nothing(&lines[i + 1]);
		all[width]++;
		count += width > 0;
		followed[width] += goes_on;
		followed_count += goes_on;
	}
	for (size_t w = NARROWEST; w <= WIDEST; w++)
		if (followed[w] > followed[mode] || mode == 0)
			mode = w;
	*fit = 0;
	if (followed[mode] < FEWEST_LINES)
		return 0;
	for (size_t w = mode + 2; w <= LIMIT; w++)
		longer += all[w];
	size_t near = followed[mode] + followed[mode - 1] + followed[mode + 1];
	*fit = near * 1000 / followed_count;
	return *fit >= 600 && longer * 20 <= count ? mode : 0;
}

struct column {
	size_t width;
	enum measure measure;
	bool tight; /* nothing parts its paragraphs but that their last lines do not fill it */
};

static bool is_full(const struct line *l, struct column column)
{
	return l->width[column.measure] + 1U >= column.width;
}

/* Whether most of the lines that end early have another one directly below. */
static bool is_tight(const struct line *lines, size_t len, struct column column)
{
	size_t early = 0, followed = 0;
	for (size_t i = 0; i + 1 < len; i++) {
		bool ends_early = !shows_nothing(&lines[i]) && !is_full(&lines[i], column);
		early += ends_early;
		followed += ends_early && !shows_nothing(&lines[i + 1]);
	}
	return followed * 2 > early;
}

static struct column find_column(const struct line *lines, size_t len)
{
	size_t by_glyphs, by_cells;
	struct column glyphs = { find_width(lines, len, BY_GLYPHS, &by_glyphs), BY_GLYPHS, false };
	struct column cells = { find_width(lines, len, BY_CELLS, &by_cells), BY_CELLS, false };
	struct column c =
		cells.width > 0 && (glyphs.width == 0 || by_cells > by_glyphs) ? cells : glyphs;
	c.tight = c.width > 0 && is_tight(lines, len, c);
	return c;
}

/*
 * Whether a headline may stand from l on: some full lines and one that is not,
 * whose end is no text's.
 */
static bool may_head(const struct line *l, const struct line *end, struct column column)
{
	enum { MOST = 3 };
	for (int k = 0; k < MOST && l < end && !shows_nothing(l); k++, l++)
		if (!is_full(l, column))
			return !l->ends_text;
	return false;
}

/* Whether a paragraph may end with the full line l: so that the next begins a headline, or an item. */
static bool may_end(const struct line *l, const struct line *end, struct column column)
{
	if (!l[0].closes)
		return false;
	bool begins = l[1].bulleted || (is_full(&l[1], column) && !l[1].marked);
	return may_head(l + 1, end, column) || (column.tight && begins && !l[1].indented);
}

/*
 * Whether l, the first of its block, may be a headline as wide as its column, or
 * the first line of one that goes on in the next: what stands above has ended, and
 * no mark parts its words. Where the next line ends early it is one text with it:
 * so are 19 of 20.
 */
static bool may_fill(const struct line *l, bool below_end, struct column column)
{
	return column.tight && below_end && !l->indented && !l->marked && is_full(&l[1], column);
}

/*
 * Whether a line runs on in the next one. A line one short of the column was
 * cut early, for a mark that may not begin a line; after a full stop there was
 * no need to. Where a headline may end or follow, a block ends: that a paragraph
 * goes on the model can tell, but not that one holds a headline. below_end:
 * above the block stands nothing that could go on in it.
 */
static bool runs_on(const struct line *l, const struct line *first, const struct line *end,
                    bool below_end, struct column column)
{
	if (l[1].cut || shows_nothing(&l[1]))
		return false;
	if (l[1].joined)
		return true;
	if (column.width == 0 || !is_full(l, column))
		return false;
	if (l[0].width[column.measure] + 1U == column.width && l[0].ends_sentence)
		return false;
	if (l[1].indented || (l == first && may_fill(l, below_end, column)))
		return false;
	bool below = l > first && !is_full(&l[1], column);
	return !may_end(l, end, column) && !(below && may_head(l + 1, end, column));
}

/* Whether what stands above line i ends there: nothing, an early end, or the end of a sentence. */
static bool is_below_end(const struct line *lines, size_t i, struct column column)
{
	return i == 0 || shows_nothing(&lines[i - 1]) || !is_full(&lines[i - 1], column) ||
	       lines[i - 1].closes;
}

static void finish(struct block *b, const struct text *t, const struct line *lines, struct arena *a,
                   struct buf *joined)
{
	bool unseen = true;
	buf_truncate(joined, 0);
	for (uint32_t n = b->lines.first; n <= b->lines.last; n++)
		unseen = unseen && shows_nothing(&lines[n - t->before - 1]);
	for (uint32_t n = b->lines.first; n <= b->lines.last; n++)
		if (unseen || !shows_nothing(&lines[n - t->before - 1]))
			glyph_join(joined, text_line(t, n), t->language && t->language->spaced);
	b->text = arena_view(a, buf_view(joined));
	b->glyphs = glyph_read(b->text, t->language ? t->language : language_default(), a);
}

/* Whether lines that the source has in one block are one: a kicker's, as all of it stands above a headline. */
static bool keeps_lines(const struct text_label *l)
{
	return line_role_keeps_lines(l->role) && !(l->role == LINE_ROLE_KICKER && l->block > 0);
}

/* Where the source says that something else begins, or that it goes on. */
static void cut_by_labels(const struct text *t, struct line *lines)
{
	const struct text_label *above = NULL;
	for (size_t i = 0; i < t->len; i++) {
		const struct text_label *l = &t->labels[i];
		if (shows_nothing(&lines[i]))
			continue;
		bool same = above && above->article == l->article && above->role == l->role &&
		            above->block == l->block;
		lines[i].cut = above && (!same || keeps_lines(l));
		lines[i].joined = same && (l->block > 0 || lines[i].joined);
		above = l;
	}
}

static void join_ragged(const struct text *t, struct line *lines, struct arena *a)
{
	const bool *runs_on = ragged_lines(t, a);
	for (size_t i = 1; i < t->len; i++)
		lines[i].joined = runs_on[i - 1];
}

/* Whether a line stands directly below one that fills its column. */
static bool is_below_full(const struct text *t, const struct line *lines, uint32_t number,
                          struct column column)
{
	size_t i = number - t->before - 1;
	return column.width > 0 && i > 0 && i < t->len && !shows_nothing(&lines[i]) &&
	       !shows_nothing(&lines[i - 1]) && is_full(&lines[i - 1], column);
}

/* Of the first line of a block that shows something. */
static const struct text_label *first_label(const struct text *t, const struct line *lines,
                                            struct span s)
{
	size_t i = s.first - t->before - 1, last = s.last - t->before - 1;
	while (i < last && shows_nothing(&lines[i]))
		i++;
	return &t->labels[i];
}

typedef ARRAY(struct span) span_array;

/* A rule, or a line with nothing but characters without width, goes with the block before it. */
static void add_unseen(span_array *spans, uint32_t number, struct span *before_all)
{
	if (spans->len > 0) {
		array_last(spans)->last = number;
		return;
	}
	if (before_all->first == 0)
		before_all->first = number;
	before_all->last = number;
}

static void find_spans(const struct text *t, const struct line *lines, struct column column,
                       span_array *spans)
{
	struct span before_all = { 0 };
	for (size_t i = 0; i < t->len; i++) {
		uint32_t number = (uint32_t)(t->before + i + 1);
		if (shows_nothing(&lines[i])) {
			if (!glyph_text_blank(t->lines[i]))
				add_unseen(spans, number, &before_all);
			continue;
		}
		struct span s = { number, number };
		if (spans->len == 0 && before_all.first)
			s.first = before_all.first;
		const struct line *first = &lines[i], *end = lines + t->len;
		bool below_end = is_below_end(lines, i, column);
		while (i + 1 < t->len && runs_on(&lines[i], first, end, below_end, column))
			s.last = (uint32_t)(t->before + ++i + 1);
		*array_push(spans) = s;
	}
	if (spans->len == 0 && before_all.first)
		*array_push(spans) = before_all;
}

void block_make(const struct text *t, struct arena *a, struct blocks *out)
{
	block_make_cut(t, NULL, 0, a, out);
}

void block_make_cut(const struct text *t, const uint32_t *cuts, size_t cut_count, struct arena *a,
                    struct blocks *out)
{
	span_array spans = { 0 };
	struct line *lines = read_lines(t, a);
	bool ragged = t->language && t->language->spaced;
	if (ragged)
		join_ragged(t, lines, a);
	if (t->labels)
		cut_by_labels(t, lines);
	for (size_t i = 0; i < cut_count; i++)
		if (text_has(t, cuts[i]))
			lines[cuts[i] - t->before - 1].cut = true;
	struct column column = ragged ? (struct column){ 0 } : find_column(lines, t->len);
	find_spans(t, lines, column, &spans);
	out->page = t;
	out->wrap = column.width;
	out->len = spans.len;
	out->items = arena_array(a, spans.len, sizeof(*out->items));
	struct buf joined = { 0 };
	for (size_t i = 0; i < spans.len; i++) {
		out->items[i].lines = spans.items[i];
		out->items[i].below_full = is_below_full(t, lines, spans.items[i].first, column);
		out->items[i].fills = is_below_full(t, lines, spans.items[i].last + 1, column);
		if (t->labels) {
			const struct text_label *l = first_label(t, lines, spans.items[i]);
			out->items[i].role = l->role;
			out->items[i].article = l->article;
			out->items[i].told = l->block > 0;
		}
		finish(&out->items[i], t, lines, a, &joined);
	}
	buf_free(&joined);
	array_free(&spans);
}
