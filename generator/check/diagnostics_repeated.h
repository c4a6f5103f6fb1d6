#ifndef CHECK_DIAGNOSTICS_REPEATED_H
#define CHECK_DIAGNOSTICS_REPEATED_H

#include <stddef.h>

#include "check/diagnostics.h"
#include "check/diagnostics_limit.h"

/*
 * What a page does again and again, as its templates made it so: told once,
 * with the first place and how many more there are.
 */
enum diagnostics_repeated_sort {
	DIAGNOSTICS_REPEATED_ROOTED,     /* a link begins with / */
	DIAGNOSTICS_REPEATED_BY_ADDRESS, /* a link leads to its own site by the whole address */
	DIAGNOSTICS_REPEATED_FOLDER,     /* a link names a folder, not the page in it */
	DIAGNOSTICS_REPEATED_SCRIPT,     /* a link is a script, */
	DIAGNOSTICS_REPEATED_ELSEWHERE, /* or loads a part of the page from another site: no fault, those two */
	DIAGNOSTICS_REPEATED_SORTS
};

struct diagnostics_repeated {
	struct diagnostics_repetition {
		char *link; /* the first one, as written */
		size_t line, column, count;
	} of[DIAGNOSTICS_REPEATED_SORTS];
};

/* at is an offset in the text that told is about. */
void diagnostics_repeated_note(struct diagnostics_repeated *h, enum diagnostics_repeated_sort sort,
                               struct view link, struct diagnostics *told, size_t at);

/* A copy that lasts, or NULL if nothing was noted. */
struct diagnostics_repeated *diagnostics_repeated_keep(const struct diagnostics_repeated *h);

/* Tells of all that are news, of the file at path, and frees the copy, which may be NULL. */
void diagnostics_repeated_tell(struct diagnostics_repeated *h, struct diagnostics_limit *often,
                               const char *path, struct report *r);

#endif
