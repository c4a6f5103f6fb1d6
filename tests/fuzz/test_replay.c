/* Every fuzz target over its corpus: what once was found stays mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <glob.h>

#include "base/file.h"
#include "targets.h"

static void replay(const char *target, void (*run)(struct view bytes))
{
	struct buf pattern = { 0 };
	glob_t g;
	buf_printf(&pattern, "tests/fuzz/corpus/%s/*", target);
	assert_int_equal(glob(pattern.data, 0, NULL, &g), 0); /* each has one */
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct buf bytes = { 0 };
		struct report r = { 0 };
		assert_true(file_read(g.gl_pathv[i], &bytes, &r));
		run(buf_view(&bytes));
		buf_free(&bytes);
		report_free(&r);
	}
	globfree(&g);
	buf_free(&pattern);
}

#define TEST(name)                        \
	static void test_##name(void **state) \
	{                                     \
		(void)state;                      \
		replay(#name, fuzz_##name);       \
	}
FUZZ_TARGETS(TEST)

#define ROW(name) cmocka_unit_test(test_##name),

int main(void)
{
	const struct CMUnitTest tests[] = { FUZZ_TARGETS(ROW) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
