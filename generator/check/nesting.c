#include "check/nesting.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LOOKED_BACK = 1000 }; /* open elements that an end tag may close */

/* What HTML knows of an element. */
enum {
	VOID = 1 << 0,      /* has neither content nor end tag */
	BY_ITSELF = 1 << 1, /* its end tag may be left out */

	/* Sorts of elements that end others by beginning. */
	BLOCK = 1 << 2,
	ITEM = 1 << 3,
	TERM = 1 << 4,
	CELL = 1 << 5,
	ROW = 1 << 6,
	ROWS = 1 << 7,
	OPTION = 1 << 8,
	OPTIONS = 1 << 9,
	RUBY = 1 << 10,
	BODY = 1 << 11,

	/* Those whose start tag may be left out, too. */
	HTML = 1 << 12,
	HEAD = 1 << 13,
	COLUMNS = 1 << 14,
	BODY_ROWS = 1 << 15,
	UNSAID = HTML | HEAD | COLUMNS | BODY_ROWS | BODY,
};

struct element {
	const char *name;
	unsigned is;
	unsigned ended_by; /* sorts */
};

/* In the order of the alphabet. */
static const struct element elements[] = {
	{ "address", BLOCK, 0 },
	{ "area", VOID, 0 },
	{ "article", BLOCK, 0 },
	{ "aside", BLOCK, 0 },
	{ "base", VOID, 0 },
	{ "blockquote", BLOCK, 0 },
	{ "body", BY_ITSELF | BODY, 0 },
	{ "br", VOID, 0 },
	{ "caption", BY_ITSELF, ROWS | ROW },
	{ "center", BLOCK, 0 },
	{ "col", VOID, 0 },
	{ "colgroup", BY_ITSELF | COLUMNS, ROWS | ROW },
	{ "dd", BY_ITSELF | TERM, TERM },
	{ "details", BLOCK, 0 },
	{ "dialog", BLOCK, 0 },
	{ "dir", BLOCK, 0 },
	{ "div", BLOCK, 0 },
	{ "dl", BLOCK, 0 },
	{ "dt", BY_ITSELF | TERM, TERM },
	{ "embed", VOID, 0 },
	{ "fieldset", BLOCK, 0 },
	{ "figcaption", BLOCK, 0 },
	{ "figure", BLOCK, 0 },
	{ "footer", BLOCK, 0 },
	{ "form", BLOCK, 0 },
	{ "h1", BLOCK, 0 },
	{ "h2", BLOCK, 0 },
	{ "h3", BLOCK, 0 },
	{ "h4", BLOCK, 0 },
	{ "h5", BLOCK, 0 },
	{ "h6", BLOCK, 0 },
	{ "head", BY_ITSELF | HEAD, BODY },
	{ "header", BLOCK, 0 },
	{ "hgroup", BLOCK, 0 },
	{ "hr", VOID | BLOCK, 0 },
	{ "html", BY_ITSELF | HTML, 0 },
	{ "img", VOID, 0 },
	{ "input", VOID, 0 },
	{ "li", BY_ITSELF | ITEM, ITEM },
	{ "link", VOID, 0 },
	{ "main", BLOCK, 0 },
	{ "menu", BLOCK, 0 },
	{ "meta", VOID, 0 },
	{ "nav", BLOCK, 0 },
	{ "ol", BLOCK, 0 },
	{ "optgroup", BY_ITSELF | OPTIONS, OPTIONS },
	{ "option", BY_ITSELF | OPTION, OPTION | OPTIONS },
	{ "p", BY_ITSELF | BLOCK, BLOCK },
	{ "pre", BLOCK, 0 },
	{ "rp", BY_ITSELF | RUBY, RUBY },
	{ "rt", BY_ITSELF | RUBY, RUBY },
	{ "search", BLOCK, 0 },
	{ "section", BLOCK, 0 },
	{ "source", VOID, 0 },
	{ "summary", BLOCK, 0 },
	{ "table", BLOCK, 0 },
	{ "tbody", BY_ITSELF | ROWS | BODY_ROWS, ROWS },
	{ "td", BY_ITSELF | CELL, CELL | ROW | ROWS },
	{ "tfoot", BY_ITSELF | ROWS, ROWS },
	{ "th", BY_ITSELF | CELL, CELL | ROW | ROWS },
	{ "thead", BY_ITSELF | ROWS, ROWS },
	{ "tr", BY_ITSELF | ROW, ROW | ROWS },
	{ "track", VOID, 0 },
	{ "ul", BLOCK, 0 },
	{ "wbr", VOID, 0 },
};

static const struct element unknown = { "", 0, 0 };

