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
	assert_true(weights_read(&read, buf_view(&once), "w.txt", &r));
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
	for (size_t i = 0; i < w.rows * WEIGHTS_COLUMNS; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (i % WEIGHTS_COLUMNS < LABEL_COUNT)
			w.see[i] = (float)((int)(seed >> 40 & 0xFFFF) - 0x8000) / 7000;
	}
	w.begin[LABEL_START_LEAD] = -1.25F;
	w.follow[WEIGHTS_LONG][LABEL_BODY][LABEL_CONTINUATION] = 3.5F;
	check_round_trip(&w);
	weights_free(&w);
}

static void test_those_built_in_are_the_file(void **state)
{
	(void)state;
	struct buf file = { 0 }, written = { 0 };
	struct report r = { 0 };
	assert_true(file_read("generator/segment/weights.txt", &file, &r));
	weights_write(weights_default(), &written);
	assert_true(view_eq(buf_view(&file), buf_view(&written)));
	assert_ptr_equal(weights_default(), weights_default());
	buf_free(&file);
	buf_free(&written);
}

static void assert_refused(const char *text, const char *place)
{
	struct weights w;
	struct report r = { 0 };
	assert_false(weights_read(&w, view_of(text), "my/weights.txt", &r));
	assert_int_equal(r.errors, 1);
	assert_int_equal(strncmp(r.messages.items[0].text, place, strlen(place)), 0);
	report_free(&r);
}

#define LABELS                                                                                    \
	"labels furniture start-kicker start-headline start-caption start-lead headline deck byline " \
	"lead body continuation subhead caption end-headline\n"

static void test_broken_files(void **state)
{
	(void)state;
	assert_refused(LABELS "begin 1 2 3\n", "my/weights.txt:2:12: ");
	assert_refused(LABELS "# fine\n\nsomething else\n", "my/weights.txt:4:1: 'something'");
	assert_refused(LABELS "begin 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
	               "my/weights.txt:2:35: ");
	assert_refused(LABELS "  begin 0 0 0 0 0 0 0 0 0 0 0 0 0 x\n", "my/weights.txt:2:35: 'x'");
	assert_refused("labels body furniture\n", "my/weights.txt:1:8: 'body'");
	assert_refused(LABELS "follow tall body 0\n", "my/weights.txt:2:8: 'tall'");
	assert_refused(LABELS "follow short nothing 0\n", "my/weights.txt:2:14: 'nothing'");
	assert_refused(LABELS "see colour 0 0 0\n", "my/weights.txt:2:5: 'colour'");
	assert_refused(LABELS "see length 999 0 0\n", "my/weights.txt:2:12: '999'");
	assert_refused(LABELS "see length -1 0 0\n", "my/weights.txt:2:12: '-1'");
	assert_refused(LABELS "see length 0 9 0\n", "my/weights.txt:2:14: '9'");
	assert_refused(LABELS "see length 0 99999999999999999999 0 0\n", "my/weights.txt:2:14: ");
	assert_refused(LABELS "see\n", "my/weights.txt:2:4: ");
	assert_refused(LABELS "see \n", "my/weights.txt:2:5: ");
}

/* Without the row of labels nothing tells what the columns are. */
static void test_labels_come_first(void **state)
{
	(void)state;
	assert_refused("", "my/weights.txt:1:1: the row `labels` is missing");
	assert_refused("# nothing but this\n", "my/weights.txt:");
	assert_refused("begin 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n" LABELS,
	               "my/weights.txt:1:1: 'begin' stands before");
	assert_refused("labels furniture\n", "my/weights.txt:1:17: ");
	struct weights w;
	struct report r = { 0 };
	assert_true(weights_read(&w, view_of("# mine\r\n\n" LABELS), "w.txt", &r));
	weights_free(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_those_built_in_are_the_file),
		cmocka_unit_test(test_broken_files),
		cmocka_unit_test(test_labels_come_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
