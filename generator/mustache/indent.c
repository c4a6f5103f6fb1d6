#include "mustache/indent.h"

static bool is_blank(struct view v)
{
	return view_trim(v).len == 0;
}

static bool ends_line(const struct token *t)
{
	return t->kind == TOKEN_TEXT && view_ends(t->text, VIEW("\n"));
}

/* The spaces and tabs that text begins with. */
static struct view leading(struct view text)
{
	size_t len = 0;
	while (len < text.len && (text.data[len] == ' ' || text.data[len] == '\t'))
		len++;
	return view_slice(text, 0, len);
}

static bool is_inheritance(const struct token *tokens, const struct token *t)
{
	const struct token *open = t->kind == TOKEN_CLOSE ? &tokens[t->match] : t;
	return open->kind == TOKEN_PARENT || open->kind == TOKEN_BLOCK;
}

static bool is_standalone(const struct token *tokens, uint32_t from, uint32_t end)
{
	size_t plain = 0, inheritance = 0;
	for (uint32_t i = from; i < end; i++) {
		const struct token *t = &tokens[i];
		bool pair = t->match != TOKEN_NONE && t->match > i && t->match < end;
		if (t->kind == TOKEN_VARIABLE || t->kind == TOKEN_RAW || (t->kind == TOKEN_BLOCK && pair) ||
		    (t->kind == TOKEN_TEXT && !is_blank(t->text)))
			return false;
		if (is_inheritance(tokens, t))
			inheritance++;
		else if (t->kind != TOKEN_TEXT)
			plain++;
		if (t->kind == TOKEN_PARENT && pair)
			i = t->match; /* what stands in it is no part of this line */
	}
	return plain == 0 ? inheritance > 0 : plain == 1 && inheritance == 0;
}

/* Partials, parents and blocks of a standalone line share its indentation. */
static void drop_line(struct token *tokens, uint32_t from, uint32_t end)
{
	struct view indent = VIEW("");
	if (tokens[from].kind == TOKEN_TEXT)
		indent = leading(tokens[from].text);
	for (uint32_t i = from; i < end; i++) {
		struct token *t = &tokens[i];
		t->standalone = true;
		t->own_line = true;
		t->indent = indent;
		t->dropped = t->kind == TOKEN_TEXT;
		if (t->kind == TOKEN_PARENT && t->match < end)
			i = t->match;
	}
}

static bool in_parent(const struct token *tokens, const struct token *t)
{
	return t->outer != TOKEN_NONE && tokens[t->outer].kind == TOKEN_PARENT;
}

/* A line that shows something. */
static void start_line(struct token *tokens, uint32_t from, uint32_t end)
{
	struct token *first = &tokens[from];
	first->line_start = true;
	if (first->kind == TOKEN_BLOCK)
		first->own_line = true;
	if (first->kind != TOKEN_TEXT || !is_blank(first->text) || from + 1 == end)
		return;
	struct token *block = first + 1;
	if (block->kind != TOKEN_BLOCK || in_parent(tokens, block))
		return;
	block->own_line = true;
	block->indent = first->text;
	struct token blanks = *first;
	*first = *block;
	*block = blanks;
	tokens[first->match].match = from;
	block->outer = from;
	for (uint32_t i = from + 2; i < first->match; i++)
		if (tokens[i].outer == from + 1)
			tokens[i].outer = from;
}

static void resolve_lines(struct token_list *list)
{
	struct token *tokens = list->tokens.items;
	uint32_t count = (uint32_t)list->tokens.len;
	for (uint32_t from = 0, end; from < count; from = end) {
		end = from;
		while (end < count && !ends_line(&tokens[end]))
			end++;
		end += end < count;
		if (is_standalone(tokens, from, end))
			drop_line(tokens, from, end);
		else
			start_line(tokens, from, end);
	}
}

/* Of what stands in a parent only the blocks are left. */
static void drop_outside_blocks(struct token *tokens, uint32_t parent)
{
	for (uint32_t i = parent + 1; i < tokens[parent].match; i++) {
		if (tokens[i].kind == TOKEN_BLOCK)
			i = tokens[i].match;
		else
			tokens[i].dropped = true;
	}
}

/*
 * The blanks that a token begins its line with: false if it begins none, or
 * an empty one, or one that says nothing.
 */
static bool line_blanks(struct token *t, struct view **where)
{
	if (t->dropped)
		return false;
	if (t->kind == TOKEN_TEXT && t->line_start) {
		*where = &t->text;
		return !(ends_line(t) && is_blank(t->text));
	}
	*where = &t->indent;
	return t->line_start || (t->own_line && (t->kind == TOKEN_PARTIAL || t->kind == TOKEN_PARENT ||
	                                         t->kind == TOKEN_BLOCK));
}

/* The next token whose line is one of a block's own; a parent's are not. */
static uint32_t next_inside(const struct token *tokens, uint32_t i)
{
	return tokens[i].kind == TOKEN_PARENT ? tokens[i].match + 1 : i + 1;
}

static struct view common(struct view a, struct view b)
{
	size_t len = 0;
	while (len < a.len && len < b.len && a.data[len] == b.data[len])
		len++;
	return view_slice(a, 0, len);
}

/* The blanks that all lines of the block share; false if it has no line. */
static bool shared_blanks(struct token *tokens, uint32_t block, struct view *shared)
{
	bool any = false;
	for (uint32_t i = block + 1; i < tokens[block].match; i = next_inside(tokens, i)) {
		struct view *where;
		if (!line_blanks(&tokens[i], &where))
			continue;
		struct view blanks = leading(*where);
		*shared = any ? common(*shared, blanks) : blanks;
		any = true;
	}
	return any;
}

static void take_off(struct token *tokens, uint32_t block, size_t len)
{
	for (uint32_t i = block + 1; i < tokens[block].match; i = next_inside(tokens, i)) {
		struct view *where;
		if (line_blanks(&tokens[i], &where))
			*where = view_slice(*where, len, where->len);
	}
}

static void resolve_block(struct token *tokens, uint32_t i)
{
	struct token *block = &tokens[i];
	bool argument = in_parent(tokens, block);
	if (!argument && !block->standalone)
		return;
	struct view shared;
	if (!shared_blanks(tokens, i, &shared))
		return;
	if (argument)
		take_off(tokens, i, shared.len);
	else
		block->indent = shared;
}

void indent_resolve(struct token_list *list)
{
	struct token *tokens = list->tokens.items;
	resolve_lines(list);
	for (uint32_t i = 0; i < list->tokens.len; i++)
		if (tokens[i].kind == TOKEN_PARENT)
			drop_outside_blocks(tokens, i);
	/* Inner blocks come first: their places count among the outer's lines. */
	for (uint32_t i = (uint32_t)list->tokens.len; i-- > 0;)
		if (tokens[i].kind == TOKEN_BLOCK)
			resolve_block(tokens, i);
}
