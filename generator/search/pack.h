#ifndef SEARCH_PACK_H
#define SEARCH_PACK_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Bytes as a script that a page can load from any host and from the disk:
 *
 *	broadsheet("…")
 *
 * in UTF-16, told by its byte-order mark, which every browser heeds before
 * what the server says. A character of the string holds two bytes, so nearly
 * nothing is lost; see FORMAT.md for the few that are written otherwise.
 */

/*
 * The checksum of a payload under a name. It covers the name, so that a file
 * in another's place is as wrong as a damaged one.
 */
uint32_t pack_hash(struct view name, struct view payload);

/* Appends the script. checksum, if not NULL, goes before the payload. */
void pack_put(struct buf *out, const uint32_t *checksum, struct view payload);

#endif
