#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/view.h"

/*
 * One source file as Unicode lines.
 *
 * A line is UTF-8 and verbatim, less its end (LF, CRLF or CR). Bytes that are
 * no character in the file's encoding stand as U+FFFD, with a warning that
 * names file, line and the byte's offset in the file. Control characters have
 * no place in a text, tab aside: form feed and vertical tab become a blank,
 * any other (NUL too) is taken out, each line with one warning, but for a form
 * feed that nothing follows, with which many texts end. Noncharacters
 * such as U+FFFE, which neither HTML nor XML can hold, stand as U+FFFD. A
 * byte-order mark inside is of files that were joined, and goes; leftovers of
 * GBK in the private use area become the characters they mean (text/legacy.h).
 * All else stays, full-width blanks and zero-width characters included.
 */
struct text_box {
	float left, top, width, height; /* in points of 1/72 inch, from the page's upper left corner */
	float size;                     /* of the type, in points; 0: not known */
	float weight;                   /* of the type: 400 is regular, 700 bold; 0: not known */
	uint32_t column;                /* from 1; 0: not known */
};

struct text {
	const char *name;     /* as messages and records name the file */
	const char *encoding; /* what it was read as: "UTF-8", "GB18030", … */
	struct view *lines;   /* lines[0] is line 1 */
	size_t len;
	const struct text_box *boxes;    /* of each line, where the source tells; else NULL */
	const struct language *language; /* of its words; NULL until who read it says so: the default */
	struct view newspaper; /* what the paper is called, as heads of pages print it; may be empty */
	struct arena arena;    /* holds all of the above but the language and the paper's name */
};

struct language;

/*
 * Reads the file at path; messages and records call it name (which is copied).
 *
 * The encoding is decided in this order: a byte-order mark (UTF-8, UTF-16 LE
 * and BE); valid UTF-8, or UTF-8 with less that is damaged than is sound; what
 * encoding_detect() finds in how often characters stand there, GB 18030 and
 * fallback (the name of an encoding, or NULL), the first of them that fits
 * without an error and without characters of private use; and if none does, the
 * one that loses least. Each piece that is no character is then told.
 *
 * Returns false, with an error in the report, for a file that cannot be read
 * or that is no text (many control characters: a PDF, a picture, a ZIP).
 * Whatever is returned, text_free() may be called.
 */
bool text_read(const char *path, const char *name, const char *fallback, struct text *out,
               struct report *r);

/* The same for bytes in memory. */
bool text_decode(struct view bytes, const char *name, const char *fallback, struct text *out,
                 struct report *r);

/* What people say of a text's encoding; either may be NULL. */
struct text_encoding {
	const char *named;    /* it is this, whatever it looks like (but for a byte-order mark) */
	const char *fallback; /* as above */
};

bool text_decode_as(struct view bytes, const char *name, const struct text_encoding *encoding,
                    struct text *out, struct report *r);

/* Whether it may be the name of an encoding: for whoever reads it from a configuration. */
bool text_encoding_known(const char *name);

void text_free(struct text *t);

#endif
