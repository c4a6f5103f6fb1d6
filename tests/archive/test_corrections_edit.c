#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/corrections_edit.h"
#include "base/conf.h"

/* What the file holds after the edit, to be freed; NULL: it was refused. value NULL: taken out. */
static char *edit(const char *file, const char *section, const char *key, const char *value)
{
	struct corrections_edit e = { .key = view_of(key), .value = view_of(value) };
	struct report r = { 0 };
	struct buf out = { 0 };
	buf_puts(&out, "");
	assert_true(corrections_head_read(view_of(section), &e.head));
	bool ok = corrections_edit("corrections.conf", view_of(file), &e, &out, &r);
	assert_int_equal(r.errors > 0, !ok);
	report_free(&r);
	if (ok)
		return buf_detach(&out);
	buf_free(&out);
	return NULL;
}

#define becomes(file, section, key, value, expected)  \
	do {                                              \
		char *text = edit(file, section, key, value); \
		assert_non_null(text);                        \
		assert_string_equal(text, expected);          \
		free(text);                                   \
	} while (0)

static void test_new_file(void **state)
{
	(void)state;
	becomes("", "p.txt:3", "role", "body", "[p.txt:3]\nrole = body\n");
	becomes("# ours\n", "p.txt:3", "role", "body", "# ours\n\n[p.txt:3]\nrole = body\n");
	becomes("# no end", "p.txt", "page", "02", "# no end\n\n[p.txt]\npage = 02\n");
	becomes("\xEF\xBB\xBF", "p.txt", "page", "02", "\xEF\xBB\xBF[p.txt]\npage = 02\n");
}

static void test_a_key_keeps_its_place(void **state)
{
	(void)state;
	static const char file[] =
		"# head\n[p.txt:3]\n role : body \n; why\nheadline=甲\n\n[q.txt]\npage = 2\n";
	becomes(file, "p.txt:3", "role", "deck",
	        "# head\n[p.txt:3]\n role : deck \n; why\nheadline=甲\n\n[q.txt]\npage = 2\n");
	becomes(file, "p.txt:3", "headline", "",
	        "# head\n[p.txt:3]\n role : body \n; why\nheadline=\n\n[q.txt]\npage = 2\n");
	becomes("[p.txt:3]\nkicker =\ndeck = x", "p.txt:3", "kicker", "引题",
	        "[p.txt:3]\nkicker = 引题\ndeck = x");
	becomes("[p.txt:3]\nkicker =\ndeck = x", "p.txt:3", "deck", "y",
	        "[p.txt:3]\nkicker =\ndeck = y");
}

static void test_line_ends_and_mark(void **state)
{
	(void)state;
	static const char file[] = "\xEF\xBB\xBF[p.txt:3]\r\nrole = body\r\n";
	becomes(file, "p.txt:3", "role", "deck", "\xEF\xBB\xBF[p.txt:3]\r\nrole = deck\r\n");
	becomes(file, "p.txt:3", "deck", "", "\xEF\xBB\xBF[p.txt:3]\r\nrole = body\r\ndeck =\r\n");
	becomes(file, "p.txt:9", "role", "body",
	        "\xEF\xBB\xBF[p.txt:3]\r\nrole = body\r\n\r\n[p.txt:9]\r\nrole = body\r\n");
	becomes(file, "p.txt:3", "role", NULL, "\xEF\xBB\xBF");
	becomes("[p.txt:3]\r\nkicker =\r\nrole = body\r\n", "p.txt:3", "kicker", "甲",
	        "[p.txt:3]\r\nkicker = 甲\r\nrole = body\r\n");
}

static void test_values_of_several_lines(void **state)
{
	(void)state;
	static const char file[] = "[p.txt:3]\nbyline = 张波,\n  # 李军 wrote\n\n  李军\nkind = news\n";
	becomes(file, "p.txt:3", "byline", "王芳",
	        "[p.txt:3]\nbyline = 王芳\n  # 李军 wrote\n\nkind = news\n");
	becomes(file, "p.txt:3", "byline", NULL, "[p.txt:3]\n  # 李军 wrote\n\nkind = news\n");
	becomes("[p.txt:3]\nbyline =\n  李军\n", "p.txt:3", "deck", "x",
	        "[p.txt:3]\nbyline =\n  李军\ndeck = x\n");
}

