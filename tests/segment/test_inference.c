#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <glob.h>

#include "language/language.h"
#include "paper.h"
#include "segment/inference.h"
#include "segment/segment.h"
#include "segment/weights.h"

static void check(const char *path)
{
	struct text t = { 0 };
	struct report r = { 0 };
	struct arena a = { 0 };
	struct segment_options o = { 0 };
	struct inference reading;
	assert_true(text_read(path, path, NULL, &t, &r));
	inference_make(&t, &o, &a, &reading);
	for (size_t i = 0; i < reading.blocks.len; i++) {
		bool starts = label_starts_article(reading.labels[i]);
		assert_true(reading.starts[i] >= 0 && reading.starts[i] < 1.001);
		/* an article begins where that is likely, and nowhere else */
		if (reading.starts[i] > 0.5)
			assert_true(starts);
		if (reading.starts[i] < 0.3)
			assert_false(starts);
		if (i > 0)
			assert_true(label_may_follow(reading.labels[i - 1], reading.labels[i]));
		else
			assert_true(label_may_begin(reading.labels[0]));
	}
	text_free(&t);
	arena_free(&a);
	report_free(&r);
}

static void articles_begin_where_that_is_likely(void **state)
{
	(void)state;
	glob_t seeds;
	assert_int_equal(glob("seeds/*.txt", 0, NULL, &seeds), 0);
	for (size_t i = 0; i < seeds.gl_pathc; i++)
		check(seeds.gl_pathv[i]);
	globfree(&seeds);
}

/* That no article begins at one of them takes this beginning away, and makes no other. */
static void forbid_each(const char *path)
{
	struct text t = { 0 };
	struct report r = { 0 };
	struct arena a = { 0 };
	struct segment_options free_options = { 0 };
	struct inference before, after;
	assert_true(text_read(path, "page", NULL, &t, &r));
	inference_make(&t, &free_options, &a, &before);
	for (size_t i = 1; i < before.blocks.len; i++) {
		if (!label_starts_article(before.labels[i]))
			continue;
		struct constraint constraint = { .sort = CONSTRAINT_NO_START,
			                             .article = before.blocks.items[i].lines.first };
		struct segment_options o = { .constraints = &constraint, .constraint_count = 1 };
		inference_make(&t, &o, &a, &after);
		assert_int_equal(after.blocks.len, before.blocks.len);
		assert_false(label_starts_article(after.labels[i]));
		assert_true(after.known != NULL);
		for (size_t k = 0; k < before.blocks.len; k++)
			if (label_starts_article(after.labels[k]))
				assert_true(label_starts_article(before.labels[k]));
	}
	text_free(&t);
	arena_free(&a);
	report_free(&r);
}

static void what_is_said_not_to_begin_makes_nothing_begin(void **state)
{
	(void)state;
	static const char *const folders[] = { "seeds/*.txt", "tests/city/*.txt" };
	for (size_t k = 0; k < sizeof(folders) / sizeof(*folders); k++) {
		glob_t pages;
		assert_int_equal(glob(folders[k], 0, NULL, &pages), 0);
		for (size_t i = 0; i < pages.gl_pathc; i++)
			forbid_each(pages.gl_pathv[i]);
		globfree(&pages);
	}
}

/* A heading that is said to begin nothing is one within the article above, whatever stands around it. */
static void a_heading_below_a_signature_may_be_within(void **state)
{
	(void)state;
	static const char page[] =
		"县里修通一条公路\n\n本报讯 县里的一条公路昨天修通，全长三公里，是村民自己修起来的。（张波）\n\n"
		"县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放。（李军）\n";
	struct paper *p = paper_read(view_of(page));
	struct arena a = { 0 };
	struct segment_options o = { 0 };
	struct inference r;
	inference_make(&p->text, &o, &a, &r);
	assert_int_equal(r.blocks.len, 4);
	assert_true(label_starts_article(r.labels[2]));
	struct constraint constraint = { .sort = CONSTRAINT_NO_START, .article = 5 };
	o.constraints = &constraint;
	o.constraint_count = 1;
	inference_make(&p->text, &o, &a, &r);
	assert_int_equal(r.labels[2], LABEL_SUBHEAD);
	paper_free(p);
	arena_free(&a);
}

/* Weights that learned of libraries' pages are for such pages alone. */
static void weights_are_of_the_language_and_of_what_told_the_lines(void **state)
{
	(void)state;
	struct text_box box = { 0 };
	struct text t = { .language = language_find(VIEW("de")), .boxes = &box };
	assert_ptr_equal(inference_weights(&t), weights_default());
	t.recognised = true;
	assert_ptr_equal(inference_weights(&t), weights_places());
	assert_ptr_not_equal(weights_places(), weights_default());
	assert_int_equal(weights_count(weights_places()), 1);
	t.language = language_default();
	assert_ptr_equal(inference_weights(&t), weights_default());
	t.language = NULL;
	assert_ptr_equal(inference_weights(&t), weights_default());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(articles_begin_where_that_is_likely),
		cmocka_unit_test(what_is_said_not_to_begin_makes_nothing_begin),
		cmocka_unit_test(a_heading_below_a_signature_may_be_within),
		cmocka_unit_test(weights_are_of_the_language_and_of_what_told_the_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
