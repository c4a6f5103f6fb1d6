#include "archive/bigram.h"

#include "archive/shared_words.h"

/* What no word is made of parts words. */
static bool is_word_character(unsigned c)
{
	bool ascii = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return ascii || shared_words_is_han(c);
}

uint8_t bigram_class_of(unsigned c)
{
	bool usable = is_word_character(c) && !shared_words_is_particle(c);
	return (uint8_t)((usable ? BIGRAM_USABLE : 0) | (shared_words_is_han(c) ? BIGRAM_HAN : 0));
}

void bigram_classify(struct bigram_classes *out)
{
	for (unsigned c = 0; c < BIGRAM_CLASSES; c++)
		out->of[c] = bigram_class_of(c);
}
