#ifndef SEGMENT_EXPLAIN_H
#define SEGMENT_EXPLAIN_H

#include "page/page.h"
#include "segment/feature.h"
#include "segment/label.h"
#include "segment/segment.h"

/*
 * Why a page was cut as it was: for each block its label, how sure that is,
 * which other label came nearest, and what decided between the two. Worked out
 * on demand; segmenting pays nothing for it.
 */
enum { EXPLAIN_REASONS = 4 };

struct explain_reason {
	const struct feature *feature; /* NULL: which labels follow each other */
	int value;                     /* of the feature */
	int offset;                    /* at the block so many after this one; before it: negative */
	float weight;                  /* above 0: what it says for the side it is listed on */
};

struct explain_reasons {
	struct explain_reason items[EXPLAIN_REASONS]; /* strongest first */
	size_t len;
};

struct explain_block {
	struct span lines;
	struct view text; /* wrapped lines joined */
	enum label label;
	enum label rival; /* the likeliest other */
	double likely;    /* 0 to 1 */
	double rival_likely;
	double start; /* how likely an article begins here */
	bool known;   /* what was said beforehand left no choice, or nothing is shown */
	struct explain_reasons reasons, against; /* for the label, for the rival */
};

struct explained {
	struct explain_block *blocks; /* all of the page, in order */
	size_t len;
	struct date day; /* for which most speaks in the text, however little; or year 0 */
};

/* Explains what segment_page_with() does of the same. All memory is the arena's. */
void explain_page(const struct text *t, const struct segment_options *o, struct arena *a,
                  struct explained *out);

/* What a reason is called: the feature's name, or "sequence". */
const char *explain_name(const struct explain_reason *r);

#endif
