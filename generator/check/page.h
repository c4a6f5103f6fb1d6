#ifndef CHECK_PAGE_H
#define CHECK_PAGE_H

#include <stdint.h>

#include "base/array.h"
#include "check/reference.h"

/* Checks a page of HTML, and adds reference_key() of each of its ids. */
struct page_ids {
	uint64_t *items;
	size_t len, cap;
};

void page_check(struct reference_file *f, struct page_ids *ids);

/*
 * The address that the page at the top of a site gives as its own, up to its
 * last /; absent if it gives none. It looks into text.
 */
struct view page_base(struct view text);

#endif
