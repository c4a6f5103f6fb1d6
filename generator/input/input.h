#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H

#include "input/scan.h"
#include "text/text.h"

/*
 * The door for what comes in: a format of files is a row of the table in
 * input.c, and its reader makes a page of lines of a file. A new format is a
 * file of its own with such a reader, and a row.
 */
struct input_reader {
	const char *name;           /* as people call the format: "plain text" */
	const char *const *endings; /* of the names of its files, in any case; NULL at the end */

	/*
	 * Reads the file's bytes. Lines are numbered from 1 and stay what they are
	 * as long as the file does: addresses and corrections rest on them. False,
	 * with an error in the report, for what is not in this format; whatever is
	 * returned, text_free() may be called. name is for messages.
	 */
	bool (*read)(struct view bytes, const char *name, const struct text_encoding *encoding,
	             struct text *out, struct report *r);
};

/* Who reads files of this name or path; NULL: nobody. */
const struct input_reader *input_reader_of(struct view name);

/* Reads a file as its path tells; what nobody reads, as a page by itself, is taken for plain text. */
bool input_read(const char *path, struct view bytes, const struct text_encoding *encoding,
                struct text *out, struct report *r);

/* Whether anybody reads it: a rule for scan_folder(). */
bool input_reads(struct view name);

/*
 * Tells of the other files in the source folder that they are not read, why,
 * and what would make them readable; but for own, a path or NULL, and for what
 * belongs to the archive, as corrections.conf does.
 */
void input_tell_others(const struct scan *s, const char *own, struct report *r);

#endif
