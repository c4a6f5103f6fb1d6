#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/input.h"
#include "scratch.h"

static void test_who_reads_what(void **state)
{
	(void)state;
	assert_string_equal(input_reader_of(VIEW("a/2022-01-19_02.TXT"), VIEW(""))->name, "plain text");
	assert_true(input_reads(VIEW("a.pdf")));
	assert_false(input_reads(VIEW(".txt")));
	struct input_pages pages = { 0 };
	struct report r = { 0 };
	struct text_encoding none = { 0 };
	struct input_file file = { .path = "/dev/stdin", .bytes = VIEW("甲\n乙\n") };
	struct input_source source = { .files = &file, .count = 1, .encoding = &none };
	assert_true(input_read(&source, &pages, &r));
	assert_int_equal(pages.len, 1);
	assert_int_equal(pages.items[0].len, 2);
	assert_int_equal(pages.items[0].parts, 0);
	assert_null(pages.items[0].boxes);
	input_pages_free(&pages);
}

static void test_every_file_is_accounted_for(void **state)
{
	static const char *const files[] = { "a.txt", "b.epub",           "c.docx",   "d.jpg",
		                                 "e.dat", "corrections.conf", "site.conf" };
	static const char *const litter[] = { ".DS_Store", "._a.txt",  "Thumbs.db",    "desktop.ini",
		                                  "Icon\r",    "a.txt~",   ".a.txt.swp",   "#a.txt#",
		                                  ".#a.txt",   "~$a.docx", ".~lock.a.odt#" };
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		scratch_write(state, files[i], "text");
	for (size_t i = 0; i < sizeof(litter) / sizeof(*litter); i++)
		scratch_write(state, litter[i], "text");
	assert_int_equal(symlink("..", scratch_path(state, "folder")), 0);
	struct scan s;
	struct report r = { 0 };
	struct scan_rules rules = { .wanted = input_reads, .others = true };
	assert_true(scan_folder(scratch_path(state, "."), &rules, &s, &r));
	assert_int_equal(s.files.len, 1);
	input_tell_others(&s, s.others.items[s.others.len - 1].path, &r);
	static const char *const said[] = { "folder: warning: is a link",
		                                "b.epub: warning: this document",
		                                "c.docx: warning: this document",
		                                "d.jpg: warning: a picture",
		                                "e.dat: warning: is not read, for its name" };
	assert_int_equal(r.messages.len, 5);
	for (size_t i = 0; i < 5; i++)
		assert_non_null(strstr(r.messages.items[i].text, said[i]));
	scan_free(&s);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_reads_what),
		cmocka_unit_test_setup_teardown(test_every_file_is_accounted_for, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
