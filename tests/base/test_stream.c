#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/stream.h"
#include "scratch.h"

static enum file_result write_all(const char *path, const char *a, const char *b)
{
	struct stream s;
	struct report r = { 0 };
	assert_true(stream_begin(&s, path, &r));
	stream_put(&s, view_of(a), &r);
	stream_put(&s, view_of(b), &r);
	assert_int_equal(s.size, strlen(a) + strlen(b));
	enum file_result result = stream_end(&s, &r);
	assert_int_equal(r.errors, 0);
	report_free(&r);
	return result;
}

static void test_written_once(void **state)
{
	const char *path = scratch_path(state, "data/2022.jsonl");
	assert_int_equal(write_all(path, "one\n", "two\n"), FILE_WRITTEN);
	assert_int_equal(write_all(path, "one\nt", "wo\n"), FILE_SAME);
	assert_int_equal(write_all(path, "one\n", "TWO\n"), FILE_WRITTEN);
	struct buf bytes = { 0 };
	struct report r = { 0 };
	assert_true(file_read(path, &bytes, &r));
	assert_string_equal(bytes.data, "one\nTWO\n");
	assert_int_equal(access(scratch_path(state, "data/2022.jsonl" FILE_TEMPORARY), F_OK), -1);
	buf_free(&bytes);
}

static void test_dropped_leaves_what_was_there(void **state)
{
	struct stream s;
	struct report r = { 0 };
	scratch_write(state, "x", "old");
	assert_true(stream_begin(&s, scratch_path(state, "x"), &r));
	stream_put(&s, VIEW("new"), &r);
	stream_drop(&s);
	stream_drop(&s);
	struct buf bytes = { 0 };
	assert_true(file_read(scratch_path(state, "x"), &bytes, &r));
	assert_string_equal(bytes.data, "old");
	assert_int_equal(access(scratch_path(state, "x" FILE_TEMPORARY), F_OK), -1);
	buf_free(&bytes);
}

static void test_a_file_in_the_way_is_told(void **state)
{
	(void)state;
	struct stream s;
	struct report r = { 0 };
	if (symlink("/dev/full", scratch_path(state, "y")) != 0)
		skip();
	assert_false(stream_begin(&s, scratch_path(state, "y/z"), &r));
	assert_true(r.errors > 0);
	assert_int_equal(s.fd, -1);
	stream_drop(&s);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_written_once, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_dropped_leaves_what_was_there, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_file_in_the_way_is_told, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
