#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "segment/facts.h"
#include "segment/feature.h"

enum { LINES = 9 };

struct sheet {
	struct text text;
	struct view lines[LINES];
	struct text_box boxes[LINES];
	struct text_label labels[LINES];
	struct arena arena;
	struct blocks blocks;
};

static void put(struct sheet *s, uint32_t block, const char *text, struct text_box box)
{
	size_t i = s->text.len++;
	s->lines[i] = view_of(text);
	s->boxes[i] = box;
	s->labels[i].block = block;
}

/* A headline over two columns of one paragraph each, and another article below the first. */
static void make(struct sheet *s)
{
	*s = (struct sheet){ 0 };
	put(s, 1, "公路通车", (struct text_box){ 70, 10, 80, 20, 20, 700, 1, 1 });
	put(s, 2, "甲甲甲甲甲甲甲甲", (struct text_box){ 20, 40, 80, 10, 10, 0, 2, 1 });
	put(s, 2, "乙乙乙乙乙乙乙乙乙乙", (struct text_box){ 0, 54, 100, 10, 10, 0, 2, 1 });
	put(s, 2, "乙乙乙乙。", (struct text_box){ 0, 68, 50, 10, 10, 0, 2, 1 });
	put(s, 3, "丙丙丙丙丙丙丙丙丙丙", (struct text_box){ 110, 40, 100, 10, 10, 0, 3, 1 });
	put(s, 3, "丁丁丁。", (struct text_box){ 110, 54, 30, 10, 10, 0, 3, 1 });
	put(s, 4, "医院", (struct text_box){ 30, 110, 40, 14, 14, 700, 4, 2 });
	put(s, 5, "戊戊戊戊戊戊戊戊戊戊", (struct text_box){ 0, 130, 100, 10, 10, 0, 5, 2 });
	put(s, 5, "己己己己。", (struct text_box){ 0, 144, 50, 10, 10, 0, 5, 2 });
	s->text.lines = s->lines;
	s->text.boxes = s->boxes;
	s->text.labels = s->labels;
	s->text.width = s->text.height = 300;
}

static const struct geometry *find(struct sheet *s)
{
	block_make(&s->text, &s->arena, &s->blocks);
	assert_int_equal(s->blocks.len, 5);
	return geometry_find(&s->blocks, &s->arena);
}

static void test_what_is_seen(void **state)
{
	(void)state;
	struct sheet s;
	make(&s);
	const struct geometry *g = find(&s);
	assert_true(g[0].size > g[3].size && g[3].size > g[1].size);
	assert_int_equal(g[1].size, g[2].size);
	assert_true(g[0].size_after > g[2].size_after && g[1].size_before < g[2].size_before);
	assert_int_equal(g[0].weight, 2);
	assert_int_equal(g[1].weight, 1);
	assert_int_equal(g[0].setting, GEOMETRY_CENTRED);
	assert_int_equal(g[3].setting, GEOMETRY_CENTRED);
	assert_int_equal(g[1].setting, GEOMETRY_INDENTED + GEOMETRY_SETTINGS);
	assert_int_equal(g[2].setting, GEOMETRY_FULL + GEOMETRY_SETTINGS);
	assert_int_equal(g[1].move, GEOMETRY_BELOW);
	assert_int_equal(g[2].move, GEOMETRY_NEXT_COLUMN);
	assert_int_equal(g[2].head, GEOMETRY_LEVEL);
	assert_int_equal(g[2].over, GEOMETRY_OVER_LATEST);
	assert_int_equal(g[3].move, GEOMETRY_LEFT_DOWN);
	assert_int_equal(g[3].over, GEOMETRY_OVER_APART);
	assert_int_equal(g[1].area, 1);
	assert_int_equal(g[3].area, 2);
	assert_int_equal(g[3].column, GEOMETRY_ALONE);
	assert_true(g[2].width == g[4].width && g[3].width < g[2].width);
	arena_free(&s.arena);
}

/* The same page upright: what was to the right is below, what was below is to the left. */
static void test_upright(void **state)
{
	(void)state;
	struct sheet s, turned;
	make(&s);
	make(&turned);
	for (size_t i = 0; i < LINES; i++) {
		const struct text_box *b = &s.boxes[i];
		turned.boxes[i].left = 300 - b->top - b->height;
		turned.boxes[i].top = b->left;
		turned.boxes[i].width = b->height;
		turned.boxes[i].height = b->width;
	}
	const struct geometry *level = find(&s), *upright = find(&turned);
	assert_memory_equal(level, upright, 5 * sizeof(*level));
	arena_free(&s.arena);
	arena_free(&turned.arena);
}

/* Without boxes, and for lines without one, all of it is silent. */
static void test_what_is_not_told(void **state)
{
	(void)state;
	const struct geometry nothing = { 0 };
	struct sheet s;
	make(&s);
	s.boxes[0] = (struct text_box){ 0 };
	const struct geometry *g = find(&s);
	assert_memory_equal(&g[0], &nothing, sizeof(nothing));
	s.text.boxes = NULL;
	assert_null(find(&s));
	struct facts *f = facts_find(&s.blocks, &s.arena);
	struct feature_set *sets = feature_find(f, s.blocks.len, &s.arena);
	for (size_t i = 0; i < s.blocks.len; i++)
		for (size_t k = 0; k < sets[i].len; k++)
			assert_false(feature_is_geometry(sets[i].seen[k].feature));
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_seen),
		cmocka_unit_test(test_upright),
		cmocka_unit_test(test_what_is_not_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
