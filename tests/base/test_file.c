#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include "../scratch.h"
#include "base/file.h"

static void assert_holds(const char *path, struct view expected)
{
	struct report r = { 0 };
	struct buf b = { 0 };
	assert_true(file_read(path, &b, &r));
	assert_true(view_eq(buf_view(&b), expected));
	buf_free(&b);
}

static void assert_message(struct report *r, const char *path, const char *rest)
{
	struct buf expected = { 0 };
	buf_printf(&expected, "%s: %s", path, rest);
	assert_int_equal(r->messages.len, 1);
	assert_string_equal(r->messages.items[0].text, expected.data);
	buf_free(&expected);
	report_free(r);
}

static struct timespec old_time(const char *path)
{
	struct timespec times[2] = { { 1000000000, 0 }, { 1000000000, 0 } };
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	return times[1];
}

static bool has_time(const char *path, struct timespec time)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return st.st_mtim.tv_sec == time.tv_sec;
}

static void test_reading_appends(void **state)
{
	struct report r = { 0 };
	struct buf b = { 0 };
	scratch_write(state, "f", "text");
	buf_puts(&b, "before ");
	assert_true(file_read(scratch_path(state, "f"), &b, &r));
	assert_string_equal(b.data, "before text");
	scratch_write(state, "f", "");
	assert_true(file_read(scratch_path(state, "f"), &b, &r));
	assert_string_equal(b.data, "before text");
	buf_free(&b);
	/* /proc tells a size of 0 for files that are not empty. */
	if (access("/proc/self/stat", R_OK) == 0) {
		assert_true(file_read("/proc/self/stat", &b, &r));
		assert_true(b.len > 0);
	}
	buf_free(&b);
}

static void test_what_cannot_be_read(void **state)
{
	struct report r = { 0 };
	struct buf b = { 0 };
	const char *path = scratch_path(state, "none");
	assert_false(file_read(path, &b, &r));
	assert_message(&r, path, "cannot be opened: No such file or directory");
	path = ((struct scratch *)*state)->folder;
	assert_false(file_read(path, &b, &r));
	assert_message(&r, path, "is not a regular file");
	path = scratch_path(state, "fifo");
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(file_read(path, &b, &r)); /* and does not wait for a writer */
	assert_message(&r, path, "is not a regular file");
	buf_free(&b);
}

static void test_writing(void **state)
{
	struct report r = { 0 };
	const char *path = scratch_path(state, "f");
	assert_int_equal(file_write(path, VIEW("one\0two"), &r), FILE_WRITTEN);
	assert_holds(path, VIEW("one\0two"));
	assert_int_equal(file_write(path, VIEW("three"), &r), FILE_WRITTEN);
	assert_holds(path, VIEW("three"));
	assert_int_equal(file_write(path, VIEW(""), &r), FILE_WRITTEN);
	assert_holds(path, VIEW(""));
	assert_int_equal(r.messages.len, 0);
	assert_int_equal(access(scratch_path(state, "f.broadsheet-new"), F_OK), -1);
}

static void test_same_content_is_left_alone(void **state)
{
	struct report r = { 0 };
	const char *path = scratch_path(state, "f");
	struct buf large = { 0 };
	for (int i = 0; i < 200000; i++)
		buf_putc(&large, (char)('a' + i % 26));
	assert_int_equal(file_write(path, buf_view(&large), &r), FILE_WRITTEN);
	struct timespec time = old_time(path);
	assert_int_equal(file_write(path, buf_view(&large), &r), FILE_SAME);
	assert_true(has_time(path, time));
	large.data[199999]++; /* as long, but not the same */
	assert_int_equal(file_write(path, buf_view(&large), &r), FILE_WRITTEN);
	assert_false(has_time(path, time));
	assert_holds(path, buf_view(&large));
	assert_int_equal(file_write(path, VIEW(""), &r), FILE_WRITTEN);
	assert_int_equal(file_write(path, VIEW(""), &r), FILE_SAME);
	buf_free(&large);
}

static void test_folders_are_made(void **state)
{
	struct report r = { 0 };
	const char *path = scratch_path(state, "a/b//c/f");
	assert_int_equal(file_write(path, VIEW("x"), &r), FILE_WRITTEN);
	assert_holds(path, VIEW("x"));
	assert_true(file_make_folder(scratch_path(state, "a/b"), &r));
	assert_true(file_make_folder(scratch_path(state, "a/d/e/"), &r));
	assert_int_equal(access(scratch_path(state, "a/d/e"), X_OK), 0);
	assert_int_equal(r.messages.len, 0);
}

