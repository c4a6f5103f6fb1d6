#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* Classes of ASCII characters, of bytes as of code points, whatever the locale. */

static inline bool ascii_is_digit(uint32_t c)
{
	return c - '0' < 10;
}

static inline bool ascii_is_letter(uint32_t c)
{
	return (c | 0x20) - 'a' < 26;
}

/* Blank, tab, line feed, vertical tab, form feed, carriage return. */
static inline bool ascii_is_blank(uint32_t c)
{
	return c == ' ' || c - '\t' < 5;
}

/* The value of a hexadecimal digit, or -1. */
static inline int ascii_hex(uint32_t c)
{
	if (ascii_is_digit(c))
		return (int)(c - '0');
	return (c | 0x20) - 'a' < 6 ? (int)((c | 0x20) - 'a') + 10 : -1;
}

#endif
