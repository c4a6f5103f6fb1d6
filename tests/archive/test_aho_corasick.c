#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/aho_corasick.h"
#include "base/buf.h"

static void note(void *context, uint32_t word)
{
	buf_printf(context, "%u ", word);
}

static void expect(const char *words, const char *text, const char *expected)
{
	struct aho_corasick *w = aho_corasick_new();
	for (struct view rest = view_of(words); rest.data;)
		aho_corasick_add(w, view_cut(&rest, ' '));
	aho_corasick_prepare(w);
	struct buf found = { 0 };
	buf_puts(&found, "");
	aho_corasick_find(w, view_of(text), note, &found);
	assert_string_equal(found.data, expected);
	buf_free(&found);
	aho_corasick_free(w);
}

static void test_every_place_of_every_word(void **state)
{
	(void)state;
	expect("he she his hers", "ushers", "1 0 3 ");
	expect("公路 高速公路 速公", "高速公路和公路", "2 1 0 0 ");
	expect("a aa aaa", "aaaa", "0 1 0 2 1 0 2 1 0 ");
	expect("公路", "铁路公交", "");
	expect("abcd bc", "abce", "1 ");
	expect("公 A股 路A 交通部", "公交A股路A公路交通部路", "0 1 2 0 3 ");
	expect("交通部 交通", "交交通交通\xE9", "1 1 ");
}

static void test_a_word_has_one_number(void **state)
{
	(void)state;
	struct aho_corasick *w = aho_corasick_new();
	assert_int_equal(aho_corasick_add(w, VIEW("公路")), 0);
	assert_int_equal(aho_corasick_add(w, VIEW("铁路")), 1);
	assert_int_equal(aho_corasick_add(w, VIEW("公路")), 0);
	assert_int_equal(aho_corasick_add(w, VIEW("")), -1);
	assert_int_equal(aho_corasick_count(w), 2);
	aho_corasick_prepare(w);
	aho_corasick_free(w);
}

static void test_no_words_find_nothing(void **state)
{
	(void)state;
	expect("", "公路", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_place_of_every_word),
		cmocka_unit_test(test_a_word_has_one_number),
		cmocka_unit_test(test_no_words_find_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
