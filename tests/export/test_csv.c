#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/export_format.h"

static void assert_holds(const struct buf *b, const char *words)
{
	if (view_find(buf_view(b), view_of(words), 0) < 0)
		fail_msg("no %s in %s", words, b->data);
}

/* One article of which the headline is given, as a line. */
static void put(struct buf *b, const char *headline)
{
	static const struct config c = { 0 };
	struct archive a = { .config = &c };
	struct archive_article x = { .headline = view_of(headline), .line = 3, .confidence = 934 };
	struct archive_page *p = array_push(&a.pages);
	*p = (struct archive_page){ .name = "p.txt", .number = VIEW("02") };
	struct export_record r = { .archive = &a, .article = &x, .url = VIEW("02-3.html") };
	buf_truncate(b, 0);
	export_csv.put_article(b, &r);
	array_free(&a.pages);
}

static void test_no_cell_is_a_formula(void **state)
{
	static const char *const signs[] = { "=", "+", "-", "@", "\t" };
	struct buf b = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		char headline[32], wanted[32];
		snprintf(headline, sizeof(headline), "%sHYPERLINK(1)", signs[i]);
		snprintf(wanted, sizeof(wanted), ",'%sHYPERLINK(1),", signs[i]);
		put(&b, headline);
		assert_holds(&b, wanted);
	}
	put(&b, "=A1,\"x\"");
	assert_holds(&b, ",\"'=A1,\"\"x\"\"\",");
	put(&b, "——新年献词");
	assert_holds(&b, ",——新年献词,");
	buf_free(&b);
}

static void test_byte_order_mark(void **state)
{
	struct config c = { .csv_bom = true };
	struct buf b = { 0 };
	(void)state;
	export_csv.put_head(&b, &c);
	assert_true(view_starts(buf_view(&b), VIEW("\xEF\xBB\xBF"
	                                           "url,date,")));
	buf_truncate(&b, 0);
	export_csv.put_description(&b, &c);
	assert_holds(&b, "byte-order mark");
	assert_holds(&b, "apostrophe");
	c.csv_bom = false;
	buf_truncate(&b, 0);
	export_csv.put_head(&b, &c);
	assert_true(view_starts(buf_view(&b), VIEW("url,date,")));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_cell_is_a_formula),
		cmocka_unit_test(test_byte_order_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
