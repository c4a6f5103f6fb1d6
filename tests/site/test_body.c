#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "segment/opening.h"
#include "site/body.h"

static void expect(struct article *a, const char *expected)
{
	struct arena arena = { 0 };
	struct value *list = value_list(&arena);
	struct buf b = { 0 };
	buf_puts(&b, "");
	body_push_runs(list, &arena, a, 2);
	for (size_t i = 0; i < value_length(list); i++) {
		const struct value *run = value_at(list, i);
		bool caption = value_is_true(value_get(run, VIEW("caption"), value_hash(VIEW("caption"))));
		buf_puts(&b, caption ? "[caption]" : "[text]");
		value_put(&b, value_get(run, VIEW("html"), value_hash(VIEW("html"))), false);
	}
	assert_string_equal(b.data, expected);
	buf_free(&b);
	arena_free(&arena);
}

static void test_text_is_text(void **state)
{
	(void)state;
	struct body_item body[] = {
		{ BODY_PARAGRAPH, VIEW("# no heading\n* no list <script>x</script> &amp; [a](b)"), 0, 0 },
		{ BODY_SUBHEAD, VIEW("一、<b>"), 0, 0 },
		{ BODY_PARAGRAPH, VIEW("　　    no code `x`"), 0, 0 },
	};
	struct article a = { .body = body, .body_count = 3 };
	expect(&a, "[text]<p># no heading<br>\n* no list &lt;script&gt;x&lt;/script&gt; &amp;amp; "
	           "[a](b)</p>\n<h2>一、&lt;b&gt;</h2>\n<p>no code `x`</p>");
}

static void test_runs_are_cut_at_captions(void **state)
{
	(void)state;
	struct body_item body[] = {
		{ BODY_CAPTION, VIEW("图为现场。"), 0, 0 },
		{ BODY_PARAGRAPH, VIEW("本报讯 一"), .opening = sizeof("本报讯") - 1 },
		{ BODY_PARAGRAPH, VIEW("二"), 0, 0 },
		{ BODY_CAPTION, VIEW("李军摄"), 0, 0 },
	};
	struct article a = { .body = body, .body_count = 4, .dateline = VIEW("本报讯") };
	expect(&a, "[caption]<p>图为现场。</p>[text]<p><strong>本报讯</strong> 一</p>\n<p>二</p>"
	           "[caption]<p>李军摄</p>");
	assert_true(view_eq(opening_text(&a), VIEW("一")));
}

static void test_lines_of_verse_stay_lines(void **state)
{
	(void)state;
	struct body_item body[] = {
		{ BODY_SUBHEAD, VIEW("归雁"), 0, 0 },
		{ BODY_VERSE, VIEW("归来的雁阵<b>"), 0, 0 },
		{ BODY_VERSE, VIEW("　　飞过河水"), 0, 0 },
	};
	struct article a = { .body = body, .body_count = 3 };
	expect(&a, "[text]<h2>归雁</h2>[text]<p>归来的雁阵&lt;b&gt;<br>\n飞过河水</p>");
}

static void test_stanzas_stand_apart(void **state)
{
	(void)state;
	struct body_item body[] = {
		{ BODY_VERSE, VIEW("一"), 0, 3 },
		{ BODY_VERSE, VIEW("二"), 0, 1 },
		{ BODY_VERSE, VIEW("三"), 0, 2 },
		{ BODY_VERSE, VIEW("四"), 0, 1 },
	};
	struct article a = { .body = body, .body_count = 4 };
	expect(&a, "[text]<p>一<br>\n二</p>\n<p>三<br>\n四</p>");
	body[2].gap = 1; /* each line of the file is followed by a blank one */
	expect(&a, "[text]<p>一<br>\n二<br>\n三<br>\n四</p>");
}

static void test_rows_are_cut_into_cells(void **state)
{
	(void)state;
	struct body_item body[] = { { BODY_ROW, VIEW("广电总局  李国柱（女）\t魏  刚　　12"), 0, 0 } };
	struct article a = { .body = body, .body_count = 1 };
	static const char *const cells[] = { "广电总局", "李国柱（女）", "魏  刚", "12" };
	struct arena arena = { 0 };
	struct value *list = value_list(&arena);
	body_push_runs(list, &arena, &a, 2);
	assert_int_equal(value_length(list), 1);
	const struct value *rows = value_get(value_at(list, 0), VIEW("rows"), value_hash(VIEW("rows")));
	const struct value *row = value_at(rows, 0);
	const struct value *met = value_get(row, VIEW("cells"), value_hash(VIEW("cells")));
	assert_int_equal(value_length(met), 4);
	for (size_t i = 0; i < 4; i++) {
		struct buf b = { 0 };
		value_put(&b, value_get(value_at(met, i), VIEW("text"), value_hash(VIEW("text"))), false);
		assert_string_equal(b.data, cells[i]);
		buf_free(&b);
	}
	arena_free(&arena);
}

static void test_a_dateline_that_stood_alone(void **state)
{
	(void)state;
	struct body_item body[] = { { BODY_PARAGRAPH, VIEW("公路通车。"), 0, 0 } };
	struct article a = { .body = body, .body_count = 1, .dateline = VIEW("新华社电") };
	expect(&a, "[text]<p><strong>新华社电</strong> 公路通车。</p>");
}

static void test_no_body(void **state)
{
	(void)state;
	struct article a = { 0 };
	expect(&a, "");
	assert_int_equal(opening_text(&a).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_text),
		cmocka_unit_test(test_runs_are_cut_at_captions),
		cmocka_unit_test(test_lines_of_verse_stay_lines),
		cmocka_unit_test(test_stanzas_stand_apart),
		cmocka_unit_test(test_rows_are_cut_into_cells),
		cmocka_unit_test(test_a_dateline_that_stood_alone),
		cmocka_unit_test(test_no_body),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
