#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "base/mem.h"

#define AHEAD 8                         /* jobs a thread may be ahead of take */
#define STACK ((size_t)8 * 1024 * 1024) /* bytes, whatever systems and limits give by themselves */

struct slot {
	void *result;
	bool done;
};

struct pool {
	const struct pool_jobs *jobs;
	pthread_mutex_t lock;
	pthread_cond_t made;  /* a result is there */
	pthread_cond_t taken; /* there is room for another */
	struct slot *slots;   /* ring: job i is in slot i % window */
	size_t window;
	size_t next;  /* the job to begin next */
	size_t first; /* the job whose result is taken next */
	size_t done;  /* results that wait to be taken */
	bool stop;
};

struct worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
};

/*
 * Waking is dear where jobs are short: so take gets several results at once, as
 * long as others are being made, and threads that are too far ahead wait until
 * half of what they made is taken.
 */
static bool is_worth_waking(const struct pool *p)
{
	return p->done >= p->window / 4 || p->next >= p->jobs->count || p->next >= p->first + p->window;
}

static void *work_on(void *context)
{
	struct worker *w = context;
	struct pool *p = w->pool;
	pthread_mutex_lock(&p->lock);
	while (!p->stop && p->next < p->jobs->count) {
		if (p->next >= p->first + p->window) {
			pthread_cond_wait(&p->taken, &p->lock);
			continue;
		}
		size_t job = p->next++;
		pthread_mutex_unlock(&p->lock);
		void *result = p->jobs->work(p->jobs->context, w->number, job);
		pthread_mutex_lock(&p->lock);
		p->slots[job % p->window] = (struct slot){ result, true };
		p->done++;
		if (is_worth_waking(p))
			pthread_cond_signal(&p->made);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

static bool take_all(struct pool *p)
{
	bool ok = true;
	while (ok && p->first < p->jobs->count) {
		pthread_mutex_lock(&p->lock);
		struct slot *slot = &p->slots[p->first % p->window];
		while (!slot->done)
			pthread_cond_wait(&p->made, &p->lock);
		struct slot got = *slot;
		*slot = (struct slot){ 0 };
		p->done--;
		pthread_mutex_unlock(&p->lock);
		ok = p->jobs->take(p->jobs->context, p->first, got.result);
		pthread_mutex_lock(&p->lock);
		p->first++;
		p->stop = !ok;
		if (p->stop || p->next <= p->first + p->window / 2)
			pthread_cond_broadcast(&p->taken);
		pthread_mutex_unlock(&p->lock);
	}
	return ok;
}

static bool run_alone(const struct pool_jobs *jobs)
{
	for (size_t i = 0; i < jobs->count; i++) {
		if (!jobs->take(jobs->context, i, jobs->work(jobs->context, 0, i)))
			return false;
	}
	return true;
}

static size_t start(struct pool *p, struct worker *workers, size_t count)
{
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK);
	size_t started = 0;
	for (; started < count; started++) {
		struct worker *w = &workers[started];
		*w = (struct worker){ .pool = p, .number = started };
		if (pthread_create(&w->thread, &attributes, work_on, w) != 0)
			break;
	}
	pthread_attr_destroy(&attributes);
	return started;
}

bool pool_run(size_t threads, const struct pool_jobs *jobs)
{
	if (threads > jobs->count)
		threads = jobs->count;
	if (threads < 2)
		return run_alone(jobs);
	struct pool p = { .jobs = jobs, .window = threads * AHEAD };
	p.slots = mem_array(p.window, sizeof(*p.slots));
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.made, NULL);
	pthread_cond_init(&p.taken, NULL);
	struct worker *workers = mem_array(threads, sizeof(*workers));
	size_t started = start(&p, workers, threads);
	bool ok = started > 0 ? take_all(&p) : run_alone(jobs);
	for (size_t i = 0; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	for (size_t i = 0; i < p.window; i++) {
		if (p.slots[i].done)
			jobs->drop(jobs->context, p.slots[i].result);
	}
	free(workers);
	free(p.slots);
	pthread_cond_destroy(&p.taken);
	pthread_cond_destroy(&p.made);
	pthread_mutex_destroy(&p.lock);
	return ok;
}

size_t pool_processors(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof(set), &set) != 0 || CPU_COUNT(&set) < 1)
		return 1;
	return (size_t)CPU_COUNT(&set);
}
