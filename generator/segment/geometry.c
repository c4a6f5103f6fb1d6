#include "segment/geometry.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* More lines have not been printed on a page, and some of what follows asks each about each. */
enum { LINES_MOST = 10000 };

/* Type of this size, in sizes of the usual one, is a headline's. */
static const float LARGE = 1.2F;

/* A line as if it went from left to right, whichever way it does. */
struct laid_line {
	float left, right, top, bottom;
	float size;   /* 0: it has no box */
	float weight; /* bold, where above 0 */
	uint32_t column, area;
	uint32_t block;    /* from 0 */
	size_t characters; /* bytes: enough to weigh lines by */
};

/* Of a block: those of its lines that have a box. */
struct laid_block {
	const struct laid_line *first, *last; /* NULL: none has */
	float size, width;
	size_t lines;
};

struct layout {
	struct laid_line *lines;
	size_t len;
	struct laid_block *blocks;
	size_t block_count;
	bool sized; /* sizes of type are told, and not those of boxes */
	float usual, column, gap;
	bool weighted;
};

/* ── lines ── */

static bool has_box(const struct text_box *b)
{
	return b->width > 0 && b->height > 0;
}

static bool stands_upright(const struct text *t)
{
	size_t upright = 0, level = 0;
	for (size_t i = 0; i < t->len; i++) {
		upright += t->boxes[i].height > 2 * t->boxes[i].width;
		level += t->boxes[i].width > 2 * t->boxes[i].height;
	}
	return upright > level;
}

/* Whether at least nine of ten lines have a size of type. */
static bool tells_sizes(const struct text *t)
{
	size_t told = 0, boxes = 0;
	for (size_t i = 0; i < t->len; i++) {
		boxes += has_box(&t->boxes[i]);
		told += has_box(&t->boxes[i]) && t->boxes[i].size > 0;
	}
	return told * 10 >= boxes * 9;
}

static struct laid_line lay_line(const struct text *t, size_t i, bool upright, bool sized)
{
	const struct text_box *b = &t->boxes[i];
	struct laid_line l = { .column = b->column, .area = b->area, .weight = b->weight };
	l.characters = t->lines[i].len;
	l.left = upright ? b->top : b->left;
	l.right = l.left + (upright ? b->height : b->width);
	l.top = upright ? -(b->left + b->width) : b->top;
	l.bottom = l.top + (upright ? b->width : b->height);
	l.size = sized && b->size > 0 ? b->size : l.bottom - l.top;
	return l;
}

/* The lines of all blocks that have a box, in order. */
static void lay_lines(struct layout *p, const struct blocks *blocks, struct arena *a)
{
	const struct text *t = blocks->page;
	bool upright = stands_upright(t);
	p->sized = tells_sizes(t);
	p->lines = arena_array(a, t->len, sizeof(*p->lines));
	p->blocks = arena_array(a, blocks->len, sizeof(*p->blocks));
	p->block_count = blocks->len;
	for (size_t i = 0; i < blocks->len; i++) {
		struct laid_block *b = &p->blocks[i];
		for (uint32_t n = blocks->items[i].lines.first; n <= blocks->items[i].lines.last; n++) {
			size_t at = n - t->before - 1;
			if (!has_box(&t->boxes[at]) || t->lines[at].len == 0)
				continue;
			struct laid_line *l = &p->lines[p->len++];
			*l = lay_line(t, at, upright, p->sized);
			l->block = (uint32_t)i;
			b->first = b->first ? b->first : l;
			b->last = l;
			b->lines++;
			b->width = fmaxf(b->width, l->right - l->left);
			b->size += l->size;
		}
		if (b->lines > 0)
			b->size /= (float)b->lines;
	}
}

/* ── what is usual ── */

struct weighed {
	float value;
	size_t weight;
};

static int compare_weighed(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;
	return (x->value > y->value) - (x->value < y->value);
}

/* The value on both sides of which there is the same weight; 0 of none. */
static float middle_of(struct weighed *w, size_t len)
{
	size_t all = 0, sum = 0, i = 0;
	for (size_t k = 0; k < len; k++)
		all += w[k].weight;
	if (len > 0)
		qsort(w, len, sizeof(*w), compare_weighed);
	while (i + 1 < len && (sum += w[i].weight) * 2 < all)
		i++;
	return len > 0 ? w[i].value : 0;
}

