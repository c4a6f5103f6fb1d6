#ifndef MUSTACHE_INDENT_H
#define MUSTACHE_INDENT_H

#include "mustache/token.h"

/*
 * Decides, for tokens that were matched, what lines and blanks become:
 *
 * - A line that holds one section, closing, partial, comment or delimiter tag
 *   and blanks, shows nothing of itself; so does one of parent and block tags
 *   only (a block that opens and closes on it is content, and does not count).
 * - A partial or parent alone on its line hands the blanks before it to each
 *   of its lines; an empty line stays empty.
 * - What stands in a parent is dropped but for its blocks. The blanks that all
 *   lines of such a block share are taken off; where the parent shows it, each
 *   line gets the blanks of that place: those which the lines of the default
 *   share or, where there is none, those before the opening tag.
 *
 * Tokens are marked, changed and a block changes place with the blanks before
 * it, so that they belong to its default content; none is added or removed.
 */
void indent_resolve(struct token_list *list);

#endif
