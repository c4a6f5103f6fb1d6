#ifndef SEGMENT_MATRIX_H
#define SEGMENT_MATRIX_H

#include <stddef.h>

#include "segment/lanes.h"
#include "segment/weights.h"

/*
 * The sums that a network is made of. The order of additions is the same on all
 * machines, and no number is multiplied and added in one step, so that each
 * comes out the same. All widths are multiples of LANES, and known when the
 * program is compiled.
 */

/* to += rows of a table. */
LANES_INLINE void matrix_add_rows(float *to, const float *table, const uint32_t *rows, size_t count,
                                  size_t width)
{
	for (size_t k = 0; k < count; k++) {
		const float *row = table + (size_t)rows[k] * width;
		for (size_t j = 0; j < width; j++)
			to[j] += row[j];
	}
}

/* Two to the power of minus the shift. */
LANES_INLINE float matrix_unit(uint8_t shift)
{
	uint32_t bits = (uint32_t)(127 - shift) << 23;
	float unit;
	memcpy(&unit, &bits, sizeof(unit));
	return unit;
}

/* *sum += the numbers of eight words that begin so many bits from the top, each times unit. */
LANES_INLINE void matrix_add_packed(lanes *sum, const lanes_unsigned *words, int from, float unit)
{
	lanes_signed numbers = (lanes_signed)(*words << from) >> 24;
	*sum += __builtin_convertvector(numbers, lanes) * unit;
}

/* The same as matrix_add_rows() for 32 columns of a packed table, from that column on. */
LANES_INLINE void matrix_add_packed_rows(float *to, const struct weights_table *t, size_t column,
                                         const uint32_t *rows, size_t count, size_t width)
{
	lanes a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
	for (size_t k = 0; k < count; k++) {
		lanes_unsigned words;
		memcpy(&words, t->words + ((size_t)rows[k] * width + column) / WEIGHTS_PACKED,
		       sizeof(words));
		const float unit = matrix_unit(t->shifts[rows[k]]);
		matrix_add_packed(&a, &words, 24, unit);
		matrix_add_packed(&b, &words, 16, unit);
		matrix_add_packed(&c, &words, 8, unit);
		matrix_add_packed(&d, &words, 0, unit);
	}
	for (size_t j = 0; j < LANES; j++) {
		to[column + WEIGHTS_PACKED * j] += a[j];
		to[column + WEIGHTS_PACKED * j + 1] += b[j];
		to[column + WEIGHTS_PACKED * j + 2] += c[j];
		to[column + WEIGHTS_PACKED * j + 3] += d[j];
	}
}

/* *sum += x times the eight numbers of a row. */
LANES_INLINE void matrix_add_lanes(lanes *sum, float x, const float *row)
{
	lanes m;
	memcpy(&m, row, sizeof(m));
	*sum += x * m;
}

/* to += x times 32 columns of the matrix, or 16; their sums stay in the processor meanwhile. */
LANES_INLINE void matrix_multiply_32(float *to, const float *x, const float *matrix, size_t rows,
                                     size_t columns)
{
	lanes a, b, c, d;
	memcpy(&a, to, sizeof(a));
	memcpy(&b, to + LANES, sizeof(b));
	memcpy(&c, to + 2 * LANES, sizeof(c));
	memcpy(&d, to + 3 * LANES, sizeof(d));
	for (size_t k = 0; k < rows; k++) {
		const float *row = matrix + k * columns;
		matrix_add_lanes(&a, x[k], row);
		matrix_add_lanes(&b, x[k], row + LANES);
		matrix_add_lanes(&c, x[k], row + 2 * LANES);
		matrix_add_lanes(&d, x[k], row + 3 * LANES);
	}
	memcpy(to, &a, sizeof(a));
	memcpy(to + LANES, &b, sizeof(b));
	memcpy(to + 2 * LANES, &c, sizeof(c));
	memcpy(to + 3 * LANES, &d, sizeof(d));
}

LANES_INLINE void matrix_multiply_16(float *to, const float *x, const float *matrix, size_t rows,
                                     size_t columns)
{
	lanes a, b;
	memcpy(&a, to, sizeof(a));
	memcpy(&b, to + LANES, sizeof(b));
	for (size_t k = 0; k < rows; k++) {
		matrix_add_lanes(&a, x[k], matrix + k * columns);
		matrix_add_lanes(&b, x[k], matrix + k * columns + LANES);
	}
	memcpy(to, &a, sizeof(a));
	memcpy(to + LANES, &b, sizeof(b));
}

/* to += x times the matrix, whose columns are 16 or a multiple of 32. */
LANES_INLINE void matrix_multiply(float *to, const float *x, const float *matrix, size_t rows,
                                  size_t columns)
{
	if (columns == 16)
		matrix_multiply_16(to, x, matrix, rows, columns);
	for (size_t column = 0; columns != 16 && column < columns; column += 32)
		matrix_multiply_32(to + column, x, matrix + column, rows, columns);
}

/* The same for so many x, one after the other, at once: each part of the matrix is fetched once for all. */
LANES_INLINE void matrix_multiply_all(float *to, const float *x, const float *matrix, size_t count,
                                      size_t rows, size_t columns)
{
	for (size_t column = 0; column < columns; column += 32)
		for (size_t i = 0; i < count; i++)
			matrix_multiply_32(to + i * columns + column, x + i * rows, matrix + column, rows,
			                   columns);
}

/* The product of two rows. */
LANES_INLINE float matrix_dot(const float *a, const float *b, size_t width)
{
	lanes sum = { 0 }, x, y;
	for (size_t j = 0; j < width; j += LANES) {
		memcpy(&x, a + j, sizeof(x));
		memcpy(&y, b + j, sizeof(y));
		sum += x * y;
	}
	return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

#endif
