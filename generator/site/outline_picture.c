/* Whose the pictures of a page are. */
#include <math.h>

#include "site/outline.h"

/* In heights of a line: what stands right above or below a picture is so near. */
#define NEAR 3.0F

/* Whether it is printed within the picture, by where its middle is. */
static bool is_inside(const struct text_box *line, const struct text_box *picture)
{
	float x = line->left + line->width / 2, y = line->top + line->height / 2;
	return x > picture->left && x < picture->left + picture->width && y > picture->top &&
	       y < picture->top + picture->height;
}

/* How far the line is above or below the picture, in its heights; infinite where it is beside it. */
static float distance(const struct text_box *line, const struct text_box *picture, bool below)
{
	float shared = fminf(line->left + line->width, picture->left + picture->width) -
	               fmaxf(line->left, picture->left);
	float away = below ? line->top - (picture->top + picture->height)
	                   : picture->top - (line->top + line->height);
	bool level = shared < fminf(line->width, picture->width) / 2 || away < -line->height / 2;
	return level || is_inside(line, picture) ? INFINITY : away / line->height;
}

/* The number of the nearest line right above or below; 0: none is near. */
static uint32_t find_neighbour(const struct text *t, const struct text_box *picture, bool below)
{
	float best = NEAR;
	uint32_t found = 0;
	for (size_t i = 0; i < t->len; i++) {
		struct text_box b;
		uint32_t number = (uint32_t)(t->before + i + 1);
		if (t->lines[i].len == 0 || !outline_line(t, number, &b))
			continue;
		float away = distance(&b, picture, below);
		if (away < best) {
			best = away;
			found = number;
		}
	}
	return found;
}

static bool has_line(const struct article *a, uint32_t number)
{
	for (size_t i = 0; i < a->line_count; i++)
		if (number >= a->lines[i].first && number <= a->lines[i].last)
			return true;
	return false;
}

static bool is_caption(const struct article *a, struct view line)
{
	for (size_t i = 0; i < a->body_count; i++)
		if (a->body[i].type == BODY_CAPTION && view_find(a->body[i].text, view_trim(line), 0) >= 0)
			return true;
	return false;
}

bool outline_has_picture(const struct text *t, const struct article *a,
                         const struct text_box *picture)
{
	uint32_t below = find_neighbour(t, picture, true);
	if (below == 0 || !has_line(a, below))
		return false;
	if (is_caption(a, text_line(t, below)))
		return true;
	uint32_t above = find_neighbour(t, picture, false);
	return above > 0 && has_line(a, above);
}
