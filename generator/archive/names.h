#ifndef ARCHIVE_NAMES_H
#define ARCHIVE_NAMES_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/report.h"

/*
 * Gives each name its letter and sorts them: by letter, then as ICU collates
 * Chinese by pinyin, names that collate alike by bytes. Credits are renumbered
 * to follow. False if ICU has no such collation.
 */
bool names_sort(struct archive *a, struct report *r);

/* The same for any names: now[i] gets the place to which name i went. */
bool names_order(struct archive_name *names, size_t count, uint32_t *now, struct report *r);

/*
 * The other order that Chinese readers know: by the strokes of the characters.
 * Writes the numbers of all names in that order, and for each of them how many
 * strokes its first character has, 0 if it is no Han character; those come
 * last. False if ICU has no such collation.
 */
struct name_by_strokes {
	uint32_t name;
	uint32_t strokes;
};
bool names_by_strokes(const struct archive *a, struct name_by_strokes *out, struct report *r);

#endif
