#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "segment/explain.h"
#include "segment/segment.h"
#include "segment/weights.h"

enum { COLUMNS = WEIGHTS_COLUMNS };

static const char page[] =
	"滨河大桥通车\n新华社讯 今天大桥通车，市民都说好。\n雨来了\n昨天下雨了，下得不小。\n";

static size_t feature_named(const char *name)
{
	for (size_t f = 0; f < feature_count(); f++)
		if (strcmp(feature_get(f)->name, name) == 0)
			return f;
	fail_msg("no feature is called %s", name);
	return 0;
}

/* A network in which a value of a feature says one thing for one label. */
static void say(struct weights *w, const char *name, int value, enum label label, float weight)
{
	static size_t unit; /* of the vector of a block, one for each thing that is said */
	w->feature[(w->first[feature_named(name)] + (size_t)value) * WEIGHTS_BLOCK + unit] = 1;
	w->from_block[unit * COLUMNS + label] = weight;
	unit = (unit + 1) % WEIGHTS_BLOCK;
}

static struct explained explain(const struct paper *p, const struct weights *w,
                                const struct constraint *constraints, size_t count, struct arena *a)
{
	struct segment_options o = { .weights = w,
		                         .constraints = constraints,
		                         .constraint_count = count };
	struct explained e;
	explain_page(&p->text, &o, a, &e);
	return e;
}

/* Two weights decide the label of line 2, and both are named with what they weigh. */
static void test_the_reasons_are_what_decided(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct weights w;
	struct paper *p = paper_read(view_of(page));
	weights_init(&w);
	say(&w, "dateline", 1, LABEL_LEAD, 3);
	say(&w, "place", 0, LABEL_START_HEADLINE, 2);
	say(&w, "length", 0, LABEL_LEAD, 9); /* nothing is that short */
	struct explained e = explain(p, &w, NULL, 0, &a);
	assert_int_equal(e.len, 4);
	assert_int_equal(e.blocks[1].label, LABEL_LEAD);
	const struct explain_reason *r = &e.blocks[1].reasons.items[0];
	assert_string_equal(explain_name(r), "dateline");
	assert_int_equal(r->value, 1);
	assert_int_equal(r->offset, 0);
	assert_true(r->weight > 2.99F && r->weight < 3.01F);
	assert_int_equal(e.blocks[0].label, LABEL_START_HEADLINE);
	r = &e.blocks[0].reasons.items[0];
	assert_string_equal(explain_name(r), "place");
	assert_true(r->weight > 1.99F && r->weight < 2.01F);
	weights_free(&w);
	arena_free(&a);
	paper_free(p);
}

/* What speaks for the rival stands on its side, strongest first. */
static void test_the_rival_has_reasons_too(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct weights w;
	struct paper *p = paper_read(view_of(page));
	weights_init(&w);
	say(&w, "dateline", 1, LABEL_LEAD, 4);
	say(&w, "dateline", 1, LABEL_DECK, 1);
	say(&w, "place", 0, LABEL_START_HEADLINE, 5);
	say(&w, "sentences", 1, LABEL_DECK, 1.5F);
	say(&w, "sentences", 1, LABEL_LEAD, 0.25F);
	struct explained e = explain(p, &w, NULL, 0, &a);
	const struct explain_block *b = &e.blocks[1];
	assert_int_equal(b->label, LABEL_LEAD);
	assert_int_equal(b->rival, LABEL_DECK);
	assert_true(b->likely > b->rival_likely && b->rival_likely > 0);
	assert_string_equal(explain_name(&b->against.items[0]), "sentences");
	assert_true(b->against.items[0].weight > 1.24F && b->against.items[0].weight < 1.26F);
	for (size_t i = 1; i < b->reasons.len; i++)
		assert_true(b->reasons.items[i - 1].weight >= b->reasons.items[i].weight);
	weights_free(&w);
	arena_free(&a);
	paper_free(p);
}

/* It says of every block what segmenting did, on whatever text. */
static void test_it_agrees_with_segmenting(void **state)
{
	(void)state;
	static const char *const texts[] = { page, "", "\n \n", "天\n\n\n地\n", "\u200B\n" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena a = { 0 };
		struct paper *p = paper_segment(view_of(texts[i]));
		struct explained e = explain(p, NULL, NULL, 0, &a);
		size_t starts = 0;
		assert_int_equal(e.len, p->blocks.len);
		for (size_t k = 0; k < e.len; k++) {
			const struct explain_block *b = &e.blocks[k];
			starts += label_starts_article(b->label);
			assert_int_equal(b->lines.first, p->blocks.items[k].lines.first);
			assert_int_not_equal(b->label, b->rival);
			assert_true(b->likely >= 0 && b->likely + b->rival_likely <= 1.001);
			assert_true(b->start >= 0 && b->start <= 1.001);
			assert_int_equal(b->known, p->blocks.items[k].glyphs.len == 0);
		}
		assert_int_equal(starts, p->page.article_count);
		arena_free(&a);
		paper_free(p);
	}
}

/* What was said beforehand is known, and as sure as can be. */
static void test_what_is_known(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	static const struct constraint constraint = { .sort = CONSTRAINT_NO_START, .article = 3 };
	struct explained e = explain(p, NULL, &constraint, 1, &a);
	assert_false(e.blocks[0].known);
	assert_true(e.blocks[2].known);
	assert_false(label_may_begin(e.blocks[2].label));
	assert_true(e.blocks[2].start < 0.000001);
	arena_free(&a);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_reasons_are_what_decided),
		cmocka_unit_test(test_the_rival_has_reasons_too),
		cmocka_unit_test(test_it_agrees_with_segmenting),
		cmocka_unit_test(test_what_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
