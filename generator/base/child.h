#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/view.h"

/* What a program that reads what may be hostile is kept within; 0: as much as it likes. */
struct child_limits {
	unsigned seconds;   /* by the clock; it is killed then */
	unsigned processor; /* seconds of it, which say the same on a machine that is busy; so, too */
	size_t memory;      /* bytes of address space */
	size_t output;      /* bytes; it is killed if it writes more, */
	size_t scratch;     /* or with output more than that into a file of its own; 0: none at all */
};

/*
 * One run of another program, without a shell between. What it writes is handed
 * over as it comes, in pieces.
 */
struct child {
	const char *const *arguments;   /* [0] is the program, looked for in PATH; NULL ends them */
	const char *const *environment; /* NAME=value; NULL: that of this process */
	struct child_limits limits;
	bool
		of_user; /* without feed it reads what this program reads, and is asked to end, not killed */
	bool (*feed)(void *context, struct buf *out); /* puts more of its input; false: that was all */
	void (*wrote)(void *context, struct view bytes); /* on standard output */
	void (*said)(void *context, struct view bytes);  /* on standard error */
	void *context;
	int status; /* out, with CHILD_DONE: its exit status; with CHILD_SIGNALLED: the signal */
};

enum child_end {
	CHILD_DONE,      /* with whatever exit status */
	CHILD_SIGNALLED, /* a signal ended it */
	CHILD_ABSENT,    /* there is no such program */
	CHILD_LATE,      /* took longer than it may, by the clock */
	CHILD_SPENT,     /* so, by the processor */
	CHILD_LARGE,     /* wrote more than it may */
	CHILD_STOPPED,   /* this program was asked to stop meanwhile */
	CHILD_UNABLE     /* it could not be started: errno */
};

/* Any thread may call this; with feed, SIGPIPE is to be ignored meanwhile. */
enum child_end child_run(struct child *c);

#endif
