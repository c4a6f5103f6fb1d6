#ifndef ARCHIVE_PROPOSALS_H
#define ARCHIVE_PROPOSALS_H

#include "archive/correct.h"
#include "segment/explain.h"

/*
 * What somebody could write into corrections.conf about a page: for each place
 * that the segmenter was in doubt of, the lines for the other reading.
 */
struct proposal {
	size_t block;      /* the place, in explained.blocks; PROPOSALS_PAGE: the page itself */
	struct view lines; /* to paste, each ended by \n */
	struct span at;    /* the lines that the section is about; first 0: the page */
	uint32_t into;     /* the line in corrections.conf of the section to add them to; 0: they
	                       begin one of their own */
};

#define PROPOSALS_PAGE SIZE_MAX

/* How likely the other reading must be, for a reviewer. */
#define PROPOSALS_DOUBT 0.15

struct proposals_asked {
	const struct language *language; /* that the page is read in */
	const struct explained *explained;
	const struct page *page;
	const struct corrections_page *known; /* what is corrected already; or NULL */
	const char *file;                     /* counted from the source folder */
	double doubt;                         /* the least likelihood of another reading */
};

/* The proposals in the page's order, the page's own first; all in the arena. */
struct proposal *proposals_find(const struct proposals_asked *p, struct arena *a, size_t *count);

#endif
