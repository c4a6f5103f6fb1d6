#ifndef ARCHIVE_AHO_CORASICK_H
#define ARCHIVE_AHO_CORASICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * Looks for many words in a text at once, in one pass and without going back
 * (Aho and Corasick's automaton over bytes). Words are numbered in the order
 * in which they were added; one that was added before keeps its number.
 */
struct aho_corasick;

#define AHO_CORASICK_MAX 65535

struct aho_corasick *aho_corasick_new(void);

/* The number of the word, or -1 if there are too many or it is empty. */
int aho_corasick_add(struct aho_corasick *w, struct view word);

size_t aho_corasick_count(const struct aho_corasick *w);

/* To be called once, after the last word was added. */
void aho_corasick_prepare(struct aho_corasick *w);

/* Calls found(context, word) for each place at which a word ends. */
void aho_corasick_find(const struct aho_corasick *w, struct view text,
                       void (*found)(void *context, uint32_t word), void *context);

void aho_corasick_free(struct aho_corasick *w);

#endif
