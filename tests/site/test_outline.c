/* Where articles stand on a page, by where their lines do. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "site/outline.h"

enum { LINES_MOST = 16 };

/* A page of 400 × 600 points whose lines all are of one article. */
static void expect(const struct text_box *boxes, size_t count, const char *path)
{
	struct view lines[LINES_MOST];
	struct arena arena = { 0 };
	for (size_t i = 0; i < count; i++)
		lines[i] = VIEW("东县修通公路");
	struct text t = { .lines = lines, .len = count, .boxes = boxes, .width = 400, .height = 600 };
	struct span all = { 1, (uint32_t)count };
	struct article a = { .lines = &all, .line_count = 1 };
	struct view found = outline_of(&t, &a, (struct outline_size){ 400, 600 }, &arena);
	if (path)
		assert_string_equal(found.data, path);
	else
		assert_null(found.data);
	arena_free(&arena);
}

static void a_headline_and_two_columns_are_three_rectangles(void **state)
{
	(void)state;
	const struct text_box boxes[] = {
		{ 10, 10, 200, 20, 20, 0, 0, 0 }, { 10, 40, 90, 10, 10, 0, 0, 0 },  { 10, 55, 40, 10, 10, 0, 0, 0 },
		{ 120, 40, 90, 10, 10, 0, 0, 0 }, { 120, 55, 90, 10, 10, 0, 0, 0 },
	};
	expect(boxes, 5, "M4 4h212v32h-212zM7 37h96v31h-96zM117 37h96v31h-96z");
}

static void upright_lines_follow_one_another_to_the_left(void **state)
{
	(void)state;
	const struct text_box boxes[] = {
		{ 380, 10, 10, 100, 10, 0, 0, 0 },
		{ 365, 10, 10, 100, 10, 0, 0, 0 },
		{ 350, 10, 10, 40, 10, 0, 0, 0 },
		{ 380, 300, 10, 100, 10, 0, 0, 0 },
	};
	expect(boxes, 4, "M347 7h46v106h-46zM377 297h16v106h-16z");
}

static void what_lies_outside_of_the_page_is_cut_off(void **state)
{
	(void)state;
	const struct text_box boxes[] = {
		{ -50, -50, 100, 60, 10, 0, 0, 0 },
		{ 350, 590, 1e9F, 1e9F, 10, 0, 0, 0 },
		{ 900, 900, 10, 10, 10, 0, 0, 0 },
	};
	expect(boxes, 3, "M0 0h53v13h-53zM347 587h53v13h-53z");
}

static void what_measures_nothing_is_nowhere(void **state)
{
	(void)state;
	const struct text_box boxes[] = {
		{ NAN, 10, 100, 10, 10, 0, 0, 0 },    { 10, 10, 0, 0, 10, 0, 0, 0 },
		{ 10, 10, INFINITY, 10, 0, 0, 0, 0 }, { 10, 10, 10, -5, 10, 0, 0, 0 },
		{ 10, NAN, 10, 10, NAN, 0, 0, 0 },
	};
	expect(boxes, 5, NULL);
	expect(NULL, 3, NULL);
}

/* Three lines of one column with a picture between the second and the third; the third may be another's. */
static void a_picture_is_its_articles(void **state)
{
	(void)state;
	const struct text_box boxes[] = {
		{ 10, 10, 90, 10, 10, 0, 0, 0 },
		{ 10, 25, 90, 10, 10, 0, 0, 0 },
		{ 10, 150, 60, 10, 10, 0, 0, 0 },
	};
	const struct text_box picture = { 10, 40, 90, 105, 0, 0, 0, 0 };
	const struct text_box alone = { 200, 40, 90, 105, 0, 0, 0, 0 };
	struct view lines[] = { VIEW("The bridge"), VIEW("was opened."), VIEW("The new bridge") };
	struct text t = { .lines = lines, .len = 3, .boxes = boxes, .width = 400, .height = 600 };
	struct span all = { 1, 3 }, above = { 1, 2 }, below = { 3, 3 };
	struct body_item item = { .type = BODY_PARAGRAPH, .text = VIEW("The new bridge, by night") };
	struct article a = { .lines = &all, .line_count = 1 };
	t.pictures = &picture;
	t.picture_count = 1;
	assert_true(outline_has_picture(&t, &a, &picture));
	assert_false(outline_has_picture(&t, &a, &alone));
	a.lines = &above;
	assert_false(outline_has_picture(&t, &a, &picture));
	a = (struct article){ .lines = &below, .line_count = 1, .body = &item, .body_count = 1 };
	assert_false(outline_has_picture(&t, &a, &picture));
	item.type = BODY_CAPTION;
	assert_true(outline_has_picture(&t, &a, &picture));
	struct arena arena = { 0 };
	struct view path = outline_of(&t, &a, (struct outline_size){ 400, 600 }, &arena);
	assert_string_equal(path.data, "M7 147h66v16h-66zM10 40h90v105h-90z");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_headline_and_two_columns_are_three_rectangles),
		cmocka_unit_test(upright_lines_follow_one_another_to_the_left),
		cmocka_unit_test(what_lies_outside_of_the_page_is_cut_off),
		cmocka_unit_test(what_measures_nothing_is_nowhere),
		cmocka_unit_test(a_picture_is_its_articles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
