#ifndef SEGMENT_ACTIVATION_H
#define SEGMENT_ACTIVATION_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The functions of a neural network made of additions, multiplications and
 * divisions alone, so that every machine and every C library finds the same
 * bits. Right to about six digits. Numbers stand in rows whose length is a
 * multiple of ACTIVATION_LANES, and are taken so many at once.
 */
enum { ACTIVATION_LANES = 4 };

typedef float activation_lanes __attribute__((vector_size(ACTIVATION_LANES * sizeof(float))));
typedef int32_t activation_bits __attribute__((vector_size(ACTIVATION_LANES * sizeof(int32_t))));

#define ACTIVATION_INLINE static inline __attribute__((always_inline))

/* Each number that is beyond the limit becomes it: above it, or for sign -1 below. */
ACTIVATION_INLINE void activation_limit(activation_lanes *x, float limit, float sign)
{
	activation_bits beyond = (*x - limit) * sign > 0;
	activation_lanes limits = (activation_lanes){ 0 } + limit;
	*x = (activation_lanes)((beyond & (activation_bits)limits) | (~beyond & (activation_bits)*x));
}

/* e to the power of each, of either sign; beyond what a float holds it is the nearest that it does. */
ACTIVATION_INLINE void activation_exp(activation_lanes *x)
{
	activation_limit(x, 87.0F, 1);
	activation_limit(x, -87.0F, -1);
	/* As a power of two: a whole one, and a rest within a half. So large a number has no room for fractions. */
	const float rounder = 12582912.0F;
	activation_lanes t = *x * 1.44269504F, whole = (t + rounder) - rounder;
	activation_lanes y = (t - whole) * 0.693147181F;
	activation_lanes e =
		1.0F +
		y * (1.0F +
	         y * (0.5F + y * (0.166666667F +
	                          y * (0.0416666667F + y * (0.00833333333F + y * 0.00138888889F)))));
	activation_bits power = __builtin_convertvector(whole, activation_bits);
	*x = (activation_lanes)((activation_bits)e + power * (1 << 23));
}

/* Each becomes 1 / (1 + e^-x). */
ACTIVATION_INLINE void activation_sigmoid(float *row, size_t n)
{
	for (size_t i = 0; i < n; i += ACTIVATION_LANES) {
		activation_lanes x;
		memcpy(&x, row + i, sizeof(x));
		x = -x;
		activation_exp(&x);
		x = 1.0F / (1.0F + x);
		memcpy(row + i, &x, sizeof(x));
	}
}

/* Each becomes its hyperbolic tangent. */
ACTIVATION_INLINE void activation_tanh(float *row, size_t n)
{
	for (size_t i = 0; i < n; i += ACTIVATION_LANES) {
		activation_lanes x;
		memcpy(&x, row + i, sizeof(x));
		x = -2.0F * x;
		activation_exp(&x);
		x = 2.0F / (1.0F + x) - 1.0F;
		memcpy(row + i, &x, sizeof(x));
	}
}

#endif