static void test_a_file_in_the_way(void **state)
{
	struct report r = { 0 };
	scratch_write(state, "f", "text");
	const char *path = scratch_path(state, "f/g");
	assert_int_equal(file_write(path, VIEW("x"), &r), FILE_FAILED);
	assert_int_equal(r.errors, 1);
	report_free(&r);
	assert_false(file_make_folder(scratch_path(state, "f"), &r));
	assert_int_equal(r.errors, 1);
	report_free(&r);
	assert_holds(scratch_path(state, "f"), VIEW("text"));
}

static void test_a_folder_in_the_way(void **state)
{
	struct report r = { 0 };
	const char *path = scratch_path(state, "folder");
	assert_int_equal(mkdir(path, 0777), 0);
	assert_int_equal(file_write(path, VIEW("x"), &r), FILE_FAILED);
	assert_message(&r, path, "cannot be put in place: Is a directory");
	assert_int_equal(access(scratch_path(state, "folder.broadsheet-new"), F_OK), -1);
}

static void test_a_link_is_replaced_not_followed(void **state)
{
	struct report r = { 0 };
	scratch_write(state, "target", "old");
	const char *path = scratch_path(state, "link");
	assert_int_equal(symlink("target", path), 0);
	assert_int_equal(file_write(path, VIEW("new"), &r), FILE_WRITTEN);
	assert_holds(path, VIEW("new"));
	assert_holds(scratch_path(state, "target"), VIEW("old"));
}

/* Root may write everywhere, so the rights are given up for this one. */
static void test_an_unwritable_folder(void **state)
{
	const char *folder = scratch_path(state, "locked");
	assert_int_equal(mkdir(folder, 0777), 0);
	scratch_write(state, "locked/f", "old");
	assert_int_equal(chmod(folder, 0555), 0);
	if (geteuid() == 0) {
		struct passwd *nobody = getpwnam("nobody");
		if (nobody == NULL || chmod(((struct scratch *)*state)->folder, 0755) != 0 ||
		    seteuid(nobody->pw_uid) != 0)
			skip();
	}
	struct report r = { 0 };
	const char *path = scratch_path(state, "locked/f");
	enum file_result result = file_write(path, VIEW("new"), &r);
	enum file_result same = file_write(path, VIEW("old"), &r);
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_int_equal(result, FILE_FAILED);
	assert_int_equal(same, FILE_SAME);
	assert_message(&r, path, "cannot be written: Permission denied");
	assert_holds(path, VIEW("old"));
}

/* A limit on the size of files stands for the full disk. */
static void test_a_full_disk(void **state)
{
	struct report r = { 0 };
	scratch_write(state, "f", "old");
	struct buf large = { 0 };
	buf_printf(&large, "%*d", 100000, 1);
	struct rlimit before;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit limit = { 50000, before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	const char *path = scratch_path(state, "f");
	enum file_result result = file_write(path, buf_view(&large), &r);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(result, FILE_FAILED);
	assert_message(&r, path, "cannot be written: File too large");
	assert_holds(path, VIEW("old"));
	assert_int_equal(access(scratch_path(state, "f.broadsheet-new"), F_OK), -1);
	buf_free(&large);
}

/* What a killed build left behind does not stop the next one. */
static void test_a_temporary_file_left_behind(void **state)
{
	struct report r = { 0 };
	scratch_write(state, "f.broadsheet-new", "half of someth");
	const char *path = scratch_path(state, "f");
	assert_int_equal(file_write(path, VIEW("whole"), &r), FILE_WRITTEN);
	assert_holds(path, VIEW("whole"));
	assert_int_equal(access(scratch_path(state, "f.broadsheet-new"), F_OK), -1);
}

static void test_a_new_file_replaces_nothing(void **state)
{
	const char *path = scratch_path(state, "a/new"), *link = scratch_path(state, "link");
	struct report r = { 0 };
	assert_int_equal(file_create(path, VIEW("x"), &r), FILE_WRITTEN);
	assert_int_equal(file_create(path, VIEW("y"), &r), FILE_SAME);
	assert_holds(path, VIEW("x"));
	assert_int_equal(symlink("nowhere", link), 0);
	assert_int_equal(file_create(link, VIEW("y"), &r), FILE_SAME);
	assert_int_not_equal(access(scratch_path(state, "nowhere"), F_OK), 0);
	assert_int_equal(r.messages.len, 0);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_reading_appends),
		IN_SCRATCH(test_what_cannot_be_read),
		IN_SCRATCH(test_writing),
		IN_SCRATCH(test_same_content_is_left_alone),
		IN_SCRATCH(test_folders_are_made),
		IN_SCRATCH(test_a_file_in_the_way),
		IN_SCRATCH(test_a_folder_in_the_way),
		IN_SCRATCH(test_a_link_is_replaced_not_followed),
		IN_SCRATCH(test_an_unwritable_folder),
		IN_SCRATCH(test_a_full_disk),
		IN_SCRATCH(test_a_new_file_replaces_nothing),
		IN_SCRATCH(test_a_temporary_file_left_behind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
