#include "serve/live.h"

enum {
	LOOK = 50,       /* milliseconds between two looks at a page while the site is built, */
	REST = 10 * 1000 /* and else between two signs of life to a browser */
};

void live_open(struct live *l)
{
	*l = (struct live){ .since = time(NULL) };
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->changed, &attributes);
	pthread_condattr_destroy(&attributes);
}

void live_close(struct live *l)
{
	buf_free(&l->error);
	pthread_cond_destroy(&l->changed);
	pthread_mutex_destroy(&l->lock);
}

/* Between them all may be changed. */
static void begin_news(struct live *l)
{
	pthread_mutex_lock(&l->lock);
}

static void end_news(struct live *l)
{
	pthread_cond_broadcast(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

void live_begins(struct live *l)
{
	begin_news(l);
	l->building = true;
	end_news(l);
}

void live_built(struct live *l, uint64_t assets)
{
	begin_news(l);
	buf_truncate(&l->error, 0);
	if (assets != l->assets)
		l->since = time(NULL);
	l->assets = assets;
	l->built = true;
	l->building = false;
	l->news++;
	end_news(l);
}

void live_failed(struct live *l, struct view error)
{
	begin_news(l);
	buf_truncate(&l->error, 0);
	buf_put(&l->error, error);
	l->building = false;
	l->news++;
	end_news(l);
}

void live_stop(struct live *l)
{
	begin_news(l);
	l->closing = true;
	end_news(l);
}

struct live_state live_state(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	struct live_state s = { l->built, l->assets, l->since };
	pthread_mutex_unlock(&l->lock);
	return s;
}

void live_put_error(struct live *l, struct buf *out)
{
	pthread_mutex_lock(&l->lock);
	buf_put(out, buf_view(&l->error));
	pthread_mutex_unlock(&l->lock);
}

/* Until there is news, a build begins, or that many milliseconds have passed. */
static void rest(struct live *l, unsigned long seen, long milliseconds)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	long nanoseconds = until.tv_nsec + milliseconds % 1000 * 1000000L;
	until.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000L;
	until.tv_nsec = nanoseconds % 1000000000L;
	bool building = l->building;
	int late = 0;
	while (!l->closing && l->news == seen && l->building == building && late == 0)
		late = pthread_cond_timedwait(&l->changed, &l->lock, &until);
}

enum live_word live_wait(struct live *l, unsigned long *seen, struct buf *error)
{
	pthread_mutex_lock(&l->lock);
	rest(l, *seen, l->building ? LOOK : REST);
	enum live_word word = l->closing            ? LIVE_CLOSED
	                      : l->news == *seen    ? LIVE_SILENCE
	                      : l->error.len > 0    ? LIVE_FAILED
	                                            : LIVE_BUILT;
	if (word == LIVE_FAILED)
		buf_put(error, buf_view(&l->error));
	*seen = l->news;
	pthread_mutex_unlock(&l->lock);
	return word;
}
