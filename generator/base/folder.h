#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>

#include "base/report.h"

/* Folders as wholes. */

/*
 * Whether the file or folder path is the folder root or lies in it, by
 * whatever path, link or mount either is reached. Neither need be there.
 */
bool folder_has(const char *root, const char *path);

/*
 * Removes all that is in the folder; the folder itself stays. Links are
 * removed and not followed. False, reported, if something cannot be removed;
 * that there is no folder is no fault.
 */
bool folder_clear(const char *path, struct report *r);

/* The same, and the folder itself goes, too. */
bool folder_remove(const char *path, struct report *r);

/*
 * Returns when all that was written to the folder's file system is on the
 * disk: from then on it is there even if the power fails. False, reported, if
 * the disk failed.
 */
bool folder_sync(const char *path, struct report *r);

#endif
