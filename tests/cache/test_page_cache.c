/* Records come back as they were put, and never from what was damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cache/page_cache.h"
#include "base/file.h"
#include "scratch.h"

static const char *const names[] = { "01.txt", "folder/02.txt", "03.txt" };
static const char *const records[] = { "first", "the second of them", "" };

static struct scan_file file_of(size_t i)
{
	return (struct scan_file){ names[i], names[i], names[i], { 10 + i, 20, 30, 40 } };
}

static void put(struct page_cache *k, size_t i, const char *record)
{
	struct scan_file f = file_of(i);
	struct page_cache_key key = { f.stamp, true, { 7 + i, 0 }, { 0, 0 } };
	page_cache_put(k, &f, &key, view_of(record));
}

static void put_all(const char *path)
{
	struct report r = { 0 };
	struct scan live = { 0 };
	struct page_cache k;
	page_cache_open(&k, path, (struct hash128){ 5, 0 }, false, &r);
	for (size_t i = 0; i < 3; i++)
		put(&k, i, records[i]);
	page_cache_flush(&k, &live, &r);
	page_cache_close(&k);
	assert_int_equal(r.messages.len, 0);
}

/* How many are known; each as it was put. */
static size_t count_known(const char *path, uint64_t version)
{
	struct report r = { 0 };
	struct page_cache k;
	size_t known = 0;
	page_cache_open(&k, path, (struct hash128){ version, 0 }, false, &r);
	for (size_t i = 0; i < 3; i++) {
		struct scan_file f = file_of(i);
		struct page_cache_page p;
		if (!page_cache_find(&k, &f, &p))
			continue;
		assert_true(view_eq(p.record, view_of(records[i])));
		assert_true(page_cache_same_stamp(&p.key.stamp, &f.stamp) && p.key.content.low == 7 + i);
		known++;
	}
	page_cache_close(&k);
	report_free(&r);
	return known;
}

static void test_kept(void **state)
{
	const char *path = scratch_path(state, "state/pages");
	put_all(path);
	assert_int_equal(count_known(path, 5), 3);
	assert_int_equal(count_known(path, 6), 0);
	assert_int_equal(count_known(scratch_path(state, "none"), 5), 0);
}

static void test_the_last_one_counts(void **state)
{
	const char *path = scratch_path(state, "pages");
	struct report r = { 0 };
	struct scan live = { 0 };
	struct page_cache k;
	put_all(path);
	page_cache_open(&k, path, (struct hash128){ 5, 0 }, false, &r);
	put(&k, 0, "other");
	put(&k, 0, records[0]);
	page_cache_flush(&k, &live, &r);
	page_cache_close(&k);
	assert_int_equal(count_known(path, 5), 3);
}

static void test_damaged(void **state)
{
	const char *path = scratch_path(state, "pages");
	struct buf whole = { 0 };
	struct report r = { 0 };
	put_all(path);
	assert_true(file_read(path, &whole, &r));
	for (size_t i = 0; i < whole.len; i++) {
		assert_int_equal(file_write(path, view_slice(buf_view(&whole), 0, i), &r), FILE_WRITTEN);
		assert_true(count_known(path, 5) < 3);
		whole.data[i] ^= 0x10;
		assert_int_equal(file_write(path, buf_view(&whole), &r), FILE_WRITTEN);
		assert_true(count_known(path, 5) < 3);
		whole.data[i] ^= 0x10;
	}
	buf_free(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kept, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_the_last_one_counts, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_damaged, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
