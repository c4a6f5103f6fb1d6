#ifndef PUBLISH_LAST_GENERATION_H
#define PUBLISH_LAST_GENERATION_H

#include "publish/transport.h"

/*
 * Files of the search index that are no longer of the site stay where it is
 * published until another index is: a page that a reader opened before goes on
 * finding what its index names. Such files are named by their content, so they are
 * in nobody's way. In the list at the destination they have a mark in place of
 * their hash. What is built knows nothing of them.
 */

/*
 * Whether a file that is at the destination, and none of the goods, stays there.
 * The goods have their states, and the list there has been read.
 */
bool last_generation_stays(const struct upload *s, struct view path);

#endif
