#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"

/*
 * Files of `key = value` lines in [sections]: site.conf, the words of the
 * interface, corrections. Every part knows its place, so that a message can
 * name it.
 *
 * A line that begins with # or ; is a comment; both stand for themselves inside
 * of a line. A line that begins with a blank goes on with the value above it. A
 * section's name goes up to the last ] of its line, so it may hold others.
 */
struct conf_entry {
	const char *file;
	const char *section; /* "" before the first one */
	const char *key;     /* NULL: this is the section's own line */
	const char *value;   /* trimmed; continued lines joined by a blank */
	size_t line;
	size_t column; /* of the key or section, in characters from 1 */
	size_t value_column;

	/* Where it stands, in bytes of the file: its lines, up to and with the last line's end, and
	   its value on the first of them. Comments and empty lines may stand between its lines. */
	size_t from, to, value_from;
};

/* Called for each section and each key, in the order of the file. */
typedef void conf_handler(void *context, const struct conf_entry *entry, struct report *r);

/*
 * Reads the file at path. False, with errors in the report, if it cannot be
 * read or a line is neither section, key nor comment; what the handler finds
 * wrong it reports itself, and that makes the result false, too.
 */
bool conf_read(const char *path, conf_handler *handle, void *context, struct report *r);

/* The same of bytes that were read already, or are yet to be written; path is for messages. */
bool conf_read_bytes(const char *path, struct view bytes, conf_handler *handle, void *context,
                     struct report *r);

/* Whether a line of the file, or of what stands in it, is a comment or empty. */
bool conf_says_nothing(struct view line);

/*
 * The parts of a value that is a list, trimmed and copied into the arena; empty
 * ones are left out. They are separated by commas, also by the full-width and the
 * enumeration comma (U+FF0C, U+3001) that input methods write.
 */
size_t conf_list(const char *value, struct arena *a, struct view **out);

/* Says that something about the entry's key, or its value, is wrong. */
void conf_key_error(struct report *r, const struct conf_entry *e, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void conf_value_error(struct report *r, const struct conf_entry *e, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
