#ifndef COMMANDS_SITE_STEPS_H
#define COMMANDS_SITE_STEPS_H

#include "base/part.h"
#include "commands/site_build.h"

/*
 * A build in steps, each a process of its own, with files between them in the
 * archive's state folder: so that any batch engine can run them, on one machine
 * or on several that see the same folders. The site is that of one build.
 *
 * read    cuts the pages of a part and leaves their records
 * gather  takes the records of all parts, finds what the site is going to have
 *         and begins it
 * render  makes the files of a part, and leaves a log of them
 * finish  makes what is of all parts, removes what is gone, and checks that
 *         everything is there
 *
 * read and render may be cut into different numbers of parts, whose runs need
 * no order; a part may be run again.
 */
enum site_step { SITE_STEP_READ, SITE_STEP_GATHER, SITE_STEP_RENDER, SITE_STEP_FINISH };

/* As on the command line: "read". NULL after the last. */
const char *site_step_name(enum site_step step);

/* Whether the step is cut into parts. */
bool site_step_has_parts(enum site_step step);

/* Whether its warnings are told: those of the others are told again by later steps. */
bool site_step_tells(enum site_step step);

struct site_steps_result {
	struct site_build_result site; /* of finish; of render and gather what was written */
	size_t sources;                /* that read has cut */
};

/* As site_build_run(). part is for read and render. */
bool site_steps_run(const struct site_build_order *order, enum site_step step,
                    const struct part *part, struct site_steps_result *out, struct report *r);

void site_steps_free(struct site_steps_result *r);

#endif
