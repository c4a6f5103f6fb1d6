#include "language/language.h"

#include <string.h>

extern const struct language language_zh, language_en, language_de, language_fr;

/* The languages that the program knows, the first where nothing is said. */
static const struct language *const languages[] = { &language_zh, &language_en, &language_de,
	                                                &language_fr };

const char *const language_tags[LANGUAGE_TAGS] = { "zh-Hans", "zh-Hant", "en", "de", "fr" };

static const char *const babel_names[LANGUAGE_TAGS] = { "chinese", "chinese", "english", "ngerman",
	                                                    "french" };

struct view language_babel_name(struct view tag)
{
	for (size_t i = 0; i < LANGUAGE_TAGS; i++)
		if (view_eq(tag, view_of(language_tags[i])))
			return view_of(babel_names[i]);
	return view_of(babel_names[0]);
}

enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

const struct language *language_default(void)
{
	return languages[0];
}

const struct language *language_find(struct view tag)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct view code = view_of(languages[i]->code);
		if (view_starts(tag, code) && (tag.len == code.len || tag.data[code.len] == '-'))
			return languages[i];
	}
	return NULL;
}

/* Whether g holds w at i in whichever letters, and no word goes on over its ends. */
static bool stands_at(const struct language_word *w, struct glyphs g, size_t i)
{
	size_t end = i + w->length;
	if (end > g.len)
		return false;
	for (size_t k = 0; k < w->length; k++)
		if (language_small(g.code[i + k]) != w->text[k])
			return false;
	bool begins = i == 0 || !glyph_is_letter(g.code[i]) || !glyph_is_letter(g.code[i - 1]);
	bool ends = end == g.len || !glyph_is_letter(g.code[end - 1]) || !glyph_is_letter(g.code[end]);
	return begins && ends;
}

const struct language_word *language_at_spaced(const struct language_list *l, struct glyphs g,
                                               size_t i)
{
	uint32_t c = g.code[i] & l->mask;
	for (size_t k = l->starts[c], end = l->starts[c + 1]; k < end; k++)
		if (stands_at(&l->words[k], g, i))
			return &l->words[k];
	return NULL;
}

const struct language_word *language_before_spaced(const struct language_list *l, struct glyphs g,
                                                   size_t i)
{
	uint32_t c = g.code[i - 1] & l->mask;
	for (size_t k = l->starts[c], end = l->starts[c + 1]; k < end; k++)
		if (l->words[k].length <= i && stands_at(&l->words[k], g, i - l->words[k].length))
			return &l->words[k];
	return NULL;
}

const struct language_word *language_shorter(const struct language_list *l,
                                             const struct language_word *w, struct glyphs g,
                                             size_t i)
{
	const struct language_word *end = l->words + l->starts[(g.code[i] & l->mask) + 1U];
	while (++w < end)
		if (l->spaced ? stands_at(w, g, i) : glyph_at(g, i, w->text))
			return w;
	return NULL;
}

ptrdiff_t language_search(const struct language_list *l, struct glyphs g, size_t from)
{
	for (size_t i = from; i < g.len; i++)
		if (language_at(l, g, i))
			return (ptrdiff_t)i;
	return -1;
}

const struct language_word *language_at_bytes(const struct language_list *l, struct view v,
                                              size_t i)
{
	if (i >= v.len)
		return NULL;
	size_t at = i;
	uint32_t c = glyph_next(v, &at) & l->mask;
	for (size_t k = l->starts[c], end = l->starts[c + 1]; k < end; k++)
		if (view_starts(view_slice(v, i, v.len), view_of(l->words[k].utf8)))
			return &l->words[k];
	return NULL;
}

bool language_has(const struct language_list *l, struct view v)
{
	if (v.len == 0)
		return false;
	size_t at = 0;
	uint32_t c = glyph_next(v, &at) & l->mask;
	for (size_t k = l->starts[c], end = l->starts[c + 1]; k < end; k++)
		if (view_eq(v, view_of(l->words[k].utf8)))
			return true;
	return false;
}
