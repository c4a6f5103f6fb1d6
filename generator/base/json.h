#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

/*
 * Writing JSON into a buffer. (Reading is jansson's.) The writer keeps no
 * state: the caller puts the brackets, colons and commas.
 */

/* v as a JSON string with its quotes; an absent view becomes null. */
void json_put_string(struct buf *b, struct view v);

/* A comma and the name of a member, which has nothing to escape: ,"name": */
void json_put_name(struct buf *b, const char *name);

#endif
