#ifndef SEGMENT_DRAFT_H
#define SEGMENT_DRAFT_H

#include "base/array.h"
#include "page/page.h"
#include "segment/block.h"
#include "segment/label.h"

/*
 * An article while it is put together: its blocks with their labels, and the
 * parts found so far. A part is a text that may span torn blocks.
 */
struct part {
	enum label label; /* of its first block; LEAD, BODY and START_LEAD are paragraphs */
	struct view text;
	struct glyphs glyphs;
	bool one_line; /* it is one line of the source, so that its end was meant */
	struct span lines;
	enum line_role role; /* that somebody said it has */
	size_t opening;      /* glyphs that jump line, dateline and reporters take in front: byline.c */
};

struct draft {
	size_t first; /* blocks, from and to, to exclusive */
	size_t to;
	struct part *parts; /* in page order */
	size_t count;
	bool in_notices; /* one of several notices printed in one line */
};

struct drafts {
	ARRAY(struct draft) items;
};

/* Whether a part is a paragraph of the body. */
bool draft_is_paragraph(const struct part *p);

/* Whether a part is a line of the headline. */
bool draft_is_headline(const struct part *p);

/* The first and last paragraph, or NULL. */
struct part *draft_first_paragraph(const struct draft *d);
struct part *draft_last_paragraph(const struct draft *d);

/*
 * Cuts labelled blocks into drafts; furniture belongs to none. Texts that a
 * tear has parted are joined in the arena.
 */
void draft_make(const struct blocks *blocks, const enum label *labels, struct arena *a,
                struct drafts *out);

#endif