static bool is_large(const struct layout *p, float size)
{
	return size >= LARGE * p->usual;
}

static bool is_usual(const struct layout *p, const struct laid_line *l)
{
	return fabsf(l->size - p->usual) <= 0.2F * p->usual;
}

static bool overlap(const struct laid_line *a, const struct laid_line *b)
{
	float shared = fminf(a->right, b->right) - fmaxf(a->left, b->left);
	return shared > 0.3F * fminf(a->right - a->left, b->right - b->left);
}

static void find_usual(struct layout *p)
{
	struct weighed *w = mem_array(p->len + 1, sizeof(*w));
	size_t n = 0, bold = 0;
	for (size_t i = 0; i < p->len; i++) {
		w[n++] = (struct weighed){ p->lines[i].size, p->lines[i].characters };
		bold += p->lines[i].weight >= 600;
	}
	p->usual = middle_of(w, n);
	p->weighted = bold > 0 && bold * 2 < p->len;
	n = 0;
	for (size_t i = 0; i < p->len; i++)
		if (is_usual(p, &p->lines[i]))
			w[n++] =
				(struct weighed){ p->lines[i].right - p->lines[i].left, p->lines[i].characters };
	p->column = middle_of(w, n);
	n = 0;
	for (size_t i = 0; i + 1 < p->len; i++) {
		const struct laid_line *l = &p->lines[i];
		float gap = l[1].top - l->bottom;
		if (is_usual(p, l) && is_usual(p, l + 1) && overlap(l, l + 1) && l[1].top > l->top &&
		    gap < 2 * p->usual)
			w[n++] = (struct weighed){ gap, 1 };
	}
	p->gap = middle_of(w, n);
	free(w);
}

/* ── classes ── */

/* One more than the number of edges that x is above. */
static uint8_t class_of(float x, const float *edges, size_t count)
{
	uint8_t v = 1;
	while (v <= count && x > edges[v - 1])
		v++;
	return v;
}

static uint8_t size_class(const struct layout *p, float size)
{
	static const float edges[GEOMETRY_SIZES - 1] = { 0.8F, 0.93F, 1.07F, 1.2F,
		                                             1.4F, 1.7F,  2.1F,  2.8F };
	return class_of(size / p->usual, edges, GEOMETRY_SIZES - 1) + (p->sized ? 0 : GEOMETRY_SIZES);
}

static uint8_t change_class(const struct laid_block *b, const struct laid_block *other)
{
	static const float edges[GEOMETRY_CHANGES - 1] = { 0.6F, 0.8F, 0.93F, 1.07F, 1.25F, 1.7F };
	return other->first ? class_of(b->size / other->size, edges, GEOMETRY_CHANGES - 1) : 0;
}

static uint8_t width_class(const struct layout *p, const struct laid_block *b)
{
	static const float edges[GEOMETRY_WIDTHS - 1] = { 0.4F, 0.8F, 1.15F, 1.8F, 2.6F };
	return p->column > 0 ? class_of(b->width / p->column, edges, GEOMETRY_WIDTHS - 1) : 0;
}

static uint8_t lines_class(size_t lines)
{
	static const float edges[GEOMETRY_LINES - 1] = { 1, 2, 4, 9 };
	return class_of((float)lines, edges, GEOMETRY_LINES - 1);
}

static uint8_t gap_class(const struct layout *p, const struct laid_line *above,
                         const struct laid_line *below)
{
	static const float edges[GEOMETRY_GAPS - 1] = { -0.25F, 0.15F, 0.4F, 0.8F, 1.5F, 3 };
	float gap = below->top - above->bottom - p->gap;
	return class_of(gap / p->usual, edges, GEOMETRY_GAPS - 1);
}

/* ── setting ── */

/*
 * From where to where the lines go that fill the columns around a line: the
 * nearest below it, if there are any, and those level with them.
 */
