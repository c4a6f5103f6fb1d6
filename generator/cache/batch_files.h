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
 * Opens what is kept of an issue under that identity, and finds its parts, so many of
 * them, which live until it is closed; NULL: there are none, or they are damaged.
 */
struct container *batch_file_open(const char *folder, struct view name, struct hash128 identity,
                                  struct view *parts, size_t count);

/* Lets go of the memory that the parts are in, see container_rest(); closes. Both for whoever knows no containers. */
void batch_file_rest(void *container);
void batch_file_close(void *container);

/* False if they cannot be written: then nothing is kept of the issue. */
bool batch_file_write(const char *folder, struct view name, struct hash128 identity,
                      const struct view *parts, size_t count);

/* Removes the files of all issues but these, and the folder if it is empty then. */
void batch_files_sweep(const char *folder, const struct map *names);

#endif
