#ifndef SQLITE_DATABASE_H
#define SQLITE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "base/view.h"
#include "search/fold.h"

/*
 * A site's articles as one SQLite file, for those who ask with SQL, or open it
 * in Datasette:
 *
 *	articles   a row an article: what its JSON line has; topics, places, names are JSON lists
 *	search     FTS5 over its folded text, cut into trigrams: MATCH '"公路建成"'
 *
 * articles.folded is the text as the site's search compares it, the parts in
 * lines of their own. The same lines make the same bytes, with one SQLite.
 */
struct database;

/* A new file; there must be none. NULL, reported, if it cannot be made. */
struct database *database_create(const char *path, const struct fold *fold, struct report *r);

/* Adds one line of JSON Lines; furniture is left out. False, reported under name, if it is none. */
bool database_add(struct database *d, struct view line, const char *name, size_t number,
                  struct report *r);

size_t database_count(const struct database *d);

/* Indexes, checks and closes it. False, reported, if it is not whole. */
bool database_finish(struct database *d, struct report *r);

/* Gives up; NULL is nothing. */
void database_drop(struct database *d);

#endif
