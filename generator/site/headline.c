#include "site/headline.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/escape.h"
#include "base/mem.h"
#include "language/language.h"

struct headline {
	const struct language *language;
	UBreakIterator *words;
	UBreakIterator *lines;
};

/* The characters of a text and what is known of the places before them. */
struct places {
	size_t count;
	uint32_t code[HEADLINE_CHARACTERS + 1];
	size_t at[HEADLINE_CHARACTERS + 1]; /* byte offset */
	bool word[HEADLINE_CHARACTERS + 1]; /* a word begins here */
	bool line[HEADLINE_CHARACTERS + 1]; /* a line may */
};

struct headline *headline_open(const struct language *language, struct report *r)
{
	struct headline *h = mem_alloc(sizeof(*h));
	h->language = language;
	UErrorCode status = U_ZERO_ERROR;
	h->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
	h->lines = ubrk_open(UBRK_LINE, "zh", NULL, 0, &status);
	if (U_SUCCESS(status))
		return h;
	report_error(r, NULL, 0, 0, "ICU has no dictionary of words (%s): install its full data",
	             u_errorName(status));
	headline_close(h);
	return NULL;
}

static void read_characters(struct places *p, struct view text)
{
	size_t at = 0;
	while (at < text.len && p->count < HEADLINE_CHARACTERS) {
		UChar32 c;
		p->at[p->count] = at;
		U8_NEXT(text.data, at, text.len, c);
		p->code[p->count++] = c < 0 ? 0xFFFD : (uint32_t)c;
	}
	p->at[p->count] = at;
}

static void mark(UBreakIterator *breaks, UText *text, const struct places *p, bool *marks)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t i = 0;
	ubrk_setUText(breaks, text, &status);
	if (U_FAILURE(status))
		return;
	for (int32_t at = ubrk_first(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
		while (i < p->count && p->at[i] < (size_t)at)
			i++;
		if (i <= p->count && p->at[i] == (size_t)at)
			marks[i] = true;
	}
}

static bool is_han(uint32_t c)
{
	return u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
}

/* Figures of all sorts, Han ones too. */
static bool is_number(uint32_t c)
{
	return u_getIntPropertyValue((UChar32)c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

/* How many characters the word has that begins at i. */
static size_t word_length(const struct places *p, size_t i)
{
	size_t end = i + 1;
	while (end < p->count && !p->word[end])
		end++;
	return i < p->count ? end - i : 0;
}

/* Figures stay together, and with a measure of one character. */
static void join_numbers(struct places *p)
{
	for (size_t i = 1; i < p->count; i++) {
		if (!p->word[i] || !is_number(p->code[i - 1]))
			continue;
		if (is_number(p->code[i]) || (is_han(p->code[i]) && word_length(p, i) == 1))
			p->word[i] = false;
	}
}

/* Parts of a hundred: a word that begins with a figure, one character, a figure again. */
static void join_fractions(struct places *p)
{
	for (size_t i = 0; i + 3 < p->count; i++) {
		size_t next = i + word_length(p, i);
		if (p->word[i] && is_number(p->code[i]) && next + 1 < p->count && is_han(p->code[next]) &&
		    word_length(p, next) == 1 && is_number(p->code[next + 1]))
			p->word[next] = p->word[next + 1] = false;
	}
}

/* What the language knows of a character in names: see language.h. */
static unsigned in_names(const struct language *l, uint32_t c)
{
	bool known = l->characters && c >= LANGUAGE_FIRST_CHARACTER && c <= LANGUAGE_LAST_CHARACTER;
	return known ? l->characters[c - LANGUAGE_FIRST_CHARACTER] : 0;
}

static bool may_be_given(const struct language *l, uint32_t c)
{
	return is_han(c) && (in_names(l, c) & LANGUAGE_IS_GIVEN) >> 2 != LANGUAGE_GIVEN_NEVER;
}

static bool is_often_given(const struct language *l, uint32_t c)
{
	return is_han(c) && (in_names(l, c) & LANGUAGE_IS_GIVEN) >> 2 <= LANGUAGE_GIVEN_KNOWN;
}

/* How many characters the surname has that is the word at i, or 0. */
static size_t surname_length(const struct language *l, const struct places *p, size_t i)
{
	size_t length = p->word[i] ? word_length(p, i) : 0;
	unsigned bits = in_names(l, p->code[i]);
	bool is =
		length == 1 ? bits & LANGUAGE_IS_SURNAME : length == 2 && bits & LANGUAGE_OPENS_SURNAME;
	return is ? length : 0;
}

/*
 * What the dictionary took apart behind a surname is likely a name: one or two
 * single characters, or a word of two that parents choose. Where it is none,
 * only a place for a break is lost.
 */
static void join_names(const struct language *l, struct places *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		size_t surname = surname_length(l, p, i), given = i + surname;
		if (surname == 0 || given >= p->count || !may_be_given(l, p->code[given]))
			continue;
		size_t length = word_length(p, given);
		if (length > 2 || (length == 2 && (!is_often_given(l, p->code[given]) ||
		                                   !is_often_given(l, p->code[given + 1]))))
			continue;
		p->word[given] = false;
		if (length == 1 && given + 1 < p->count && word_length(p, given + 1) == 1 &&
		    may_be_given(l, p->code[given + 1]))
			p->word[given + 1] = false;
	}
}

/* Two characters that are left over are more often one word than two. */
static void join_singles(struct places *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		if (!p->word[i] || !is_han(p->code[i]) || word_length(p, i) != 1 ||
		    !is_han(p->code[i + 1]) || word_length(p, i + 1) != 1)
			continue;
		p->word[i + 1] = false;
	}
}

