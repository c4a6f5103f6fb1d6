#include "archive/stopwords.h"

#include "text/utf8.h"

/* Whether the word is of characters of numbers and dates alone. */
static bool is_number(const struct language *l, struct view word)
{
	for (size_t at = 0; at < word.len;)
		if (!language_glyph(&l->number_words, utf8_next(word, &at)))
			return false;
	return true;
}

bool stopwords_word(const struct language *l, struct view word)
{
	enum { PAIR = 2 }; /* characters of a word of the list, where blanks part none */
	if (is_number(l, word) || language_has(&l->stopwords, word))
		return true;
	for (size_t at = 0; at < word.len;) {
		size_t from = at;
		for (int n = 0; n < PAIR; n++) {
			if (at >= word.len)
				return false;
			utf8_next(word, &at);
		}
		struct view pair = view_slice(word, from, at - from);
		if (!language_has(&l->stopwords, pair) && !is_number(l, pair))
			return false;
	}
	return true;
}
