#include "input/reading_order.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/mem.h"
#include "input/areas.h"
#include "input/crossing.h"
#include "text/glyph.h"
#include "text/utf8.h"

/* In sizes of the page's usual type. */
static const float GUTTER = 0.7F; /* white space between columns is at least so wide */
static const float ACROSS = 0.9F; /* and that which goes across so high */

enum { DEEPEST = 64 };

struct page_lines {
	ARRAY(struct view) texts;
	ARRAY(struct text_box) boxes;
	ARRAY(struct text_label) labels;
};

struct ordering {
	struct reading_word *words;
	float usual; /* size of type */
	uint32_t column;
	uint32_t block;
	struct page_lines lines;
	struct arena *arena;
	struct buf joined;
};

struct region {
	size_t from, to; /* words */
};

/* A stretch of white space. */
struct gap {
	float from, to;
};

typedef ARRAY(struct gap) gaps;

/* ── sizes ── */

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* The size that most characters have: the middle one of all. */
static float usual_size(const struct reading_word *words, size_t count)
{
	float *sizes = mem_array(count * 2, sizeof(*sizes));
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < 1 + words[i].text.len / 30 && n < count * 2; k++)
			sizes[n++] = words[i].box.size;
	qsort(sizes, n, sizeof(*sizes), compare_floats);
	float middle = n > 0 ? sizes[n / 2] : 1;
	free(sizes);
	return middle > 0 ? middle : 1;
}

static float left(const struct reading_word *w)
{
	return w->box.left;
}

static float right(const struct reading_word *w)
{
	return w->box.left + w->box.width;
}

static float top(const struct reading_word *w)
{
	return w->box.top;
}

static float bottom(const struct reading_word *w)
{
	return w->box.top + w->box.height;
}

/* ── white space ── */

static int by_left(const void *a, const void *b)
{
	float x = left(a), y = left(b);
	return x != y ? (x > y) - (x < y)
	              : compare_floats(&((const struct reading_word *)a)->box.top,
	                               &((const struct reading_word *)b)->box.top);
}

static int by_top(const void *a, const void *b)
{
	float x = top(a), y = top(b);
	return x != y ? (x > y) - (x < y)
	              : compare_floats(&((const struct reading_word *)a)->box.left,
	                               &((const struct reading_word *)b)->box.left);
}

/* Sorts the region along one way and finds where nothing stands for at least that much. */
static void find_gaps(struct ordering *o, struct region r, bool down, float least, gaps *out)
{
	struct reading_word *words = o->words + r.from;
	size_t count = r.to - r.from;
	qsort(words, count, sizeof(*words), down ? by_top : by_left);
	float end = down ? bottom(&words[0]) : right(&words[0]);
	for (size_t i = 1; i < count; i++) {
		float begin = down ? top(&words[i]) : left(&words[i]);
		if (begin - end >= least)
			*array_push(out) = (struct gap){ end, begin };
		end = fmaxf(end, down ? bottom(&words[i]) : right(&words[i]));
	}
}

/* ── cutting ── */

static void order_region(struct ordering *o, struct region r, int depth);

static void order_pieces(struct ordering *o, struct region r, const gaps *at, bool down, int depth)
{
	size_t from = r.from;
	for (size_t i = 0; i < at->len; i++) {
		size_t to = from;
		while (to < r.to && (down ? top(&o->words[to]) : left(&o->words[to])) < at->items[i].to)
			to++;
		if (to > from)
			order_region(o, (struct region){ from, to }, depth);
		from = to;
	}
	if (from < r.to)
		order_region(o, (struct region){ from, r.to }, depth);
}

static void make_lines(struct ordering *o, struct region r);

static bool choose_widest(const struct ordering *o, const gaps *all, gaps *out)
{
	const struct gap *widest = NULL;
	for (size_t i = 0; i < all->len; i++)
		if (!widest || all->items[i].to - all->items[i].from > widest->to - widest->from)
			widest = &all->items[i];
	if (widest && widest->to - widest->from >= ACROSS * o->usual)
		*array_push(out) = *widest;
	return out->len > 0;
}

static bool cut_columns(struct ordering *o, struct region r, int depth)
{
	gaps at = { 0 };
	find_gaps(o, r, false, GUTTER * o->usual, &at);
	bool cut = at.len > 0;
	if (cut)
		order_pieces(o, r, &at, false, depth + 1);
	array_free(&at);
	return cut;
}

