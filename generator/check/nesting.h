#ifndef CHECK_NESTING_H
#define CHECK_NESTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "check/diagnostics.h"
#include "check/token.h"

/* Which elements of a page are open: every one must be closed in its turn. */
struct nesting_element {
	struct view name;
	size_t at;
	const struct element *element; /* what HTML knows of it */
};

struct nesting {
	struct diagnostics *told;
	bool xml;
	unsigned begun; /* of the elements that may begin without a tag: those that have */
	ARRAY(struct nesting_element) open;
};

void nesting_start(struct nesting *n, const struct token *t);
void nesting_end(struct nesting *n, const struct token *t);

/* At the end of the text: tells what is still open. */
void nesting_finish(struct nesting *n);

/* The innermost open element's name, absent outside of all. */
struct view nesting_inside(const struct nesting *n);

#endif
