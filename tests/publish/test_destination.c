#include "publish/destination.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *text, enum destination_kind kind, const char *target,
                   const char *branch)
{
	struct destination d;
	struct report r = { 0 };
	assert_true(destination_read(text, &d, &r));
	assert_int_equal(d.kind, kind);
	assert_string_equal(d.target.data, target);
	if (branch)
		assert_string_equal(d.branch.data, branch);
	assert_int_equal(r.errors, 0);
	destination_free(&d);
	report_free(&r);
}

static void refuse(const char *text)
{
	struct destination d;
	struct report r = { 0 };
	assert_false(destination_read(text, &d, &r));
	assert_int_equal(r.errors, 1);
	destination_free(&d);
	report_free(&r);
}

static void folders(void **state)
{
	(void)state;
	expect("/var/www", DESTINATION_FOLDER, "/var/www/", NULL);
	expect("www/", DESTINATION_FOLDER, "www/", NULL);
	expect("./a:b", DESTINATION_FOLDER, "./a:b/", NULL);
	expect("/", DESTINATION_FOLDER, "/", NULL);
	expect("./-x", DESTINATION_FOLDER, "./-x/", NULL);
	expect("[x]", DESTINATION_FOLDER, "[x]/", NULL);
}

static void rsync(void **state)
{
	(void)state;
	expect("host:www", DESTINATION_RSYNC, "host:www/", NULL);
	expect("me@host:/var/www/", DESTINATION_RSYNC, "me@host:/var/www/", NULL);
	expect("me@host:", DESTINATION_RSYNC, "me@host:./", NULL);
	expect("me@[::1]:/www", DESTINATION_RSYNC, "me@[::1]:/www/", NULL);
	expect("rsync://host/module", DESTINATION_RSYNC, "rsync://host/module/", NULL);
	expect("rsync://me@host:873/module/a/b/", DESTINATION_RSYNC, "rsync://me@host:873/module/a/b/",
	       NULL);
}

static void others(void **state)
{
	(void)state;
	expect("rclone:s3:bucket", DESTINATION_RCLONE, "s3:bucket", NULL);
	expect("rclone:s3:", DESTINATION_RCLONE, "s3:", NULL);
	expect("rclone::webdav,url='http://h':x", DESTINATION_RCLONE, ":webdav,url='http://h':x", NULL);
	expect("git+https://h/r.git", DESTINATION_GIT, "https://h/r.git", "gh-pages");
	expect("git+git@h:u/r.git#pages", DESTINATION_GIT, "git@h:u/r.git", "pages");
	expect("git+/srv/r#a/b", DESTINATION_GIT, "/srv/r", "a/b");
}

static void refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"-x",
		"--delete",
		"a\nb",
		"\x7f",
		"ftp://h/x",
		"https://h/x",
		":x",
		"-o:x",
		"me@-o:x",
		"@:x",
		"rsync://",
		"rsync://h",
		"rsync://h/",
		"rsync://-h/m",
		"rclone:",
		"rclone:x",
		"rclone:-x:y",
		"rclone::",
		"git+",
		"git+#x",
		"git+-u",
		"git+--upload-pack=x#y",
		"git+u#",
		"git+u#-x",
		"git+u#a b",
		"git+u#a..b",
		"git+u#a:b",
		"git+u#/a",
		"git+u#a/",
		"git+u#a@{1}",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		refuse(texts[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders),
		cmocka_unit_test(rsync),
		cmocka_unit_test(others),
		cmocka_unit_test(refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
