#include "segment/creditplace.h"

#include "language/language.h"
#include "segment/pattern.h"

bool creditplace_in_end(struct glyphs g, size_t *open, struct credit_list *out)
{
	enum { LONGEST = 60 };
	size_t end = g.len;
	while (end > 0 && (g.code[end - 1] == ' ' || g.code[end - 1] == 0x3002))
		end--;
	*out = (struct credit_list){ .len = 0 };
	if (end == 0 || g.code[end - 1] != ')')
		return false;
	size_t i = end - 1;
	while (i > 0 && g.code[i] != '(' && end - i < LONGEST)
		i--;
	if (g.code[i] != '(')
		return false;
	*open = i;
	return credit_read(g, i + 1, end - 1, false, out);
}

/* The glyph after 报道 and the colon that may follow it. */
static size_t report_end(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->report_words, g, i);
	i += w && w->value ? w->length : 0;
	return i < g.len && (g.code[i] == ':' || g.code[i] == ',') ? i + 1 : i;
}

size_t creditplace_after_dateline(struct glyphs g, size_t i, struct credit_list *out)
{
	enum { LONGEST = 90 };
	*out = (struct credit_list){ .len = 0 };
	size_t at = pattern_blanks(g, i);
	if (at < g.len && g.code[at] == '(') {
		for (size_t end = at + 1; end < g.len && end < at + LONGEST; end++)
			if (g.code[end] == ')')
				return credit_read(g, at + 1, end, false, out) ? end + 1 : i;
		return i;
	}
	for (size_t end = at + 4; end < g.len && end < at + LONGEST; end++) {
		uint32_t c = g.code[end];
		if (c == 0x3002 || c == '(')
			break;
		bool stop = c == ':' || language_at(&g.language->report_words, g, end);
		if (stop && credit_read(g, at, end, false, out) && out->says_role)
			return report_end(g, end);
		if (c == ':')
			break;
	}
	*out = (struct credit_list){ .len = 0 };
	return i;
}

bool creditplace_ends_photo(struct glyphs g, size_t end)
{
	enum { SHORTEST = 3 }; /* a name and a word */
	const struct language_word *w = language_before(&g.language->photo_ends, g, end);
	return w && end >= SHORTEST && end > w->length;
}

bool creditplace_of_photo(struct glyphs g, size_t *from, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	size_t end = g.len;
	while (end > 0 && credit_is_outer_mark(g.code[end - 1]))
		end--;
	if (!creditplace_ends_photo(g, end))
		return false;
	size_t i = end;
	while (i > 0 && end - i < LONGEST && !glyph_ends_sentence(g.code[i - 1]) &&
	       !glyph_closes(g.code[i - 1]))
		i--;
	for (*from = pattern_blanks(g, i); *from + 3 <= end; (*from)++) {
		bool begins = *from == i || g.code[*from - 1] == ' ' || pattern_agency(g, *from);
		if (begins && credit_read(g, *from, end, false, out))
			return true;
	}
	*out = (struct credit_list){ .len = 0 };
	return false;
}

bool creditplace_after_text(struct glyphs g, size_t *from, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	size_t i = g.len;
	while (i > 0 && g.len - i < LONGEST && !glyph_ends_sentence(g.code[i - 1]) &&
	       !glyph_closes(g.code[i - 1]))
		i--;
	size_t end = i;
	while (end > 0 && glyph_closes(g.code[end - 1]))
		end--;
	*from = pattern_blanks(g, i);
	if (end == 0 || !language_ends_sentence(g, end - 1))
		return false;
	if (*from < g.len && credit_read(g, *from, g.len, false, out) && out->says_role)
		return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}

/* Whether an office, a title, a place or a company may end before i. */
static bool ends_office(struct glyphs g, size_t i, size_t from)
{
	const struct language *l = g.language;
	return i >= from + 2 &&
	       (language_before(&l->office_ends, g, i) || language_at(&l->places, g, i - 2));
}

bool creditplace_after_office(struct glyphs g, size_t from, size_t to, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	if (to > from + LONGEST)
		return false;
	for (size_t i = from; i < to; i++)
		if (!glyph_is_han(g.code[i]) && !credit_is_mark(g.code[i]))
			return false;
	for (size_t i = from + 2; i + 2 <= to; i++)
		if (ends_office(g, i, from) && credit_read(g, i, to, false, out) && !out->says_role)
			return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}
