#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

#ifdef RENAME_EXCHANGE
static bool can_exchange(void **state)
{
	scratch_write(state, "a", "");
	scratch_write(state, "b", "");
	return renameat2(AT_FDCWD, scratch_path(state, "a"), AT_FDCWD, scratch_path(state, "b"),
	                 RENAME_EXCHANGE) == 0;
}

/* Whether the file begins with text, now or a moment later: an update that was too late goes back. */
static bool comes_to_begin(const char *path, struct view text)
{
	for (int i = 0; i < 2000; i++) {
		struct buf b = { 0 };
		struct report r = { 0 };
		bool ok = file_read(path, &b, &r) && view_starts(buf_view(&b), text);
		buf_free(&b);
		report_free(&r);
		if (ok)
			return true;
		nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
	}
	return false;
}

/*
 * An editor who puts numbered files in place, after pauses as short as an update
 * takes; exit status 1 if one was lost.
 */
static void edit(const char *path, const char *beside)
{
	for (int n = 1; n <= 4000; n++) {
		char text[16];
		snprintf(text, sizeof(text), "%d:", n);
		FILE *f = fopen(beside, "w");
		if (!f || fputs(text, f) == EOF || fclose(f) != 0)
			_exit(2);
		for (volatile int spin = 0; spin < n % 50 * 1000; spin++)
			;
		if (rename(beside, path) != 0 || !comes_to_begin(path, view_of(text)))
			_exit(1);
	}
	_exit(0);
}

/* One update of what stands there. */
static enum file_update append(const char *path)
{
	struct buf was = { 0 }, now = { 0 };
	struct report r = { 0 };
	assert_true(file_read(path, &was, &r));
	buf_printf(&now, "%.*s+", VIEW_ARG(buf_view(&was)));
	enum file_update result = file_update(path, buf_view(&was), buf_view(&now), &r);
	buf_free(&was);
	buf_free(&now);
	report_free(&r);
	return result;
}

/* In memory, where nothing takes long, many meet within the few instructions that matter. */
static void test_nobody_comes_in_between(void **state)
{
	char folder[] = "/dev/shm/broadsheet-XXXXXX", path[64], beside[64];
	if (!can_exchange(state) || !mkdtemp(folder))
		skip();
	snprintf(path, sizeof(path), "%s/f", folder);
	snprintf(beside, sizeof(beside), "%s/beside", folder);
	int counts[FILE_UPDATE_STALE + 1] = { 0 }, status;
	struct report r = { 0 };
	assert_int_equal(file_update(path, VIEW_NULL, VIEW("0:"), &r), FILE_UPDATE_DONE);
	pid_t editor = fork();
	if (editor == 0)
		edit(path, beside);
	while (waitpid(editor, &status, WNOHANG) == 0)
		counts[append(path)]++;
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(counts[FILE_UPDATE_FAILED], 0);
	assert_true(counts[FILE_UPDATE_DONE] > 0 && counts[FILE_UPDATE_STALE] > 0);
}
#endif

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
#ifdef RENAME_EXCHANGE
		scratch_test(test_nobody_comes_in_between),
#endif
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
