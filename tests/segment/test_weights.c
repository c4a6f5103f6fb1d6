#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "segment/weights.h"

/* Written, read, written: the same bytes. */
static void check_round_trip(const struct weights *w)
{
	struct buf once = { 0 }, twice = { 0 };
	struct report r = { 0 };
	struct weights read;
	weights_write(w, &once);
	assert_true(weights_read(&read, buf_view(&once), "w.bin", &r));
	assert_int_equal(r.messages.len, 0);
	weights_write(&read, &twice);
	assert_true(view_eq(buf_view(&once), buf_view(&twice)));
	weights_free(&read);
	buf_free(&once);
	buf_free(&twice);
}

static void test_round_trip(void **state)
{
	(void)state;
	struct weights w;
	weights_init(&w);
	check_round_trip(&w);
	uint64_t seed = 42;
	for (size_t i = 0; i < w.size; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (seed >> 60 != 0) /* rows of all sizes, and a few numbers that are zero */
			w.all[i] = (float)((int)(seed >> 40 & 0xFFFF) - 0x8000) / (float)(100 + i % 90000);
	}
	check_round_trip(&w);
	weights_free(&w);
}

/* Files one behind the other are the networks of one. */
static void test_several_networks(void **state)
{
	(void)state;
	struct weights one, other, both;
	struct buf file = { 0 }, written = { 0 };
	struct report r = { 0 };
	weights_init(&one);
	weights_init(&other);
	one.begin[0] = 1;
	other.begin[0] = 2;
	weights_write(&one, &file);
	weights_write(&other, &file);
	assert_true(weights_read(&both, buf_view(&file), "w.bin", &r));
	assert_int_equal(weights_count(&both), 2);
	assert_true(both.begin[0] == 1 && both.next->begin[0] == 2 && !both.next->next);
	weights_write(&both, &written);
	assert_true(view_eq(buf_view(&file), buf_view(&written)));
	weights_free(&one);
	weights_free(&other);
	weights_free(&both);
	buf_free(&file);
	buf_free(&written);
}

static void test_those_built_in_are_the_file(void **state)
{
	(void)state;
	struct buf file = { 0 }, written = { 0 };
	struct report r = { 0 };
	assert_true(file_read("generator/segment/weights.bin", &file, &r));
	weights_write(weights_default(), &written);
	assert_true(view_eq(buf_view(&file), buf_view(&written)));
	assert_ptr_equal(weights_default(), weights_default());
	buf_free(&file);
	buf_free(&written);
}

static void assert_refused(struct view bytes, const char *place)
{
	struct weights w;
	struct report r = { 0 };
	assert_false(weights_read(&w, bytes, "my/weights.bin", &r));
	assert_int_equal(r.errors, 1);
	assert_int_equal(strncmp(r.messages.items[0].text, place, strlen(place)), 0);
	report_free(&r);
}

/* Another program's header is told with its line; numbers that are too few or too many, too. */
static void test_broken_files(void **state)
{
	(void)state;
	struct buf good = { 0 };
	assert_refused(VIEW(""), "my/weights.bin:1:1: ");
	assert_refused(VIEW("nonsense\n"), "my/weights.bin:1:1: ");
	weights_write(weights_default(), &good);
	struct view all = buf_view(&good);
	assert_refused(view_slice(all, 0, all.len - 1), "my/weights.bin: ");
	assert_refused(view_slice(all, 0, all.len / 3), "my/weights.bin: ");
	buf_putc(&good, 'x');
	assert_refused(buf_view(&good), "my/weights.bin: ");
	buf_truncate(&good, 0);
	weights_write(weights_default(), &good);
	weights_write(weights_default(), &good);
	buf_truncate(&good, good.len - 1); /* another network that breaks off */
	assert_refused(buf_view(&good), "my/weights.bin: ");
	ptrdiff_t labels = view_find(buf_view(&good), VIEW("furniture"), 0);
	good.data[labels] = 'F';
	assert_refused(buf_view(&good), "my/weights.bin:2:1: ");
	buf_free(&good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_several_networks),
		cmocka_unit_test(test_those_built_in_are_the_file),
		cmocka_unit_test(test_broken_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