static bool cut_across(struct ordering *o, struct region r, int depth)
{
	gaps all = { 0 }, at = { 0 };
	find_gaps(o, r, true, ACROSS * o->usual, &all);
	bool cut = choose_widest(o, &all, &at);
	if (cut)
		order_pieces(o, r, &at, true, depth + 1);
	array_free(&all);
	array_free(&at);
	return cut;
}

/* Columns above and below lines that run across them, with no more white space than between lines. */
static bool cut_at_crossings(struct ordering *o, struct region r, int depth)
{
	bool *crosses = mem_array(r.to - r.from, sizeof(*crosses));
	qsort(o->words + r.from, r.to - r.from, sizeof(*o->words), by_top);
	bool cut =
		crossing_find(o->words + r.from, r.to - r.from, o->usual, GUTTER * o->usual, crosses);
	for (size_t from = r.from, to; cut && from < r.to; from = to) {
		bool across = crosses[from - r.from];
		for (to = from + 1; to < r.to && crosses[to - r.from] == across;)
			to++;
		if (across)
			make_lines(o, (struct region){ from, to });
		else
			order_region(o, (struct region){ from, to }, depth + 1);
	}
	free(crosses);
	return cut;
}

static void order_region(struct ordering *o, struct region r, int depth)
{
	bool cut =
		depth < DEEPEST && r.to - r.from > 1 &&
		(cut_columns(o, r, depth) || cut_across(o, r, depth) || cut_at_crossings(o, r, depth));
	if (!cut)
		make_lines(o, r);
}

/* ── lines ── */

static float middle(const struct reading_word *w)
{
	return top(w) + w->box.height / 2;
}

/* The words of one line, from left to right, as a line of the text. */
static void put_line(struct ordering *o, struct region r)
{
	struct text_box box = o->words[r.from].box;
	qsort(o->words + r.from, r.to - r.from, sizeof(*o->words), by_left);
	buf_truncate(&o->joined, 0);
	float end = left(&o->words[r.from]), size = 0, weight = 0;
	float low = bottom(&o->words[r.from]), high = top(&o->words[r.from]), begin = end;
	for (size_t i = r.from; i < r.to; i++) {
		const struct reading_word *w = &o->words[i];
		if (i > r.from && left(w) - end > 0.2F * w->box.size)
			buf_putc(&o->joined, ' ');
		buf_put(&o->joined, w->text);
		end = fmaxf(end, right(w));
		low = fmaxf(low, bottom(w));
		high = fminf(high, top(w));
		size = fmaxf(size, w->box.size);
		weight = fmaxf(weight, w->box.weight);
	}
	box = (struct text_box){ begin, high,   end - begin, low - high,
		                     size,  weight, o->column,   o->words[r.from].box.area };
	*array_push(&o->lines.texts) = arena_view(o->arena, buf_view(&o->joined));
	*array_push(&o->lines.boxes) = box;
}

/* Words at one height are a line. */
size_t reading_order_line_end(const struct reading_word *words, size_t count, size_t from)
{
	float low = middle(&words[from]) + 0.5F * words[from].box.height;
	size_t to = from + 1;
	while (to < count && middle(&words[to]) < low)
		to++;
	return to;
}

/* What cannot be cut any more is one column, or a piece of one. */
static void make_lines(struct ordering *o, struct region r)
{
	struct reading_word *words = o->words;
	qsort(words + r.from, r.to - r.from, sizeof(*words), by_top);
	o->column++;
	for (size_t from = r.from, to; from < r.to; from = to) {
		to = reading_order_line_end(words, r.to, from);
		put_line(o, (struct region){ from, to });
	}
}

/* ── areas ── */

struct placed {
	struct reading_word word;
	uint32_t area;
	bool head;
	uint32_t place;
};

/* By area, its headline first. */
static int by_area(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->area != y->area)
		return x->area < y->area ? -1 : 1;
	if (x->head != y->head)
		return x->head ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static void order_areas(struct ordering *o, size_t count)
{
	struct placed *placed = mem_array(count, sizeof(*placed));
	uint32_t *areas = mem_array(count, sizeof(*areas));
	areas_find(o->words, count, o->usual, areas);
	for (size_t i = 0; i < count; i++) {
		o->words[i].box.area = areas[i];
		placed[i] =
			(struct placed){ o->words[i], areas[i],
			                 o->words[i].box.size >= AREAS_HEADLINE * o->usual, (uint32_t)i };
	}
	qsort(placed, count, sizeof(*placed), by_area);
	for (size_t i = 0; i < count; i++)
		o->words[i] = placed[i].word;
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && placed[to].area == placed[from].area &&
		                    placed[to].head == placed[from].head;)
			to++;
		if (placed[from].head)
			make_lines(o, (struct region){ from, to });
		else
			order_region(o, (struct region){ from, to }, 0);
	}
	free(areas);
	free(placed);
}

