#ifndef SEGMENT_ACTIVATION_H
#define SEGMENT_ACTIVATION_H

#include <stddef.h>

#include "segment/lanes.h"

/*
 * The functions of a neural network made of additions, multiplications and
 * divisions alone, so that every machine and every C library finds the same
 * bits. Right to about six digits. Numbers stand in rows whose length is a
 * multiple of LANES.
 */
/* Each number that is beyond the limit becomes it: above it, or for sign -1 below. */
LANES_INLINE void activation_limit(lanes *x, float limit, float sign)
{
	lanes_signed beyond = (*x - limit) * sign > 0;
	lanes limits = (lanes){ 0 } + limit;
	*x = (lanes)((beyond & (lanes_signed)limits) | (~beyond & (lanes_signed)*x));
}

/* e to the power of each, of either sign; beyond what a float holds it is the nearest that it does. */
LANES_INLINE void activation_exp(lanes *x)
{
	activation_limit(x, 87.0F, 1);
	activation_limit(x, -87.0F, -1);
	/* As a power of two: a whole one, and a rest within a half. So large a number has no room for fractions. */
	const float rounder = 12582912.0F;
	lanes t = *x * 1.44269504F, whole = (t + rounder) - rounder;
	lanes y = (t - whole) * 0.693147181F;
	lanes e = 1.0F + y * (1.0F + y * (0.5F + y * (0.166666667F +
	                                              y * (0.0416666667F + y * (0.00833333333F +
	                                                                        y * 0.00138888889F)))));
	lanes_signed power = __builtin_convertvector(whole, lanes_signed);
	*x = (lanes)((lanes_signed)e + power * (1 << 23));
}

/* Each becomes 1 / (1 + e^-x). */
LANES_INLINE void activation_sigmoid(float *row, size_t n)
{
	for (size_t i = 0; i < n; i += LANES) {
		lanes x;
		memcpy(&x, row + i, sizeof(x));
		x = -x;
		activation_exp(&x);
		x = 1.0F / (1.0F + x);
		memcpy(row + i, &x, sizeof(x));
	}
}

/* Each becomes its hyperbolic tangent. */
LANES_INLINE void activation_tanh(float *row, size_t n)
{
	for (size_t i = 0; i < n; i += LANES) {
		lanes x;
		memcpy(&x, row + i, sizeof(x));
		x = -2.0F * x;
		activation_exp(&x);
		x = 2.0F / (1.0F + x) - 1.0F;
		memcpy(row + i, &x, sizeof(x));
	}
}

#endif
