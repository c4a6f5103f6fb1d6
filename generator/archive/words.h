#ifndef ARCHIVE_WORDS_H
#define ARCHIVE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * Looks for many words in a text at once, in one pass and without going back
 * (Aho and Corasick's automaton over bytes). Words are numbered in the order
 * in which they were added; one that was added before keeps its number.
 */
struct words;

#define WORDS_MAX 65535

struct words *words_new(void);

/* The number of the word, or -1 if there are too many or it is empty. */
int words_add(struct words *w, struct view word);

size_t words_count(const struct words *w);

/* To be called once, after the last word was added. */
void words_prepare(struct words *w);

/* Calls found(context, word) for each place at which a word ends. */
void words_find(const struct words *w, struct view text,
                void (*found)(void *context, uint32_t word), void *context);

void words_free(struct words *w);

#endif
