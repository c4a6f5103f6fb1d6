#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Many jobs on several threads, with results in order: work is called for 0
 * to count - 1, on threads numbered from 0, and take gets what it returned in
 * exactly that order, on the calling thread. So whatever take does cannot
 * depend on timing. Threads stay at most a few jobs ahead of take, which keeps
 * memory flat however many jobs there are.
 *
 * If take returns false, no further job is begun and pool_run returns false;
 * results that were made meanwhile go to drop.
 */
struct pool_jobs {
	size_t count;
	void *context;
	void *(*work)(void *context, size_t thread, size_t job);
	bool (*take)(void *context, size_t job, void *result);
	void (*drop)(void *context, void *result);
};

bool pool_run(size_t threads, const struct pool_jobs *jobs);

/* The number of processors this process may use, at least 1. */
size_t pool_processors(void);

#endif
