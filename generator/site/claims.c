#include "site/claims.h"

#include "site/path.h"

static uint64_t folded_hash(struct claims *c, struct view path)
{
	buf_truncate(&c->text, 0);
	path_put_folded(&c->text, path);
	return hashset_hash(buf_view(&c->text));
}

void claims_take(struct claims *c, struct view path, const char *owner)
{
	hashset_add(c->exact, hashset_hash(path));
	uint64_t hash = folded_hash(c, path);
	if (hashset_add(&c->folded, hash) || c->found++ > 0)
		return;
	c->met = hash;
	c->owners[1] = owner;
	buf_put(&c->address, path);
}

bool claims_has(struct claims *c, struct view path)
{
	return hashset_has(&c->folded, folded_hash(c, path));
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
