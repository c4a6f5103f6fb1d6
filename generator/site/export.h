#ifndef SITE_EXPORT_H
#define SITE_EXPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/buf.h"
#include "base/report.h"
#include "base/stream.h"
#include "site/site.h"

/*
 * The export: data/YEAR.jsonl with the records of a year, furniture included,
 * data/YEAR.csv with a line for each of its articles, data/articles.csv with
 * the lines of all years, and datapackage.json that describes them. Records are made page by page on any thread and put into the
 * files in the order of the archive.
 */
struct export_part {
	struct buf jsonl;
	struct buf csv;
};

struct export_sizes {
	uint64_t jsonl; /* bytes */
	uint64_t csv;
};

struct export {
	const struct site   *site;
	struct stream        jsonl;
	struct stream        csv;
	struct stream        all;      /* articles.csv */
	int                  year;     /* of the open files; 0: undated; -1: none */
	struct export_sizes *sizes;    /* by number of the year; the last: undated */
	uint64_t             all_size; /* bytes */
	uint64_t             package_size;
	size_t               written;
	size_t               same;
};

/* Appends the records of a page. */
void export_page(const struct site *s, uint32_t page, const struct archive_sheet *sheet,
                 struct export_part *out);

/* Puts a part into its files. Parts come year by year. */
void export_put(struct export *e, int year, const struct export_part *part, struct report *r);

void export_part_free(struct export_part *p);

/* Begins and ends the files; end also writes datapackage.json. */
void export_begin(struct export *e, const struct site *s, struct report *r);
void export_end(struct export *e, struct report *r);

/* Gives up what is open. */
void export_free(struct export *e);

#endif
