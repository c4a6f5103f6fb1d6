#include "archive/aho_corasick.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"

/*
 * A state is a prefix of some words. next[state * classes + class] is the
 * state after one more byte; bytes that no word has are all of class 0, which
 * leads back to the root, so the table stays small. A state that ends a word
 * has its number in word; those of its suffixes follow through shorter.
 */
struct state {
	uint32_t fail;    /* the longest other prefix that this one ends with */
	uint32_t shorter; /* the longest such that is a whole word; 0: none */
	uint32_t word;    /* number + 1; 0: no word ends here */
};

#define CHARACTERS 4096 /* that twelve bits tell apart */

struct aho_corasick {
	struct map numbers;
	unsigned char class_of[256];
	uint32_t classes;
	uint32_t *next;
	struct state *states;
	size_t state_count;
	/* Sets of inner_bits() of characters of three bytes: */
	uint64_t begins[CHARACTERS / 64]; /* a word begins with it; */
	uint64_t alone[CHARACTERS / 64];  /* and no other of three follows; */
	uint64_t pairs[CHARACTERS / 64];  /* with it and one more: pair_bits() */
	bool aligned;                     /* no word begins in the middle of a character */
};

struct aho_corasick *aho_corasick_new(void)
{
	return mem_alloc(sizeof(struct aho_corasick));
}

int aho_corasick_add(struct aho_corasick *w, struct view word)
{
	if (word.len == 0)
		return -1;
	const union map_value *known = map_get(&w->numbers, word);
	if (known)
		return (int)known->number;
	if (w->numbers.len == AHO_CORASICK_MAX)
		return -1;
	size_t number = w->numbers.len;
	map_put(&w->numbers, word, NULL)->number = number;
	return (int)number;
}

size_t aho_corasick_count(const struct aho_corasick *w)
{
	return w->numbers.len;
}

/* Gives each byte that stands in a word a class; returns the sum of lengths. */
static size_t make_classes(struct aho_corasick *w)
{
	bool used[256] = { false };
	size_t bytes = 0;
	for (size_t i = 0; i < w->numbers.len; i++) {
		struct view key = map_key(&w->numbers, i);
		bytes += key.len;
		for (size_t k = 0; k < key.len; k++)
			used[(unsigned char)key.data[k]] = true;
	}
	w->classes = 1;
	for (int b = 0; b < 256; b++) {
		/* Were all 256 used, the last would share class 0; UTF-8 uses fewer. */
		if (used[b] && w->classes < 256)
			w->class_of[b] = (unsigned char)w->classes++;
	}
	return bytes;
}

static void insert(struct aho_corasick *w, struct view key, uint32_t number)
{
	uint32_t s = 0;
	for (size_t i = 0; i < key.len; i++) {
		uint32_t *to = &w->next[s * w->classes + w->class_of[(unsigned char)key.data[i]]];
		if (*to == 0)
			*to = (uint32_t)w->state_count++;
		s = *to;
	}
	w->states[s].word = number + 1;
}

/* The twelve bits that tell most characters of three bytes apart. */
static uint32_t inner_bits(const char *s)
{
	return ((unsigned char)s[1] & 0x3FU) << 6 | ((unsigned char)s[2] & 0x3FU);
}

static bool is_of_three(struct view v, size_t i)
{
	return i + 3 <= v.len && ((unsigned char)v.data[i] & 0xF0) == 0xE0;
}

/* The same of this character and the next one. */
static uint32_t pair_bits(const char *s)
{
	return (inner_bits(s) * 37 ^ inner_bits(s + 3)) % CHARACTERS;
}

static void add(uint64_t *set, uint32_t bits)
{
	set[bits >> 6] |= (uint64_t)1 << (bits & 63);
}

static bool has(const uint64_t *set, uint32_t bits)
{
	return set[bits >> 6] >> (bits & 63) & 1;
}

static void note_beginning(struct aho_corasick *w, struct view word)
{
	unsigned char first = (unsigned char)word.data[0];
	if (is_of_three(word, 0)) {
		uint32_t bits = inner_bits(word.data);
		add(w->begins, bits);
		if (is_of_three(word, 3))
			add(w->pairs, pair_bits(word.data));
		else
			add(w->alone, bits);
	} else if ((first & 0xC0) == 0x80 || (first & 0xF0) == 0xE0) {
		w->aligned = false; /* not whole UTF-8: every byte has to be looked at */
	}
}

/* Breadth first, so that a state's shorter suffixes are ready before it. */
static void link_states(struct aho_corasick *w)
{
	uint32_t *queue = mem_array(w->state_count, sizeof(*queue));
	size_t head = 0, tail = 0;
	for (uint32_t c = 1; c < w->classes; c++) {
		if (w->next[c])
			queue[tail++] = w->next[c];
	}
	while (head < tail) {
		uint32_t s = queue[head++];
		for (uint32_t c = 1; c < w->classes; c++) {
			uint32_t *to = &w->next[s * w->classes + c];
			uint32_t other = w->next[w->states[s].fail * w->classes + c];
			if (*to == 0) {
				*to = other;
				continue;
			}
			struct state *t = &w->states[*to];
			t->fail = other;
			t->shorter = w->states[other].word ? other : w->states[other].shorter;
			queue[tail++] = *to;
		}
	}
	free(queue);
}

void aho_corasick_prepare(struct aho_corasick *w)
{
	size_t most = make_classes(w) + 1;
	w->next = mem_array(most * w->classes, sizeof(*w->next));
	w->states = mem_array(most, sizeof(*w->states));
	w->state_count = 1;
	w->aligned = true;
	for (size_t i = 0; i < w->numbers.len; i++) {
		insert(w, map_key(&w->numbers, i), (uint32_t)i);
		note_beginning(w, map_key(&w->numbers, i));
	}
	link_states(w);
}

/* Whether a word may begin with the character of three bytes at i. */
static bool may_begin(const struct aho_corasick *w, struct view text, size_t i)
{
	uint32_t bits = inner_bits(text.data + i);
	return has(w->begins, bits) && (has(w->alone, bits) || !is_of_three(text, i + 3) ||
	                                has(w->pairs, pair_bits(text.data + i)));
}

/* From i on, past the characters with which no word begins: most of a text. */
static size_t skip(const struct aho_corasick *w, struct view text, size_t i)
{
	while (i < text.len && is_of_three(text, i) && !may_begin(w, text, i))
		i += 3;
	return i;
}

void aho_corasick_find(const struct aho_corasick *w, struct view text,
                       void (*found)(void *context, uint32_t word), void *context)
{
	uint32_t s = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (s == 0 && w->aligned)
			i = skip(w, text, i);
		if (i == text.len)
			break;
		s = w->next[s * w->classes + w->class_of[(unsigned char)text.data[i]]];
		if (s == 0)
			continue;
		uint32_t end = w->states[s].word ? s : w->states[s].shorter;
		for (; end; end = w->states[end].shorter)
			found(context, w->states[end].word - 1);
	}
}

void aho_corasick_free(struct aho_corasick *w)
{
	if (!w)
		return;
	map_free(&w->numbers);
	free(w->next);
	free(w->states);
	free(w);
}
