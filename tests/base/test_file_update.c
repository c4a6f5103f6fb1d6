#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>

#include "../scratch.h"
#include "base/file.h"
#include "base/file_update.h"

static bool holds(void **state, const char *name, const char *content)
{
	return file_holds(scratch_path(state, name), view_of(content), NULL);
}

static enum file_update update(void **state, const char *name, const char *was, const char *now)
{
	struct report r = { 0 };
	enum file_update result =
		file_update(scratch_path(state, name), view_of(was), view_of(now), &r);
	assert_int_equal(r.errors, result == FILE_UPDATE_FAILED);
	report_free(&r);
	return result;
}

/* How many files the folder holds. */
static int count(void **state)
{
	struct scratch *s = *state;
	DIR *d = opendir(s->folder);
	int n = -2;
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

static void test_replaces(void **state)
{
	scratch_write(state, "f", "old");
	assert_int_equal(update(state, "f", "old", "new"), FILE_UPDATE_DONE);
	assert_true(holds(state, "f", "new"));
	assert_int_equal(update(state, "g", NULL, "first"), FILE_UPDATE_DONE);
	assert_true(holds(state, "g", "first"));
	assert_int_equal(count(state), 2);
}

static void test_what_others_wrote_stays(void **state)
{
	scratch_write(state, "f", "theirs");
	assert_int_equal(update(state, "f", "old", "new"), FILE_UPDATE_STALE);
	assert_int_equal(update(state, "f", NULL, "new"), FILE_UPDATE_STALE);
	assert_int_equal(update(state, "g", "gone", "new"), FILE_UPDATE_STALE);
	assert_true(holds(state, "f", "theirs"));
	assert_int_equal(count(state), 1);
}

static void test_mode_stays(void **state)
{
	struct stat st;
	scratch_write(state, "f", "old");
	chmod(scratch_path(state, "f"), 0640);
	assert_int_equal(update(state, "f", "old", "new"), FILE_UPDATE_DONE);
	assert_int_equal(stat(scratch_path(state, "f"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
}

static void test_a_link_stays(void **state)
{
	struct stat st;
	scratch_write(state, "f", "old");
	assert_int_equal(symlink("f", scratch_path(state, "l")), 0);
	assert_int_equal(update(state, "l", "old", "new"), FILE_UPDATE_DONE);
	assert_int_equal(lstat(scratch_path(state, "l"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_true(holds(state, "f", "new"));
}

/* As after a saving that was killed. */
static void test_a_left_temporary_is_no_obstacle(void **state)
{
	scratch_write(state, "f", "old");
	char *temporary = file_temporary(scratch_path(state, "f"));
	FILE *f = fopen(temporary, "w");
	fputs("half", f);
	fclose(f);
	assert_int_equal(update(state, "f", "old", "new"), FILE_UPDATE_DONE);
	assert_true(holds(state, "f", "new"));
	assert_int_equal(count(state), 1);
	free(temporary);
}

static void test_failure_changes_nothing(void **state)
{
	assert_int_equal(update(state, "none/f", NULL, "new"), FILE_UPDATE_FAILED);
	assert_int_equal(mkfifo(scratch_path(state, "p"), 0600), 0);
	assert_int_equal(update(state, "p", "old", "new"), FILE_UPDATE_FAILED);
	assert_int_equal(count(state), 1);
	if (geteuid() == 0)
		return; /* to whom nothing is read-only */
	scratch_write(state, "f", "old");
	chmod(scratch_path(state, "f"), 0444);
	assert_int_equal(update(state, "f", "old", "new"), FILE_UPDATE_FAILED);
	assert_true(holds(state, "f", "old"));
}

#define scratch_test(f) cmocka_unit_test_setup_teardown(f, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(test_replaces),
		scratch_test(test_what_others_wrote_stays),
		scratch_test(test_mode_stays),
		scratch_test(test_a_link_stays),
		scratch_test(test_a_left_temporary_is_no_obstacle),
		scratch_test(test_failure_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
