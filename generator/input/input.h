#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H

#include "base/array.h"
#include "base/buf.h"
#include "input/gather.h"
#include "input/scan.h"
#include "text/text.h"

/*
 * The door for what comes in: a format of files is a row of the table in
 * input.c, and its reader makes of a source the printed pages that are in it,
 * each a struct text. A new format is a file of its own with such a reader,
 * and a row. What comes after works with what a text has: lines alone, or with
 * boxes, labels, and what the source states of the page.
 */

/* Pages that a reader found, in the source's order. */
struct input_pages {
	struct text *items;
	size_t len, cap; /* an ARRAY(struct text): see array_push() */
};

/* A file of a source as a reader sees it. */
struct input_file {
	const char *path; /* names it in messages, too */
	struct view bytes;
	bool absent; /* it cannot be read, which was told; never the first, but of a page's articles */
};

struct input_source {
	const struct input_file *files; /* the first of them picked the reader */
	size_t count;
	const struct text_encoding *encoding; /* of plain texts in it */
	size_t threads;                       /* that may work on it at once; 0: one */
	bool articles;                        /* each of the files is an article of one page */
};

struct input_reader {
	const char *name;           /* as people call the format: "plain text" */
	const char *const *endings; /* of the names of its files, in any case; NULL at the end */

	/* Where several formats share an ending, whether these bytes are of this one; NULL: they are. */
	bool (*recognises)(struct view bytes);

	/*
	 * Reads the source, and pushes its pages to out, which is empty. A page's
	 * memory is its own arena; the bytes are gone when the reader returns. A
	 * page's name is left to the caller; so is part, but where pages were left
	 * out, as empty ones, and are to be counted.
	 *
	 * Lines are numbered on from page to page of a file (text.before), and
	 * have to be a pure function of the source: addresses and corrections rest
	 * on them. Lines of one article, where labels tell, stand together.
	 *
	 * False where no page comes of it: with an error in the report for what
	 * another machine or other settings would read, with a fault for what its
	 * bytes make unreadable anywhere, with warnings alone for what may be no
	 * page at all. Whatever is returned, input_pages_free() may be called.
	 */
	bool (*read)(const struct input_source *s, struct input_pages *out, struct report *r);
};

/* Who reads a file of this name or path with these bytes; NULL: nobody. */
const struct input_reader *input_reader_of(struct view name, struct view bytes);

/* What a page is told of whose letters are not those of the paper's language, before its name. */
#define INPUT_OTHER_SCRIPT "has hardly a letter of the paper's language,"

/* Of messages that many files have alike, leaves a few, and tells how many more there were. */
void input_thin(struct report *r, size_t from);

/* Reads a source as its first file tells; what nobody reads is taken for plain text. */
bool input_read(const struct input_source *s, struct input_pages *out, struct report *r);

void input_pages_free(struct input_pages *p);

/* Whether it is read as plain text. */
bool input_is_plain(struct view name);

/* Whether anybody reads it, by its name: a rule for scan_folder(). */
bool input_reads(struct view name);

/*
 * Tells of the other files in the source folder that they are not read, why,
 * and what would make them readable; but for own, a path or NULL, and for what
 * belongs to the archive, as corrections.conf does.
 */
void input_tell_others(const struct scan *s, const char *own, struct report *r);

#endif
