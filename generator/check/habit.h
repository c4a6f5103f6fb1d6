#ifndef CHECK_HABIT_H
#define CHECK_HABIT_H

#include <stddef.h>

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
		size_t at;
		size_t count;
	} of[HABIT_SORTS];
};

void habit_note(struct habits *h, enum habit_sort sort, struct view link, size_t at);

/* Tells of all, and forgets them. */
void habit_tell(struct habits *h, struct told *told);

#endif
