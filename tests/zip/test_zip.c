/* The fields of ZIP64, which no site of a test is large enough to need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "scratch.h"
#include "zip/zip.h"

static uint64_t number(const struct buf *b, size_t at, int bytes)
{
	uint64_t n = 0;
	assert_true(at + (size_t)bytes <= b->len);
	for (int i = bytes - 1; i >= 0; i--)
		n = n << 8 | (unsigned char)b->data[at + (size_t)i];
	return n;
}

/* An archive of so many empty files, read back. */
static struct buf archive_of(void **state, size_t count)
{
	const char *path = scratch_path(state, "many.zip");
	struct report r = { 0 };
	struct zip z;
	struct buf names = { 0 }, bytes = { 0 };
	for (size_t i = 0; i < count; i++)
		buf_printf(&names, "%06zu", i);
	assert_true(zip_begin(&z, path, &r));
	for (size_t i = 0; i < count; i++)
		zip_file(&z, &(struct zip_entry){ .name = { names.data + 6 * i, 6 } }, &r);
	assert_int_not_equal(zip_end(&z, &r), FILE_FAILED);
	assert_true(file_read(path, &bytes, &r));
	assert_int_equal(r.errors, 0);
	report_free(&r);
	buf_free(&names);
	return bytes;
}

static void many_files_need_zip64(void **state)
{
	struct buf few = archive_of(state, 65534), many = archive_of(state, 65536);
	size_t end = few.len - 22;
	assert_int_equal(number(&few, end, 4), 0x06054b50);
	assert_int_equal(number(&few, end + 8, 2), 65534);
	assert_int_equal(number(&few, end + 16, 4) + number(&few, end + 12, 4), end);
	end = many.len - 22;
	assert_int_equal(number(&many, end + 10, 2), 0xFFFF);
	assert_int_equal(number(&many, end - 20, 4), 0x07064b50);
	size_t end64 = number(&many, end - 20 + 8, 8);
	assert_int_equal(number(&many, end64, 4), 0x06064b50);
	assert_int_equal(end64 + 12 + number(&many, end64 + 4, 8), end - 20);
	assert_int_equal(number(&many, end64 + 24, 8), 65536);
	assert_int_equal(number(&many, end64 + 32, 8), 65536);
	assert_int_equal(number(&many, end64 + 48, 8) + number(&many, end64 + 40, 8), end64);
	buf_free(&few);
	buf_free(&many);
}

/* Only the heads are written here, not the five billion bytes. */
static void large_files_need_zip64(void **state)
{
	const char *path = scratch_path(state, "large.zip");
	const uint64_t size = UINT64_C(5000000000);
	struct report r = { 0 };
	struct zip z;
	struct buf b = { 0 };
	assert_true(zip_begin(&z, path, &r));
	zip_file(&z, &(struct zip_entry){ VIEW("大"), 7, size, 9, true }, &r);
	z.out.size += size;
	zip_file(&z, &(struct zip_entry){ VIEW("b"), 0, 0, 0, false }, &r);
	uint64_t list = z.out.size;
	zip_end(&z, &r);
	assert_true(file_read(path, &b, &r));
	assert_int_equal(number(&b, 4, 2), 45);
	assert_int_equal(number(&b, 6, 2), 1 << 11);
	assert_int_equal(number(&b, 18, 4), 0xFFFFFFFF);
	assert_int_equal(number(&b, 22, 4), 0xFFFFFFFF);
	assert_int_equal(number(&b, 28, 2), 20);
	assert_int_equal(number(&b, 33, 4), 16 << 16 | 1);
	assert_true(number(&b, 37, 8) == size);
	assert_int_equal(number(&b, 45, 8), 9);
	/* The second file is small, but begins far behind. */
	size_t second = list - size + 46 + 3 + 20;
	assert_int_equal(number(&b, second, 4), 0x02014b50);
	assert_int_equal(number(&b, second + 24, 4), 0);
	assert_int_equal(number(&b, second + 42, 4), 0xFFFFFFFF);
	assert_int_equal(number(&b, second + 47, 4), 8 << 16 | 1);
	assert_true(number(&b, second + 51, 8) == list - 31);
	buf_free(&b);
	report_free(&r);
}

static void a_dropped_archive_leaves_nothing(void **state)
{
	const char *path = scratch_path(state, "dropped.zip");
	struct report r = { 0 };
	struct zip z;
	struct buf b = { 0 };
	assert_true(zip_begin(&z, path, &r));
	zip_file(&z, &(struct zip_entry){ .name = VIEW("a") }, &r);
	zip_drop(&z);
	assert_false(file_read(path, &b, &r));
	buf_free(&b);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(many_files_need_zip64, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(large_files_need_zip64, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(a_dropped_archive_leaves_nothing, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
