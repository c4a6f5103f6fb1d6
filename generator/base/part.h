#ifndef BASE_PART_H
#define BASE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One of the parts that work is cut into, so that each can be done by another
 * process, on whichever machine. What is in a part follows from the work and
 * the count alone.
 */
struct part {
	size_t number; /* from 1 */
	size_t count;  /* 1: there is one part, and it has all */
};

#define PART_MOST 100000

/* Reads "2/7". False if it is none. */
bool part_read(const char *text, struct part *out);

/* Of things that are told apart by a hash or a number. */
static inline bool part_has(const struct part *p, uint64_t hash)
{
	return hash % p->count == p->number - 1;
}

/*
 * Of things in a row, each of some size, so that a part is a run of neighbours:
 * those that begin at this place of the whole.
 */
static inline bool part_has_at(const struct part *p, uint64_t at, uint64_t whole)
{
	double share = whole ? (double)at / (double)whole : 0;
	size_t number = (size_t)(share * (double)p->count);
	return (number < p->count ? number : p->count - 1) == p->number - 1;
}

#endif
