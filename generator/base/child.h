#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * One run of another program whose output is wanted whole, without a shell
 * between, within limits: what it reads may be hostile.
 */
struct child_limits {
	unsigned seconds; /* by the clock; it is killed then */
	size_t memory;    /* bytes of address space; 0: as much as there is */
	size_t output;    /* bytes; it is killed if it writes more */
};

enum child_end {
	CHILD_DONE,    /* with exit status 0 */
	CHILD_FAILED,  /* with another one, or by a signal */
	CHILD_ABSENT,  /* there is no such program */
	CHILD_LATE,    /* took longer than it may */
	CHILD_LARGE,   /* wrote more than it may */
	CHILD_STOPPED, /* this program was asked to stop meanwhile */
	CHILD_UNABLE   /* it could not be started: errno */
};

/*
 * arguments[0] is the program, looked for in PATH; NULL ends them. Its output
 * is appended to out, the first kilobytes of what it says on standard error to
 * said. It reads nothing. Any thread may call this.
 */
enum child_end child_run(const char *const *arguments, const struct child_limits *limits,
                         struct buf *out, struct buf *said);

#endif
