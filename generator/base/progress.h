#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How far long work has come: one line that is written over and over on a
 * terminal, and only when the work takes longer than one would look away.
 * Nothing is printed where standard error is no terminal.
 */
struct progress {
	bool on;
	bool shown;
	size_t all;
	double begun, last; /* seconds */
	const char *what;
};

/* what is done, as "reading pages"; wanted false turns it off. */
void progress_begin(struct progress *p, const char *what, size_t all, bool wanted);
void progress_tell(struct progress *p, size_t done);

/* Takes the line away. */
void progress_end(struct progress *p);

#endif
