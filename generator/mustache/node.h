#ifndef MUSTACHE_NODE_H
#define MUSTACHE_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/view.h"

/*
 * For the module's own files: a compiled template is one array of nodes in the
 * order of the text. What has a body (section, inverted, parent, block) is
 * followed by the body's nodes, and end is the index after the last of them:
 *
 *	Dear {{#who}}{{name}}{{/who}}!
 *
 *	0 TEXT "Dear "   1 SECTION who, end 3   2 VARIABLE name   3 TEXT "!\n"
 *
 * The body of a parent is its blocks, one after the other.
 */
enum node_kind {
	NODE_TEXT,
	NODE_LINE, /* a line of the template begins here, with a tag */
	NODE_VARIABLE,
	NODE_RAW,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
	NODE_PARENT,
	NODE_BLOCK,
};

struct node_key {
	struct view text;
	uint64_t hash;
};

/* A name as it stands in the tag, and its parts; "." has none. */
struct node_name {
	struct view text;
	struct node_key *keys;
	size_t count;
};

struct node {
	enum node_kind kind;
	bool line_start; /* text: a line begins with it */
	bool own_line;   /* block: only blanks stand before it */
	bool fresh;      /* block: its content begins on a new line */
	bool dynamic;    /* partial, parent: name tells where the name is */
	uint32_t end;
	uint32_t line, column;
	uint64_t word;    /* block: the number of its name in the set */
	struct view text; /* text; indentation of partial, parent, block */
	const struct node_name *name;
	const struct mustache_template *target; /* partial, parent: once linked */
};

struct mustache_template {
	const struct mustache_set *set;
	const char *file;
	struct node *nodes;
	uint32_t count;
};

struct mustache_set {
	struct arena arena;
	struct map templates; /* name → struct mustache_template */
	struct map words;     /* names of blocks → 1, 2, … */
	struct hash128 content;
	bool allow_missing;
	bool linked;
};

#endif
