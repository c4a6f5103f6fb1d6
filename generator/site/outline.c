#include "site/outline.h"

#include <math.h>

#include "base/array.h"

/* Sizes of type: how far a line may be from the last one; how much is added around. */
#define GAP_MOST 2.2F
#define MARGIN   0.3F

/* Of two lines' sizes of type: further apart, and they are none of one rectangle. */
#define SIZE_RATIO 1.25F

/*
 * A rectangle with its sides along and across the lines: where they run from
 * left to right, along is x and across y. Upright lines run down, and follow one
 * another from the right to the left.
 */
struct area {
	float from, to;   /* along */
	float begin, end; /* across, in the direction in which lines follow */
	float size;       /* of the type of its lines */
};

typedef ARRAY(struct area) area_array;

bool outline_is_upright(const struct text *t)
{
	size_t upright = 0;
	for (size_t i = 0; t->boxes && i < t->len; i++)
		upright += t->boxes[i].height > t->boxes[i].width;
	return upright * 2 > t->len;
}

static bool is_measure(float a)
{
	return isfinite(a) && a >= 0;
}

bool outline_line(const struct text *t, uint32_t number, struct text_box *out)
{
	if (!t->boxes || !text_has(t, number))
		return false;
	*out = t->boxes[number - t->before - 1];
	if (!is_measure(out->width) || !is_measure(out->height) || !isfinite(out->left) ||
	    !isfinite(out->top))
		return false;
	float right = fminf(out->left + out->width, t->width);
	float bottom = fminf(out->top + out->height, t->height);
	out->left = fmaxf(out->left, 0);
	out->top = fmaxf(out->top, 0);
	out->width = right - out->left;
	out->height = bottom - out->top;
	return out->width >= 1 && out->height >= 1;
}

static struct area area_of(const struct text *t, const struct text_box *b, bool upright)
{
	struct area a = { b->left, b->left + b->width, b->top, b->top + b->height, b->size };
	if (upright)
		a = (struct area){ b->top, b->top + b->height, t->width - b->left - b->width,
			               t->width - b->left, b->size };
	if (!(a.size > 0))
		a.size = a.end - a.begin;
	return a;
}

static bool goes_on(const struct area *a, const struct area *line)
{
	float shared = fminf(a->to, line->to) - fmaxf(a->from, line->from);
	float narrow = fminf(a->to - a->from, line->to - line->from);
	float small = fminf(a->size, line->size), large = fmaxf(a->size, line->size);
	return shared >= narrow / 2 && large <= small * SIZE_RATIO &&
	       line->begin >= a->end - large / 2 && line->begin <= a->end + GAP_MOST * large;
}

static void add_line(area_array *areas, struct area line)
{
	struct area *last = areas->len > 0 ? array_last(areas) : NULL;
	if (!last || !goes_on(last, &line)) {
		*array_push(areas) = line;
		return;
	}
	last->from = fminf(last->from, line.from);
	last->to = fmaxf(last->to, line.to);
	last->end = fmaxf(last->end, line.end);
}

/* A place on the page, which is that long in points, by a page of another size. */
static int whole(float a, float page, uint32_t size)
{
	return (int)lroundf(fminf(fmaxf(a / page, 0), 1) * (float)size);
}

static void put_area(struct buf *out, const struct text *t, const struct area *a, bool upright,
                     struct outline_size size)
{
	float margin = a->size * MARGIN;
	float left = upright ? t->width - a->end : a->from;
	float right = upright ? t->width - a->begin : a->to;
	float top = upright ? a->from : a->begin, bottom = upright ? a->to : a->end;
	int x = whole(left - margin, t->width, size.width);
	int y = whole(top - margin, t->height, size.height);
	int width = whole(right + margin, t->width, size.width) - x;
	int height = whole(bottom + margin, t->height, size.height) - y;
	buf_printf(out, "M%d %dh%dv%dh%dz", x, y, width, height, -width);
}

struct view outline_of(const struct text *t, const struct article *a, struct outline_size size,
                       struct arena *arena)
{
	area_array areas = { 0 };
	struct buf path = { 0 };
	bool upright = outline_is_upright(t);
	for (size_t i = 0; i < a->line_count; i++) {
		for (uint32_t n = a->lines[i].first; n <= a->lines[i].last; n++) {
			struct text_box b;
			if (outline_line(t, n, &b))
				add_line(&areas, area_of(t, &b, upright));
		}
	}
	for (size_t i = 0; i < areas.len; i++)
		put_area(&path, t, &areas.items[i], upright, size);
	for (size_t i = 0; i < t->picture_count; i++) {
		const struct text_box *b = &t->pictures[i];
		struct area picture = { b->left, b->left + b->width, b->top, b->top + b->height, 0 };
		if (outline_has_picture(t, a, b))
			put_area(&path, t, &picture, false, size);
	}
	struct view kept = path.len > 0 ? arena_view(arena, buf_view(&path)) : VIEW_NULL;
	buf_free(&path);
	array_free(&areas);
	return kept;
}
