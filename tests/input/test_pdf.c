#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/pdf.h"

static void put_word(struct buf *b, float left, float top, float size, const char *text)
{
	float width = size * (float)strlen(text) / 3; /* Han characters of three bytes */
	buf_printf(b, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>\n", (double)left,
	           (double)(top - size * 0.4F), (double)(left + width), (double)(top + size * 1.4F),
	           text);
}

static void assert_lines(const struct text *t, size_t count, const char *const *lines)
{
	assert_int_equal(t->len, count);
	for (size_t i = 0; i < count; i++)
		if (!view_eq(t->lines[i], view_of(lines[i])))
			fail_msg("line %zu is %.*s", i, VIEW_ARG(t->lines[i]));
}

/* Two articles side by side, the first in two columns under a headline that is narrower. */
static void test_columns(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_puts(&b, "<page width=\"600\" height=\"400\">\n");
	put_word(&b, 70, 20, 20, "公路通车");
	put_word(&b, 250, 20, 20, "医院");
	put_word(&b, 30, 50, 10, "甲甲甲甲甲甲甲甲");
	put_word(&b, 122, 50, 10, "丙丙丙丙丙丙丙丙");
	put_word(&b, 250, 50, 10, "戊戊戊戊戊戊");
	put_word(&b, 10, 64, 10, "乙乙乙乙乙乙乙乙乙乙");
	put_word(&b, 122, 64, 10, "丁丁丁。");
	put_word(&b, 230, 64, 10, "己己己己");
	buf_puts(&b, "</page>\n<page width=\"600\" height=\"400\">\n</page>\n<page width=\"600\" "
	             "height=\"400\">\n");
	put_word(&b, 10, 20, 10, "第三页&lt;文&#23383;&amp;");
	buf_puts(&b, "</page>\n");
	static const char *const first[] = {
		"公路通车",         "甲甲甲甲甲甲甲甲", "乙乙乙乙乙乙乙乙乙乙",
		"丙丙丙丙丙丙丙丙", "丁丁丁。",         "医院",
		"戊戊戊戊戊戊",     "己己己己"
	};
	static const char *const third[] = { "第三页<文字&" };
	struct input_pages pages = { 0 };
	pdf_pages_of(buf_view(&b), &pages);
	assert_int_equal(pages.len, 2);
	assert_lines(&pages.items[0], 8, first);
	assert_true(pages.items[0].boxes[0].size > 19 && pages.items[0].boxes[0].size < 21);
	assert_int_equal(pages.items[1].part, 3);
	assert_int_equal(pages.items[1].before, 8);
	assert_lines(&pages.items[1], 1, third);
	/* Paragraphs run on from the foot of a column to the head of the next. */
	const struct text_label *l = pages.items[0].labels;
	assert_int_equal(l[1].block, l[2].block);
	assert_int_equal(l[2].block, l[3].block);
	assert_int_not_equal(l[4].block, l[5].block);
	input_pages_free(&pages);
	buf_free(&b);
}

/* Two headlines as wide as their columns, with no more between them than the gutter. */
static void test_headlines_side_by_side(void **state)
{
	(void)state;
	static const char *const lines[] = { "公路公路通车", "甲甲甲甲甲甲甲甲甲甲甲甲", "乙乙乙乙。",
		                                 "医院医院开诊", "丙丙丙丙丙丙丙丙丙丙丙丙", "丁丁丁丁。" };
	struct buf b = { 0 };
	buf_puts(&b, "<page width=\"600\" height=\"400\">\n");
	for (int i = 0; i < 2; i++) {
		float left = i == 0 ? 10 : 144;
		put_word(&b, left, 20, 20, lines[3 * i]);
		put_word(&b, left, 50, 10, lines[3 * i + 1]);
		put_word(&b, left, 64, 10, lines[3 * i + 2]);
	}
	buf_puts(&b, "</page>\n");
	struct input_pages pages = { 0 };
	pdf_pages_of(buf_view(&b), &pages);
	assert_int_equal(pages.len, 1);
	assert_lines(&pages.items[0], 6, lines);
	const struct text_box *boxes = pages.items[0].boxes;
	assert_int_equal(boxes[0].area, boxes[2].area);
	assert_int_not_equal(boxes[2].area, boxes[3].area);
	input_pages_free(&pages);
	buf_free(&b);
}

