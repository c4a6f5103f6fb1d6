#ifndef TEXT_LEGACY_H
#define TEXT_LEGACY_H

#include <stdint.h>

/*
 * Characters that had no code point when GBK was made, and that its converters
 * put into the private use area: Unicode has them all by now, and GB 18030-2022
 * gives those codes.
 */

#define LEGACY_FIRST 0xE78D
#define LEGACY_LAST  0xE864

/* The character that a code point of private use stands for; 0 for any other. */
uint32_t legacy_character(uint32_t code);

#endif
