#include "segment/nearby.h"

bool nearby_before(struct glyphs g, size_t i, const char32_t *word)
{
	size_t n = 0;
	while (word[n])
		n++;
	return n > 0 && i >= n && g.code[i - 1] == word[n - 1] && glyph_at(g, i - n, word);
}

bool nearby_before_any(struct glyphs g, size_t i, const char32_t *const *words)
{
	for (; *words; words++)
		if (nearby_before(g, i, *words))
			return true;
	return false;
}

bool nearby_after_any(struct glyphs g, size_t i, const char32_t *const *words)
{
	for (; *words && i < g.len; words++)
		if (g.code[i] == **words && glyph_at(g, i, *words))
			return true;
	return false;
}

bool nearby_one_of(uint32_t c, const char32_t *set)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}
