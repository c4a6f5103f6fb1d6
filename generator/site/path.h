#ifndef SITE_PATH_H
#define SITE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/view.h"

/*
 * Names of files of the site. A path is counted from the site's root, with /
 * between folders; a url is the same percent-encoded, as it stands in a link.
 */

/*
 * Appends name as one file name, without ending, that every system takes: what
 * some file system or shell would trip over becomes ~ and two hex digits, a
 * very long name is cut and told apart by its hash. Two names never become one.
 */
void path_put_name(struct buf *b, struct view name);

/* Appends the path percent-encoded. */
void path_put_url(struct buf *b, struct view path);

/*
 * Appends the path as a file system sees it that does not tell upper from lower
 * case, nor composed from decomposed characters.
 */
void path_put_folded(struct buf *b, struct view path);

/*
 * Whether a path that was read somewhere names a file below the folder it is
 * counted from, and nothing else: no .. in it, no slash before it, no control
 * character.
 */
bool path_is_below(struct view path);

/* "../" for each folder that path is in. */
void path_put_root(struct buf *b, struct view path);

#endif
