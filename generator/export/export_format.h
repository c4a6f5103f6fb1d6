#ifndef EXPORT_EXPORT_FORMAT_H
#define EXPORT_EXPORT_FORMAT_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/buf.h"
#include "page/page.h"

/*
 * The formats that a site offers its articles in: a row of the table a format,
 * and export_NAME in a file of this folder. What the files are and when they
 * are written is told in site/export.h.
 */
#define EXPORT_FORMATS(ROW) \
	ROW(jsonl)              \
	ROW(csv)

/* An article as a format has it: what lists show of it, and its text. */
struct export_record {
	const struct archive *archive;
	const struct archive_article *article;
	const struct page *page;    /* that its text is on */
	const struct article *text; /* one of the page's */
	struct view url;            /* from the root of the site */
	struct view
		same_text; /* that of the first article that has its text; absent: no other has it */
};

struct export_format {
	const char *ending;    /* of its files: "csv" */
	const char *mediatype; /* "text/csv" */
	const char *resource;  /* what datapackage.json calls one of its files: "articles" */
	bool joined;           /* data/articles.ENDING has the records of all years once more */

	/* What each of its files begins with; absent: nothing. */
	void (*put_head)(struct buf *b, const struct config *c);

	void (*put_article)(struct buf *b, const struct export_record *record);

	/* Absent: the format leaves it out. */
	void (*put_furniture)(struct buf *b, const struct page *page, const struct furniture *f);

	/* Members that datapackage.json has of its files; begins with a comma. Absent: none. */
	void (*put_description)(struct buf *b, const struct config *c);
};

#define EXPORT_FORMAT_NUMBERED(name) EXPORT_##name,
enum { EXPORT_FORMATS(EXPORT_FORMAT_NUMBERED) EXPORT_FORMAT_COUNT };
#undef EXPORT_FORMAT_NUMBERED

#define EXPORT_FORMAT_DECLARED(name) extern const struct export_format export_##name;
EXPORT_FORMATS(EXPORT_FORMAT_DECLARED)
#undef EXPORT_FORMAT_DECLARED

extern const struct export_format *const export_formats[EXPORT_FORMAT_COUNT];

#endif
