#include "site/compact.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "site/script_names.h"
#include "site/script_tree.h"

/* ── scripts ── */

/* Whether both would be read as something else without a blank between them. */
static bool would_join(const struct script_token *before, const struct script_token *t)
{
	char last = before->text.data[before->text.len - 1], next = t->text.data[0];
	if (before->kind == SCRIPT_NAME)
		return t->kind == SCRIPT_NAME || next == '.';
	if (before->kind == SCRIPT_REGEX)
		return t->kind == SCRIPT_NAME;
	if (before->kind != SCRIPT_SIGN)
		return false;
	return last == '/' || (last == next && strchr("+-", next)) || (last == '<' && next == '!') ||
	       (before->text.len == 2 && next == '>');
}

static void put_tokens(const struct script_tree *t, struct buf *out)
{
	for (size_t i = 0; i < t->tokens.len; i++) {
		const struct script_token *token = &t->tokens.items[i], *before = i > 0 ? token - 1 : NULL;
		if (before && token->behind_line && script_keeps_line(before, token))
			buf_putc(out, '\n');
		else if (before && token->behind_blank && would_join(before, token))
			buf_putc(out, ' ');
		buf_put(out, token->text);
	}
	if (t->tokens.len > 0)
		buf_putc(out, '\n');
}

bool compact_script(struct view text, struct buf *out)
{
	struct script_tree tree = { 0 };
	struct arena names = { 0 };
	bool understood = script_tree_read(text, &tree);
	if (understood) {
		script_shorten(&tree, &names);
		put_tokens(&tree, out);
	}
	script_tree_free(&tree);
	arena_free(&names);
	return understood;
}

/* ── styles ── */

/* The end of a comment, a string or an address in brackets that begins at from; 0 if it has none. */
static size_t end_of_piece(struct view text, size_t from)
{
	if (text.data[from] == '/') {
		ptrdiff_t end = view_find(text, VIEW("*/"), from + 2);
		return end < 0 ? 0 : (size_t)end + 2;
	}
	char quote = text.data[from] == 'u' ? ')' : text.data[from];
	for (size_t i = from + 1; i < text.len; i++) {
		if (text.data[i] == '\\')
			i++;
		else if (text.data[i] == quote)
			return i + 1;
		else if (quote != ')' && text.data[i] == '\n')
			return 0;
	}
	return 0;
}

/* An address without quotes around it. */
static bool begins_address(struct view text, size_t at)
{
	return view_eq(view_slice(text, at, 4), VIEW("url(")) && at + 4 < text.len &&
	       !strchr("\"' \t\n", text.data[at + 4]);
}

/* Skips blanks and comments. False if a comment has no end. */
static bool skip_gap(struct view text, size_t *at)
{
	while (*at < text.len) {
		if (ascii_is_blank((unsigned char)text.data[*at])) {
			(*at)++;
		} else if (view_eq(view_slice(text, *at, 2), VIEW("/*"))) {
			*at = end_of_piece(text, *at);
			if (*at == 0)
				return false;
		} else {
			break;
		}
	}
	return true;
}

/* Puts what a gap between two characters means: a blank, or nothing beside signs that part by themselves. */
static void put_gap(struct buf *out, size_t begin, char next, bool blank)
{
	char last = out->len > begin ? out->data[out->len - 1] : '{';
	if (strchr("{};,", last) || strchr("{};,", next))
		return;
	if (last == ':' && next != '!')
		return;
	buf_puts(out, blank ? " " : "/**/");
}

static bool put_piece(struct view text, size_t *at, struct buf *out)
{
	char c = text.data[*at];
	size_t end = *at + 1;
	if (strchr("\"'", c) || begins_address(text, *at))
		end = end_of_piece(text, *at);
	else if (c == '\\')
		end = *at + 2;
	if (end == 0 || end > text.len)
		return false;
	if (c == '}' && out->len > 1 && out->data[out->len - 1] == ';' &&
	    out->data[out->len - 2] != '\\')
		buf_truncate(out, out->len - 1);
	buf_put(out, view_slice(text, *at, end - *at));
	*at = end;
	return true;
}

bool compact_style(struct view text, struct buf *out)
{
	size_t begin = out->len, at = 0;
	bool understood = true;
	while (understood && at < text.len) {
		size_t from = at;
		understood = skip_gap(text, &at);
		if (!understood || at == text.len)
			break;
		bool blank = at > from && (ascii_is_blank((unsigned char)text.data[from]) ||
		                           ascii_is_blank((unsigned char)text.data[at - 1]));
		if (at > from)
			put_gap(out, begin, text.data[at], blank);
		understood = put_piece(text, &at, out);
	}
	if (!understood)
		buf_truncate(out, begin);
	else if (out->len > begin)
		buf_putc(out, '\n');
	return understood;
}

void compact_file(struct view name, struct view text, struct buf *out)
{
	bool done = false;
	if (view_find(text, VIEW("/*!"), 0) >= 0) /* as licences begin that have to stay */
		done = false;
	else if (view_ends(name, VIEW(".js")))
		done = compact_script(text, out);
	else if (view_ends(name, VIEW(".css")))
		done = compact_style(text, out);
	if (!done)
		buf_put(out, text);
}
