/*
 * Bylines and datelines of whole pages, against what readers found there: see
 * bylines.md. Article boundaries are those of the annotation, so that only the
 * reading of bylines is measured.
 */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "learn/gold.h"
#include "segment/assemble.h"
#include "segment/chain.h"
#include "segment/label.h"
#include "segment/weights.h"

#define PAGES "../shared/pages/lines"

static const char *const roles[] = {
	[CREDIT_AUTHOR] = "author",
	[CREDIT_REPORTER] = "reporter",
	[CREDIT_CORRESPONDENT] = "correspondent",
	[CREDIT_INTERN] = "intern",
	[CREDIT_COMMENTATOR] = "commentator",
	[CREDIT_PHOTOGRAPHER] = "photographer",
	[CREDIT_AGENCY] = "agency",
};

struct count {
	size_t right, found, wanted;
};

struct score {
	struct count credits, datelines;
	bool tell; /* print the mistakes */
};

static double precision(struct count c)
{
	return c.found ? (double)c.right / (double)c.found : 1;
}

static double recall(struct count c)
{
	return c.wanted ? (double)c.right / (double)c.wanted : 1;
}

/* The likeliest label of each block among those that the annotation allows. */
static void best_labels(const struct gold_page *p, enum label *labels, struct arena *a)
{
	const struct weights *w = weights_default();
	float *likely = arena_array(a, p->blocks.len * WEIGHTS_COLUMNS, sizeof(*likely));
	struct chain chain = chain_make(w, &p->blocks, p->sets, p->facts, a);
	chain_likelihood(chain_sum(&chain, p->allowed, a), likely);
	for (size_t i = 0; i < p->blocks.len; i++) {
		const float *row = likely + i * WEIGHTS_COLUMNS;
		int best = 0;
		for (int l = 1; l < LABEL_COUNT; l++)
			if (row[l] > row[best])
				best = l;
		labels[i] = (enum label)best;
	}
}

static void segment(const struct gold_page *p, struct page *out)
{
	struct arena scratch = { 0 };
	enum label *labels = arena_array(&scratch, p->blocks.len, sizeof(*labels));
	double *starts = arena_array(&scratch, p->blocks.len, sizeof(*starts));
	*out = (struct page){ .source = view_of("page") };
	best_labels(p, labels, &scratch);
	assemble_page(&p->blocks, labels, starts, out);
	arena_free(&scratch);
}

static bool is_credit(const struct credit *c, json_t *wanted)
{
	return view_eq(c->name, view_of(json_string_value(json_object_get(wanted, "name")))) &&
	       strcmp(roles[c->role], json_string_value(json_object_get(wanted, "role"))) == 0;
}

static bool has_credit(const struct article *a, json_t *wanted)
{
	for (size_t i = 0; i < a->credit_count; i++)
		if (is_credit(&a->credits[i], wanted))
			return true;
	return false;
}

static void score_credits(const struct article *a, json_t *wanted, struct score *s,
                          const char *where)
{
	size_t k;
	json_t *w;
	size_t line = article_first_line(a);
	for (size_t i = 0; i < a->credit_count; i++) {
		bool right = false;
		json_array_foreach(wanted, k, w) right |= is_credit(&a->credits[i], w);
		s->credits.found++;
		s->credits.right += right;
		if (!right && s->tell)
			printf("%s:%zu: too much: %.*s, %s\n", where, line, VIEW_ARG(a->credits[i].name),
			       roles[a->credits[i].role]);
	}
	json_array_foreach(wanted, k, w)
	{
		bool again = false;
		for (size_t n = 0; n < k; n++)
			again |= json_equal(json_object_get(w, "name"),
			                    json_object_get(json_array_get(wanted, n), "name")) &&
			         json_equal(json_object_get(w, "role"),
			                    json_object_get(json_array_get(wanted, n), "role"));
		if (again)
			continue;
		s->credits.wanted++;
		if (!has_credit(a, w) && s->tell)
			printf("%s:%zu: missing: %s, %s (line %d)\n", where, line,
			       json_string_value(json_object_get(w, "name")),
			       json_string_value(json_object_get(w, "role")),
			       (int)json_integer_value(json_object_get(w, "line")));
	}
}