static bool find_measure(const struct layout *p, const struct laid_line *l, float *left,
                         float *right)
{
	const float least = 0.85F * p->column;
	float near = INFINITY, level = 0;
	for (size_t i = 0; i < p->len; i++) {
		const struct laid_line *o = &p->lines[i];
		if (o == l || o->right - o->left < least || !is_usual(p, o) || !overlap(o, l))
			continue;
		float away = o->top >= l->top ? o->top - l->top : 3 * (l->top - o->top);
		if (away < near) {
			near = away;
			level = o->top;
		}
	}
	if (isinf(near) || near > 30 * p->usual) {
		*left = l->left;
		*right = l->right;
		return l->right - l->left >= least && is_usual(p, l);
	}
	*left = INFINITY;
	*right = -INFINITY;
	for (size_t i = 0; i < p->len; i++) {
		const struct laid_line *o = &p->lines[i];
		if (o == l || fabsf(o->top - level) > 2.5F * p->usual || o->right - o->left < least ||
		    !is_usual(p, o) || !overlap(o, l))
			continue;
		*left = fminf(*left, o->left);
		*right = fmaxf(*right, o->right);
	}
	return true;
}

static uint8_t setting_of(const struct layout *p, const struct laid_block *b)
{
	float left, right;
	if (!find_measure(p, b->first, &left, &right))
		return 0;
	const float little = 0.7F * p->usual, alike = fmaxf(p->usual, 0.06F * (right - left));
	float before = b->first->left - left, after = right - b->first->right;
	enum geometry_setting s = before < little && after < little         ? GEOMETRY_FULL
	                          : before < little                         ? GEOMETRY_LEFT
	                          : fabsf(before - after) <= alike          ? GEOMETRY_CENTRED
	                          : after < little && before < 3 * p->usual ? GEOMETRY_INDENTED
	                          : after < little                          ? GEOMETRY_RIGHT
	                                                                    : GEOMETRY_ELSEWHERE;
	return (uint8_t)(s + (b->lines > 1 ? GEOMETRY_SETTINGS : 0));
}

/* ── moves ── */

static enum geometry_move move_of(const struct layout *p, const struct laid_line *from,
                                  const struct laid_line *to)
{
	float down = to->top - from->top, size = p->usual;
	if (overlap(from, to)) {
		if (down < 0)
			return GEOMETRY_BACK_UP;
		return to->top - from->bottom < 4 * size ? GEOMETRY_BELOW : GEOMETRY_FAR_BELOW;
	}
	if (fabsf(down) < 0.8F * size)
		return GEOMETRY_BESIDE;
	if (to->left < from->left)
		return down > 0 ? GEOMETRY_LEFT_DOWN : GEOMETRY_LEFT_UP;
	if (down > 0)
		return GEOMETRY_RIGHT_DOWN;
	return to->left - from->left < 1.6F * p->column ? GEOMETRY_NEXT_COLUMN : GEOMETRY_FAR_COLUMN;
}

/* Where the column that is being read began, and the text in it. */
struct heads {
	float column, text;
	bool in_text;
	uint32_t headline; /* the last block in large type */
	bool any;
};

static enum geometry_head head_of(const struct layout *p, const struct heads *h,
                                  const struct laid_line *l)
{
	const float near = 1.2F * p->usual;
	if (h->in_text && fabsf(l->top - h->text) < near)
		return GEOMETRY_LEVEL;
	if (fabsf(l->top - h->column) < near)
		return GEOMETRY_LEVEL_HEAD;
	return l->top < h->column ? GEOMETRY_HIGHER : GEOMETRY_LOWER;
}

static enum geometry_over over_of(const struct layout *p, const struct heads *h,
                                  const struct laid_line *l)
{
	const struct laid_line *nearest = NULL;
	for (size_t i = 0; i < p->len; i++) {
		const struct laid_line *o = &p->lines[i];
		if (o != l && o->top < l->top && o->bottom < l->top + 0.5F * l->size && overlap(o, l) &&
		    (!nearest || o->bottom > nearest->bottom))
			nearest = o;
	}
	if (!nearest)
		return GEOMETRY_OVER_NOTHING;
	if (is_large(p, nearest->size))
		return h->any && nearest->block == h->headline ? GEOMETRY_OVER_LATEST : GEOMETRY_OVER_OTHER;
	return l->top - nearest->bottom - p->gap < 0.8F * p->usual ? GEOMETRY_OVER_TEXT
	                                                           : GEOMETRY_OVER_APART;
}

