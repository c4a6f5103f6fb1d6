#include "site/script_tree.h"

#include <string.h>

#include "base/mem.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Words that mean something to the language, everywhere or in places. */
static const char *const reserved[] = {
	"arguments", "as",        "async",    "await",    "break",   "case",    "catch",
	"class",     "const",     "continue", "debugger", "default", "delete",  "do",
	"else",      "enum",      "export",   "extends",  "false",   "finally", "for",
	"from",      "function",  "get",      "if",       "import",  "in",      "instanceof",
	"let",       "new",       "null",     "of",       "return",  "set",     "static",
	"super",     "switch",    "target",   "this",     "throw",   "true",    "try",
	"typeof",    "undefined", "var",      "void",     "while",   "with",    "yield",
};

/* Words behind which a brace begins a block, and those behind which it begins a value. */
static const char *const before_block[] = { "else", "try", "finally", "do" };
static const char *const before_object[] = { "const", "let", "var", "return" };

static struct view text_at(const struct script_tree *t, size_t at)
{
	return at < t->tokens.len ? t->tokens.items[at].text : VIEW("");
}

static bool is_kind(const struct script_tree *t, size_t at, enum script_kind kind)
{
	return at < t->tokens.len && t->tokens.items[at].kind == kind;
}

bool script_is_sign(const struct script_tree *t, size_t at, char sign)
{
	struct view text = text_at(t, at);
	return is_kind(t, at, SCRIPT_SIGN) && text.len == 1 && text.data[0] == sign;
}

bool script_is_word(const struct script_tree *t, size_t at, const char *word)
{
	return is_kind(t, at, SCRIPT_NAME) && view_eq(text_at(t, at), view_of(word)) &&
	       !script_is_sign(t, at - 1, '.');
}

static bool is_sign_of(const struct script_tree *t, size_t at, const char *signs)
{
	struct view text = text_at(t, at);
	return is_kind(t, at, SCRIPT_SIGN) && text.len == 1 && strchr(signs, text.data[0]);
}

static bool is_word_of(const struct script_tree *t, size_t at, const char *const *words, size_t n)
{
	return is_kind(t, at, SCRIPT_NAME) && view_among(text_at(t, at), words, n) >= 0 &&
	       !script_is_sign(t, at - 1, '.');
}

bool script_opens(const struct script_tree *t, size_t at)
{
	return is_sign_of(t, at, "([{") ||
	       (is_kind(t, at, SCRIPT_TEMPLATE) && view_ends(text_at(t, at), VIEW("${")));
}

bool script_closes(const struct script_tree *t, size_t at)
{
	return is_sign_of(t, at, ")]}") ||
	       (is_kind(t, at, SCRIPT_TEMPLATE) && text_at(t, at).data[0] == '}');
}

bool script_may_end_before(const struct script_tree *t, size_t at)
{
	return at > 0 && at < t->tokens.len && t->tokens.items[at].behind_line &&
	       script_keeps_line(&t->tokens.items[at - 1], &t->tokens.items[at]);
}

bool script_is_arrow(const struct script_tree *t, size_t at)
{
	return script_is_sign(t, at, '=') && script_is_sign(t, at + 1, '>');
}

/* The middle of a template closes one bracket and opens the next: its partner is the one behind it. */
static void pair_brackets(struct script_tree *t)
{
	size_t open = SCRIPT_NONE; /* the innermost */
	t->partner = mem_array(t->tokens.len + 1, sizeof(*t->partner));
	t->within = mem_array(t->tokens.len + 1, sizeof(*t->within));
	for (size_t i = 0; i < t->tokens.len; i++) {
		t->partner[i] = SCRIPT_NONE;
		if (script_closes(t, i) && open != SCRIPT_NONE) {
			t->partner[open] = i;
			t->partner[i] = open;
			open = t->within[open];
		}
		t->within[i] = open;
		if (script_opens(t, i))
			open = i;
	}
}

bool script_tree_read(struct view text, struct script_tree *t)
{
	struct script_scan scan = { .text = text };
	struct script_token token;
	while (script_next(&scan, &token) && token.kind != SCRIPT_END)
		*array_push(&t->tokens) = token;
	script_free(&scan);
	if (!scan.failed)
		pair_brackets(t);
	return !scan.failed;
}

