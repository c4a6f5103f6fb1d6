#include "archive/text_sketch.h"

#include <string.h>

#include "text/glyph.h"
#include "text/han.h"

enum {
	RUN = 3,          /* units; of two texts that have nothing to do with each other few agree */
	UNITS_LEAST = 20, /* below that texts are alike by chance: a dateline alone */
	RUNS_LEAST = 60,  /* below that an estimate is worth nothing, and only equality tells */
	BIN_BITS = 7,     /* of TEXT_SKETCH_BINS */
	NEVER_FILLED = 0,
};

/* Odd, so that multiplying loses nothing. */
#define FACTOR 0x9E3779B97F4A7C15U

struct sketching {
	uint64_t lowest[TEXT_SKETCH_BINS]; /* of a bin, and 1; NEVER_FILLED: none */
	uint64_t units[RUN];               /* the last, in a ring */
	uint64_t count;                    /* of units */
	uint64_t word;                     /* hash of the word that is being read; 0: none */
	uint64_t text;
};

/* The finalizer of MurmurHash3, by which every bit tells of every other. */
static uint64_t mix(uint64_t h)
{
	h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDU;
	h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53U;
	return h ^ h >> 33;
}

static void add_run(struct sketching *s)
{
	uint64_t run = 0;
	for (uint64_t i = s->count; i < s->count + RUN; i++)
		run = (run ^ s->units[i % RUN]) * FACTOR;
	run = mix(run);
	uint64_t *lowest = &s->lowest[run >> (64 - BIN_BITS)];
	uint64_t height = (run << BIN_BITS >> BIN_BITS) + 1;
	if (*lowest == NEVER_FILLED || height < *lowest)
		*lowest = height;
}

static void add_unit(struct sketching *s, uint64_t unit)
{
	s->units[s->count++ % RUN] = unit;
	s->text = (s->text ^ unit) * FACTOR;
	if (s->count >= RUN)
		add_run(s);
}

static void end_word(struct sketching *s)
{
	if (s->word)
		add_unit(s, s->word);
	s->word = 0;
}

static void add_text(struct sketching *s, struct view text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = glyph_fold(glyph_next(text, &at));
		if (c == 0)
			continue;
		if (han_is(c)) {
			end_word(s);
			add_unit(s, c);
		} else if (ascii_is_digit(c) || ascii_is_letter(c) || glyph_is_letter(c)) {
			uint32_t lower = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
			s->word = (s->word ^ lower) * FACTOR | 1;
		} else {
			end_word(s);
		}
	}
	end_word(s);
}

/*
 * What a bin without a run has is borrowed from one that has, the same for the
 * same bins, so that short texts can be compared, too.
 */
static uint64_t lowest_of(const struct sketching *s, uint32_t bin)
{
	uint32_t from = bin;
	for (uint64_t n = 1; s->lowest[from] == NEVER_FILLED; n++)
		from = (uint32_t)(mix((uint64_t)bin << 32 | n) >> (64 - BIN_BITS));
	return s->lowest[from];
}

void text_sketch_make(const struct article *a, uint8_t bins[TEXT_SKETCH_BINS],
                      struct text_sketch *out)
{
	struct sketching s = { .text = FACTOR };
	*out = (struct text_sketch){ 0 };
	for (size_t i = 0; i < a->body_count; i++)
		add_text(&s, a->body[i].text);
	if (s.count < UNITS_LEAST)
		return;
	out->text = mix(s.text) | 1;
	if (s.count < RUNS_LEAST + RUN)
		return;
	out->runs = (uint32_t)(s.count < UINT32_MAX ? s.count - RUN + 1 : UINT32_MAX);
	for (uint32_t i = 0; i < TEXT_SKETCH_BINS; i++)
		bins[i] = (uint8_t)mix(lowest_of(&s, i));
	out->bins = bins;
}

double text_sketch_likeness(const struct text_sketch *x, const struct text_sketch *y)
{
	unsigned same = 0;
	for (size_t i = 0; i < TEXT_SKETCH_BINS; i++)
		same += x->bins[i] == y->bins[i];
	/* One of 256 agrees by chance. */
	double likeness = ((double)same / TEXT_SKETCH_BINS - 1.0 / 256) / (1 - 1.0 / 256);
	return likeness > 0 ? likeness : 0;
}

double text_sketch_containment(const struct text_sketch *x, const struct text_sketch *y,
                               double likeness)
{
	double fewer = x->runs < y->runs ? x->runs : y->runs;
	double shared = likeness / (1 + likeness) * ((double)x->runs + y->runs);
	return fewer > 0 && shared < fewer ? shared / fewer : fewer > 0;
}
