#ifndef SITE_SCRIPT_TREE_H
#define SITE_SCRIPT_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "site/compact_token.h"

#define SCRIPT_NONE ((size_t)-1)

/* A script as its tokens, and which brackets belong together. */
struct script_tree {
	ARRAY(struct script_token) tokens;
	size_t *partner; /* of a bracket the one that closes or opens it; of others SCRIPT_NONE */
	size_t *within;  /* the innermost bracket around each token; SCRIPT_NONE outside of all */
};

/* What a token is to a variable of its name. */
enum script_role {
	ROLE_NONE,      /* nothing: a property, a key, a word of the language, no name */
	ROLE_VARIABLE,  /* the variable */
	ROLE_SHORTHAND, /* the variable, and a key of the same name: {a} */
	ROLE_UNCLEAR,   /* one of these; nobody knows */
};

/* What a brace opens. */
enum script_brace { BRACE_UNCLEAR, BRACE_BLOCK, BRACE_OBJECT, BRACE_CLASS };

/* Reads all tokens. False if the script is not understood; to be freed in either case. */
bool script_tree_read(struct view text, struct script_tree *t);
void script_tree_free(struct script_tree *t);

/* Whether the token at that place, of those that there are, is the sign, or the word. */
bool script_is_sign(const struct script_tree *t, size_t at, char sign);
bool script_is_word(const struct script_tree *t, size_t at, const char *word);

bool script_opens(const struct script_tree *t, size_t at);
bool script_closes(const struct script_tree *t, size_t at);

/* Whether a line ends before the token where that may end a statement. */
bool script_may_end_before(const struct script_tree *t, size_t at);

/* Whether => begins there. */
bool script_is_arrow(const struct script_tree *t, size_t at);

enum script_brace script_brace(const struct script_tree *t, size_t open);
enum script_role script_role(const struct script_tree *t, size_t at);

#endif
