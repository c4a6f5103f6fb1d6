#ifndef SERVE_CORRECTION_DESK_H
#define SERVE_CORRECTION_DESK_H

#include <stddef.h>
#include <stdint.h>

#include "archive/corrections_edit.h"
#include "base/buf.h"
#include "base/report.h"

/*
 * Where the review writes corrections.conf, and remembers what it wrote, so
 * that it can be undone. The file stays everybody's: it is read anew each time,
 * and never held. Any thread may call.
 */
struct correction_desk;

/* config is the path of site.conf, which is read anew each time, too. NULL, reported, without a token. */
struct correction_desk *correction_desk_open(const char *config, struct report *r);

/* What a request must name to be let in: hexadecimal digits that nobody can guess, new each time. */
const char *correction_desk_token(const struct correction_desk *d);

struct correction_change {
	struct corrections_edit edit;
	struct view was; /* the value that the reviewer saw; absent: the key was not there */
};

enum correction_outcome {
	CORRECTION_DONE,    /* it is on the disk; the report may have warnings */
	CORRECTION_REFUSED, /* a build would refuse it */
	CORRECTION_STALE,   /* the file says something else than the reviewer saw */
	CORRECTION_FAILED,  /* the file could not be read or written */
};

/*
 * Makes all changes, which are about pages of one file, in one step, or none
 * of them; then the report says why. What has no effect makes no step.
 */
enum correction_outcome correction_desk_save(struct correction_desk *d,
                                             const struct correction_change *changes, size_t count,
                                             struct report *r);

/*
 * Takes the last step back, which must have that number. If the file is as that step
 * left it, it gets the bytes it had before; else what the step changed, unless
 * somebody changed that again.
 */
enum correction_outcome correction_desk_undo(struct correction_desk *d, unsigned long step,
                                             struct report *r);

/*
 * Appends members of a JSON object:
 *	"sections": [{"line", "part", "until", "again": numbers, "keys": {"role": "body"}}], of the file
 *	"fault": what is wrong with corrections.conf or site.conf, or null
 *	"undo": {"step": number, "said": "[p.txt:3] role = body"}, or null
 *	"topics": [{"id", "name"}]
 */
void correction_desk_put_state(struct correction_desk *d, struct view file, struct buf *out);

void correction_desk_close(struct correction_desk *d);

#endif
