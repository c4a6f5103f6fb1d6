/* A page is cut the same way from what the model said before, and anew where that is of another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/article_json.h"
#include "segment/label_cache.h"
#include "segment/segment.h"

static const char page_text[] =
	"汾河公园二期开工\n本报讯（记者 张波）昨日上午，汾河公园二期工程正式开工建设，预计明年建成。\n"
	"全市绿化面积再扩大\n本报讯 今年以来，全市新增绿地一百公顷，市民出门就能看到公园和花草树木。\n"
	"责任编辑 李军\n";

static void cut(const char *text, struct label_cache *label_cache, struct buf *records)
{
	struct text t;
	struct report r = { 0 };
	struct page p;
	struct constraint constraint = { .sort = CONSTRAINT_START, .article = 2 };
	struct segment_options plain = { .label_cache = label_cache },
						   pinned = { NULL, &constraint, 1, label_cache };
	assert_true(text_decode(view_of(text), "p.txt", NULL, &t, &r));
	for (int i = 0; i < 2; i++) {
		segment_page_with(&t, i ? &pinned : &plain, &p);
		for (size_t k = 0; k < p.article_count; k++) {
			article_json_put(records, &p, &p.articles[k], NULL);
			buf_printf(records, "%a\n", p.articles[k].confidence);
		}
		for (size_t k = 0; k < p.furniture_count; k++)
			article_json_put_furniture(records, &p, &p.furniture[k]);
		page_free(&p);
	}
	text_free(&t);
	report_free(&r);
}

static void assert_same(const char *text, struct view known)
{
	struct buf asked = { 0 }, recalled = { 0 };
	struct label_cache none = { 0 }, label_cache = { .known = known };
	cut(text, &none, &asked);
	cut(text, &label_cache, &recalled);
	assert_string_equal(asked.data, recalled.data);
	buf_free(&asked);
	buf_free(&recalled);
}

static void test_recalled(void **state)
{
	(void)state;
	struct buf made = { 0 }, records = { 0 };
	struct label_cache label_cache = { .made = &made };
	cut(page_text, &label_cache, &records);
	assert_true(made.len > 0);
	struct label_cache again = { .known = buf_view(&made) };
	buf_truncate(&records, 0);
	cut(page_text, &again, &records);
	assert_int_equal(again.known.len, 0);
	assert_same(page_text, buf_view(&made));
	buf_free(&made);
	buf_free(&records);
}

static void test_not_of_this_text(void **state)
{
	(void)state;
	struct buf made = { 0 }, records = { 0 };
	struct label_cache label_cache = { .made = &made };
	cut(page_text, &label_cache, &records);
	assert_same("汾河公园二期开工\n本报讯 昨日上午，汾河公园二期工程正式开工。\n", buf_view(&made));
	for (size_t i = 0; i < made.len; i++) {
		assert_same(page_text, view_slice(buf_view(&made), 0, i));
		assert_same("天气\n", view_slice(buf_view(&made), i, made.len));
	}
	buf_free(&made);
	buf_free(&records);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_recalled),
		cmocka_unit_test(test_not_of_this_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
