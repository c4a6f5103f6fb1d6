#ifndef CACHE_BATCH_FILES_H
#define CACHE_BATCH_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "cache/container.h"

/*
 * What the search index has read of each issue, kept from build to build: a
 * container an issue, in a folder of their own, so that a build that makes one
 * period anew opens the files of its issues and no others. What is in one
 * comes as parts, whose bytes begin at multiples of eight.
 *
 * Files are named by the issue and have the identity of all that they were made
 * of, so that an issue that changed replaces its own.
 */

/*
 * Finds the parts of an issue that are kept under that identity, so many of them;
 * they live until the container is closed, which is to be done in any case. False:
 * there are none, or they are damaged.
 */
bool batch_file_open(struct container *c, const char *folder, struct view name,
                     struct hash128 identity, struct view *parts, size_t count);

/* False if they cannot be written: then nothing is kept of the issue. */
bool batch_file_write(const char *folder, struct view name, struct hash128 identity,
                      const struct view *parts, size_t count);

/* Removes the files of all issues but these, and the folder if it is empty then. */
void batch_files_sweep(const char *folder, const struct map *names);

#endif
