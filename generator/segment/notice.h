#ifndef SEGMENT_NOTICE_H
#define SEGMENT_NOTICE_H

#include "segment/draft.h"

/*
 * Notices and obituaries as they are printed: several run together in one
 * line, the headline run into the text.
 */

/* Cuts drafts whose one line holds several notices; the pieces share the line. */
void notice_split(struct drafts *drafts, struct arena *a);

/* Takes a headline off the beginning of the text: 通知 朝阳街…, X同志逝世 X…. */
void notice_headline(struct draft *d, struct arena *a);

/* Whether glyphs begin as a notice does, or end as one does. */
bool notice_begins(struct glyphs g);
bool notice_ends(struct glyphs g);

#endif
