/*
 * Fuzz target: a file of any format that is read. The first line is the file's
 * name, the second the encoding that somebody says it has, and the rest the file.
 * Lines are valid UTF-8 without controls, whatever the bytes were.
 */
#include "targets.h"

#include <stdlib.h>

#include "base/arena.h"
#include "input/input.h"
#include "text/utf8.h"

static void check_line(struct view line)
{
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.data[i] < ' ' && line.data[i] != '\t')
			abort();
	for (size_t at = 0; at < line.len;)
		if (!utf8_allowed(utf8_next(line, &at)))
			abort();
}

void fuzz_input(struct view bytes)
{
	struct arena a = { 0 };
	struct report r = { 0 };
	struct input_pages pages = { 0 };
	struct view rest = bytes;
	const char *name = arena_string(&a, view_cut(&rest, '\n'));
	const char *named = arena_string(&a, view_cut(&rest, '\n'));
	struct text_encoding encoding = { text_encoding_known(named) ? named : NULL, "Big5" };
	struct input_file file = { .path = name, .bytes = rest };
	struct input_source source = { .files = &file, .count = 1, .encoding = &encoding };
	if (rest.data && input_read(&source, &pages, &r))
		for (size_t i = 0; i < pages.len; i++)
			for (size_t k = 0; k < pages.items[i].len; k++)
				check_line(pages.items[i].lines[k]);
	input_pages_free(&pages);
	report_free(&r);
	arena_free(&a);
}
