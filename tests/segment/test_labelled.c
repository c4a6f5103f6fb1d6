#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "segment/paper.h"

/* A page whose source says of each line what it is: { article, paragraph, role }. */
static struct page segment(const char *lines, const struct text_label *labels, size_t before,
                           struct text *t)
{
	struct page p;
	struct report r = { 0 };
	assert_true(text_decode(view_of(lines), "page.txt", NULL, t, &r));
	t->labels = labels;
	t->before = before;
	segment_page(t, NULL, &p);
	return p;
}

static const char two_articles[] = "第一条公路通车\n"
								   "张波\n"
								   "本报讯 公路全长十二公\n"
								   "里。\n"
								   "通车以后村民进城只要半个小时。\n"
								   "医院迁入新址\n"
								   "县医院昨天迁入新址。\n"
								   "今日四版\n";

static const struct text_label of_two_articles[] = {
	{ 1, 1, LINE_ROLE_HEADLINE }, { 1, 2, LINE_ROLE_BYLINE },    { 1, 3, LINE_ROLE_BODY },
	{ 1, 3, LINE_ROLE_BODY },     { 1, 4, LINE_ROLE_BODY },      { 2, 5, LINE_ROLE_HEADLINE },
	{ 2, 6, LINE_ROLE_BODY },     { 0, 7, LINE_ROLE_FURNITURE },
};

static void test_the_source_cuts(void **state)
{
	(void)state;
	struct text t;
	struct page p = segment(two_articles, of_two_articles, 0, &t);
	assert_int_equal(p.article_count, 2);
	assert_text(p.articles[0].headline, "第一条公路通车");
	assert_int_equal(p.articles[0].body_count, 2);
	assert_text(p.articles[0].body[0].text, "本报讯 公路全长十二公里。");
	assert_int_equal(p.articles[0].credit_count, 1);
	assert_span(p.articles[1].lines[0], 6, 7);
	assert_text(p.articles[1].headline, "医院迁入新址");
	assert_int_equal(p.furniture_count, 1);
	assert_span(p.furniture[0].lines, 8, 8);
	page_free(&p);
	text_free(&t);
}

static void test_lines_count_in_the_file(void **state)
{
	(void)state;
	struct text t;
	struct page p = segment(two_articles, of_two_articles, 100, &t);
	assert_int_equal(p.article_count, 2);
	assert_span(p.articles[0].lines[0], 101, 105);
	assert_span(p.articles[1].lines[0], 106, 107);
	assert_span(p.furniture[0].lines, 108, 108);
	page_free(&p);
	text_free(&t);
}

/* Whatever an article begins with, it begins there. */
static void test_any_role_begins(void **state)
{
	(void)state;
	static const enum line_role roles[] = { LINE_ROLE_UNSAID,  LINE_ROLE_BODY,    LINE_ROLE_KICKER,
		                                    LINE_ROLE_DECK,    LINE_ROLE_SUBHEAD, LINE_ROLE_BYLINE,
		                                    LINE_ROLE_CAPTION, LINE_ROLE_VERSE,   LINE_ROLE_ROW };
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		struct text_label labels[] = {
			{ 1, 0, LINE_ROLE_HEADLINE }, { 1, 0, LINE_ROLE_BYLINE },
			{ 1, 0, LINE_ROLE_BODY },     { 1, 0, LINE_ROLE_BODY },
			{ 2, 0, roles[i] },           { 2, 0, LINE_ROLE_HEADLINE },
			{ 2, 0, LINE_ROLE_BODY },     { 0, 0, LINE_ROLE_FURNITURE }
		};
		struct text t;
		struct page p = segment(two_articles, labels, 0, &t);
		assert_int_equal(p.article_count, 2);
		assert_int_equal(article_first_line(&p.articles[1]), 5);
		assert_true(view_ends(p.articles[1].headline, VIEW("医院迁入新址")));
		page_free(&p);
		text_free(&t);
	}
}

/* What is stated goes before what the file is called; kinds are the source's. */
static void test_stated(void **state)
{
	(void)state;
	struct text t;
	struct report r = { 0 };
	static const struct text_article articles[] = { { { "obituary", 8 } }, { { NULL, 0 } } };
	struct page p;
	assert_true(text_decode(view_of(two_articles), "2022-01-19_02.txt", NULL, &t, &r));
	t.labels = of_two_articles;
	t.articles = articles;
	t.article_count = 2;
	t.stated.date = (struct date){ 1987, 3, 16 };
	t.stated.number = VIEW("A5");
	segment_page(&t, NULL, &p);
	assert_int_equal(p.published.year, 1987);
	assert_int_equal(p.published_by, DATE_SOURCE);
	assert_text(p.number, "A5");
	assert_int_equal(p.articles[0].kind, KIND_OBITUARY);
	assert_int_not_equal(p.articles[1].kind, KIND_OBITUARY);
	page_free(&p);
	text_free(&t);
}

/* A word in corrections.conf goes before the source's. */
static void test_corrections_go_before(void **state)
{
	(void)state;
	struct text t;
	struct report r = { 0 };
	struct page p;
	static const struct constraint said[] = {
		{ .sort = CONSTRAINT_NO_START, .article = 6 },
		{ .sort = CONSTRAINT_ROLE, .lines = { 6, 6 }, .role = LINE_ROLE_SUBHEAD },
	};
	struct segment_options o = { .constraints = said, .constraint_count = 2 };
	assert_true(text_decode(view_of(two_articles), "page.txt", NULL, &t, &r));
	t.labels = of_two_articles;
	segment_page_with(&t, &o, &p);
	assert_int_equal(p.article_count, 1);
	assert_int_equal(p.articles[0].body[2].type, BODY_SUBHEAD);
	page_free(&p);
	text_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_source_cuts),
		cmocka_unit_test(test_lines_count_in_the_file),
		cmocka_unit_test(test_any_role_begins),
		cmocka_unit_test(test_stated),
		cmocka_unit_test(test_corrections_go_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
