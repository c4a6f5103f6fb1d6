#ifndef LEARN_RANDOM_H
#define LEARN_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* A fixed sequence of random numbers (xorshift64*, Vigna 2016); *state is not zero. */
uint64_t random_next(uint64_t *state);

/* One from 0 to n - 1; n is not 0. */
size_t random_below(uint64_t *state, size_t n);

#endif
