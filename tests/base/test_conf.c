#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/conf.h"
#include "scratch.h"

/* What was read, one entry a line: section|key|value@line:column:value_column */
static void note(void *context, const struct conf_entry *e, struct report *r)
{
	(void)r;
	buf_printf(context, "%s|%s|%s@%zu:%zu:%zu\n", e->section, e->key ? e->key : "", e->value,
	           e->line, e->column, e->key ? e->value_column : 0);
}

static bool read_text(void **state, const char *text, struct buf *out, struct report *r)
{
	scratch_write(state, "x.conf", text);
	return conf_read(scratch_path(state, "x.conf"), note, out, r);
}

static void expect(void **state, const char *text, const char *expected)
{
	struct buf out = { 0 };
	struct report r = { 0 };
	buf_puts(&out, "");
	assert_true(read_text(state, text, &out, &r));
	assert_int_equal(r.messages.len, 0);
	assert_string_equal(out.data, expected);
	buf_free(&out);
	report_free(&r);
}

static void test_entries_have_their_places(void **state)
{
	expect(state, "# a comment\n[one]\nkey = value\n  [x]y: z\n\n[two three]\r\n标题=太原日报\r\n",
	       "one||@2:1:0\none|key|value [x]y: z@3:1:7\ntwo three||@6:1:0\n"
	       "two three|标题|太原日报@7:1:4\n");
}

/* Only whole lines are comments. */
static void test_nothing_is_cut(void **state)
{
	expect(state, "title = 甲 ; 乙\nwords = a#b # c\n;x\n #y\nend = [1] = 2\n",
	       "|title|甲 ; 乙@1:1:9\n|words|a#b # c@2:1:9\n|end|[1] = 2@5:1:7\n");
	expect(state, "[[小城日报]第二版.txt]\n[a]]\n[ b:c;d ]\n[]\n",
	       "[小城日报]第二版.txt||@1:1:0\na]||@2:1:0\nb:c;d||@3:1:0\n||@4:1:0\n");
}

static void test_a_byte_order_mark_and_no_last_line_end(void **state)
{
	expect(state, "\xEF\xBB\xBFkey=1", "|key|1@1:1:5\n");
	expect(state, "", "");
}

static void test_continued_lines_are_joined(void **state)
{
	expect(state, "a = 1,\n  2,\n ; not this\n\t3\nb = 4\n", "|a|1, 2, 3@1:1:5\n|b|4@5:1:5\n");
}

static void test_lines_of_any_length(void **state)
{
	struct buf text = { 0 }, expected = { 0 };
	buf_puts(&text, "words = ");
	buf_puts(&expected, "|words|");
	for (int i = 0; i < 500; i++) {
		buf_printf(&text, "%s公路%d", i ? ", " : "", i);
		buf_printf(&expected, "%s公路%d", i ? ", " : "", i);
	}
	buf_puts(&text, "\n");
	buf_puts(&expected, "@1:1:9\n");
	expect(state, text.data, expected.data);
	buf_free(&text);
	buf_free(&expected);
}

static void refuse(void **state, const char *text, const char *place)
{
	struct buf out = { 0 };
	struct report r = { 0 };
	assert_false(read_text(state, text, &out, &r));
	assert_int_equal(r.errors, 1);
	size_t folder = strlen(scratch_path(state, ""));
	assert_memory_equal(r.messages.items[0].text + folder, place, strlen(place));
	buf_free(&out);
	report_free(&r);
}

static void test_faults_have_their_places(void **state)
{
	refuse(state, "[one]\n\n  太原 日报\n", "x.conf:3:3: this is neither");
	refuse(state, "[one\n", "x.conf:1:1: a section has no closing ]");
	refuse(state, "[one] two\n", "x.conf:1:1: something stands behind");
	refuse(state, "= value\n", "x.conf:1:1: this is neither");
	refuse(state, "a = 太\xFF\n", "x.conf:1:6: this byte");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_entries_have_their_places, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_nothing_is_cut, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_byte_order_mark_and_no_last_line_end, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_continued_lines_are_joined, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_lines_of_any_length, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_faults_have_their_places, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