static void assert_two_columns(const char *across, size_t count, const char *const *lines)
{
	struct buf b = { 0 };
	buf_puts(&b, "<page width=\"600\" height=\"400\">\n");
	for (int i = 0; i < 7; i++) {
		float top = 20 + 14 * (float)i;
		if (i == 4) {
			put_word(&b, 10, top, 10, across);
			continue;
		}
		put_word(&b, 10, top, 10, "甲甲甲甲甲甲甲甲甲甲");
		put_word(&b, 122, top, 10, "乙乙乙乙乙乙乙乙乙乙");
	}
	buf_puts(&b, "</page>\n");
	struct input_pages pages = { 0 };
	pdf_pages_of(buf_view(&b), &pages);
	assert_int_equal(pages.len, 1);
	assert_lines(&pages.items[0], count, lines);
	input_pages_free(&pages);
	buf_free(&b);
}

/* A line over both columns parts what stands above it from what is below, and is no piece of either. */
static void test_line_across_columns(void **state)
{
	(void)state;
	static const char *const columns = "甲甲甲甲甲甲甲甲甲甲", *const other =
																   "乙乙乙乙乙乙乙乙乙乙";
	static const char across[] = "丙丙丙丙丙丙丙丙丙丙丙丙丙丙丙";
	const char *const lines[] = { columns, columns, columns, columns, other, other, other,
		                          other,   across,  columns, columns, other, other };
	assert_two_columns(across, 13, lines);
	/* One that ends before the gutter is of its column. */
	const char *const whole[] = { columns, columns, columns, columns, "丙丙", columns, columns,
		                          other,   other,   other,   other,   other,  other };
	assert_two_columns("丙丙", 13, whole);
}

/* Lines go down, and follow each other from right to left. */
static void test_upright(void **state)
{
	(void)state;
	static const char *const lines[] = { "甲甲甲甲甲甲", "乙乙乙乙乙乙", "丙丙丙" };
	struct buf b = { 0 };
	buf_puts(&b, "<page width=\"300\" height=\"400\">\n");
	for (int i = 2; i >= 0; i--)
		buf_printf(&b, "<word xMin=\"%d\" yMin=\"10\" xMax=\"%d\" yMax=\"%d\">%s</word>\n",
		           100 - 15 * i, 110 - 15 * i, i == 2 ? 40 : 70, lines[i]);
	buf_puts(&b, "</page>\n");
	struct input_pages pages = { 0 };
	pdf_pages_of(buf_view(&b), &pages);
	assert_int_equal(pages.len, 1);
	assert_lines(&pages.items[0], 3, lines);
	assert_true(pages.items[0].boxes[0].left > pages.items[0].boxes[2].left);
	input_pages_free(&pages);
	buf_free(&b);
}

/* Whatever is printed, it is pages or none. */
static void test_hostile(void **state)
{
	(void)state;
	static const char *const printed[] = {
		"",
		"<page",
		"<word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\">无页</word>",
		"<page width=\"nan\" height=\"1e99\"><word xMin=\"nan\" yMin=\"-inf\" xMax=\"1e30\" "
		"yMax=\"2\">甲</word>",
		"<page width=\"1\" height=\"1\"><word xMin=\"5\" yMin=\"5\" xMax=\"1\" "
		"yMax=\"1\">甲</word><word>乙",
		"<page width=\"1\" height=\"1\"><word xMin=\"1\" yMin=\"1\" xMax=\"2\" "
		"yMax=\"2\">&#0;&#x110000;&nothing;&\xFF\x01</word>",
	};
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		struct input_pages pages = { 0 };
		pdf_pages_of(view_of(printed[i]), &pages);
		assert_true(pages.len <= 1);
		input_pages_free(&pages);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_headlines_side_by_side),
		cmocka_unit_test(test_line_across_columns),
		cmocka_unit_test(test_upright),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
