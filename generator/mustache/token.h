#ifndef MUSTACHE_TOKEN_H
#define MUSTACHE_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/report.h"
#include "base/view.h"

/*
 * For the module's own files: a template as a row of tokens. token_scan cuts
 * the source into them, token_match pairs opening with closing tags, and
 * indent_resolve (indent.h) decides what becomes of lines and their blanks.
 */
enum token_kind {
	TOKEN_TEXT, /* of one line at most: a line end is its last byte */
	TOKEN_VARIABLE,
	TOKEN_RAW,
	TOKEN_SECTION,
	TOKEN_INVERTED,
	TOKEN_PARTIAL,
	TOKEN_PARENT,
	TOKEN_BLOCK,
	TOKEN_CLOSE,
	TOKEN_SILENT, /* a comment, or new delimiters */
};

#define TOKEN_NONE UINT32_MAX

/* Deeper nesting would be a mistake, or an attack on the renderer's stack. */
enum { TOKEN_DEEPEST = 200 };

struct token {
	enum token_kind kind;
	bool dynamic;       /* the name is where to find the name */
	bool dropped;       /* shows nothing: blanks of a standalone line… */
	bool line_start;    /* a line of the output begins with it */
	bool own_line;      /* a block or partial with only blanks before it */
	bool standalone;    /* its line holds tags and blanks only */
	struct view text;   /* text, or the name without sigil and blanks */
	struct view indent; /* of a partial, parent or block */
	uint32_t line, column;
	uint32_t match; /* the closing token of an opening one, and back */
	uint32_t outer; /* the opening token that it stands in, or TOKEN_NONE */
};

struct token_list {
	ARRAY(struct token) tokens;
};

/* Where the source begins, for messages; line and column count from 1. */
struct token_origin {
	const char *file;
	uint32_t line, column;
};

/*
 * Appends the tokens of source, which they borrow. False, and reported with
 * file, line and column, if a tag is at fault.
 */
bool token_scan(struct view source, struct token_origin origin, struct token_list *out,
                struct report *r);

/* Fills in match and outer; false, and reported, if tags do not pair or nest too deep. */
bool token_match(struct token_list *list, const char *file, struct report *r);

/* "section", "block" or "parent", for messages. */
const char *token_word(enum token_kind kind);

#endif
