/* Sections come back as they were put; what is cut off, changed or foreign is recognised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "cache/container.h"
#include "scratch.h"

static const struct hash128 ours = { 7, 9 }, theirs = { 7, 8 };
static const char *const texts[] = { "first", "", "the third of them, longer than the others" };

static void write_all(const char *path, size_t *good)
{
	struct container_writer w;
	container_create(&w, path, ours);
	for (size_t i = 0; i < 2; i++)
		container_put(&w, CONTAINER_PAGE, i, &(struct view){ texts[i], strlen(texts[i]) }, 1);
	assert_true(container_end(&w));
	struct container c;
	struct container_section s;
	container_open(&c, path, ours);
	while (container_next(&c, &s))
		;
	*good = c.good;
	container_close(&c);
}

/* How many sections are sound from the first on. */
static size_t count(struct container *c)
{
	struct container_section s;
	size_t n = 0;
	for (; container_next(c, &s); n++) {
		assert_int_equal(s.key, n);
		assert_true(view_eq(s.bytes, view_of(texts[n])));
		assert_int_equal((uintptr_t)s.bytes.data % 8, 0);
		assert_true(view_eq(container_at(c, s.at).bytes, s.bytes));
	}
	return n;
}

static void test_sections_come_back(void **state)
{
	const char *path = scratch_path(state, "below/kept");
	size_t good;
	struct container c;
	struct container_writer w;
	struct view halves[] = { view_slice(view_of(texts[2]), 0, 9),
		                     view_slice(view_of(texts[2]), 9, 99) };
	write_all(path, &good);
	container_append(&w, path, ours, good);
	container_put(&w, CONTAINER_PAGE, 2, halves, 2);
	assert_true(container_end(&w));
	container_open(&c, path, ours);
	assert_int_equal(count(&c), 3);
	assert_int_equal(c.state, CONTAINER_SOUND);
	assert_null(container_fault(&c));
	container_close(&c);
}

static void test_what_is_behind_good_is_cut_off(void **state)
{
	const char *path = scratch_path(state, "kept");
	size_t good;
	struct container c;
	struct container_writer w;
	struct buf bytes = { 0 };
	struct report r = { 0 };
	write_all(path, &good);
	assert_true(file_read(path, &bytes, &r));
	buf_puts(&bytes, "half a section");
	file_write(path, buf_view(&bytes), &r);
	container_open(&c, path, ours);
	assert_int_equal(count(&c), 2);
	assert_int_equal(c.state, CONTAINER_DAMAGED);
	container_append(&w, path, ours, c.good);
	container_close(&c);
	container_put(&w, CONTAINER_PAGE, 2, &(struct view){ texts[2], strlen(texts[2]) }, 1);
	assert_true(container_end(&w));
	container_open(&c, path, ours);
	assert_int_equal(count(&c), 3);
	assert_int_equal(c.state, CONTAINER_SOUND);
	container_close(&c);
	buf_free(&bytes);
}

static void test_foreign_and_absent(void **state)
{
	const char *path = scratch_path(state, "kept");
	size_t good;
	struct container c;
	container_open(&c, path, ours);
	assert_int_equal(c.state, CONTAINER_ABSENT);
	container_close(&c);
	write_all(path, &good);
	container_open(&c, path, theirs);
	assert_int_equal(count(&c), 0);
	assert_int_equal(c.state, CONTAINER_FOREIGN);
	container_close(&c);
}

/* Kilobytes of a mapped file that are in this process's memory; -1 where the system does not tell. */
static long resident(const char *path)
{
	char line[4096];
	bool here = false;
	long kb = -1;
	FILE *f = fopen("/proc/self/smaps", "re");
	while (f && fgets(line, sizeof(line), f)) {
		if (strstr(line, path))
			here = true;
		else if (here && sscanf(line, "Rss: %ld", &kb) == 1)
			break;
	}
	if (f)
		fclose(f);
	return kb;
}

static void test_a_long_file_does_not_stay_in_memory(void **state)
{
	enum { SECTIONS = 200, SIZE = 100 * 1000 };
	const char *path = scratch_path(state, "kept");
	struct container c;
	struct container_writer w;
	struct container_section s, tenth = { 0 };
	struct buf b = { 0 };
	long most = 0;
	container_create(&w, path, ours);
	for (int i = 0; i < SECTIONS; i++) {
		buf_truncate(&b, 0);
		while (b.len < SIZE)
			buf_printf(&b, "section %d ", i);
		container_put(&w, CONTAINER_PAGE, (uint64_t)i, &(struct view){ b.data, b.len }, 1);
	}
	assert_true(container_end(&w));
	container_open(&c, path, ours);
	while (container_next(&c, &s)) {
		tenth = s.key == 10 ? s : tenth;
		most = resident(path) > most ? resident(path) : most;
	}
	assert_int_equal(c.state, CONTAINER_SOUND);
	assert_in_range(most, 0, SECTIONS * SIZE / 1000 / 2);
	assert_true(view_starts(tenth.bytes, VIEW("section 10 section 10 ")));
	container_rest(&c);
	assert_true(view_starts(container_at(&c, tenth.at).bytes, VIEW("section 10 section 10 ")));
	container_close(&c);
	buf_free(&b);
}

/* Each bit, and each length: no byte may be another and go unseen. */
static void test_every_damage_is_seen(void **state)
{
	const char *path = scratch_path(state, "kept");
	size_t good;
	struct container c;
	struct buf whole = { 0 };
	struct report r = { 0 };
	write_all(path, &good);
	assert_true(file_read(path, &whole, &r));
	assert_int_equal(whole.len, good);
	for (size_t i = 0; i < whole.len * 8; i++) {
		whole.data[i / 8] ^= (char)(1 << i % 8);
		container_of(&c, buf_view(&whole), ours);
		assert_true(count(&c) < 2 && c.state != CONTAINER_SOUND);
		whole.data[i / 8] ^= (char)(1 << i % 8);
	}
	for (size_t i = 0; i < whole.len; i++) {
		container_of(&c, view_slice(buf_view(&whole), 0, i), ours);
		assert_true(count(&c) < 2);
	}
	buf_free(&whole);
}

static void test_what_cannot_be_written_is_told(void **state)
{
	struct container_writer w;
	scratch_write(state, "file", "no folder");
	container_create(&w, scratch_path(state, "file/kept"), ours);
	container_put(&w, CONTAINER_PAGE, 0, &VIEW("x"), 1);
	assert_false(container_end(&w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_sections_come_back, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_what_is_behind_good_is_cut_off, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_long_file_does_not_stay_in_memory, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_foreign_and_absent, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_every_damage_is_seen, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_written_is_told, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
