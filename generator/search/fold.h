#ifndef SEARCH_FOLD_H
#define SEARCH_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/report.h"
#include "base/view.h"
#include "search/bits.h"
#include "search/variants.h"

/*
 * Folding: what a text and a query become before they are compared.
 *
 *	NFKC; full case folding; variants of characters, as traditional ones, to
 *	one, among them all that text/glyph.h reads as one ideograph; what has no
 *	width of its own (zero-width, joiners, variation selectors) is left out;
 *	white space becomes one blank, none at both ends and none beside a Han
 *	character.
 *
 * The browser does the same with the table that fold_put_table() writes, so
 * the rules are in one place. FORMAT.md says how the table is applied.
 */
struct fold;

struct fold_codes {
	ARRAY(uint32_t) codes;
};

/*
 * zeros: 〇, ○ and 零 are one character. own: the archive's variants, or NULL.
 * NULL, reported, if ICU lacks data.
 * The table does not change any more: any number of threads may use it.
 */
struct fold *fold_new(bool zeros, const struct variants *own, struct report *r);

/* Appends the folded characters of text to out; returns how many. */
size_t fold_text(const struct fold *f, struct view text, struct fold_codes *out);

/*
 * The table, as the browser needs it: what any text is folded with, and blocks of
 * mappings between characters from FOLD_BLOCKS on, of which a browser that knows
 * what is looked for needs few. A mapping is in the block of the one character and
 * in that of the other; with common, it is in the table in their place if one of them
 * is among the 3,755 characters of level 1 of GB 2312, of which most queries are.
 */
#define FOLD_BLOCKS      0x2E80
#define FOLD_BLOCK_COUNT (0x20000 / 1024 + 1)

void fold_put_table(const struct fold *f, bool common, struct bits *out);

/* To be called before, by whoever puts a table: the others need not wait for it. False, reported, if ICU lacks data. */
bool fold_ready_table(struct fold *f, struct report *r);

/* False if the block, numbered from 0, has no mappings. */
bool fold_put_block(const struct fold *f, uint32_t block, bool common, struct bits *out);

void fold_free(struct fold *f);

#endif
