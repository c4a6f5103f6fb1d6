#ifndef SEARCH_PACK_H
#define SEARCH_PACK_H

#include "base/buf.h"

/*
 * Bytes as a script that a page can load from any host and from the disk:
 *
 *	broadsheet("…")
 *
 * in UTF-16, told by its byte-order mark, which every browser heeds before
 * what the server says. A character of the string holds two bytes, so nearly
 * nothing is lost; see FORMAT.md for the few that are written otherwise. In
 * front of the bytes stands their checksum, which covers the name, too: a file
 * in another's place is as wrong as a damaged one.
 */
void pack_put(struct buf *out, struct view name, struct view payload);

#endif
