#ifndef SITE_EXPORT_DATABASE_H
#define SITE_EXPORT_DATABASE_H

#include "archive/config.h"
#include "base/report.h"
#include "search/fold.h"
#include "search/variants.h"

/* data/archive.sqlite, made of the JSON Lines of all years: sqlite/database.h. */
#define EXPORT_DATABASE_PATH "data/archive.sqlite"

/* How its texts are folded: as those of the search. A zeroed one may be freed. */
struct export_database {
	struct variants variants;
	struct fold *fold;
};

/* False, reported, if the archive's own variants cannot be read. */
bool export_database_open(struct export_database *d, const struct config *c, struct report *r);

/* Adds to a fingerprint what the file is made of besides the lines. */
uint64_t export_database_print(const struct export_database *d, uint64_t print);

/*
 * Makes the file at path out of those lines, under a temporary name until it is
 * whole. False, reported, if it could not.
 */
bool export_database_make(const struct export_database *d, const char *path,
                          const char *const *lines, size_t count, struct report *r);

void export_database_free(struct export_database *d);

#endif