static int compare_element(const void *key, const void *element)
{
	const struct view *name = key;
	const char *known = ((const struct element *)element)->name;
	for (size_t i = 0; i < name->len; i++) {
		int order = token_lower(name->data[i]) - known[i];
		if (order != 0 || !known[i])
			return order ? order : 1;
	}
	return known[name->len] ? -1 : 0;
}

static const struct element *find_element(struct view name)
{
	const struct element *e = bsearch(&name, elements, sizeof(elements) / sizeof(*elements),
	                                  sizeof(*elements), compare_element);
	return e ? e : &unknown;
}

/* Whether this is the first tag of an element that may begin without one. */
static bool begins_unsaid(struct nesting *n, const struct element *e)
{
	unsigned which = e->is & UNSAID;
	bool first = which && !(n->begun & which);
	n->begun |= which;
	return first;
}

static bool must_be_closed(const struct nesting *n, const struct nesting_element *e)
{
	return n->xml || !(e->element->is & BY_ITSELF);
}

static bool is_same(const struct nesting *n, struct view a, struct view b)
{
	return a.len == b.len &&
	       (n->xml ? memcmp(a.data, b.data, a.len) == 0 : strncasecmp(a.data, b.data, a.len) == 0);
}

struct view nesting_inside(const struct nesting *n)
{
	return n->open.len > 0 ? array_last(&n->open)->name : VIEW_NULL;
}

/* Whether this is a drawing or formula in the page, where XML's habits hold. */
static bool is_foreign(const struct nesting *n, struct view name)
{
	if (token_is(name, "svg") || token_is(name, "math"))
		return true;
	for (size_t i = n->open.len; i > 0 && i + LOOKED_BACK > n->open.len; i--) {
		struct view open = n->open.items[i - 1].name;
		if (token_is(open, "svg") || token_is(open, "math"))
			return true;
		if (token_is(open, "foreignObject"))
			return false;
	}
	return false;
}

void nesting_start(struct nesting *n, const struct token *t)
{
	const struct element *element = n->xml ? &unknown : find_element(t->name);
	if (n->xml) {
		if (t->self_closing)
			return;
	} else {
		while (n->open.len > 0 && array_last(&n->open)->element->ended_by & element->is)
			n->open.len--;
		if (element->is & VOID)
			return;
		begins_unsaid(n, element);
		if (t->self_closing && is_foreign(n, t->name))
			return;
		if (t->self_closing)
			diagnostics_error(n->told, t->at, "<%.*s/> closes nothing in HTML: write </%.*s>",
			                  VIEW_ARG(t->name), VIEW_ARG(t->name));
	}
	*array_push(&n->open) = (struct nesting_element){ t->name, t->at, element };
}

/* Its place among the open ones plus 1, or 0. */
static size_t find_open(const struct nesting *n, struct view name)
{
	for (size_t i = n->open.len; i > 0 && i + LOOKED_BACK > n->open.len; i--) {
		if (is_same(n, n->open.items[i - 1].name, name))
			return i;
	}
	return 0;
}

static void tell_unclosed(struct nesting *n, const struct nesting_element *e)
{
	if (must_be_closed(n, e))
		diagnostics_error(n->told, e->at, "<%.*s> is never closed: add </%.*s>", VIEW_ARG(e->name),
		                  VIEW_ARG(e->name));
}

void nesting_end(struct nesting *n, const struct token *t)
{
	size_t found = find_open(n, t->name);
	const struct element *element = n->xml ? &unknown : find_element(t->name);
	if (element->is & VOID) {
		diagnostics_error(n->told, t->at, "</%.*s>: this element has no end tag, take it away",
		                  VIEW_ARG(t->name));
		return;
	}
	if (found == 0 && begins_unsaid(n, element))
		return;
	if (found == 0) {
		diagnostics_error(n->told, t->at, "</%.*s> closes nothing: no <%.*s> is open here",
		                  VIEW_ARG(t->name), VIEW_ARG(t->name));
		return;
	}
	while (n->open.len > found) {
		const struct nesting_element *e = array_last(&n->open);
		if (must_be_closed(n, e))
			diagnostics_error(n->told, e->at, "<%.*s> is not closed before </%.*s>: add </%.*s>",
			                  VIEW_ARG(e->name), VIEW_ARG(t->name), VIEW_ARG(e->name));
		n->open.len--;
	}
	n->open.len--;
}

void nesting_finish(struct nesting *n)
{
	for (size_t i = 0; i < n->open.len; i++)
		tell_unclosed(n, &n->open.items[i]);
	array_free(&n->open);
}