static void test_where_a_section_goes(void **state)
{
	(void)state;
	static const char file[] =
		"[p.txt]\npage = 1\n\n[p.txt:9]\nrole = body\n# of line 9\n\n# of q\n[q.txt]\npage = 2\n";
	becomes(file, "p.txt:12", "role", "deck",
	        "[p.txt]\npage = 1\n\n[p.txt:9]\nrole = body\n# of line 9\n\n[p.txt:12]\nrole = "
	        "deck\n\n# of q\n[q.txt]\npage = 2\n");
	becomes(file, "p.txt:3", "role", "deck",
	        "[p.txt]\npage = 1\n\n[p.txt:3]\nrole = deck\n\n[p.txt:9]\nrole = body\n# of line "
	        "9\n\n# of q\n[q.txt]\npage = 2\n");
	becomes("[p.txt]\npage = 1\n# of q\n[q.txt]\npage = 2\n", "p.txt:3", "role", "deck",
	        "[p.txt]\npage = 1\n\n[p.txt:3]\nrole = deck\n\n# of q\n[q.txt]\npage = 2\n");
}

/* A section without keys corrects nothing. */
static void test_the_last_key_takes_its_section(void **state)
{
	(void)state;
	becomes("# a\n\n[p.txt:3]\n# b\nrole = body\n\n[q.txt]\npage = 2\n", "p.txt:3", "role", NULL,
	        "# a\n# b\n\n[q.txt]\npage = 2\n");
	becomes("[p.txt:3]\nrole = body\n", "p.txt:3", "role", NULL, "");
	becomes("[p.txt:3]\nrole = body\ndeck = x\n", "p.txt:3", "role", NULL, "[p.txt:3]\ndeck = x\n");
	becomes("[p.txt:3]\nrole = body\n", "p.txt:3", "deck", NULL, "[p.txt:3]\nrole = body\n");
	becomes("[p.txt:3]\nrole = body\n", "p.txt:4", "role", NULL, "[p.txt:3]\nrole = body\n");
}

static void test_the_same_section_in_other_words(void **state)
{
	(void)state;
	becomes("[p.txt : 3]\nrole = body\n", "p.txt:3", "role", "deck", "[p.txt : 3]\nrole = deck\n");
	becomes("[p.txt:3..9]\nrole = body\n[p.txt:3-2]\ndeck = x\n", "p.txt:3-2", "deck", "y",
	        "[p.txt:3..9]\nrole = body\n[p.txt:3-2]\ndeck = y\n");
	becomes("[a]b.txt]\npage = 1\n", "a]b.txt", "page", "2", "[a]b.txt]\npage = 2\n");
}

static void test_what_is_refused(void **state)
{
	(void)state;
	static const char file[] = "[p.txt:3]\nrole = body\n";
	assert_null(edit(file, "p.txt:3", "role", "body\n[q.txt]"));
	assert_null(edit(file, "p.txt:3", "role", "body\r"));
	assert_null(edit(file, "p.txt:3", "text", " x"));
	assert_null(edit(file, "p.txt:3", "text", "\xFF"));
	assert_null(edit(file, "p.txt:3", "ro le", "body"));
	assert_null(edit(file, "p.txt:3", "", "body"));
	assert_null(edit(file, "p\n.txt", "page", "2"));
	assert_null(edit("[p.txt:3\nrole = body\n", "p.txt:3", "role", "deck"));
	struct corrections_edit e = { .head = { .file = VIEW("p.txt:4"), .at = 3, .part = 2 },
		                          .key = VIEW("role"),
		                          .value = VIEW("body") };
	struct report r = { 0 };
	struct buf out = { 0 };
	assert_false(corrections_edit("c", VIEW(""), &e, &out, &r));
	report_free(&r);
	buf_free(&out);
}

/* --- Any file, any edit --- */

static const char *const pieces[] = {
	"[p.txt]",    "[p.txt:3]",     "[p.txt:3..5]",
	"[q.txt:7]",  "[p.txt:9-2]",   "# note",
	"; note",     "  # deep note", "",
	"   ",        "role = body",   "kind : news",
	"  deck = x", "byline = 甲,",  "  went on",
	"\twent on",  "page=",         "text = a = b",
};

static const char *const names[] = { "p.txt",   "p.txt:3",   "p.txt:3..5",
	                                 "q.txt:7", "p.txt:9-2", "z.txt:1" };
