#ifndef SEGMENT_WEIGHTS_H
#define SEGMENT_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/report.h"
#include "segment/feature.h"
#include "segment/label.h"
#include "segment/ngram.h"

/*
 * What the segmenter has learned: the parameters of its network (network.h)
 * and of the chain of labels (chain.h).
 *
 * A file of weights begins with lines of text that tell for which program it
 * is; behind an empty line come the numbers. Rows of the tables are kept to
 * eight bits a number, with a power of two for each row; all else as floats.
 * A file may hold several networks, that began to learn from other numbers, one
 * after the other: what they say is averaged, for each errs in its own way
 * (Lakshminarayanan et al. 2017).
 */
enum {
	WEIGHTS_COLUMNS = 16,               /* labels, padded to what processors add at once */
	WEIGHTS_GRAM = 32,                  /* the width of n-gram vectors */
	WEIGHTS_BLOCK = 64,                 /* of block vectors */
	WEIGHTS_HIDDEN = 64,                /* of the memory in each direction */
	WEIGHTS_GATES = 3 * WEIGHTS_HIDDEN, /* reset, update, new */
	WEIGHTS_LAYERS = 2,   /* of units, each of which reads what the one before made of the page */
	WEIGHTS_KINSHIP = 16, /* comparisons with neighbours */
	WEIGHTS_PACKED = 4,   /* numbers that a packed table has in a word */
};

/* What may follow a label depends on how long the block is. */
enum weights_class { WEIGHTS_SHORT, WEIGHTS_MIDDLE, WEIGHTS_LONG, WEIGHTS_CLASSES };

/* Reads in one direction: rows are inputs, columns outputs. */
struct weights_unit {
	float *input;       /* [width of what is read, weights_width()][WEIGHTS_GATES] */
	float *memory;      /* [WEIGHTS_HIDDEN][WEIGHTS_GATES] */
	float *bias;        /* [WEIGHTS_GATES] */
	float *memory_bias; /* [WEIGHTS_HIDDEN]: of the memory's part of the new state */
};

/*
 * A table as a file keeps it: numbers of eight bits, each of which counts two to
 * the power of minus its row's shift. Four times as many stay near the processor.
 */
struct weights_table {
	uint32_t *words; /* four numbers each, the first in the lowest bits; a row after the other */
	uint8_t *shifts;
};

/*
 * All parameters of one network and its chain, as one row of numbers, all, and
 * the parts of it. Gradients and the like have the same shape. Of those that
 * were read from a file the tables are packed, and no part of that row.
 */
struct weights {
	struct weights *next; /* another network of the same file, or NULL */
	size_t values;        /* of all features: the rows of feature */
	size_t *first;        /* of a feature: its first row */
	size_t size;
	float *all;
	float *feature; /* [values][WEIGHTS_BLOCK], or NULL: packed */
	float *edge;    /* [NGRAM_EDGE_ROWS][WEIGHTS_GRAM], or NULL */
	float *content; /* [NGRAM_CONTENT_ROWS][WEIGHTS_GRAM], or NULL */
	struct weights_table packed_feature, packed_edge, packed_content;
	float *dense;                                 /* from here on: parts that every block takes */
	float *from_edge;                             /* [WEIGHTS_GRAM][WEIGHTS_BLOCK] */
	float *from_content;                          /* [WEIGHTS_GRAM][WEIGHTS_BLOCK] */
	float *from_kinship;                          /* [WEIGHTS_KINSHIP][WEIGHTS_BLOCK] */
	float *bias;                                  /* [WEIGHTS_BLOCK] */
	struct weights_unit units[WEIGHTS_LAYERS][2]; /* forwards, backwards */
	float *from_memory;                           /* [2 * WEIGHTS_HIDDEN][WEIGHTS_COLUMNS] */
	float *from_block;                            /* [WEIGHTS_BLOCK][WEIGHTS_COLUMNS] */
	float *label_bias;                            /* [WEIGHTS_COLUMNS] */
	float (*follow)[LABEL_COUNT]
				   [WEIGHTS_COLUMNS]; /* [WEIGHTS_CLASSES], for the chain: before, after */
	float *begin;                     /* [WEIGHTS_COLUMNS] */
};

enum weights_class weights_class_of(const struct facts *f);

/* How many numbers a block has for the units of a layer: the first reads its vector, others what the memories before made of it. */
size_t weights_width(int layer);

/* One network, all zero. */
void weights_init(struct weights *w);

/* How many networks there are. */
size_t weights_count(const struct weights *w);

/* Reads a file's bytes; name is for messages. False with an error in the report. */
bool weights_read(struct weights *w, struct view bytes, const char *name, struct report *r);

/* The same of the file at path. */
bool weights_load(struct weights *w, const char *path, struct report *r);

/* Those that the program was built with; shared, never freed. */
const struct weights *weights_default(void);

/*
 * The same for pages of libraries in languages with blanks between words: learned on from
 * what their ALTO tells, where lines stand and which are a block.
 */
const struct weights *weights_places(void);

void weights_write(const struct weights *w, struct buf *out);

/* A copy of one network whose tables are not packed, to go on learning from. */
void weights_unpack(const struct weights *w, struct weights *out);

/* A row of the table of features, WEIGHTS_BLOCK numbers, packed or not. */
void weights_feature_row(const struct weights *w, size_t row, float *out);

void weights_free(struct weights *w);

#endif
