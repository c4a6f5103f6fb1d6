#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"

static void assert_block(const struct paper *p, size_t i, uint32_t first, uint32_t last,
                         const char *text)
{
	assert_true(i < p->blocks.len);
	assert_span(p->blocks.items[i].lines, first, last);
	assert_text(p->blocks.items[i].text, text);
}

static void test_each_line_is_a_block(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("标题\n\n　　第一段。 \n\t第二段。\n \n　\n（张 波）"));
	assert_int_equal(p->blocks.wrap, 0);
	assert_int_equal(p->blocks.len, 4);
	assert_block(p, 0, 1, 1, "标题");
	assert_block(p, 1, 3, 3, "第一段。");
	assert_block(p, 2, 4, 4, "第二段。");
	assert_block(p, 3, 7, 7, "（张 波）");
	paper_free(p);
}

static void test_nothing_to_see(void **state)
{
	(void)state;
	static const char *const pages[] = { "", "\n", "\n\n\r\n", " \n　　\n\t\n" };
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct paper *p = paper_read(view_of(pages[i]));
		assert_int_equal(p->blocks.len, 0);
		paper_free(p);
	}
}

#define ZWSP "\xE2\x80\x8B"

static void test_lines_without_width(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("\n" ZWSP "\n甲\n" ZWSP " " ZWSP "\n\n乙" ZWSP "丙\n" ZWSP));
	assert_int_equal(p->blocks.len, 2);
	assert_block(p, 0, 2, 4, "甲");
	assert_block(p, 1, 6, 7, "乙" ZWSP "丙");
	paper_free(p);
	p = paper_read(VIEW(ZWSP "\n\n" ZWSP "\n"));
	assert_int_equal(p->blocks.len, 1);
	assert_block(p, 0, 1, 3, ZWSP ZWSP);
	assert_int_equal(p->blocks.items[0].glyphs.len, 0);
	paper_free(p);
}

/* A rule parts what stands around it, and is in no text; two dashes are words' own. */
static void test_rules(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("甲\n----------\n乙\n  ═ ═ ═\n丙\n——\n____丁\n+------+\n"));
	assert_int_equal(p->blocks.len, 5);
	assert_block(p, 0, 1, 2, "甲");
	assert_block(p, 1, 3, 4, "乙");
	assert_block(p, 2, 5, 5, "丙");
	assert_block(p, 3, 6, 6, "——");
	assert_block(p, 4, 7, 8, "____丁");
	paper_free(p);
	p = paper_read(VIEW("=====\n\n甲\n"));
	assert_int_equal(p->blocks.len, 1);
	assert_block(p, 0, 1, 3, "甲");
	paper_free(p);
	p = paper_read(VIEW("=====\n"));
	assert_int_equal(p->blocks.len, 1);
	paper_free(p);
}

/* A paragraph of n characters, every one another, the last a full stop. */
static struct view paragraph(struct arena *a, unsigned first, size_t n)
{
	struct buf b = { 0 };
	for (size_t i = 0; i + 1 < n; i++)
		buf_put_code(&b, first + (unsigned)i);
	buf_puts(&b, "。");
	struct view v = arena_view(a, buf_view(&b));
	buf_free(&b);
	return v;
}

/* Text cut into lines of width characters. */
static void put_wrapped(struct buf *page, struct view text, size_t width)
{
	size_t column = 0;
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		glyph_next(text, &i);
		buf_put(page, view_slice(text, start, i - start));
		if (++column == width && i < text.len) {
			buf_putc(page, '\n');
			column = 0;
		}
	}
	buf_putc(page, '\n');
}

/* Paragraphs of these lengths under a headline, wrapped, come out whole. */
static void check_wrapped(size_t width, const char *indent, const char *between)
{
	static const size_t lengths[] = { 97, 145, 61, 207, 118 };
	enum { COUNT = sizeof(lengths) / sizeof(*lengths) };
	struct arena a = { 0 };
	struct buf page = { 0 };
	struct view texts[COUNT];
	buf_puts(&page, "桥通车了\n\n");
	for (size_t i = 0; i < COUNT; i++) {
		texts[i] = paragraph(&a, 0x5000 + (unsigned)i * 0x200, lengths[i]);
		struct view set = arena_printf(&a, "%s%.*s", indent, VIEW_ARG(texts[i]));
		put_wrapped(&page, set, width);
		buf_puts(&page, between);
	}
	struct paper *p = paper_read(buf_view(&page));
	assert_int_equal(p->blocks.len, COUNT + 1);
	assert_text(p->blocks.items[0].text, "桥通车了");
	for (size_t i = 0; i < COUNT; i++)
		assert_text(p->blocks.items[i + 1].text, texts[i].data);
	paper_free(p);
	buf_free(&page);
	arena_free(&a);
}

static void test_wrapped_columns(void **state)
{
	(void)state;
	static const size_t widths[] = { 12, 20, 35 };
	for (size_t i = 0; i < 3; i++) {
		check_wrapped(widths[i], "", "\n");
		check_wrapped(widths[i], "　　", "\n");
		check_wrapped(widths[i], "　　", "");
	}
}

