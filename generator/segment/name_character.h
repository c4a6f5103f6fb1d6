#ifndef SEGMENT_NAME_CHARACTER_H
#define SEGMENT_NAME_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/*
 * What characters are worth in a Chinese personal name. The tables are general:
 * the surnames that people bear, the characters that parents choose, and words
 * that only look like names.
 */

enum { NAME_CHARACTER_NEVER = -1 };

/* How often c is a surname: 3 (the hundred or so that most people bear) to 1, or 0. */
int name_character_surname(uint32_t c);

/* Whether two glyphs are a surname of two characters: 欧阳. */
bool name_character_compound(const uint32_t *code);

/*
 * What c costs as a character of a given name: 0 where it is frequent, 1 where
 * it is usual, 3 where nothing is known, NAME_CHARACTER_NEVER where it is not one.
 */
int name_character_given(uint32_t c);

/* Whether two or three glyphs are a word or a place, though they could be a name. */
bool name_character_is_word(const uint32_t *code, size_t n);

/* Whether two glyphs are a province, a big city or a country. */
bool name_character_is_place(const uint32_t *code);

/* Whether n glyphs are a word of Tibetan or Mongolian names: 扎西, 巴特尔. */
bool name_character_is_syllables(const uint32_t *code, size_t n);

/* Whether c is used to write the names of Uyghurs, Kazakhs, Mongols and foreigners. */
bool name_character_transcribes(uint32_t c);

#endif
