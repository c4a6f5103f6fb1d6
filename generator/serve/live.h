#ifndef SERVE_LIVE_H
#define SERVE_LIVE_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

#include "base/buf.h"

/*
 * What open pages are told: which build the site is of, and what the last one
 * said was wrong. One thread tells, any number wait.
 */
struct live {
	pthread_mutex_t lock;
	pthread_cond_t  changed;
	unsigned long   news;     /* counts what was told */
	unsigned long   version;  /* one more with each build that changed the site; 0 before the first */
	time_t          built;      /* when the last of them ended */
	struct buf      error;    /* empty if the last build was right */
	bool            closing;
};

void live_open(struct live *l);

/* After a build that was right; changed if a file of the site did. */
void live_built(struct live *l, bool changed);

/* After one that was not. */
void live_failed(struct live *l, struct view error);

/* Wakes all who wait, who then see closing. */
void live_stop(struct live *l);
void live_close(struct live *l);

struct live_state {
	unsigned long version;
	time_t        built;
};

struct live_state live_state(struct live *l);
void live_put_error(struct live *l, struct buf *out);

/*
 * Waits until there is news after *seen, or that many seconds, and appends it
 * as server-sent events; false when closing.
 */
bool live_wait(struct live *l, unsigned long *seen, unsigned seconds, struct buf *out);

#endif
