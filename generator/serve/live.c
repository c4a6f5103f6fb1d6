#include "serve/live.h"

#include "base/json.h"

void live_open(struct live *l)
{
	*l = (struct live){ .built = time(NULL) };
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

/* No number that an earlier run has reached, from which a page may still be open. */
static unsigned long first_version(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (unsigned long)now.tv_sec * 1000000 + (unsigned long)now.tv_nsec / 1000;
}

void live_built(struct live *l, bool changed)
{
	pthread_mutex_lock(&l->lock);
	bool mended = l->error.len > 0;
	buf_truncate(&l->error, 0);
	bool first = l->version == 0;
	if (first)
		l->version = first_version();
	if (changed) {
		l->version++;
		l->built = time(NULL);
	}
	if (changed || mended || first)
		l->news++;
	pthread_cond_broadcast(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

void live_failed(struct live *l, struct view error)
{
	pthread_mutex_lock(&l->lock);
	buf_truncate(&l->error, 0);
	buf_put(&l->error, error);
	l->news++;
	pthread_cond_broadcast(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

void live_stop(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	l->closing = true;
	pthread_cond_broadcast(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

struct live_state live_state(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	struct live_state s = { l->version, l->built };
	pthread_mutex_unlock(&l->lock);
	return s;
}

void live_put_error(struct live *l, struct buf *out)
{
	pthread_mutex_lock(&l->lock);
	buf_put(out, buf_view(&l->error));
	pthread_mutex_unlock(&l->lock);
}

static void put_news(const struct live *l, struct buf *out)
{
	if (l->error.len > 0) {
		buf_puts(out, "event: failed\ndata: ");
		json_put_string(out, buf_view(&l->error));
		buf_puts(out, "\n\n");
	} else {
		buf_printf(out, "event: built\ndata: %lu\n\n", l->version);
	}
}

bool live_wait(struct live *l, unsigned long *seen, unsigned seconds, struct buf *out)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += seconds;
	pthread_mutex_lock(&l->lock);
	int late = 0;
	while (!l->closing && l->news == *seen && late == 0)
		late = pthread_cond_timedwait(&l->changed, &l->lock, &until);
	if (l->news != *seen)
		put_news(l, out);
	else
		buf_puts(out, ": still here\n\n");
	*seen = l->news;
	bool go_on = !l->closing;
	pthread_mutex_unlock(&l->lock);
	return go_on;
}
