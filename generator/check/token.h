#ifndef CHECK_TOKEN_H
#define CHECK_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/view.h"

/*
 * HTML and XML cut into tokens, in the order of the file. All views look into
 * the text that is read; offsets are bytes from its beginning.
 */
enum token_kind { TOKEN_END_OF_TEXT, TOKEN_TEXT, TOKEN_START, TOKEN_END, TOKEN_OTHER };

struct token_attribute {
	struct view name;
	struct view value; /* as written, without its quotes; absent if there is none */
	size_t at;         /* of the name */
	size_t value_at;
	bool quoted;
};

struct token {
	enum token_kind kind;
	size_t at;
	struct view name; /* of a tag; of TOKEN_OTHER what it is: "!doctype", "!--", "?", "![CDATA[" */
	struct view text; /* of TOKEN_TEXT, and what TOKEN_OTHER holds */
	bool self_closing;
	const char *fault; /* what is wrong with the token, and what to do; or NULL */
	size_t fault_at;
	ARRAY(struct token_attribute) attributes; /* of a start tag; used again by the next one */
};

/* A zeroed struct with text set reads from the beginning. */
struct token_reader {
	struct view text;
	size_t at;
	struct view raw;    /* name of the element whose content is text alone, in HTML */
	bool named;         /* a doctype can have named characters, in XML */
	struct token token; /* the one that was read last */
};

/*
 * The next token, with HTML's rules or XML's; at the end of the text, and then
 * again and again, TOKEN_END_OF_TEXT. HTML is read as browsers do, and any
 * bytes at all give tokens that together are the text.
 */
const struct token *token_html(struct token_reader *r);
const struct token *token_xml(struct token_reader *r);

void token_free(struct token_reader *r);

/* ASCII alone, whatever the locale. */
static inline char token_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* ASCII letters alike in both cases, as HTML compares names. */
bool token_is(struct view name, const char *word);

/* The value of an attribute; absent if the token has none of that name. */
struct view token_value(const struct token *t, const char *name);
const struct token_attribute *token_attribute(const struct token *t, const char *name);

#endif
