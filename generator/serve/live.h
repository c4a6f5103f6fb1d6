#ifndef SERVE_LIVE_H
#define SERVE_LIVE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/buf.h"

/*
 * What becomes of the site: whether it is being built, and what the last build
 * said was wrong. One thread tells, any number wait.
 */
struct live {
	pthread_mutex_t lock;
	pthread_cond_t  changed;
	unsigned long   news;     /* counts what was told */
	bool            building;
	bool            built;    /* there was a build that was right */
	bool            closing;
	uint64_t        assets;   /* print of what pages load beside themselves */
	time_t          since;    /* when that became another */
	struct buf      error;    /* empty if the last build was right */
};

void live_open(struct live *l);

void live_begins(struct live *l);

/* After a build that was right. */
void live_built(struct live *l, uint64_t assets);

/* After one that was not. */
void live_failed(struct live *l, struct view error);

/* Wakes all who wait, who then hear LIVE_CLOSED. */
void live_stop(struct live *l);
void live_close(struct live *l);

struct live_state {
	bool     built;
	uint64_t assets;
	time_t   since;
};

struct live_state live_state(struct live *l);
void live_put_error(struct live *l, struct buf *out);

enum live_word {
	LIVE_SILENCE, /* for some seconds, or, while the site is built, for a moment */
	LIVE_BUILT,
	LIVE_FAILED,  /* with what is wrong */
	LIVE_CLOSED,
};

/* Waits for news after *seen. */
enum live_word live_wait(struct live *l, unsigned long *seen, struct buf *error);

#endif
