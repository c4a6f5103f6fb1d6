/*
 * What a piece of work takes of the processor, for tests of how time grows.
 *
 * A busy machine, another program in the cache or a slower clock make work look
 * slow that is not, and never make slow work look fast. So what looks slow is
 * measured again, and the shortest time counts.
 */
#ifndef PROCESSOR_TIME_H
#define PROCESSOR_TIME_H

#include <stdbool.h>
#include <time.h>

enum { PROCESSOR_TIME_TRIES = 4 };

/* Seconds of the processor since `begun`, which is what clock() said then. */
static inline double processor_seconds(clock_t begun)
{
	return (double)(clock() - begun) / CLOCKS_PER_SEC;
}

/* Is work(context), which returns its seconds, done within so many, at least once in some tries? */
static inline bool within_seconds(double (*work)(void *context), void *context, double most)
{
	for (int i = 0; i < PROCESSOR_TIME_TRIES; i++)
		if (work(context) < most)
			return true;
	return false;
}

#endif
