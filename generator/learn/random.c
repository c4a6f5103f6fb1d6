#include "learn/random.h"

uint64_t random_next(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1Du;
}

size_t random_below(uint64_t *state, size_t n)
{
	return (size_t)(random_next(state) >> 33) % n;
}
