#include "base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 0.5 /* seconds before the first line, */
#define PAUSE    0.1 /* and between lines */

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_begin(struct progress *p, const char *what, size_t all, bool wanted)
{
	*p = (struct progress){ .on = wanted && isatty(STDERR_FILENO), .all = all, .what = what };
	if (p->on)
		p->begun = now();
}

void progress_tell(struct progress *p, size_t done)
{
	if (!p->on)
		return;
	double time = now();
	if (time - p->begun < PATIENCE || time - p->last < PAUSE)
		return;
	p->last = time;
	p->shown = true;
	fprintf(stderr, "\r\033[K%s: %zu of %zu", p->what, done, p->all);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->on = p->shown = false;
}
