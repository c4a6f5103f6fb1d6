#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>

#include "base/buf.h"
#include "search/fold.h"
#include "text/glyph.h"
#include "text/utf8.h"

/* Folds text and gives it back as UTF-8. */
static char *folded(bool zeros, const char *text)
{
	struct report r = { 0 };
	struct fold *f = fold_new(zeros, NULL, &r);
	struct fold_codes codes = { 0 };
	struct buf b = { 0 };
	assert_non_null(f);
	size_t count = fold_text(f, view_of(text), &codes);
	assert_int_equal(count, codes.codes.len);
	for (size_t i = 0; i < codes.codes.len; i++)
		buf_put_code(&b, codes.codes.items[i]);
	array_free(&codes.codes);
	fold_free(f);
	report_free(&r);
	buf_putc(&b, '\0');
	return buf_detach(&b);
}

static void expect(const char *text, const char *wanted)
{
	char *got = folded(false, text);
	assert_string_equal(got, wanted);
	free(got);
}

static void test_width_and_case(void **state)
{
	(void)state;
	expect("２０２２年ＧＤＰ", "2022年gdp");
	expect("Straße ΣΊΣΥΦΟΣ", "strasse σίσυφοσ");
	expect("ｶﾞｽ", "ガス");
	expect("㎏①ﬁ", "kg1fi");
}

static void test_traditional(void **state)
{
	(void)state;
	expect("臺灣與漢語", "台湾与汉语");
	expect("紀念", "纪念");
	expect("諮詢鉅額敎育", "咨询巨额教育");
	expect("峯旣卽衞砲", "峰既即卫炮");
	expect("俱樂部姊妹", "俱乐部姊妹");
	expect("馬克•吐溫 馬克・吐溫", "马克·吐温马克·吐温");
	expect("⻅⼈", "见人");
}

static bool same_codes(const struct fold_codes *a, const struct fold_codes *b)
{
	return a->codes.len == b->codes.len &&
	       memcmp(a->codes.items, b->codes.items, a->codes.len * sizeof(*a->codes.items)) == 0;
}

/* What is one character when a page is read is one when it is sought. */
static void test_as_pages_are_read(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct fold *f = fold_new(false, NULL, &r);
	struct fold_codes as_printed = { 0 }, as_read = { 0 };
	struct buf printed = { 0 }, read = { 0 };
	size_t others = 0;
	for (uint32_t c = 0x2E80; c < 0x30000; c++) {
		uint32_t plain = glyph_fold(c);
		if (plain == c || !glyph_is_han(plain) || c == 0x25CB || c == 0x3007)
			continue;
		others++;
		buf_truncate(&printed, 0);
		buf_truncate(&read, 0);
		buf_put_code(&printed, c);
		buf_put_code(&read, plain);
		as_printed.codes.len = as_read.codes.len = 0;
		fold_text(f, buf_view(&printed), &as_printed);
		fold_text(f, buf_view(&read), &as_read);
		if (!same_codes(&as_printed, &as_read))
			fail_msg("U+%04X is read as U+%04X, but not sought as it", (unsigned)c,
			         (unsigned)plain);
	}
	assert_true(others > 3000);
	array_free(&as_printed.codes);
	array_free(&as_read.codes);
	buf_free(&printed);
	buf_free(&read);
	fold_free(f);
	report_free(&r);
}

static void test_blanks(void **state)
{
	(void)state;
	expect("  张　 波\t记者 ", "张波记者");
	expect("New  York\n市", "new york市");
	expect("2022 年", "2022年");
	expect("a　b", "a b");
	expect(" 　\n", "");
	expect("", "");
}

static void test_without_width(void **state)
{
	(void)state;
	expect("太\xE2\x80\x8B原\xC2\xAD市\xEF\xB8\x8F", "太原市");
}

static void test_joined(void **state)
{
	(void)state;
	expect("Cafe\xCC\x81", "caf\xC3\xA9");
	expect("CAF\xC3\x89", "caf\xC3\xA9");
	expect("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한");
}

static void test_zeros(void **state)
{
	(void)state;
	char *got = folded(true, "二○二二 二〇二二 二零二二");
	assert_string_equal(got, "二〇二二二〇二二二〇二二");
	free(got);
	expect("二○〇零", "二○〇零");
}

/* Whether ICU knows all characters of the line; other versions may fold what this one does not know. */
static bool is_known(struct view line)
{
	for (size_t at = 0; at < line.len;) {
		if (!u_isdefined((UChar32)utf8_next(line, &at)))
			return false;
	}
	return true;
}

/* Lines of stdin, folded, or ? for one with unknown characters: what tests/search/folding.mjs compares the browser's folding with. */
static int fold_lines(void)
{
	struct report r = { 0 };
	struct fold *f = fold_new(false, NULL, &r);
	struct fold_codes codes = { 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	while (f && (len = getline(&line, &room, stdin)) > 0) {
		struct buf b = { 0 };
		codes.codes.len = 0;
		struct view whole = { line, (size_t)len - 1 };
		fold_text(f, whole, &codes);
		for (size_t i = 0; i < codes.codes.len; i++)
			buf_put_code(&b, codes.codes.items[i]);
		printf("%s\n", !is_known(whole) ? "?" : b.data ? b.data : "");
		buf_free(&b);
	}
	free(line);
	array_free(&codes.codes);
	fold_free(f);
	report_free(&r);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "-") == 0)
		return fold_lines();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width_and_case),
		cmocka_unit_test(test_traditional),
		cmocka_unit_test(test_as_pages_are_read),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_without_width),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_zeros),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
