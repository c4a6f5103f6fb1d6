#ifndef PUBLISH_EMPTIED_H
#define PUBLISH_EMPTIED_H

#include "publish/way.h"

/*
 * Which folders are concerned when files are removed. All views are in memory
 * of s->arena, the lists to be freed; a folder comes before those in it.
 */

/* Those that hold one of the paths, at any depth, the top excepted. */
way_paths emptied_above(struct sending *s, const way_paths *paths);

/* Of these, those in which the site has no file, so that they may go, too. */
way_paths emptied_unused(struct sending *s, const way_paths *folders);

#endif
