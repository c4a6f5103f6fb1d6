#ifndef SEGMENT_ACTIVATION_H
#define SEGMENT_ACTIVATION_H

#include <stdint.h>
#include <string.h>

/*
 * The functions of a neural network made of additions, multiplications and
 * divisions alone, so that every machine and every C library finds the same
 * bits. Right to about six digits.
 */

/* e to the power x, for x of either sign; beyond what a float holds it is the nearest that it does. */
static inline float activation_exp(float x)
{
	x = x > 87.0F ? 87.0F : x < -87.0F ? -87.0F : x;
	float t = x * 1.44269504F; /* as a power of two: a whole one and a rest within a half */
	float whole = (float)(int32_t)(t + (t < 0 ? -0.5F : 0.5F));
	float y = (t - whole) * 0.693147181F;
	float e = 1.0F + y * (1.0F + y * (0.5F + y * (0.166666667F +
	                                              y * (0.0416666667F + y * (0.00833333333F +
	                                                                        y * 0.00138888889F)))));
	int32_t bits;
	memcpy(&bits, &e, sizeof(bits));
	bits += (int32_t)whole * (1 << 23);
	memcpy(&e, &bits, sizeof(e));
	return e;
}

static inline float activation_sigmoid(float x)
{
	return 1.0F / (1.0F + activation_exp(-x));
}

static inline float activation_tanh(float x)
{
	return 2.0F / (1.0F + activation_exp(-2.0F * x)) - 1.0F;
}

#endif
