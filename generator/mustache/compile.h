#ifndef MUSTACHE_COMPILE_H
#define MUSTACHE_COMPILE_H

#include "base/report.h"
#include "mustache/node.h"

/*
 * Compiles source, whose bytes live in the set's arena, into a new template
 * of that arena; file likewise. NULL, and reported, if it is at fault.
 */
struct mustache_template *compile_template(struct mustache_set *set, struct view source,
                                           const char *file, struct report *r);

#endif
