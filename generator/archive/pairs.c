#include "archive/pairs.h"

#include "archive/shared.h"

/* What no word is made of parts words. */
static bool is_word_character(unsigned c)
{
	bool ascii = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return ascii || shared_is_han(c);
}

uint8_t pairs_class_of(unsigned c)
{
	bool usable = is_word_character(c) && !shared_is_particle(c);
	return (uint8_t)((usable ? PAIRS_USABLE : 0) | (shared_is_han(c) ? PAIRS_HAN : 0));
}

void pairs_classify(struct pairs_classes *out)
{
	for (unsigned c = 0; c < PAIRS_CLASSES; c++)
		out->of[c] = pairs_class_of(c);
}
