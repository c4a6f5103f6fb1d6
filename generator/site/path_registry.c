#include "site/path_registry.h"

#include "site/path.h"
#include "text/lookalike.h"

static uint64_t folded_hash(struct path_registry *c, struct view path)
{
	buf_truncate(&c->text, 0);
	path_put_folded(&c->text, path);
	return hashset_hash(buf_view(&c->text));
}

/* A path that is folded as it is stands among the exact ones alone. */
static bool is_taken(const struct path_registry *c, uint64_t folded)
{
	return hashset_has(c->exact, folded) || hashset_has(&c->folded, folded);
}

void path_registry_take(struct path_registry *c, struct view path, const char *owner)
{
	uint64_t exact = hashset_hash(path), folded = folded_hash(c, path);
	bool free = !is_taken(c, folded);
	hashset_add(c->exact, exact);
	if (folded != exact)
		hashset_add(&c->folded, folded);
	if (free || c->found++ > 0)
		return;
	c->met = folded;
	c->owners[1] = owner;
	buf_put(&c->address, path);
}

bool path_registry_has(struct path_registry *c, struct view path)
{
	return is_taken(c, folded_hash(c, path));
}

void path_registry_trace(struct path_registry *c, struct view path, const char *owner)
{
	if (c->met && folded_hash(c, path) == c->met) {
		c->owners[0] = owner;
		c->met = 0;
	}
}

void path_registry_tell(const struct path_registry *c, struct report *r)
{
	const char *first = c->owners[0], *second = c->owners[1];
	const char *other = first && second ? first : "a page of broadsheet's own";
	struct buf difference = { 0 };
	buf_puts(&difference, "");
	if (first && second)
		lookalike_put(&difference, view_of(second), view_of(first));
	report_error(r, second ? second : first, 0, 0,
	             "would be %s on the site, and so would %s%s: rename one of the two",
	             c->address.data, other, difference.data);
	buf_free(&difference);
}

void path_registry_free(struct path_registry *c)
{
	hashset_free(&c->folded);
	buf_free(&c->text);
	buf_free(&c->address);
}
