#include "archive/shared_words.h"

#include <string.h>

#include "archive/stopwords.h"
#include "text/han.h"
#include "text/utf8.h"

#define LEAST_HAN 2  /* characters */
#define RUN_MOST  32 /* characters; a longer run is taken for several */

static bool is_particle(const struct language *l, unsigned c)
{
	return language_glyph(&l->particles, c) != NULL;
}

/* A particle that no word begins with. */
static bool is_never_in_words(const struct language *l, unsigned c)
{
	const struct language_word *w = language_glyph(&l->particles, c);
	return w && w->value;
}

static void note_pairs(struct shared_words_text *t, struct view text)
{
	unsigned before = 0;
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);
		uint32_t bit = cohesion_hash(before, c) % SHARED_WORDS_BITS;
		t->pairs[bit / 32] |= (uint32_t)1 << bit % 32;
		before = c;
	}
}

void shared_words_text_init(struct shared_words_text *t, const struct language *language,
                            struct view text, struct view more)
{
	*t = (struct shared_words_text){ language, { text, more }, { 0 } };
	note_pairs(t, text);
	note_pairs(t, more);
}

static bool may_hold(const struct shared_words_text *t, unsigned first, unsigned second)
{
	uint32_t bit = cohesion_hash(first, second) % SHARED_WORDS_BITS;
	return t->pairs[bit / 32] >> bit % 32 & 1;
}

/* How many bytes of word, at most, stand together in text, and where. */
static size_t longest(struct view word, size_t first, struct view text, size_t *place)
{
	size_t best = 0;
	struct view begin = view_slice(word, 0, first);
	for (ptrdiff_t at = view_find(text, begin, 0); at >= 0;
	     at = view_find(text, begin, (size_t)at + first)) {
		size_t same = first, left = text.len - (size_t)at;
		while (same < word.len && same < left && text.data[(size_t)at + same] == word.data[same])
			same++;
		if (same > best) {
			best = same;
			*place = (size_t)at;
		}
	}
	return best;
}

/* A run as its characters and where each begins in the headline, and where it stands in another text. */
struct run {
	const struct language *language;
	unsigned c[RUN_MOST];
	size_t at[RUN_MOST + 1];
	size_t first, end;
	struct view other;
	size_t place;
};

/* The longest run from from on that stands in one of the texts; false if that is one character. */
static bool run_from(struct run *r, struct view headline, size_t from,
                     const struct shared_words_text *t)
{
	size_t at = from;
	r->language = t->language;
	r->first = r->end = 0;
	while (at < headline.len && r->end < RUN_MOST) {
		r->at[r->end] = at;
		unsigned c = utf8_next(headline, &at);
		if (!han_is_word(c) || (r->end > 0 && !may_hold(t, r->c[r->end - 1], c)))
			break;
		r->c[r->end++] = c;
		r->at[r->end] = at;
	}
	if (r->end < 2)
		return false;
	struct view word = view_slice(headline, from, r->at[r->end] - from);
	size_t len = 0;
	for (int i = 0; i < 2; i++) {
		size_t place = 0, found = longest(word, r->at[1] - from, t->texts[i], &place);
		if (found > len) {
			len = found;
			r->other = t->texts[i];
			r->place = place;
		}
	}
	while (r->end > 0 && r->at[r->end] - from > len)
		r->end--;
	return r->end > 1;
}

static void insert(struct view *words, size_t *count, size_t most, struct view word)
{
	size_t at = *count;
	for (size_t i = 0; i < *count; i++) {
		if (view_find(words[i], word, 0) >= 0)
			return;
	}
	while (at > 0 && words[at - 1].len < word.len)
		at--;
	if (at >= most)
		return;
	size_t end = *count < most ? *count : most - 1;
	memmove(&words[at + 1], &words[at], (end - at) * sizeof(*words));
	words[at] = word;
	*count = end + 1;
}

/* The characters around the run in one of the texts; 0 where it ends. */
struct around {
	unsigned before, after;
};

static struct around around(struct view text, size_t from, size_t end)
{
	struct around a = { 0 };
	size_t before = from;
	while (before > 0 && (before == from || ((unsigned char)text.data[before] & 0xC0) == 0x80))
		before--;
	if (before < from)
		a.before = utf8_next(text, &before);
	if (end < text.len)
		a.after = utf8_next(text, &end);
	return a;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/*
 * Whether a character at an end belongs outside: it meets what stands there more
 * often than its neighbour inside, and by far, or that neighbour has another hold.
 */
static bool is_loose(unsigned outside, unsigned inside, unsigned beyond)
{
	if (outside <= COHESION_LEAST || outside <= inside)
		return false;
	return outside > inside * 2 || (outside * 2 > inside * 3 && beyond > inside * 2);
}

static bool loose_first(const struct run *r, const struct cohesion *b, unsigned one, unsigned other)
{
	unsigned first = r->c[r->first], second = r->c[r->first + 1];
	unsigned inside = cohesion_of(b, first, second);
	unsigned beyond = r->first + 2 < r->end ? cohesion_of(b, second, r->c[r->first + 2]) : 0;
	/* 以 in 以色列 is as often before 色 as 色 is before 列; before other words it is not. */
	if (is_particle(r->language, first))
		return is_never_in_words(r->language, first) || inside == 0 || inside * 2 < beyond;
	return is_loose(larger(cohesion_of(b, one, first), cohesion_of(b, other, first)), inside,
	                beyond);
}

static bool loose_last(const struct run *r, const struct cohesion *b, unsigned one, unsigned other)
{
	unsigned last = r->c[r->end - 1], second = r->c[r->end - 2];
	unsigned beyond = r->end - r->first > 2 ? cohesion_of(b, r->c[r->end - 3], second) : 0;
	return is_particle(r->language, last) ||
	       is_loose(larger(cohesion_of(b, last, one), cohesion_of(b, last, other)),
	                cohesion_of(b, second, last), beyond);
}

/* The run without characters at its ends that belong to words outside of it. */
static struct view whole_words(struct view headline, struct run r, const struct cohesion *b)
{
	struct around here = around(headline, r.at[0], r.at[r.end]);
	struct around there = around(r.other, r.place, r.place + (r.at[r.end] - r.at[0]));
	while (r.end - r.first > 1 && loose_first(&r, b, here.before, there.before))
		here.before = there.before = r.c[r.first++];
	while (r.end - r.first > 1 && loose_last(&r, b, here.after, there.after))
		here.after = there.after = r.c[--r.end];
	size_t han = 0;
	for (size_t i = r.first; i < r.end; i++)
		han += han_is(r.c[i]);
	return han < LEAST_HAN ? VIEW_NULL
	                       : view_slice(headline, r.at[r.first], r.at[r.end] - r.at[r.first]);
}

size_t shared_words_find(struct view headline, const struct shared_words_text *t,
                         const struct cohesion *bonds, struct view *words, size_t most)
{
	struct run r;
	size_t count = 0;
	for (size_t from = 0; from < headline.len;) {
		if (!run_from(&r, headline, from, t)) {
			utf8_next(headline, &from);
			continue;
		}
		struct view word = whole_words(headline, r, bonds);
		if (word.len > 0 && !stopwords_word(t->language, word))
			insert(words, &count, most, word);
		/* What begins inside of a run is part of it, or goes on beyond by chance. */
		from = r.at[r.end];
	}
	return count;
}