/* Nine lines of text as wide as a column of ten, and a short one, which ends the paragraph. */
#define PARAGRAPH                                                                                      \
	"公路今天已经全部修通\n县里的人出门看病方便\n许多，村里的果子也能\n" \
	"卖到城里去，价钱好了\n许多，家家都很高兴，\n今年还要再修两条路，\n" \
	"明年修桥，后年修渠，\n往后日子会更加好了，\n老人这样对记者说，这\n是真的。\n"

/*
 * Where paragraphs stand without anything between them, a first line without
 * marks is a block of its own: it may be a headline that fills its column.
 */
static void test_first_lines_of_tight_paragraphs(void **state)
{
	(void)state;
	struct paper *p =
		paper_read(VIEW("路\n" PARAGRAPH "县里全部公路今日通车\n" PARAGRAPH PARAGRAPH));
	assert_int_equal(p->blocks.wrap, 10);
	assert_int_equal(p->blocks.len, 7);
	assert_block(p, 0, 1, 1, "路");
	assert_false(p->blocks.items[0].fills);
	assert_block(p, 1, 2, 2, "公路今天已经全部修通");
	assert_true(p->blocks.items[1].fills && !p->blocks.items[1].below_full);
	assert_span(p->blocks.items[2].lines, 3, 11);
	assert_true(p->blocks.items[2].below_full && !p->blocks.items[2].fills);
	assert_block(p, 3, 12, 12, "县里全部公路今日通车");
	assert_true(p->blocks.items[3].fills);
	assert_span(p->blocks.items[4].lines, 13, 22);
	assert_span(p->blocks.items[5].lines, 23, 23);
	assert_span(p->blocks.items[6].lines, 24, 32);
	paper_free(p);
	p = paper_read(VIEW("路\n\n" PARAGRAPH "\n县里全部公路今日通车\n\n" PARAGRAPH));
	assert_int_equal(p->blocks.len, 4);
	assert_span(p->blocks.items[1].lines, 3, 12);
	paper_free(p);
}

/* Below a full line that ends a sentence a line without marks, or with a bullet, may begin something. */
static void test_lines_below_full_ends(void **state)
{
	(void)state;
	static const char whole[] = "往后日子会更加好了，\n老人今天这样说的呢。\n";
	struct buf page = { 0 };
	buf_printf(&page, "%s%s县里全部公路今日通车\n%s●县城公路今日都通车\n%s是真的。\n", PARAGRAPH,
	           whole, whole, whole);
	struct paper *p = paper_read(buf_view(&page));
	assert_int_equal(p->blocks.len, 7);
	assert_span(p->blocks.items[2].lines, 11, 12);
	assert_block(p, 3, 13, 13, "县里全部公路今日通车");
	assert_span(p->blocks.items[4].lines, 14, 15);
	assert_block(p, 5, 16, 16, "●县城公路今日都通车");
	assert_true(p->blocks.items[5].below_full && p->blocks.items[5].fills);
	assert_span(p->blocks.items[6].lines, 17, 19);
	paper_free(p);
	buf_free(&page);
}

/* Set in a column of ten: Latin letters and figures are half as wide. */
static void test_latin_words_at_line_ends(void **state)
{
	(void)state;
	static const char page[] = "省会开通国际网络线路\n每秒十兆可以通达各地\n用户使用的是Windows\n"
							   "system与500台计算机，\n学校里面也有网络可用\n图书馆里也有网络可用\n"
							   "2022年还要增加到1000\n0台以上，那时候人人都\n可用。\n";
	struct paper *p = paper_read(view_of(page));
	assert_int_equal(p->blocks.wrap, 10);
	assert_int_equal(p->blocks.len, 1);
	assert_text(
		p->blocks.items[0].text,
		"省会开通国际网络线路每秒十兆可以通达各地用户使用的是Windows system与500台计算机，"
		"学校里面也有网络可用图书馆里也有网络可用2022年还要增加到10000台以上，那时候人人都可用。");
	paper_free(p);
}

static void test_many_blanks_in_a_line(void **state)
{
	(void)state;
	struct buf page = { 0 };
	for (int i = 0; i < 20; i++) {
		buf_puts(&page, "甲");
		for (int k = 0; k < 300; k++)
			buf_putc(&page, ' ');
		buf_puts(&page, "乙\n");
	}
	struct paper *p = paper_read(buf_view(&page));
	assert_int_equal(p->blocks.len, 20);
	paper_free(p);
	buf_free(&page);
}

static void test_paragraphs_a_line_are_not_wrapped(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct buf page = { 0 };
	for (size_t i = 0; i < 30; i++) {
		struct view text = paragraph(&a, 0x5000 + (unsigned)i * 0x80, 30 + i * 37 % 90);
		buf_put(&page, text);
		buf_putc(&page, '\n');
	}
	struct paper *p = paper_read(buf_view(&page));
	assert_int_equal(p->blocks.wrap, 0);
	assert_int_equal(p->blocks.len, 30);
	paper_free(p);
	buf_free(&page);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_line_is_a_block),
		cmocka_unit_test(test_nothing_to_see),
		cmocka_unit_test(test_lines_without_width),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_wrapped_columns),
		cmocka_unit_test(test_first_lines_of_tight_paragraphs),
		cmocka_unit_test(test_lines_below_full_ends),
		cmocka_unit_test(test_latin_words_at_line_ends),
		cmocka_unit_test(test_many_blanks_in_a_line),
		cmocka_unit_test(test_paragraphs_a_line_are_not_wrapped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
