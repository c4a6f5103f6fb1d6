#ifndef SERVE_CORRECTION_STEPS_H
#define SERVE_CORRECTION_STEPS_H

#include "base/arena.h"
#include "base/array.h"
#include "serve/correction_desk.h"

/* What was written into corrections.conf, step by step, for as long as the preview runs. */
struct correction_step {
	unsigned long number;
	size_t at; /* where the file differs, in bytes; */
	struct buf was, now;
	uint64_t left;                  /* and the hash of all of it as the step left it */
	struct correction_change *back; /* the changes that take it back, in that order */
	size_t count;
	struct buf said; /* "[p.txt:3] role = body" */
	struct arena arena;
};

struct correction_steps {
	ARRAY(struct correction_step) steps;
	unsigned long last; /* number given */
};

/* Adds a step that made one file into the other by those changes; the oldest of many are forgotten. */
void correction_steps_add(struct correction_steps *s, struct view before, struct view after,
                          const struct correction_change *changes, size_t count);

/* The last one, or NULL. */
struct correction_step *correction_steps_last(struct correction_steps *s);

/* Appends what the file was before the step, if it is just as the step left it. */
bool correction_step_restore(const struct correction_step *s, struct view file, struct buf *out);

void correction_steps_drop_last(struct correction_steps *s);
void correction_steps_free(struct correction_steps *s);

#endif
