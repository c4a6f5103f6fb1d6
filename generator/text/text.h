#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

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
 * any other (NUL too) is taken out, each line with one warning. Noncharacters
 * such as U+FFFE, which neither HTML nor XML can hold, stand as U+FFFD. All
 * else stays, full-width blanks and zero-width characters included.
 */
struct text {
	const char *name;     /* as messages and records name the file */
	const char *encoding; /* what it was read as: "UTF-8", "GB18030", … */
	struct view *lines;   /* lines[0] is line 1 */
	size_t len;
	const struct language *language; /* of its words; NULL until who read it says so: the default */
	struct arena arena;              /* holds all of the above but the language */
};

struct language;

/*
 * Reads the file at path; messages and records call it name (which is copied).
 *
 * The encoding is decided in this order, never guessed: a byte-order mark
 * (UTF-8, UTF-16 LE and BE); valid UTF-8; GB 18030 without a single error;
 * fallback, the name of an encoding that ICU knows, or NULL. Where none of
 * these holds, bytes are read as fallback, or as UTF-8 without one, and each
 * invalid one is told.
 *
 * Nearly every Big5 text passes as GB 18030, but then holds characters of
 * private use. GB 18030 with such characters therefore gives way to a fallback
 * that fits without an error; without one it is taken, with a warning.
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

/* Whether name may be a fallback: for whoever reads it from a configuration. */
bool text_encoding_known(const char *name);

void text_free(struct text *t);

#endif
