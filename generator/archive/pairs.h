#ifndef ARCHIVE_PAIRS_H
#define ARCHIVE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/bonds.h"
#include "base/view.h"
#include "text/utf8.h"

/*
 * The pairs of neighbouring characters in a text. This is gone through for the
 * headlines of the whole archive, so nothing is asked that a table can tell.
 */
enum { PAIRS_USABLE = 1, PAIRS_HAN = 2 }; /* can be of a word; is a Han character */

#define PAIRS_CLASSES 0x10000 /* characters beyond are looked at one by one */

struct pairs_classes {
	uint8_t of[PAIRS_CLASSES];
};

void    pairs_classify(struct pairs_classes *out);
uint8_t pairs_class_of(unsigned c);

/* Set text and classes; the rest is of the pair that pairs_next() came to. */
struct pairs {
	const struct pairs_classes *classes;
	struct view text;
	size_t      at;
	unsigned    first, second; /* 0 is before the first character */
	uint8_t     class_first, class_second;
	uint32_t    hash;          /* bonds_hash() of both */
};

/* One pair for each character, with that before it. False at the end of the text. */
static inline bool pairs_next(struct pairs *p)
{
	if (p->at >= p->text.len)
		return false;
	p->first = p->second;
	p->class_first = p->class_second;
	p->second = utf8_next(p->text, &p->at);
	p->class_second = p->second < PAIRS_CLASSES ? p->classes->of[p->second]
	                                            : pairs_class_of(p->second);
	p->hash = bonds_hash(p->first, p->second);
	return true;
}

/* Whether it can be of a word that tells something. */
static inline bool pairs_in_word(const struct pairs *p)
{
	return (p->class_first & p->class_second & PAIRS_USABLE) &&
	       ((p->class_first | p->class_second) & PAIRS_HAN);
}

/* Whether both are Han characters. */
static inline bool pairs_han(const struct pairs *p)
{
	return p->class_first & p->class_second & PAIRS_HAN;
}

#endif