/* So many code points of text from the given one. */
static struct view cut(struct view text, size_t from, size_t len)
{
	size_t at = 0, start = 0;
	for (size_t n = 0; n < from + len && at < text.len; n++) {
		glyph_next(text, &at);
		if (n + 1 == from)
			start = at;
	}
	return view_slice(text, start, at - start);
}

static void score_dateline(const struct article *a, json_t *wanted, const struct gold_page *p,
                           struct score *s, const char *where)
{
	struct view should = VIEW_NULL;
	if (json_is_object(wanted)) {
		json_int_t line = json_integer_value(json_object_get(wanted, "line"));
		json_int_t length = json_integer_value(json_object_get(wanted, "length"));
		json_int_t column = json_integer_value(json_object_get(wanted, "column"));
		should = cut(p->text.lines[line - 1], (size_t)column, (size_t)length);
	}
	bool right = should.data && a->dateline.data && view_eq(should, a->dateline);
	s->datelines.wanted += should.data != NULL;
	s->datelines.found += a->dateline.data != NULL;
	s->datelines.right += right;
	if (s->tell && !right && (should.data || a->dateline.data))
		printf("%s:%u: dateline %.*s instead of %.*s\n", where, article_first_line(a),
		       VIEW_ARG(a->dateline), VIEW_ARG(should));
}

static void score_page(const struct gold_page *p, json_t *articles, struct score *s)
{
	size_t k;
	json_t *wanted;
	struct page page;
	segment(p, &page);
	json_array_foreach(articles, k, wanted)
	{
		json_int_t line = json_integer_value(json_object_get(wanted, "line"));
		const struct article *a = NULL;
		for (size_t i = 0; i < page.article_count && !a; i++)
			if (article_first_line(&page.articles[i]) == line)
				a = &page.articles[i];
		if (a == NULL) {
			fail_msg("%s:%d: no article begins here", p->text.name, (int)line);
			continue;
		}
		score_credits(a, json_object_get(wanted, "credits"), s, p->text.name);
		score_dateline(a, json_object_get(wanted, "dateline"), p, s, p->text.name);
	}
	page_free(&page);
}

static json_t *load(const char *path)
{
	json_error_t e;
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &e);
	if (!root)
		fail_msg("%s:%d: %s", path, e.line, e.text);
	return root;
}

static void score_pages(const struct gold *gold, const char *annotation, struct score *s)
{
	json_t *root = load(annotation);
	size_t pages = 0;
	for (size_t i = 0; i < gold->pages.len; i++) {
		json_t *articles = json_object_get(root, gold->pages.items[i].text.name);
		if (articles)
			score_page(&gold->pages.items[i], articles, s);
		pages += articles != NULL;
	}
	assert_int_equal(pages, json_object_size(root));
	json_decref(root);
	printf("%s: credits: precision %.3f recall %.3f (%zu); datelines: precision %.3f "
	       "recall %.3f (%zu)\n",
	       annotation, precision(s->credits), recall(s->credits), s->credits.wanted,
	       precision(s->datelines), recall(s->datelines), s->datelines.wanted);
}

static void assert_reached(const struct score *s, double credits, double datelines)
{
	assert_true(precision(s->credits) >= credits);
	assert_true(recall(s->credits) >= credits);
	assert_true(precision(s->datelines) >= datelines);
	assert_true(recall(s->datelines) >= datelines);
}

/* The mistakes on pages that rules were made from may be shown, the others' never. */
static void bylines_of_whole_pages(void **state)
{
	(void)state;
	if (access(PAGES "/gold.json", R_OK) != 0) {
		printf("skipped: " PAGES " is absent, bylines of whole pages are not measured\n");
		return;
	}
	struct report r = { 0 };
	struct gold gold = { 0 };
	assert_true(gold_read(PAGES, &gold, &r));
	struct score dev = { .tell = getenv("BYLINES_TELL") != NULL }, test = { 0 };
	score_pages(&gold, "tests/segment/bylines-dev.json", &dev);
	score_pages(&gold, "tests/segment/bylines-test.json", &test);
	gold_free(&gold);
	assert_reached(&dev, 0.98, 0.98);
	assert_reached(&test, 0.95, 0.98);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bylines_of_whole_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
