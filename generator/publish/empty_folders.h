#ifndef PUBLISH_EMPTY_FOLDERS_H
#define PUBLISH_EMPTY_FOLDERS_H

#include "publish/transport.h"

/*
 * Which folders are concerned when files are removed. All views are in memory
 * of s->arena, the lists to be freed; a folder comes before those in it.
 */

/* Those that hold one of the paths, at any depth, the top excepted. */
transport_paths empty_folders_above(struct upload *s, const transport_paths *paths);

/* Of these, those in which the site has no file, so that they may go, too. */
transport_paths empty_folders_unused(struct upload *s, const transport_paths *folders);

#endif
