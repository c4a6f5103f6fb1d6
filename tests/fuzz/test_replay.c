/* The fuzz target over its corpus: what once was found stays mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <glob.h>

#include "base/file.h"

#include "segment.c" /* NOLINT(bugprone-suspicious-include): the fuzzer itself is replayed */

static void test_corpus(void **state)
{
	(void)state;
	glob_t g;
	assert_int_equal(glob("tests/fuzz/corpus/*", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct buf bytes = { 0 };
		struct report r = { 0 };
		assert_true(file_read(g.gl_pathv[i], &bytes, &r));
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.len);
		buf_free(&bytes);
		report_free(&r);
	}
	globfree(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_corpus) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