void script_tree_free(struct script_tree *t)
{
	array_free(&t->tokens);
	free(t->partner);
	free(t->within);
}

/* Whether a brace there opens the body of a class: "class" stands before it, with what it extends. */
static bool is_class(const struct script_tree *t, size_t open)
{
	for (size_t i = open; i-- > 0;) {
		if (script_is_word(t, i, "class"))
			return true;
		if (is_sign_of(t, i, ")]"))
			i = t->partner[i];
		else if (!is_kind(t, i, SCRIPT_NAME) && !script_is_sign(t, i, '.'))
			return false;
	}
	return false;
}

enum script_brace script_brace(const struct script_tree *t, size_t open)
{
	size_t before = open - 1;
	if (!script_is_sign(t, open, '{'))
		return BRACE_UNCLEAR;
	if (open == 0 || is_sign_of(t, before, "){};") || (open > 1 && script_is_arrow(t, open - 2)) ||
	    is_word_of(t, before, before_block, COUNT(before_block)))
		return is_class(t, open) ? BRACE_CLASS : BRACE_BLOCK;
	if (is_class(t, open))
		return BRACE_CLASS;
	if (is_sign_of(t, before, "(,=[?&|.") ||
	    (is_word_of(t, before, before_object, COUNT(before_object)) &&
	     !t->tokens.items[open].behind_line))
		return BRACE_OBJECT;
	/* Behind a colon there is a value, but for those of cases and labels. */
	size_t within = t->within[open];
	if (script_is_sign(t, before, ':') && within != SCRIPT_NONE &&
	    (!script_is_sign(t, within, '{') || script_brace(t, within) == BRACE_OBJECT))
		return BRACE_OBJECT;
	return BRACE_UNCLEAR;
}

/* Whether what stands there is the name of a method: its arguments and a body are behind it. */
static bool is_method(const struct script_tree *t, size_t at)
{
	if (!script_is_sign(t, at + 1, '(') || script_is_word(t, at - 1, "function") ||
	    (script_is_sign(t, at - 1, '*') && script_is_word(t, at - 2, "function")))
		return false;
	return script_is_sign(t, t->partner[at + 1] + 1, '{');
}

static enum script_role role_in_braces(const struct script_tree *t, size_t at, size_t open)
{
	enum script_brace brace = script_brace(t, open);
	bool first = at == open + 1 || script_is_sign(t, at - 1, ',');
	if (is_method(t, at))
		return brace == BRACE_CLASS || brace == BRACE_OBJECT ? ROLE_NONE : ROLE_UNCLEAR;
	if (brace == BRACE_CLASS)
		return ROLE_UNCLEAR;
	if (first && script_is_sign(t, at + 1, ':'))
		return brace == BRACE_OBJECT ? ROLE_NONE : ROLE_UNCLEAR;
	bool alone = is_sign_of(t, at + 1, ",}") ||
	             (script_is_sign(t, at + 1, '=') && !is_sign_of(t, at + 2, "=>"));
	if (first && alone && brace != BRACE_BLOCK)
		return brace == BRACE_OBJECT ? ROLE_SHORTHAND : ROLE_UNCLEAR;
	return ROLE_VARIABLE;
}

enum script_role script_role(const struct script_tree *t, size_t at)
{
	bool spread = script_is_sign(t, at - 1, '.') && script_is_sign(t, at - 2, '.') &&
	              script_is_sign(t, at - 3, '.');
	if (!is_kind(t, at, SCRIPT_NAME) || view_among(text_at(t, at), reserved, COUNT(reserved)) >= 0)
		return ROLE_NONE;
	if (script_is_sign(t, at - 1, '.') && !spread)
		return ROLE_NONE;
	if (script_is_word(t, at - 1, "break") || script_is_word(t, at - 1, "continue"))
		return ROLE_UNCLEAR;
	size_t open = t->within[at];
	bool labels = script_is_sign(t, at + 1, ':') && !is_sign_of(t, at - 1, "?,{") &&
	              (at == 0 || t->tokens.items[at].behind_line || is_sign_of(t, at - 1, ";}):"));
	if (labels)
		return ROLE_UNCLEAR;
	if (open != SCRIPT_NONE && script_is_sign(t, open, '{'))
		return role_in_braces(t, at, open);
	return ROLE_VARIABLE;
}
