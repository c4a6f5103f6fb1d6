#include "input/paragraphs.h"

#include <math.h>

#include "base/mem.h"
#include "text/glyph.h"

/* In heights of a line; a line that ends a sentence is short when an indent is missing. */
static const float INDENT = 0.8F, SHORT = 2.5F, GAP = 0.9F;

/* Lines of this many times the other's height are of another type. */
static const float OTHER_TYPE = 1.6F;

static bool has_box(const struct text_box *b)
{
	return b->width > 0 && b->height > 0;
}

/* Lines that go down, and follow each other from right to left, as if they went to the right. */
static struct text_box turned(struct text_box b)
{
	return (struct text_box){ b.top, -(b.left + b.width), b.height, b.width, b.size, b.weight, 0, 0 };
}

static bool stand_upright(const struct text_box *boxes, size_t count)
{
	size_t upright = 0, level = 0;
	for (size_t i = 0; i < count; i++) {
		upright += boxes[i].height > 2 * boxes[i].width;
		level += boxes[i].width > 2 * boxes[i].height;
	}
	return upright > level;
}

/* A block's lines from from to to, which is behind the last. */
struct block_lines {
	const struct text_box *boxes;
	size_t from, to;
};

/* How far the lines around i reach to the left, or to the right where right is true. */
static float edge_near(struct block_lines b, size_t i, bool right)
{
	size_t from = i - b.from > 2 ? i - 2 : b.from, to = b.to - i > 3 ? i + 3 : b.to;
	float edge = right ? -INFINITY : INFINITY;
	for (size_t k = from; k < to; k++) {
		const struct text_box *x = &b.boxes[k];
		if (!has_box(x))
			continue;
		edge = right ? fmaxf(edge, x->left + x->width) : fminf(edge, x->left);
	}
	return edge;
}

static bool is_other_type(const struct text_box *a, const struct text_box *b)
{
	if (a->size > 0 && b->size > 0)
		return fabsf(a->size - b->size) > 0.15F * fmaxf(a->size, b->size);
	return fmaxf(a->height, b->height) > OTHER_TYPE * fminf(a->height, b->height);
}

static bool ends_sentence(struct view text)
{
	uint32_t last = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = glyph_fold(glyph_next(text, &i));
		if (c != 0 && c != ' ' && !glyph_closes(c))
			last = c;
	}
	return last == 0 || last == '.' || last == ':' || glyph_ends_sentence(last);
}

static bool begins_within(struct block_lines b, size_t i, struct view text_above)
{
	const struct text_box *above = &b.boxes[i - 1], *line = &b.boxes[i];
	if (!has_box(above) || !has_box(line))
		return false;
	float high = fminf(above->height, line->height);
	bool indented = line->left - edge_near(b, i, false) > INDENT * high &&
	                line->left - above->left > INDENT * high / 2;
	float left_over = edge_near(b, i - 1, true) - (above->left + above->width);
	bool ended = left_over > (ends_sentence(text_above) ? INDENT : SHORT) * high;
	bool apart = line->top - (above->top + above->height) > GAP * high;
	return indented || ended || apart || is_other_type(above, line);
}

/* Whether a block goes on in the next one: at the head of another column, in the same sentence. */
static bool goes_over(struct block_lines above, struct block_lines next, struct view last)
{
	const struct text_box *x = &above.boxes[above.to - 1], *y = &next.boxes[next.from];
	if (!has_box(x) || !has_box(y) || above.to - above.from < 2 || next.to - next.from < 2)
		return false;
	float high = fminf(x->height, y->height);
	bool beside = y->top + y->height <= x->top && y->left > x->left;
	bool full = edge_near(above, above.to - 1, true) - (x->left + x->width) <= SHORT * high;
	bool flush = y->left - edge_near(next, next.from, false) <= INDENT * high;
	return beside && full && flush && !is_other_type(x, y) && !ends_sentence(last);
}

void paragraphs_find(const struct view *texts, const struct text_box *boxes, const uint32_t *blocks,
                     size_t count, bool *begins)
{
	struct text_box *level = mem_array(count, sizeof(*level));
	bool upright = stand_upright(boxes, count);
	for (size_t i = 0; i < count; i++)
		level[i] = upright && has_box(&boxes[i]) ? turned(boxes[i]) : boxes[i];
	struct block_lines above = { level, 0, 0 };
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && blocks[to] == blocks[from];)
			to++;
		struct block_lines b = { level, from, to };
		begins[from] = from == 0 || !goes_over(above, b, texts[from - 1]);
		for (size_t i = from + 1; i < to; i++)
			begins[i] = begins_within(b, i, texts[i - 1]);
		above = b;
	}
	free(level);
}
