#ifndef CHECK_HABIT_H
#define CHECK_HABIT_H

#include <stddef.h>

#include "check/often.h"
#include "check/told.h"

/*
 * What a page does again and again, as its templates made it so: told once,
 * with the first place and how many more there are.
 */
enum habit_sort {
	HABIT_ROOTED,     /* a link begins with / */
	HABIT_BY_ADDRESS, /* a link leads to its own site by the whole address */
	HABIT_FOLDER,     /* a link names a folder, not the page in it */
	HABIT_SCRIPT,     /* a link is a script, */
	HABIT_ELSEWHERE,  /* or loads a part of the page from another site: no fault, those two */
	HABIT_SORTS
};

struct habits {
	struct habit {
		char  *link; /* the first one, as written */
		size_t line, column, count;
	} of[HABIT_SORTS];
};

/* at is an offset in the text that told is about. */
void habit_note(struct habits *h, enum habit_sort sort, struct view link, struct told *told, size_t at);

/* A copy that lasts, or NULL if nothing was noted. */
struct habits *habit_keep(const struct habits *h);

/* Tells of all that are news, of the file at path, and frees the copy, which may be NULL. */
void habit_tell(struct habits *h, struct often *often, const char *path, struct report *r);

#endif
