#ifndef SEGMENT_PERSON_NAME_H
#define SEGMENT_PERSON_NAME_H

#include <stddef.h>

#include "text/glyph.h"

/* Personal names in a byline: where they begin and end, in glyphs. */
struct person_name {
	size_t from;
	size_t to;
};

enum { PERSON_NAME_MOST = 32 };

/* How much tells already that names stand here. */
enum person_name_trust {
	PERSON_NAME_STRICT, /* nothing: only what can hardly be anything else is a name */
	PERSON_NAME_LOOSE,  /* the place, such as a bracket after the last sentence: pen names too */
	PERSON_NAME_SURE,   /* a word such as 记者: words and foreign names in ideographs too */
};

/*
 * Reads glyphs from to to as nothing but a list of personal names: separated
 * by 、 or commas or blanks, spread by blanks (张 波), or run together
 * (刘玉红肖荻); Chinese, of the peoples of China (索朗罗布), or foreign with a
 * middle dot (约翰·史密斯). Returns how many there are, at most PERSON_NAME_MOST, or 0
 * if this is no list of names.
 */
size_t person_name_list(struct glyphs g, size_t from, size_t to, enum person_name_trust trust,
                        struct person_name *out);

/* Whether glyphs from to to are a word or a place, though they could be a name. */
bool person_name_is_word(struct glyphs g, size_t from, size_t to);

#endif
