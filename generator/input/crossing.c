#include "input/crossing.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/mem.h"

/* A column of text is wider than one of figures, in sizes of the usual type. */
static const float NARROWEST = 6;

/*
 * Of the lines that reach over a gutter so many at least leave it white, and so many
 * times as many as cross it. More pieces than RUNS_MOST, each of which is asked about
 * each, are no columns of one page.
 */
enum { OPEN_LEAST = 4, OPEN_SHARE = 4, RUNS_MOST = 3000 };

/* What stands side by side without a gutter between. */
struct run {
	float left, right;
	size_t row;
};

struct crossing {
	ARRAY(struct run) runs; /* by rows, from left to right */
	size_t rows;
	float usual, least;
};

/* White space that lines leave, and how many do. */
struct gutter {
	float from, to;
	size_t open, closed;
};

static int by_left(const void *a, const void *b)
{
	const struct run *x = a, *y = b;
	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return (x->right > y->right) - (x->right < y->right);
}

static void add_row(struct crossing *c, const struct reading_word *words, size_t count)
{
	struct run *sorted = mem_array(count, sizeof(*sorted));
	for (size_t i = 0; i < count; i++)
		sorted[i] =
			(struct run){ words[i].box.left, words[i].box.left + words[i].box.width, c->rows };
	qsort(sorted, count, sizeof(*sorted), by_left);
	size_t first = c->runs.len;
	for (size_t i = 0; i < count; i++) {
		struct run *last = c->runs.len > first ? array_last(&c->runs) : NULL;
		if (last && sorted[i].left - last->right < c->least)
			last->right = fmaxf(last->right, sorted[i].right);
		else
			*array_push(&c->runs) = sorted[i];
	}
	free(sorted);
	c->rows++;
}

static bool is_column(const struct crossing *c, const struct run *r)
{
	return r->right - r->left >= NARROWEST * c->usual;
}

/* What the lines of the page do where a and b leave white space between them. */
static struct gutter weigh(const struct crossing *c, const struct run *a, const struct run *b)
{
	struct gutter g = { .from = a->right, .to = b->left };
	float x = (a->right + b->left) / 2;
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct run *r = &c->runs.items[i], *next = i + 1 < c->runs.len ? r + 1 : NULL;
		g.closed += r->left < x && r->right > x;
		if (!next || next->row != r->row || r->right > x || next->left < x)
			continue;
		g.open += is_column(c, r) && is_column(c, next);
		g.from = fmaxf(g.from, r->right);
		g.to = fminf(g.to, next->left);
	}
	return g;
}

/* The gutter that most lines leave white; open is 0 if there is none. */
static struct gutter find_gutter(const struct crossing *c)
{
	struct gutter best = { 0 };
	for (size_t i = 0; i + 1 < c->runs.len; i++) {
		const struct run *r = &c->runs.items[i];
		if (r[1].row != r->row || !is_column(c, r) || !is_column(c, r + 1))
			continue;
		struct gutter g = weigh(c, r, r + 1);
		bool clear = g.open >= OPEN_LEAST && g.open >= OPEN_SHARE * g.closed;
		if (clear && g.to - g.from >= c->least && g.open > best.open)
			best = g;
	}
	return best;
}

static bool row_crosses(const struct crossing *c, size_t row, const struct gutter *g)
{
	float x = (g->from + g->to) / 2;
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct run *r = &c->runs.items[i];
		if (r->row == row && r->left < x && r->right > x)
			return true;
	}
	return false;
}

bool crossing_find(const struct reading_word *words, size_t count, float usual, float gutter,
                   bool *crosses)
{
	struct crossing c = { .usual = usual, .least = gutter };
	for (size_t from = 0, to; from < count && c.runs.len <= RUNS_MOST; from = to) {
		to = reading_order_line_end(words, count, from);
		add_row(&c, words + from, to - from);
	}
	struct gutter g = c.runs.len <= RUNS_MOST ? find_gutter(&c) : (struct gutter){ 0 };
	bool found = g.open > 0 && g.closed > 0;
	size_t row = 0;
	for (size_t from = 0, to; found && from < count; from = to, row++) {
		to = reading_order_line_end(words, count, from);
		bool across = row_crosses(&c, row, &g);
		for (size_t i = from; i < to; i++)
			crosses[i] = across;
	}
	array_free(&c.runs);
	return found;
}
