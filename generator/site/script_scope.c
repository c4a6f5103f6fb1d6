#include "site/script_scope.h"

/* Tokens among which what is declared is known. */
struct extent {
	size_t from, to;
};

static void declare(const struct script_tree *t, size_t at, struct extent e, script_variables *out)
{
	*array_push(out) = (struct script_variable){ t->tokens.items[at].text, e.from, e.to };
}

/* Whether what is behind a name in a pattern ends it, or begins what it is without a value. */
static bool ends_target(const struct script_tree *t, size_t at)
{
	return script_closes(t, at) || script_is_sign(t, at, ',') || script_is_sign(t, at, '=');
}

/* The names that a pattern, or a list of arguments, gives to what it takes apart. */
static void declare_pattern(const struct script_tree *t, size_t open, struct extent e,
                            script_variables *out)
{
	bool in_value = false; /* behind =, where others' names are used */
	for (size_t i = open + 1; i < t->partner[open]; i++) {
		if (script_is_sign(t, i, ','))
			in_value = false;
		else if (script_is_sign(t, i, '='))
			in_value = true;
		if (!in_value && (script_is_sign(t, i, '{') || script_is_sign(t, i, '[')) &&
		    !(script_is_sign(t, open, '{') && !script_is_sign(t, i - 1, ':')))
			declare_pattern(t, i, e, out);
		if (script_opens(t, i))
			i = t->partner[i];
		else if (!in_value && script_role(t, i) != ROLE_NONE && ends_target(t, i + 1))
			declare(t, i, e, out);
	}
}

/* The last token of the statement that begins there, or one before it. */
static size_t end_of_statement(const struct script_tree *t, size_t at)
{
	if (script_is_sign(t, at, '{'))
		return t->partner[at];
	for (size_t i = at; i < t->tokens.len; i++) {
		if (script_is_sign(t, i, ';') || script_closes(t, i) ||
		    (i > at && script_may_end_before(t, i)))
			return i - 1;
		if (script_opens(t, i))
			i = t->partner[i];
	}
	return at;
}

/* The last token of an expression that begins there, as far as a comma, or one before it. */
static size_t end_of_expression(const struct script_tree *t, size_t at)
{
	size_t i = at;
	for (; i < t->tokens.len; i++) {
		if (script_is_sign(t, i, ',') || script_is_sign(t, i, ';') || script_closes(t, i) ||
		    (i > at && script_may_end_before(t, i)))
			break;
		if (script_opens(t, i))
			i = t->partner[i];
	}
	return i - 1;
}

/* What const and let declare, one behind the other. */
static void take_declarators(const struct script_tree *t, size_t at, script_variables *out)
{
	size_t open = t->within[at];
	if (open == SCRIPT_NONE)
		return; /* other scripts may see it */
	struct extent e = { open, t->partner[open] };
	if (script_is_sign(t, open, '('))
		e.to = end_of_statement(t, t->partner[open] + 1);
	else if (!script_is_sign(t, open, '{'))
		return;
	for (size_t i = at + 1; i < t->partner[open]; i++) {
		if (script_is_sign(t, i, '{') || script_is_sign(t, i, '['))
			declare_pattern(t, i, e, out);
		else if (script_role(t, i) == ROLE_VARIABLE)
			declare(t, i, e, out);
		else
			return;
		size_t end = script_opens(t, i) ? t->partner[i] + 1 : i + 1;
		i = script_is_sign(t, end, '=') ? end_of_expression(t, end + 1) + 1 : end;
		if (!script_is_sign(t, i, ','))
			return;
	}
}

/* A function that is a statement is known in the whole block. */
static void take_function(const struct script_tree *t, size_t at, script_variables *out)
{
	size_t begin = script_is_word(t, at - 1, "async") ? at - 1 : at, open = t->within[at];
	size_t name = script_is_sign(t, at + 1, '*') ? at + 2 : at + 1;
	bool is_statement = script_is_sign(t, begin - 1, ';') || script_is_sign(t, begin - 1, '{') ||
	                    script_is_sign(t, begin - 1, '}');
	if (is_statement && open != SCRIPT_NONE && script_brace(t, open) == BRACE_BLOCK &&
	    script_role(t, name) == ROLE_VARIABLE && script_is_sign(t, name + 1, '('))
		declare(t, name, (struct extent){ open, t->partner[open] }, out);
}

/* Whether the word before a bracket says that what is in it are no arguments. */
static bool is_condition(const struct script_tree *t, size_t open)
{
	static const char *const words[] = { "if", "for", "while", "switch", "with", "await" };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (script_is_word(t, open - 1, words[i]))
			return true;
	}
	return false;
}

/* The arguments of a function, or what catch takes, are known there and in its body. */
static void take_arguments(const struct script_tree *t, size_t open, script_variables *out)
{
	size_t behind = t->partner[open] + 1;
	if (script_is_arrow(t, behind)) {
		size_t body = behind + 2;
		size_t end = script_is_sign(t, body, '{') ? t->partner[body] : end_of_expression(t, body);
		declare_pattern(t, open, (struct extent){ open, end }, out);
	} else if (script_is_sign(t, behind, '{') && !t->tokens.items[behind].behind_line && open > 0 &&
	           t->tokens.items[open - 1].kind == SCRIPT_NAME && !is_condition(t, open)) {
		declare_pattern(t, open, (struct extent){ open, t->partner[behind] }, out);
	}
}

/* An argument without brackets around it. */
static void take_argument(const struct script_tree *t, size_t at, script_variables *out)
{
	size_t body = at + 3;
	size_t end = script_is_sign(t, body, '{') ? t->partner[body] : end_of_expression(t, body);
	declare(t, at, (struct extent){ at, end }, out);
}

void script_find_variables(const struct script_tree *t, script_variables *out)
{
	for (size_t i = 0; i < t->tokens.len; i++) {
		if (script_is_word(t, i, "const") || script_is_word(t, i, "let"))
			take_declarators(t, i, out);
		else if (script_is_word(t, i, "function"))
			take_function(t, i, out);
		else if (script_is_sign(t, i, '('))
			take_arguments(t, i, out);
		else if (script_role(t, i) == ROLE_VARIABLE && script_is_arrow(t, i + 1))
			take_argument(t, i, out);
	}
}
