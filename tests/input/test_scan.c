#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "input/scan.h"
#include "scratch.h"

static void make(void **state, const char *folder)
{
	assert_int_equal(mkdir(scratch_path(state, folder), 0777), 0);
}

static void of_several_folders_the_first_has_its_say(void **state)
{
	make(state, "own");
	make(state, "own/sub");
	make(state, "came");
	make(state, "came/sub");
	scratch_write(state, "own/sub/b", "own");
	scratch_write(state, "own/z", "own");
	scratch_write(state, "came/a", "came");
	scratch_write(state, "came/sub/b", "came");
	scratch_write(state, "came/sub/c", "came");
	const char *folders[] = { scratch_path(state, "own"), scratch_path(state, "came") };
	static const char *const below[] = { "a", "sub/b", "sub/c", "z" };
	static const int from[] = { 1, 0, 1, 0 };
	struct scan_rules rules = { .below = true };
	struct scan s;
	struct report r = { 0 };
	assert_true(scan_folders(folders, 2, &rules, &s, &r));
	assert_int_equal(s.files.len, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(s.files.items[i].below, below[i]);
		assert_true(view_starts(view_of(s.files.items[i].path), view_of(folders[from[i]])));
	}
	scan_free(&s);
	assert_true(scan_folders(folders, 0, &rules, &s, &r));
	assert_int_equal(s.files.len, 0);
	folders[1] = scratch_path(state, "none");
	assert_false(scan_folders(folders, 2, &rules, &s, &r));
	assert_int_equal(r.errors, 1);
	scan_free(&s);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(of_several_folders_the_first_has_its_say, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
