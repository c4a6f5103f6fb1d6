#ifndef SERVE_BUILD_STATUS_H
#define SERVE_BUILD_STATUS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/buf.h"

/*
 * What becomes of the site: whether it is being built, and what the last build
 * said was wrong. One thread tells, any number wait.
 */
struct build_status {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned long news; /* counts what was told */
	bool building;
	bool built; /* there was a build that was right */
	bool closing;
	uint64_t assets;  /* fingerprint of what pages load beside themselves */
	time_t since;     /* when that became another */
	struct buf error; /* empty if the last build was right */
};

void build_status_open(struct build_status *l);

void build_status_begins(struct build_status *l);

/* After a build that was right. */
void build_status_built(struct build_status *l, uint64_t assets);

/* After one that was not. */
void build_status_failed(struct build_status *l, struct view error);

/* Wakes all who wait, who then hear BUILD_STATUS_CLOSED. */
void build_status_stop(struct build_status *l);
void build_status_close(struct build_status *l);

struct build_status_state {
	bool built;
	uint64_t assets;
	time_t since;
};

struct build_status_state build_status_state(struct build_status *l);
void build_status_put_error(struct build_status *l, struct buf *out);

enum build_status_word {
	BUILD_STATUS_SILENCE, /* for some seconds, or, while the site is built, for a moment */
	BUILD_STATUS_BUILT,
	BUILD_STATUS_FAILED, /* with what is wrong */
	BUILD_STATUS_CLOSED,
};

/* Waits for news after *seen. */
enum build_status_word build_status_wait(struct build_status *l, unsigned long *seen,
                                         struct buf *error);

#endif
