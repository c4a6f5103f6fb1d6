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

#endif