static const char *const words[] = { "role", "kind", "deck", "byline", "page", "text" };

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static unsigned next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33);
}

static void put_entry(void *context, const struct conf_entry *e, struct report *r)
{
	(void)r;
	if (e->key)
		buf_printf(context, "%s|%s|%s\n", e->section, e->key, e->value);
}

/* All entries of the file but those of that section's key, a line each. */
static void list(const char *file, const char *section, const char *key, struct buf *out)
{
	struct buf all = { 0 }, without = { 0 };
	struct report r = { 0 };
	buf_puts(&all, "");
	assert_true(conf_read_bytes("c", view_of(file), put_entry, &all, &r));
	buf_printf(&without, "%s|%s|", section, key);
	for (struct view rest = buf_view(&all); rest.data;) {
		struct view line = view_cut(&rest, '\n');
		if (!view_starts(line, buf_view(&without)) && line.len > 0) {
			buf_put(out, line);
			buf_putc(out, '\n');
		}
	}
	buf_puts(out, "");
	buf_free(&all);
	buf_free(&without);
	report_free(&r);
}

static void list_notes(const char *file, struct buf *out)
{
	for (struct view rest = view_of(file); rest.data;) {
		struct view line = view_cut(&rest, '\n');
		if (conf_says_nothing(line) && view_trim(line).len > 0) {
			buf_put(out, view_trim(line)); /* the last one may get a line end */
			buf_putc(out, '\n');
		}
	}
	buf_puts(out, "");
}

static bool same_lists(const char *before, const char *after, const char *section, const char *key)
{
	struct buf a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
	list(before, section, key, &a);
	list(after, section, key, &b);
	list_notes(before, &c);
	list_notes(after, &d);
	bool same = strlen(a.data) == strlen(b.data) && view_eq(buf_view(&c), buf_view(&d));
	/* Sections keep their order, but for a new one, whose entry is left out here. */
	same = same && strcmp(a.data, b.data) == 0;
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
	buf_free(&d);
	return same;
}

static void check_one(const char *file, uint64_t *seed)
{
	const char *section = names[next_random(seed) % COUNT(names)];
	const char *key = words[next_random(seed) % COUNT(words)];
	const char *values[] = { NULL, "", "body", "= [x] # ; y" };
	const char *value = values[next_random(seed) % COUNT(values)];
	struct corrections_head head;
	struct buf found = { 0 };
	assert_true(corrections_head_read(view_of(section), &head));
	char *after = edit(file, section, key, value);
	if (!after)
		return;
	bool is = corrections_edit_find(view_of(after), &head, view_of(key), &found);
	if (!same_lists(file, after, section, key) || is != (value != NULL) ||
	    (is && !view_eq(buf_view(&found), view_of(value))))
		fail_msg("[%s] %s = %s\n---\n%s\n---\n%s", section, key, value ? value : "(out)", file,
		         after);
	buf_free(&found);
	free(after);
}

/* Each section stands once, each key once in it: others are refused by who reads the corrections. */
static void test_any_file(void **state)
{
	(void)state;
	uint64_t seed = 1;
	for (int i = 0; i < 40000; i++) {
		struct buf file = { 0 };
		uint64_t used = 0;
		buf_puts(&file, "");
		for (unsigned n = next_random(&seed) % 12; n > 0; n--) {
			unsigned which = next_random(&seed) % COUNT(pieces);
			const char *piece = pieces[which];
			bool once = piece[0] == '[' || strpbrk(piece, "=:");
			if (once && (used & (uint64_t)1 << which))
				continue;
			used |= (uint64_t)1 << which;
			buf_puts(&file, piece);
			if (n > 1 || next_random(&seed) % 4)
				buf_puts(&file, next_random(&seed) % 5 ? "\n" : "\r\n");
		}
		check_one(file.data, &seed);
		buf_free(&file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new_file),
		cmocka_unit_test(test_a_key_keeps_its_place),
		cmocka_unit_test(test_line_ends_and_mark),
		cmocka_unit_test(test_values_of_several_lines),
		cmocka_unit_test(test_where_a_section_goes),
		cmocka_unit_test(test_the_last_key_takes_its_section),
		cmocka_unit_test(test_the_same_section_in_other_words),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_any_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
