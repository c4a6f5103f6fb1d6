#ifndef SITE_SCRIPT_SCOPE_H
#define SITE_SCRIPT_SCOPE_H

#include "base/array.h"
#include "base/view.h"
#include "site/script_tree.h"

/* A variable that something declares, and the tokens, to the last, among which it is known. */
struct script_variable {
	struct view name;
	size_t from, to;
};

typedef ARRAY(struct script_variable) script_variables;

/*
 * What a script declares within its functions and blocks: by const and let,
 * functions, their arguments, what catch takes. Less may be found than there is, or
 * known for too few tokens; never more.
 */
void script_find_variables(const struct script_tree *t, script_variables *out);

#endif
