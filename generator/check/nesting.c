#include "check/nesting.h"

#include <string.h>
#include <strings.h>

enum {
	LOOKED_BACK = 1000, /* open elements that an end tag may close */
	LONGEST = 16,       /* name in the tables below */
};

static bool is_one_of(struct view name, const char *words)
{
	char key[LONGEST + 3] = " ";
	if (name.len > LONGEST)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.data[i];
		key[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	key[name.len + 1] = ' ';
	return strstr(words, key) != NULL;
}

static bool is_void(struct view name)
{
	return is_one_of(name, " area base br col embed hr img input link meta source track wbr ");
}

/* HTML lets the end tags of these be left out. */
static bool ends_by_itself(struct view name)
{
	return is_one_of(name, " p li dt dd td th tr thead tbody tfoot colgroup caption option "
	                       "optgroup rt rp html head body ");
}

static bool ends_paragraph(struct view name)
{
	return is_one_of(name, " address article aside blockquote details div dl fieldset figure "
	                       "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu "
	                       "nav ol p pre search section table ul ");
}

/* Whether an open element ends where the other begins. */
static bool ends_before(struct view open, struct view name)
{
	static const struct { const char *open, *next; } rules[] = {
		{ " li ", " li " },
		{ " dt dd ", " dt dd " },
		{ " td th ", " td th tr thead tbody tfoot " },
		{ " tr ", " tr thead tbody tfoot " },
		{ " thead tbody tfoot colgroup caption ", " thead tbody tfoot " },
		{ " option ", " option optgroup " },
		{ " optgroup ", " optgroup " },
		{ " rt rp ", " rt rp " },
		{ " head ", " body " },
	};
	if (!ends_by_itself(open))
		return false;
	if (token_is(open, "p"))
		return ends_paragraph(name);
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		if (is_one_of(open, rules[i].open) && is_one_of(name, rules[i].next))
			return true;
	}
	return false;
}

static bool is_same(const struct nesting *n, struct view a, struct view b)
{
	return a.len == b.len && (n->xml ? memcmp(a.data, b.data, a.len) == 0
	                                 : strncasecmp(a.data, b.data, a.len) == 0);
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
	if (n->xml) {
		if (t->self_closing)
			return;
	} else {
		while (n->open.len > 0 && ends_before(array_last(&n->open)->name, t->name))
			n->open.len--;
		if (is_void(t->name))
			return;
		if (t->self_closing && is_foreign(n, t->name))
			return;
		if (t->self_closing)
			told_error(n->told, t->at, "<%.*s/> closes nothing in HTML: write </%.*s>",
			           VIEW_ARG(t->name), VIEW_ARG(t->name));
	}
	*array_push(&n->open) = (struct nesting_element){ t->name, t->at };
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
	if (n->xml || !ends_by_itself(e->name))
		told_error(n->told, e->at, "<%.*s> is never closed: add </%.*s>",
		           VIEW_ARG(e->name), VIEW_ARG(e->name));
}

void nesting_end(struct nesting *n, const struct token *t)
{
	size_t found = find_open(n, t->name);
	if (!n->xml && is_void(t->name)) {
		told_error(n->told, t->at, "</%.*s>: this element has no end tag, take it away",
		           VIEW_ARG(t->name));
		return;
	}
	if (found == 0) {
		told_error(n->told, t->at, "</%.*s> closes nothing: no <%.*s> is open here",
		           VIEW_ARG(t->name), VIEW_ARG(t->name));
		return;
	}
	while (n->open.len > found) {
		const struct nesting_element *e = array_last(&n->open);
		if (n->xml || !ends_by_itself(e->name))
			told_error(n->told, e->at, "<%.*s> is not closed before </%.*s>: add </%.*s>",
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
