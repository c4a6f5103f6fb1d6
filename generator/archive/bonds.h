#ifndef ARCHIVE_BONDS_H
#define ARCHIVE_BONDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * How firmly neighbouring characters hold together: how often the one follows
 * the other in the archive's headlines. In 我国农业 the middle two meet seldom,
 * 我国 and 农业 often: so words are told without a dictionary. Pairs whose hashes
 * agree are counted as one; in a table of this size that is rare.
 */
struct bonds {
	uint32_t  mask;
	uint16_t *counts; /* by hash; the last number means at least as many */
};

/* For so many headlines; zeroed bonds are valid and hold nothing together. */
void bonds_init(struct bonds *b, size_t headlines);
void bonds_add(struct bonds *b, struct view headline);

/* How often second followed first, roughly; 0 stands for no character and is never held. */
unsigned bonds_of(const struct bonds *b, unsigned first, unsigned second);

/* A hash of two characters in their order. */
uint32_t bonds_hash(unsigned first, unsigned second);

void bonds_free(struct bonds *b);

#endif
