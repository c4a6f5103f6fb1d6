#ifndef SEARCH_FOLD_TABLE_H
#define SEARCH_FOLD_TABLE_H

#include <unicode/unorm2.h>
#include <unicode/uset.h>

#include "search/fold.h"

/* For the files of folding alone: what each character becomes. */

#define FOLD_JOINS 0x80000000u /* may become one with what stands before it */
#define FOLD_MANY  0x40000000u /* the value is where in many: a count, then the characters */
#define FOLD_VALUE 0x001FFFFFu

#define FOLD_PAGES ((0x110000 >> 8) + 1) /* one more for what is no character */

struct fold {
	uint32_t *pages[FOLD_PAGES]; /* of 256 entries; NULL: all stay what they are */
	ARRAY(uint32_t) many;
	ARRAY(uint32_t) mapped; /* of which browsers are told what they become, ascending */
	const UNormalizer2 *nfkc;
	USet *common; /* level 1 of GB 2312 */
};

static inline uint32_t fold_table_entry(const struct fold *f, uint32_t code)
{
	const uint32_t *page = f->pages[code >> 8];
	return page ? page[code & 0xFF] : code;
}

#endif
