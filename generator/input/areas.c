#include "input/areas.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/mem.h"

/* All in sizes of type, the page's usual one where nothing else is said. */
static const float GUTTER = 0.7F;    /* words of one line are closer */
static const float NEXT_LINE = 2.2F; /* lines of one column are closer, from middle to middle */
static const float LEVEL = 0.9F;     /* heads of columns may differ so much */
static const float BELOW = 4;        /* so far below a headline its columns begin */
static const float APART = 3;        /* columns of one article are closer */
static const float INDENT = 2.6F;    /* lines of one column begin so near */

enum { PIECES_MOST = 4000 };

/* Words that belong together by nearness alone: a headline, or a piece of a column. */
struct piece {
	float left, right, top, bottom;
	float size;
	bool large;
	float from, to; /* of a headline: how far it reaches with the columns under it */
	uint32_t area;  /* of a headline: its own, of a column: the one it goes on with */
};

struct finding {
	const struct reading_word *words;
	size_t count;
	float usual;
	uint32_t *order;  /* words by their top */
	uint32_t *parent; /* of each word; then the piece that it is in */
	ARRAY(struct piece) pieces;
};

static float right(const struct reading_word *w)
{
	return w->box.left + w->box.width;
}

static float middle(const struct reading_word *w)
{
	return w->box.top + w->box.height / 2;
}

/* ── pieces ── */

static uint32_t root(struct finding *f, uint32_t i)
{
	while (f->parent[i] != i)
		i = f->parent[i] = f->parent[f->parent[i]];
	return i;
}

static bool is_large(const struct finding *f, const struct reading_word *w)
{
	return w->box.size >= AREAS_HEADLINE * f->usual;
}

static bool are_level(const struct reading_word *a, const struct reading_word *b)
{
	return fabsf(middle(a) - middle(b)) < 0.4F * fminf(a->box.size, b->box.size);
}

/* Whether two words stand beside each other on one line. */
static bool beside(const struct reading_word *a, const struct reading_word *b, bool large)
{
	float gap = fmaxf(b->box.left - right(a), a->box.left - right(b));
	float size = fminf(a->box.size, b->box.size);
	return are_level(a, b) && gap < (large ? 1.6F : GUTTER) * size;
}

/* Whether b stands on the next line of the column or headline that a is in. */
static bool below(const struct reading_word *a, const struct reading_word *b, bool large)
{
	float size = fmaxf(a->box.size, b->box.size), down = middle(b) - middle(a);
	float overlap = fminf(right(a), right(b)) - fmaxf(a->box.left, b->box.left);
	if (down <= 0 || down > NEXT_LINE * size || overlap <= 0)
		return false;
	if (large)
		return true;
	bool alike = fabsf(a->box.size - b->box.size) < 0.15F * size;
	bool edges = fabsf(a->box.left - b->box.left) < INDENT * size ||
	             fabsf(right(a) - right(b)) < INDENT * size;
	return alike && edges && overlap > 0.3F * fminf(a->box.width, b->box.width);
}

struct sorting {
	float key;
	uint32_t word;
};

