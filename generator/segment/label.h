#ifndef SEGMENT_LABEL_H
#define SEGMENT_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

/*
 * What a block is. Labels whose name begins with START_ begin an article; the
 * others go on with the article before them. LEAD is told from BODY so that a
 * chain of labels remembers whether the article has begun to speak: a subhead
 * is followed by BODY, a headline by LEAD.
 */
enum label {
	LABEL_FURNITURE,
	LABEL_START_KICKER,
	LABEL_START_HEADLINE,
	LABEL_START_CAPTION, /* a picture above its article, or alone */
	LABEL_START_LEAD,    /* no headline stands before the body */
	LABEL_HEADLINE,      /* after a kicker or caption, or a further line */
	LABEL_DECK,
	LABEL_BYLINE,
	LABEL_LEAD, /* the first paragraph */
	LABEL_BODY,
	LABEL_CONTINUATION, /* the rest of a torn paragraph */
	LABEL_SUBHEAD,
	LABEL_CAPTION,
	LABEL_END_HEADLINE, /* the headline of the article that ends here */
	LABEL_COUNT
};

/* "start-headline", "body", …: the word in the weights file and in reviews. */
const char *label_name(enum label l);

bool label_parse(struct view name, enum label *out);

bool label_starts_article(enum label l);

/* A set of labels: a bit each. */
#define LABEL_BIT(label) (UINT32_C(1) << (label))

/* All labels that begin an article. */
#define LABEL_STARTS                                                   \
	(LABEL_BIT(LABEL_START_KICKER) | LABEL_BIT(LABEL_START_HEADLINE) | \
	 LABEL_BIT(LABEL_START_CAPTION) | LABEL_BIT(LABEL_START_LEAD))

/* Whether after can follow before; the model never joins two labels that cannot. */
bool label_may_follow(enum label before, enum label after);

/* Whether a page can begin with the label. */
bool label_may_begin(enum label l);

#endif
