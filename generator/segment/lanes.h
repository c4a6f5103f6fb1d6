#ifndef SEGMENT_LANES_H
#define SEGMENT_LANES_H

#include <stdint.h>
#include <string.h>

/*
 * Eight numbers that are added, multiplied and compared at once, where the
 * processor can. They are read from rows of numbers and written there by memcpy.
 */
enum { LANES = 8 };

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t lanes_signed __attribute__((vector_size(LANES * sizeof(int32_t))));
typedef uint32_t lanes_unsigned __attribute__((vector_size(LANES * sizeof(uint32_t))));

/* Put inside the function that is there for each sort of processor. */
#define LANES_INLINE static inline __attribute__((always_inline))

#endif
