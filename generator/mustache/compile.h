#ifndef MUSTACHE_COMPILE_H
#define MUSTACHE_COMPILE_H

#include "base/report.h"
#include "mustache/node.h"
#include "mustache/token.h"

/*
 * Compiles source, whose bytes live in the set's arena, into a new template
 * of that arena; the file's name likewise. NULL, and reported, if it is at fault.
 */
struct mustache_template *compile_template(struct mustache_set *set, struct view source,
                                           struct token_origin origin, struct report *r);

#endif
