#ifndef SITE_EXPORT_H
#define SITE_EXPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/buf.h"
#include "base/report.h"
#include "base/stream.h"
#include "cache/build_log.h"
#include "export/export_format.h"
#include "site/fingerprint.h"
#include "site/site.h"

/*
 * The export: data/YEAR.ENDING with the records of a year in each format of
 * export/export_format.h, data/articles.ENDING with those of all years where
 * the format has it, and datapackage.json that describes them. Records are
 * made page by page on any thread and put into the files in the order of the
 * archive. The files of a year in which nothing changed stay as they are;
 * where something did, the records of all other pages come from the old files.
 */
struct export_sizes {
	uint64_t bytes[EXPORT_FORMAT_COUNT];
};

struct export_part {
	struct buf records[EXPORT_FORMAT_COUNT];
	ARRAY(struct export_sizes) pages; /* how much of them is of each page */
};

struct export
{
	const struct site *site;
	struct stream streams[EXPORT_FORMAT_COUNT];
	struct stream joining;      /* of the records of all years */
	int year;                   /* of the open files; 0: undated; -1: none */
	struct export_sizes *sizes; /* by number of the year; the last: undated */
	struct export_sizes heads;  /* what files begin with */
	struct export_sizes all;    /* of the files of all years, where the format has one */
	uint64_t package_size;
	uint64_t database_size;
	struct build_log *made;
	const struct fingerprints *fingerprints;
	struct export_year *years; /* as sizes */
	struct export_old *old;    /* of each page: its records of the last build */
	bool apart;                /* records are noted for a later step, not put into files */
	size_t written;
	size_t same;
};

/* Appends the records of a page. */
void export_page(const struct site *s, uint32_t page, const struct segmented_page *text,
                 struct export_part *out);

/* Whether the records of a page are needed; else an empty part is put for it. */
bool export_wants(const struct export *e, uint32_t page);

/* Adds to out a page whose records are not needed. */
void export_skip(struct export_part *out);

/* Puts the part of some pages, from first, into the files of their year. Parts come year by year. */
void export_put(struct export *e, int year, uint32_t first, const struct export_part *part,
                struct report *r);

void export_part_free(struct export_part *p);

/* Begins and ends the files; end also writes datapackage.json. */
void export_begin(struct export *e, const struct site *s, const struct fingerprints *fingerprints,
                  struct build_log *made, struct report *r);

/*
 * After export_begin(): no files are made; what is put is noted in the build
 * log, from which another process takes it with export_take().
 */
void export_put_apart(struct export *e);

/* Takes the records that were noted in a log, which outlives the export. */
void export_take(struct export *e, const struct build_log *log);

void export_end(struct export *e, struct report *r);

/* Gives up what is open. */
void export_free(struct export *e);

#endif