static int compare_keys(const void *a, const void *b)
{
	const struct sorting *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static void sort_words(struct finding *f)
{
	struct sorting *keys = mem_array(f->count, sizeof(*keys));
	f->order = mem_array(f->count, sizeof(*f->order));
	for (uint32_t i = 0; i < f->count; i++)
		keys[i] = (struct sorting){ middle(&f->words[i]), i };
	qsort(keys, f->count, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < f->count; i++)
		f->order[i] = keys[i].word;
	free(keys);
}

/*
 * Whether two large words on one line stand over two columns, each headline over
 * its own: the white space between them goes on down through the text below.
 */
static bool over_gutter(const struct finding *f, size_t at, const struct reading_word *b)
{
	const float far = 14 * f->usual;
	const struct reading_word *a = &f->words[f->order[at]];
	float from = fminf(right(a), right(b)), to = fmaxf(a->box.left, b->box.left);
	bool before = false, behind = false;
	if (to - from < GUTTER * f->usual)
		return false;
	for (size_t k = at + 1; k < f->count; k++) {
		const struct reading_word *w = &f->words[f->order[k]];
		if (middle(w) - middle(a) > far)
			break;
		if (w->box.top < a->box.top + 0.8F * a->box.height)
			continue;
		if (w->box.left <= from && right(w) > from - 4 * f->usual) {
			from = fmaxf(from, right(w));
			before = true;
		} else if (right(w) >= to && w->box.left < to + 4 * f->usual) {
			to = fminf(to, w->box.left);
			behind = true;
		} else if (w->box.left < to && right(w) > from) {
			return false;
		}
		if (to - from < f->usual / 2)
			return false;
	}
	return before && behind;
}

/* Joins a word with those beside it and the next below; looks as far as the largest type reaches. */
static void join_near(struct finding *f, size_t at, float reach)
{
	uint32_t i = f->order[at];
	const struct reading_word *a = &f->words[i];
	bool large = is_large(f, a);
	for (size_t k = at + 1; k < f->count; k++) {
		uint32_t j = f->order[k];
		const struct reading_word *b = &f->words[j];
		if (middle(b) - middle(a) > reach)
			break;
		bool near = beside(a, b, large) && !(large && over_gutter(f, at, b));
		if (is_large(f, b) == large && (near || below(a, b, large)))
			f->parent[root(f, j)] = root(f, i);
	}
}

static void take_into(struct piece *p, const struct reading_word *w)
{
	p->left = fminf(p->left, w->box.left);
	p->right = fmaxf(p->right, right(w));
	p->top = fminf(p->top, w->box.top);
	p->bottom = fmaxf(p->bottom, w->box.top + w->box.height);
	p->size = fmaxf(p->size, w->box.size);
}

static void find_pieces(struct finding *f)
{
	float largest = f->usual;
	f->parent = mem_array(f->count, sizeof(*f->parent));
	for (uint32_t i = 0; i < f->count; i++) {
		f->parent[i] = i;
		largest = fmaxf(largest, f->words[i].box.size);
	}
	for (size_t at = 0; at < f->count; at++)
		join_near(f, at,
		          NEXT_LINE * (is_large(f, &f->words[f->order[at]]) ? largest : f->usual * 1.2F));
	uint32_t *piece = mem_array(f->count, sizeof(*piece));
	for (size_t at = 0; at < f->count; at++) {
		uint32_t r = root(f, f->order[at]);
		if (!piece[r]) {
			*array_push(&f->pieces) = (struct piece){ .left = INFINITY,
				                                      .right = -INFINITY,
				                                      .top = INFINITY,
				                                      .bottom = -INFINITY,
				                                      .large = is_large(f, &f->words[r]) };
			piece[r] = (uint32_t)f->pieces.len;
		}
		take_into(&f->pieces.items[piece[r] - 1], &f->words[f->order[at]]);
	}
	for (uint32_t i = 0; i < f->count; i++)
		f->order[i] = piece[root(f, i)] - 1; /* from here on: the piece of each word */
	free(piece);
}

/* ── how far headlines reach ── */

static bool overlaps(const struct piece *a, float from, float to)
{
	return a->left < to && a->right > from;
}

/* Where the columns under a headline begin: the highest head below it; 0: there is none. */
static float head_of_columns(const struct finding *f, const struct piece *h)
{
	float best = INFINITY;
	for (size_t i = 0; i < f->pieces.len; i++) {
		const struct piece *p = &f->pieces.items[i];
		if (!p->large && overlaps(p, h->left, h->right) && p->top > h->bottom - 0.5F * h->size &&
		    p->top < h->bottom + BELOW * f->usual)
			best = fminf(best, p->top);
	}
	return isinf(best) ? 0 : best;
}

/* Another headline over the piece, closer to it than to be passed by. */
static bool has_other(const struct finding *f, const struct piece *h, const struct piece *p)
{
	for (size_t i = 0; i < f->pieces.len; i++) {
		const struct piece *o = &f->pieces.items[i];
		if (o != h && o->large && overlaps(o, p->left, p->right) && o->bottom < p->top + o->size &&
		    o->bottom > h->top)
			return true;
	}
	return false;
}

/*
 * The nearest column whose head is level with that height, beside what is
 * reached and going beyond it; NULL: none.
 */
static const struct piece *next_column(const struct finding *f, const struct piece *h, float head,
                                       bool to_right)
{
	const struct piece *best = NULL;
	float near = APART * f->usual;
	for (size_t i = 0; i < f->pieces.len; i++) {
		const struct piece *p = &f->pieces.items[i];
		float away = to_right ? p->left - h->to : h->from - p->right;
		bool beyond = to_right ? p->right > h->to : p->left < h->from;
		if (p->large || !beyond || fabsf(p->top - head) > LEVEL * f->usual ||
		    away < -0.5F * f->usual || away >= near)
			continue;
		near = away;
		best = p;
	}
	return best && !has_other(f, h, best) ? best : NULL;
}

/*
 * Over the columns right below it, and over those beside them that are level, as
 * far as it is then in the middle, or stands at the beginning of its columns.
 */
static void reach_out(struct finding *f, struct piece *h)
{
	float head = head_of_columns(f, h);
	h->from = h->left;
	h->to = h->right;
	if (head <= 0)
		return;
	for (size_t i = 0; i < f->pieces.len; i++) {
		const struct piece *p = &f->pieces.items[i];
		if (!p->large && overlaps(p, h->left, h->right) &&
		    fabsf(p->top - head) <= LEVEL * f->usual) {
			h->from = fminf(h->from, p->left);
			h->to = fmaxf(h->to, p->right);
		}
	}
	for (int side = 0; side < 2; side++) {
		const struct piece *p;
		while ((p = next_column(f, h, head, side == 1)) != NULL) {
			h->from = fminf(h->from, p->left);
			h->to = fmaxf(h->to, p->right);
		}
	}
}

/* ── what is under which ── */

/* The lowest headline that ends above and reaches over that place; NULL: none. */
static struct piece *headline_over(struct finding *f, const struct piece *p)
{
	struct piece *best = NULL;
	float x = (p->left + p->right) / 2;
	for (size_t i = 0; i < f->pieces.len; i++) {
		struct piece *h = &f->pieces.items[i];
		if (h->large && h->bottom < p->top + h->size && x > h->from && x < h->to &&
		    (!best || h->bottom > best->bottom))
			best = h;
	}
	return best;
}

/* What stands lowest in the column to the left; NULL: there is none. */
static const struct piece *foot_before(const struct finding *f, const struct piece *p)
{
	const struct piece *best = NULL;
	for (size_t i = 0; i < f->pieces.len; i++) {
		const struct piece *q = &f->pieces.items[i];
		float away = p->left - q->right;
		if (!q->large && away > -f->usual && away < APART * f->usual && q->bottom > p->top &&
		    (!best || q->bottom > best->bottom))
			best = q;
	}
	return best;
}

static int by_place(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a, *y = *(struct piece *const *)b;
	float tolerance = fminf(x->size, y->size) / 2;
	if (fabsf(x->top - y->top) > tolerance)
		return x->top < y->top ? -1 : 1;
	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return (x > y) - (x < y);
}

static int by_left(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a, *y = *(struct piece *const *)b;
	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return (x->top > y->top) - (x->top < y->top);
}

static void number_headlines(struct finding *f, struct piece **list)
{
	size_t count = 0;
	for (size_t i = 0; i < f->pieces.len; i++)
		if (f->pieces.items[i].large)
			list[count++] = &f->pieces.items[i];
	if (count > 0)
		qsort(list, count, sizeof(*list), by_place);
	for (size_t i = 0; i < count; i++)
		list[i]->area = (uint32_t)i + 1;
}

/* Columns are asked from left to right, so that one can go on with the one before. */
static void place_columns(struct finding *f, struct piece **list)
{
	size_t count = 0;
	for (size_t i = 0; i < f->pieces.len; i++)
		if (!f->pieces.items[i].large)
			list[count++] = &f->pieces.items[i];
	if (count > 0)
		qsort(list, count, sizeof(*list), by_left);
	for (size_t i = 0; i < count; i++) {
		const struct piece *h = headline_over(f, list[i]);
		const struct piece *before = h ? NULL : foot_before(f, list[i]);
		list[i]->area = h ? h->area : before ? before->area : 0;
	}
}

void areas_find(const struct reading_word *words, size_t count, float usual, uint32_t *areas)
{
	struct finding f = { .words = words, .count = count, .usual = usual };
	sort_words(&f);
	find_pieces(&f);
	if (f.pieces.len >
	    PIECES_MOST) { /* no page that was printed; what follows asks each about each */
		memset(areas, 0, count * sizeof(*areas));
		free(f.order);
		free(f.parent);
		array_free(&f.pieces);
		return;
	}
	struct piece **list = mem_array(f.pieces.len, sizeof(struct piece *));
	for (size_t i = 0; i < f.pieces.len; i++)
		if (f.pieces.items[i].large)
			reach_out(&f, &f.pieces.items[i]);
	number_headlines(&f, list);
	place_columns(&f, list);
	for (size_t i = 0; i < count; i++)
		areas[i] = f.pieces.items[f.order[i]].area;
	free(list);
	free(f.order);
	free(f.parent);
	array_free(&f.pieces);
}