/* ── paragraphs ── */

/* How far the lines of a column reach, from line i on. */
static void column_edges(const struct ordering *o, size_t i, float *first, float *last)
{
	const struct text_box *b = o->lines.boxes.items;
	uint32_t column = b[i].column;
	*first = INFINITY;
	*last = -INFINITY;
	while (i > 0 && b[i - 1].column == column)
		i--;
	for (; i < o->lines.boxes.len && b[i].column == column; i++) {
		*first = fminf(*first, b[i].left);
		*last = fmaxf(*last, b[i].left + b[i].width);
	}
}

static bool goes_on(const struct ordering *o, const struct text_box *above,
                    const struct text_box *line, float last_above, float first)
{
	float size = line->size > 0 ? line->size : o->usual;
	if (line->size >= AREAS_HEADLINE * o->usual || fabsf(above->size - line->size) > 0.15F * size)
		return false;
	if (line->left - first > 0.7F * size)
		return false; /* indented */
	bool full = last_above - (above->left + above->width) < 1.6F * size;
	bool near =
		above->column != line->column || line->top - (above->top + above->height) < 1.2F * size;
	return full && near;
}

static void find_paragraphs(struct ordering *o)
{
	float last_above = 0, first = 0, last = 0;
	for (size_t i = 0; i < o->lines.boxes.len; i++) {
		const struct text_box *b = &o->lines.boxes.items[i];
		last_above = last;
		if (i == 0 || b->column != b[-1].column)
			column_edges(o, i, &first, &last);
		if (i == 0 || !goes_on(o, b - 1, b, last_above, first))
			o->block++;
		*array_push(&o->lines.labels) = (struct text_label){ .block = o->block };
	}
}

/* ── upright pages ── */

bool reading_order_upright(const struct reading_word *words, size_t count)
{
	size_t upright = 0, level = 0;
	for (size_t i = 0; i < count; i++) {
		upright += words[i].box.height > 2 * words[i].box.width;
		level += words[i].box.width > 2 * words[i].box.height;
	}
	return upright > level;
}

/* So that lines go from left to right and from top to bottom; done twice nothing has changed but width and height. */
static struct text_box turn(struct text_box b, float width)
{
	float from = width - (b.left + b.width);
	return (struct text_box){ b.top, from, b.height, b.width, b.size, b.weight, b.column, b.area };
}

static struct text_box turn_back(struct text_box b, float width)
{
	return (struct text_box){
		width - (b.top + b.height), b.left, b.height, b.width, b.size, b.weight, b.column, b.area
	};
}

/* ── all of it ── */

static void take_lines(struct ordering *o, struct text *out)
{
	size_t len = o->lines.texts.len;
	struct text_box *boxes = arena_array(&out->arena, len, sizeof(*boxes));
	struct text_label *labels = arena_array(&out->arena, len, sizeof(*labels));
	out->len = len;
	out->lines = arena_array(&out->arena, len, sizeof(*out->lines));
	for (size_t i = 0; i < len; i++) {
		out->lines[i] = o->lines.texts.items[i];
		boxes[i] = o->lines.boxes.items[i];
		labels[i] = o->lines.labels.items[i];
	}
	out->boxes = boxes;
	out->labels = labels;
}

void reading_order(struct reading_word *words, size_t count, struct text *out)
{
	bool upright = reading_order_upright(words, count);
	float width = 0;
	for (size_t i = 0; i < count; i++)
		width = fmaxf(width, right(&words[i]));
	for (size_t i = 0; upright && i < count; i++)
		words[i].box = turn(words[i].box, width);
	struct ordering o = { .words = words, .arena = &out->arena, .usual = usual_size(words, count) };
	if (count > 0)
		order_areas(&o, count);
	find_paragraphs(&o);
	for (size_t i = 0; upright && i < o.lines.boxes.len; i++)
		o.lines.boxes.items[i] = turn_back(o.lines.boxes.items[i], width);
	take_lines(&o, out);
	array_free(&o.lines.texts);
	array_free(&o.lines.boxes);
	array_free(&o.lines.labels);
	buf_free(&o.joined);
}
