#include "page/block.h"

#include "base/array.h"

/* Wrapped columns of newspapers have 8 to 45 characters; wider "columns" are paragraphs. */
enum { NARROWEST = 8, WIDEST = 45, FEWEST_LINES = 6 };

/* Visible glyphs of a line, its indent not counted, or limit if there are more. */
static size_t line_length(struct view line, size_t limit)
{
	size_t length = 0, trailing = 0;
	for (size_t i = 0; i < line.len && length < limit;) {
		uint32_t c = glyph_fold(glyph_next(line, &i));
		if (c == 0)
			continue;
		if (c == ' ') {
			trailing += length > 0;
			continue;
		}
		length += trailing + 1;
		trailing = 0;
	}
	return length < limit ? length : limit;
}

static bool is_indented(struct view line)
{
	size_t i = 0, blanks = 0;
	while (i < line.len) {
		uint32_t c = glyph_next(line, &i);
		if (c == 0x3000)
			blanks += 2;
		else if (glyph_fold(c) == ' ')
			blanks++;
		else
			break;
	}
	return blanks >= 2;
}

size_t block_wrap_width(const struct text *t)
{
	size_t followed[WIDEST + 2] = { 0 }, all[WIDEST + 2] = { 0 };
	size_t followed_count = 0, count = 0, previous = 0;
	for (size_t i = 0; i < t->len; i++) {
		size_t length = line_length(t->lines[i], WIDEST + 1);
		if (length > 0 && previous > 0) {
			followed[previous]++;
			followed_count++;
		}
		if (length > 0) {
			all[length]++;
			count++;
		}
		previous = length;
	}
	size_t mode = 0;
	for (size_t w = NARROWEST; w <= WIDEST; w++)
		if (followed[w] > followed[mode])
			mode = w;
	if (mode == 0 || followed[mode] < FEWEST_LINES)
		return 0;
	size_t near = followed[mode] + followed[mode - 1] + followed[mode + 1];
	size_t longer = 0;
	for (size_t w = mode + 2; w <= WIDEST + 1; w++)
		longer += all[w];
	return near * 10 >= followed_count * 6 && longer * 20 <= count ? mode : 0;
}

/* Whether a line of this length runs on in the next one. */
static bool runs_on(const struct text *t, size_t i, size_t wrap)
{
	if (wrap == 0 || i + 1 >= t->len)
		return false;
	return line_length(t->lines[i], WIDEST + 1) + 1 >= wrap &&
	       !is_indented(t->lines[i + 1]) && line_length(t->lines[i + 1], 1) > 0;
}

/* Whether a line has nothing to see: blanks, characters without width. */
static bool shows_nothing(struct view line)
{
	return line_length(line, 1) == 0;
}

static void finish(struct block *b, const struct text *t, struct arena *a, struct buf *joined)
{
	buf_truncate(joined, 0);
	for (uint32_t n = b->lines.first; n <= b->lines.last; n++)
		if (!shows_nothing(t->lines[n - 1]))
			glyph_join(joined, t->lines[n - 1]);
	for (uint32_t n = b->lines.first; joined->len == 0 && n <= b->lines.last; n++)
		glyph_join(joined, t->lines[n - 1]);
	b->text = arena_view(a, buf_view(joined));
	b->glyphs = glyph_read(b->text, a);
}

typedef ARRAY(struct span) span_array;

/* A line with nothing but characters without width goes with the block before it. */
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

static void find_spans(const struct text *t, size_t wrap, span_array *spans)
{
	struct span before_all = { 0 };
	for (size_t i = 0; i < t->len; i++) {
		if (shows_nothing(t->lines[i])) {
			if (!glyph_text_blank(t->lines[i]))
				add_unseen(spans, (uint32_t)i + 1, &before_all);
			continue;
		}
		struct span s = { (uint32_t)i + 1, (uint32_t)i + 1 };
		if (spans->len == 0 && before_all.first)
			s.first = before_all.first;
		while (runs_on(t, i, wrap))
			s.last = (uint32_t)++i + 1;
		*array_push(spans) = s;
	}
	if (spans->len == 0 && before_all.first)
		*array_push(spans) = before_all;
}

void block_make(const struct text *t, struct arena *a, struct blocks *out)
{
	span_array spans = { 0 };
	out->wrap = block_wrap_width(t);
	find_spans(t, out->wrap, &spans);
	out->len = spans.len;
	out->items = arena_array(a, spans.len, sizeof(*out->items));
	struct buf joined = { 0 };
	for (size_t i = 0; i < spans.len; i++) {
		out->items[i].lines = spans.items[i];
		finish(&out->items[i], t, a, &joined);
	}
	buf_free(&joined);
	array_free(&spans);
}
