#include "archive/bigram.h"

#include "archive/shared_words.h"
#include "text/han.h"

uint8_t bigram_class_of(unsigned c)
{
	bool usable = han_is_word(c) && !shared_words_is_particle(c);
	return (uint8_t)((usable ? BIGRAM_USABLE : 0) | (han_is(c) ? BIGRAM_HAN : 0));
}

void bigram_classify(struct bigram_classes *out)
{
	for (unsigned c = 0; c < BIGRAM_CLASSES; c++)
		out->of[c] = bigram_class_of(c);
}
