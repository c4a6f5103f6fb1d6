#include "site/script_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "site/script_scope.h"

/* A token that is a name, and what it is to a variable. */
struct mention {
	struct view name;
	size_t at;
	enum script_role role;
};

/* The mentions of one name, and how many of them are of variables. */
struct group {
	size_t first, end, count, shorthands;
};

struct names {
	struct script_tree *tree;
	script_variables variables;     /* in the order of their names */
	ARRAY(struct mention) mentions; /* likewise */
	ARRAY(struct group) groups;     /* those that may have another name */
	bool by_eval;                   /* text that is run may mention any */
};

static int compare_names(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	return view_cmp(x->name, y->name);
}

static int compare_mentions(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	int order = compare_names(a, b);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int compare_variables(const void *a, const void *b)
{
	const struct script_variable *x = a, *y = b;
	int order = view_cmp(x->name, y->name);
	return order ? order : (x->from > y->from) - (x->from < y->from);
}

/* The most frequent first. */
static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->count != y->count ? (x->count < y->count) - (x->count > y->count)
	                            : (x->first > y->first) - (x->first < y->first);
}

static void find_mentions(struct names *n)
{
	for (size_t i = 0; i < n->tree->tokens.len; i++) {
		struct view name = n->tree->tokens.items[i].text;
		if (n->tree->tokens.items[i].kind != SCRIPT_NAME)
			continue;
		*array_push(&n->mentions) = (struct mention){ name, i, script_role(n->tree, i) };
		if (script_is_word(n->tree, i, "eval") || script_is_word(n->tree, i, "with") ||
		    script_is_word(n->tree, i, "Function") || memchr(name.data, '\\', name.len))
			n->by_eval = true;
	}
	if (n->mentions.len > 0)
		qsort(n->mentions.items, n->mentions.len, sizeof(*n->mentions.items), compare_mentions);
}

/* The first variable of the name, or one behind it. */
static size_t first_variable(const struct names *n, struct view name)
{
	size_t low = 0, high = n->variables.len;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (view_cmp(n->variables.items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_known_at(const struct names *n, size_t variable, const struct mention *m)
{
	for (size_t i = variable; i < n->variables.len; i++) {
		const struct script_variable *v = &n->variables.items[i];
		if (!view_eq(v->name, m->name))
			return false;
		if (v->from <= m->at && m->at <= v->to)
			return true;
	}
	return false;
}

/* Takes the mentions of one name, if all are of variables that are declared around them. */
static void take_group(struct names *n, size_t first, size_t end)
{
	struct group g = { .first = first, .end = end };
	size_t variable = first_variable(n, n->mentions.items[first].name);
	for (size_t i = first; i < end; i++) {
		const struct mention *m = &n->mentions.items[i];
		if (m->role == ROLE_NONE)
			continue;
		if (m->role == ROLE_UNCLEAR || !is_known_at(n, variable, m))
			return;
		g.count++;
		g.shorthands += m->role == ROLE_SHORTHAND;
	}
	if (g.count > 0)
		*array_push(&n->groups) = g;
}

static size_t end_of_name(const struct names *n, size_t first)
{
	size_t end = first + 1;
	while (end < n->mentions.len &&
	       view_eq(n->mentions.items[end].name, n->mentions.items[first].name))
		end++;
	return end;
}

static void find_groups(struct names *n)
{
	for (size_t i = 0, end = 0; i < n->mentions.len; i = end) {
		end = end_of_name(n, i);
		take_group(n, i, end);
	}
	if (n->groups.len > 0)
		qsort(n->groups.items, n->groups.len, sizeof(*n->groups.items), compare_groups);
}

/* The so manieth name that there is: a letter, then a letter and figures, which no word of the language is. */
static struct view make_name(size_t number, struct arena *a)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t count = sizeof(letters) - 1;
	if (number < count)
		return arena_printf(a, "%c", letters[number]);
	return arena_printf(a, "%c%zu", letters[number % count], number / count - 1);
}

/* Whether some token is called so already, as a property, too. */
static bool is_taken(const struct names *n, struct view name)
{
	struct mention wanted = { .name = name };
	return bsearch(&wanted, n->mentions.items, n->mentions.len, sizeof(wanted), compare_names);
}

/* A shorthand keeps its key and has the variable behind it. False if the old name is better. */
static bool rename_group(struct names *n, const struct group *g, struct view name, struct arena *a)
{
	struct view old = n->mentions.items[g->first].name;
	size_t spared = g->count * (old.len - name.len), more = g->shorthands * (old.len + 1);
	if (old.len <= name.len || spared <= more)
		return false;
	for (size_t i = g->first; i < g->end; i++) {
		const struct mention *m = &n->mentions.items[i];
		struct view *text = &n->tree->tokens.items[m->at].text;
		if (m->role == ROLE_SHORTHAND)
			*text = arena_printf(a, "%.*s:%.*s", (int)old.len, old.data, (int)name.len, name.data);
		else if (m->role == ROLE_VARIABLE)
			*text = name;
	}
	return true;
}

void script_shorten(struct script_tree *t, struct arena *a)
{
	struct names n = { .tree = t };
	script_find_variables(t, &n.variables);
	if (n.variables.len > 0)
		qsort(n.variables.items, n.variables.len, sizeof(*n.variables.items), compare_variables);
	find_mentions(&n);
	if (!n.by_eval)
		find_groups(&n);
	struct view name = { 0 };
	for (size_t i = 0, number = 0; i < n.groups.len; i++) {
		while (name.len == 0 || is_taken(&n, name))
			name = make_name(number++, a);
		if (rename_group(&n, &n.groups.items[i], name, a))
			name.len = 0;
	}
	array_free(&n.variables);
	array_free(&n.mentions);
	array_free(&n.groups);
}
