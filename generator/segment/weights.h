#ifndef SEGMENT_WEIGHTS_H
#define SEGMENT_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/report.h"
#include "segment/feature.h"
#include "segment/label.h"

/*
 * What the sequence model has learned: how much each value of each feature, at
 * each offset, speaks for each label, and how well labels follow each other.
 *
 * The file is text, one row a line, weights in hundredths:
 *	labels furniture start-kicker …           the order of the columns below: comes first
 *	begin 120 -80 …                           a page begins with the label
 *	follow CLASS LABEL 10 20 …                after LABEL, at a block of the class
 *	see FEATURE VALUE OFFSET 5 0 -7 …         FEATURE has VALUE at OFFSET
 * Other rows that are missing are zero.
 */

/* Labels padded to a multiple of what processors add at once. */
enum { WEIGHTS_COLUMNS = 16 };

/* What may follow a label depends on how long the block is. */
enum weights_class { WEIGHTS_SHORT, WEIGHTS_MIDDLE, WEIGHTS_LONG, WEIGHTS_CLASSES };

struct weights {
	float *see;    /* [rows][WEIGHTS_COLUMNS]: of a feature, a row a value and offset */
	size_t *first; /* of a feature: its first row */
	size_t rows;
	float follow[WEIGHTS_CLASSES][LABEL_COUNT][WEIGHTS_COLUMNS];
	float begin[WEIGHTS_COLUMNS];
};

/* The row of feature f's value at an offset within its reach; the row at offset + 1 follows it. */
size_t weights_row(const struct weights *w, size_t f, int value, int offset);

enum weights_class weights_class_of(const struct facts *f);

/* All zero. */
void weights_init(struct weights *w);

/* Reads a file's text; name is for messages. False with an error in the report. */
bool weights_read(struct weights *w, struct view text, const char *name, struct report *r);

/* The same of the file at path. */
bool weights_load(struct weights *w, const char *path, struct report *r);

/* Those that the program was built with; shared, never freed. */
const struct weights *weights_default(void);

void weights_write(const struct weights *w, struct buf *out);

void weights_free(struct weights *w);

#endif
