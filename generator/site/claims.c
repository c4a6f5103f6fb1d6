#include "site/claims.h"

#include "site/path.h"

static uint64_t folded_hash(struct claims *c, struct view path)
{
	buf_truncate(&c->text, 0);
	path_put_folded(&c->text, path);
	return hashset_hash(buf_view(&c->text));
}

/* A path that is folded as it is stands among the exact ones alone. */
static bool is_taken(const struct claims *c, uint64_t folded)
{
	return hashset_has(c->exact, folded) || hashset_has(&c->folded, folded);
}

void claims_take(struct claims *c, struct view path, const char *owner)
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

bool claims_has(struct claims *c, struct view path)
{
	return is_taken(c, folded_hash(c, path));
}

void claims_trace(struct claims *c, struct view path, const char *owner)
{
	if (c->met && folded_hash(c, path) == c->met) {
		c->owners[0] = owner;
		c->met = 0;
	}
}

void claims_tell(const struct claims *c, struct report *r)
{
	const char *first = c->owners[0], *second = c->owners[1];
	const char *other = first && second ? first : "a page of broadsheet's own";
	report_error(r, second ? second : first, 0, 0,
	             "would be %s on the site, and so would %s: rename one of the two",
	             c->address.data, other);
}

void claims_free(struct claims *c)
{
	hashset_free(&c->folded);
	buf_free(&c->text);
	buf_free(&c->address);
}
