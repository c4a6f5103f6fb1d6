#include "serve/build_status.h"

enum {
	LOOK = 50,       /* milliseconds between two looks at a page while the site is built, */
	REST = 10 * 1000 /* and else between two signs of life to a browser */
};

void build_status_open(struct build_status *l)
{
	*l = (struct build_status){ .since = time(NULL) };
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->changed, &attributes);
	pthread_condattr_destroy(&attributes);
}

void build_status_close(struct build_status *l)
{
	buf_free(&l->error);
	pthread_cond_destroy(&l->changed);
	pthread_mutex_destroy(&l->lock);
}

/* Between them all may be changed. */
static void begin_news(struct build_status *l)
{
	pthread_mutex_lock(&l->lock);
}

static void end_news(struct build_status *l)
{
	pthread_cond_broadcast(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

void build_status_begins(struct build_status *l)
{
	begin_news(l);
	l->building = true;
	end_news(l);
}

void build_status_built(struct build_status *l, uint64_t assets)
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

void build_status_failed(struct build_status *l, struct view error)
{
	begin_news(l);
	buf_truncate(&l->error, 0);
	buf_put(&l->error, error);
	l->building = false;
	l->news++;
	end_news(l);
}

void build_status_stop(struct build_status *l)
{
	begin_news(l);
	l->closing = true;
	end_news(l);
}

struct build_status_state build_status_state(struct build_status *l)
{
	pthread_mutex_lock(&l->lock);
	struct build_status_state s = { l->built, l->assets, l->since };
	pthread_mutex_unlock(&l->lock);
	return s;
}

void build_status_put_error(struct build_status *l, struct buf *out)
{
	pthread_mutex_lock(&l->lock);
	buf_put(out, buf_view(&l->error));
	pthread_mutex_unlock(&l->lock);
}

/* Until there is news, a build begins, or that many milliseconds have passed. */
static void rest(struct build_status *l, unsigned long seen, long milliseconds)
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

enum build_status_word build_status_wait(struct build_status *l, unsigned long *seen,
                                         struct buf *error)
{
	pthread_mutex_lock(&l->lock);
	rest(l, *seen, l->building ? LOOK : REST);
	enum build_status_word word = l->closing         ? BUILD_STATUS_CLOSED
	                              : l->news == *seen ? BUILD_STATUS_SILENCE
	                              : l->error.len > 0 ? BUILD_STATUS_FAILED
	                                                 : BUILD_STATUS_BUILT;
	if (word == BUILD_STATUS_FAILED)
		buf_put(error, buf_view(&l->error));
	*seen = l->news;
	pthread_mutex_unlock(&l->lock);
	return word;
}
