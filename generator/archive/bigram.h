#ifndef ARCHIVE_BIGRAM_H
#define ARCHIVE_BIGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/cohesion.h"
#include "base/view.h"
#include "language/language.h"
#include "text/utf8.h"

/*
 * The pairs of neighbouring characters in a text. This is gone through for the
 * headlines of the whole archive, so nothing is asked that a table can tell.
 */
enum { BIGRAM_USABLE = 1, BIGRAM_HAN = 2 }; /* can be of a word; is a Han character */

#define BIGRAM_CLASSES 0x10000 /* characters beyond are looked at one by one */

struct bigram_classes {
	const struct language *language; /* whose particles are of no word */
	uint8_t of[BIGRAM_CLASSES];
};

void bigram_classify(const struct language *l, struct bigram_classes *out);
uint8_t bigram_class_of(const struct language *l, unsigned c);

/* Set text and classes; the rest is of the pair that bigram_next() came to. */
struct bigram {
	const struct bigram_classes *classes;
	struct view text;
	size_t at;
	unsigned first, second; /* 0 is before the first character */
	uint8_t class_first, class_second;
	uint32_t hash; /* cohesion_hash() of both */
};

/* One pair for each character, with that before it. False at the end of the text. */
static inline bool bigram_next(struct bigram *p)
{
	if (p->at >= p->text.len)
		return false;
	p->first = p->second;
	p->class_first = p->class_second;
	p->second = utf8_next(p->text, &p->at);
	p->class_second = p->second < BIGRAM_CLASSES ? p->classes->of[p->second]
	                                             : bigram_class_of(p->classes->language, p->second);
	p->hash = cohesion_hash(p->first, p->second);
	return true;
}

/* Whether it can be of a word that tells something. */
static inline bool bigram_in_word(const struct bigram *p)
{
	return (p->class_first & p->class_second & BIGRAM_USABLE) &&
	       ((p->class_first | p->class_second) & BIGRAM_HAN);
}

/* Whether both are Han characters. */
static inline bool bigram_han(const struct bigram *p)
{
	return p->class_first & p->class_second & BIGRAM_HAN;
}

#endif