/* Follows the reading: from the block before to b, whose number is i. */
static void follow(const struct layout *p, const struct laid_block *before,
                   const struct laid_block *b, uint32_t i, struct heads *h, struct geometry *g)
{
	const struct laid_line *l = b->first;
	bool begins = true;
	if (before) {
		enum geometry_move move = move_of(p, before->last, l);
		g->move = (uint8_t)move;
		begins = move != GEOMETRY_BELOW && move != GEOMETRY_FAR_BELOW && move != GEOMETRY_BESIDE;
		if (begins) {
			g->head = (uint8_t)head_of(p, h, l);
			g->over = (uint8_t)over_of(p, h, l);
		}
	}
	if (begins) {
		h->column = l->top;
		h->in_text = false;
	}
	if (is_large(p, b->size)) {
		h->in_text = false;
		h->headline = i;
		h->any = true;
	} else if (!h->in_text) {
		h->text = l->top;
		h->in_text = true;
	}
	/* A block may itself go over into the next column. */
	for (const struct laid_line *k = l; k < b->last; k++)
		if (k[1].top < k->top - p->usual && !overlap(k, k + 1)) {
			h->column = h->text = k[1].top;
			h->in_text = true;
		}
}

/* ── all of it ── */

static uint8_t column_of(const struct laid_block *before, const struct laid_block *b,
                         const struct laid_block *after)
{
	uint32_t column = b->first->column;
	if (column == 0)
		return 0;
	if (before && before->last->column == column)
		return GEOMETRY_WITHIN;
	bool more = b->last->column != column || (after && after->first->column == column);
	return more ? GEOMETRY_BEGINS : GEOMETRY_ALONE;
}

static uint8_t area_of(const struct laid_block *before, const struct laid_block *b)
{
	if (!before || (before->last->area == 0 && b->first->area == 0))
		return 0;
	return before->last->area == b->first->area ? 1 : 2;
}

static void find_block(const struct layout *p, const struct laid_block *before,
                       const struct laid_block *b, const struct laid_block *after,
                       struct geometry *g)
{
	g->size = size_class(p, b->size);
	g->weight = p->weighted ? (b->first->weight >= 600 ? 2 : 1) : 0;
	g->setting = setting_of(p, b);
	g->width = width_class(p, b);
	g->lines = lines_class(b->lines);
	g->column = column_of(before, b, after);
	g->area = area_of(before, b);
	if (before) {
		g->size_before = change_class(b, before);
		if (overlap(before->last, b->first) && b->first->top > before->last->top)
			g->gap_above = gap_class(p, before->last, b->first);
	}
	if (after) {
		g->size_after = change_class(b, after);
		if (overlap(b->last, after->first) && after->first->top > b->last->top)
			g->gap_below = gap_class(p, b->last, after->first);
	}
}

struct geometry *geometry_find(const struct blocks *blocks, struct arena *a)
{
	const struct text *t = blocks->page;
	struct layout p = { 0 };
	struct heads h = { 0 };
	if (!t || !t->boxes || t->len > LINES_MOST)
		return NULL;
	lay_lines(&p, blocks, a);
	find_usual(&p);
	if (!(p.usual > 0))
		return NULL;
	struct geometry *g = arena_array(a, blocks->len, sizeof(*g));
	const struct laid_block *before = NULL;
	for (size_t i = 0; i < blocks->len; i++) {
		const struct laid_block *b = &p.blocks[i];
		if (!b->first)
			continue;
		size_t next = i + 1;
		while (next < blocks->len && !p.blocks[next].first)
			next++;
		find_block(&p, before, b, next < blocks->len ? &p.blocks[next] : NULL, &g[i]);
		follow(&p, before, b, (uint32_t)i, &h, &g[i]);
		before = b;
	}
	return g;
}
