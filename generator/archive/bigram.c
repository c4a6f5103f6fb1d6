#include "archive/bigram.h"

#include "text/han.h"

uint8_t bigram_class_of(const struct language *l, unsigned c)
{
	bool usable = han_is_word(c) && !language_glyph(&l->particles, c);
	return (uint8_t)((usable ? BIGRAM_USABLE : 0) | (han_is(c) ? BIGRAM_HAN : 0));
}

void bigram_classify(const struct language *l, struct bigram_classes *out)
{
	out->language = l;
	for (unsigned c = 0; c < BIGRAM_CLASSES; c++)
		out->of[c] = bigram_class_of(l, c);
}
