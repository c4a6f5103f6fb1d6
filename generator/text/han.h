#ifndef TEXT_HAN_H
#define TEXT_HAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ascii.h"

/*
 * What counts as a Han character, in recognising, linking and searching alike:
 * ideographs, their radicals and compatibility forms, 々, 〆, 〇 and the numerals
 * of Suzhou.
 */
struct han_run {
	uint32_t first, last;
};

/* The runs of code points that are Han characters, in order; no two touch. */
const struct han_run *han_runs(size_t *count);

/* For han_is(): a code point outside of U+4E00 to U+9FFF. */
bool han_is_other(uint32_t c);

static inline bool han_is(uint32_t c)
{
	return c - 0x4E00U <= 0x9FFF - 0x4E00 || (c >= 0x2E80 && han_is_other(c));
}

/* What words are made of: Han characters, ASCII letters and digits. */
static inline bool han_is_word(uint32_t c)
{
	return han_is(c) || ascii_is_digit(c) || ascii_is_letter(c);
}

#endif
