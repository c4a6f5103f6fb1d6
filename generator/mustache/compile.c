#include "mustache/compile.h"

#include <assert.h>
#include <string.h>

#include "mustache/indent.h"
#include "mustache/value.h"

struct compiler {
	struct mustache_set *set;
	const struct token *tokens;
	ARRAY(struct node) nodes;
	uint32_t open[TOKEN_DEEPEST]; /* nodes whose end is not known yet */
	size_t depth;
	bool joins; /* the last node is text that more may join */
};

static const struct node_name *make_name(struct arena *a, struct view text)
{
	struct node_name *name = arena_alloc(a, sizeof(*name));
	name->text = text;
	if (view_eq(text, VIEW(".")))
		return name;
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.data[i] == '.';
	name->keys = arena_array(a, count, sizeof(*name->keys));
	for (struct view rest = text; rest.data; name->count++) {
		struct view part = view_cut(&rest, '.');
		name->keys[name->count] = (struct node_key){ part, value_hash(part) };
	}
	return name;
}

static uint64_t word_number(struct mustache_set *set, struct view word)
{
	bool fresh;
	union map_value *value = map_put(&set->words, word, &fresh);
	if (fresh)
		value->number = set->words.len;
	return value->number;
}

static struct node *add_node(struct compiler *c, enum node_kind kind)
{
	struct node *n = array_push(&c->nodes);
	n->kind = kind;
	c->joins = kind == NODE_TEXT;
	return n;
}

/* Above this, joining would copy the same bytes again and again. */
enum { MOST_JOINED = 1024 };

/* Text of neighbouring lines becomes one node. */
static bool may_join(const struct compiler *c, const struct token *t)
{
	if (!c->joins)
		return false;
	struct view last = array_last(&c->nodes)->text;
	return t->line_start == view_ends(last, VIEW("\n")) &&
	       (last.len <= MOST_JOINED || last.data + last.len == t->text.data);
}

static void add_text(struct compiler *c, const struct token *t)
{
	if (t->text.len == 0)
		return;
	if (!may_join(c, t)) {
		struct node *n = add_node(c, NODE_TEXT);
		n->text = t->text;
		n->line_start = t->line_start;
		return;
	}
	struct view *last = &array_last(&c->nodes)->text;
	if (last->data + last->len != t->text.data) {
		char *joined = arena_alloc(&c->set->arena, last->len + t->text.len);
		memcpy(joined, last->data, last->len);
		memcpy(joined + last->len, t->text.data, t->text.len);
		last->data = joined;
	}
	last->len += t->text.len;
}

static enum node_kind node_kind(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_RAW: return NODE_RAW;
	case TOKEN_SECTION: return NODE_SECTION;
	case TOKEN_INVERTED: return NODE_INVERTED;
	case TOKEN_PARTIAL: return NODE_PARTIAL;
	case TOKEN_PARENT: return NODE_PARENT;
	case TOKEN_BLOCK: return NODE_BLOCK;
	default: return NODE_VARIABLE;
	}
}

static void add_tag(struct compiler *c, const struct token *t)
{
	struct node *n = add_node(c, node_kind(t->kind));
	n->line = t->line;
	n->column = t->column;
	n->own_line = t->own_line;
	n->fresh = t->standalone;
	n->dynamic = t->dynamic;
	n->text = t->indent;
	n->name = make_name(&c->set->arena, t->text);
	if (t->kind == TOKEN_BLOCK)
		n->word = word_number(c->set, t->text);
	if (t->match != TOKEN_NONE)
		c->open[c->depth++] = (uint32_t)c->nodes.len - 1;
}

static void close_tag(struct compiler *c)
{
	assert(c->depth > 0 && c->nodes.items);
	c->nodes.items[c->open[--c->depth]].end = (uint32_t)c->nodes.len;
	c->joins = false;
}

/*
 * A line that begins with a tag is marked where the line is sure to be shown:
 * within a block with default content, behind a parent, else before the tag.
 */
static void add_token(struct compiler *c, const struct token *t)
{
	bool in_parent = t->outer != TOKEN_NONE && c->tokens[t->outer].kind == TOKEN_PARENT;
	bool late = t->kind == TOKEN_BLOCK ||
	            (t->kind == TOKEN_CLOSE && c->tokens[t->match].kind == TOKEN_PARENT);
	if (t->kind == TOKEN_TEXT) {
		add_text(c, t);
		return;
	}
	if (t->line_start && !late)
		add_node(c, NODE_LINE);
	if (t->kind == TOKEN_CLOSE)
		close_tag(c);
	else if (t->kind != TOKEN_SILENT)
		add_tag(c, t);
	if (t->line_start && late && !in_parent)
		add_node(c, NODE_LINE);
}

static struct mustache_template *make_template(struct compiler *c, const char *file)
{
	struct mustache_template *t = arena_alloc(&c->set->arena, sizeof(*t));
	t->set = c->set;
	t->file = file;
	t->count = (uint32_t)c->nodes.len;
	t->nodes = arena_array(&c->set->arena, t->count, sizeof(*t->nodes));
	if (t->count)
		memcpy(t->nodes, c->nodes.items, t->count * sizeof(*t->nodes));
	return t;
}

struct mustache_template *compile_template(struct mustache_set *set, struct view source,
                                           struct token_origin origin, struct report *r)
{
	struct mustache_template *t = NULL;
	struct token_list list = { 0 };
	if (token_scan(source, origin, &list, r) && token_match(&list, origin.file, r)) {
		indent_resolve(&list);
		struct compiler c = { .set = set, .tokens = list.tokens.items };
		for (size_t i = 0; i < list.tokens.len; i++)
			if (!list.tokens.items[i].dropped)
				add_token(&c, &list.tokens.items[i]);
		t = make_template(&c, origin.file);
		array_free(&c.nodes);
	}
	array_free(&list.tokens);
	return t;
}