/* No break inside what is known to be one name. */
static void join_known(struct places *p, struct view text, struct view name)
{
	ptrdiff_t found = name.len ? view_find(text, name, 0) : -1;
	while (found >= 0) {
		size_t from = (size_t)found, end = from + name.len;
		for (size_t i = 0; i < p->count; i++) {
			if (p->at[i] > from && p->at[i] < end)
				p->word[i] = false;
		}
		found = view_find(text, name, end);
	}
}

headline_breaks headline_find(struct headline *h, struct view text, const struct view *names,
                              size_t name_count)
{
	struct places p = { 0 };
	UErrorCode status = U_ZERO_ERROR;
	headline_breaks b = HEADLINE_KNOWN;
	UText *opened = utext_openUTF8(NULL, text.data ? text.data : "", (int64_t)text.len, &status);
	if (U_FAILURE(status))
		return b;
	read_characters(&p, text);
	mark(h->words, opened, &p, p.word);
	mark(h->lines, opened, &p, p.line);
	utext_close(opened);
	join_fractions(&p);
	join_numbers(&p);
	join_names(h->language, &p);
	join_singles(&p);
	for (size_t i = 0; i < name_count; i++)
		join_known(&p, text, names[i]);
	/* Around signs and blanks the browser knows by itself where lines end. */
	for (size_t i = 1; i < p.count; i++) {
		if (p.word[i] && p.line[i] && u_isalnum((UChar32)p.code[i - 1]) &&
		    u_isalnum((UChar32)p.code[i]))
			b |= (headline_breaks)1 << i;
	}
	return b;
}

void headline_put(struct buf *out, struct view text, size_t from, size_t len, headline_breaks b)
{
	size_t at = 0, begun = from, end = from + len < text.len ? from + len : text.len;
	for (size_t i = 0; at < end; i++) {
		if (at > from && i < HEADLINE_CHARACTERS && (b >> i & 1)) {
			escape_html(out, view_slice(text, begun, at - begun));
			buf_puts(out, "<wbr>");
			begun = at;
		}
		U8_FWD_1(text.data, at, end);
	}
	escape_html(out, view_slice(text, begun, end - begun));
}

void headline_close(struct headline *h)
{
	if (!h)
		return;
	ubrk_close(h->words);
	ubrk_close(h->lines);
	free(h);
}
