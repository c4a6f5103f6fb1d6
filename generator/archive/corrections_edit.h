#ifndef ARCHIVE_CORRECTIONS_EDIT_H
#define ARCHIVE_CORRECTIONS_EDIT_H

#include "archive/corrections_head.h"
#include "base/buf.h"
#include "base/report.h"

/*
 * One change of corrections.conf: a key of a section gets a value, or is taken
 * out. All that it does not speak of stays as it is, byte by byte: the order of
 * sections and keys, comments, empty lines, line ends, a byte order mark.
 */
struct corrections_edit {
	struct corrections_head head;
	struct view key;
	struct view value; /* absent: the key is taken out; empty: it says that there is none */
};

/*
 * Appends to out what the file, whose bytes these are, holds after the edit. A
 * key that is there keeps its place; a new one goes behind the last of its
 * section, a new section behind the one of the same file that comes before it,
 * else to the end. A section that is left without keys goes, too.
 *
 * False, reported, if the file cannot be understood, or if head, key or value cannot stand
 * in such a file. Whether the program knows the key and takes the value is for
 * corrections_read_bytes() to say. path is for messages.
 */
bool corrections_edit(const char *path, struct view bytes, const struct corrections_edit *e,
                      struct buf *out, struct report *r);

/* Whether the key is there; its value is appended to out. What cannot be understood has no keys. */
bool corrections_edit_find(struct view bytes, const struct corrections_head *head, struct view key,
                           struct buf *out);

#endif
