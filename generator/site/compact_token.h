#ifndef SITE_COMPACT_TOKEN_H
#define SITE_COMPACT_TOKEN_H

#include <stdbool.h>

#include "base/buf.h"

/* The tokens of a script, as far as it takes to know where comments and blanks are. */
enum script_kind {
	SCRIPT_END,
	SCRIPT_NAME, /* names, words of the language and numbers */
	SCRIPT_TEXT,
	SCRIPT_TEMPLATE, /* from ` or } to ` or ${ */
	SCRIPT_REGEX,
	SCRIPT_SIGN, /* one character, or ++ or -- */
};

struct script_token {
	enum script_kind kind;
	struct view text;
	bool behind_blank; /* something stands before it that is no token: blanks or a comment */
	bool behind_line;  /* and a line ends there */
};

struct script_scan {
	struct view text;
	size_t at;
	bool failed; /* the script is not understood */

	struct buf
		open; /* brackets that are open, the innermost last; '?' where a ( belongs to a condition, '$' for ${ */
	struct script_token last;
	bool member;    /* the last token is a name behind a dot */
	bool condition; /* the last token is a ) that ends a condition */
};

/* Reads the next token; SCRIPT_END at the end. False if the script is not understood. */
bool script_next(struct script_scan *s, struct script_token *token);

/* Whether a line end between both may mean something: that a statement is over. */
bool script_keeps_line(const struct script_token *before, const struct script_token *t);

void script_free(struct script_scan *s);

#endif
