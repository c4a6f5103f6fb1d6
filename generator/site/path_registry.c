#include "site/path_registry.h"

#include "site/path.h"
#include "text/utf8.h"

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

#define CODES_MOST 8 /* of each name; more cannot be compared by eye */

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* What is left of two names, in whole characters, without what they begin and end with alike. */
static void differing_parts(struct view *a, struct view *b)
{
	size_t less = a->len < b->len ? a->len : b->len, from = 0, tail = 0;
	while (from < less && a->data[from] == b->data[from])
		from++;
	while (from > 0 && ((from < a->len && continues(a->data[from])) ||
	                    (from < b->len && continues(b->data[from]))))
		from--;
	while (tail < less - from && a->data[a->len - tail - 1] == b->data[b->len - tail - 1])
		tail++;
	while (tail > 0 && continues(a->data[a->len - tail]))
		tail--;
	*a = view_slice(*a, from, a->len - tail - from);
	*b = view_slice(*b, from, b->len - tail - from);
}

static void put_codes(struct buf *b, struct view part)
{
	size_t count = 0;
	for (size_t at = 0; at < part.len && count < CODES_MOST; count++)
		buf_printf(b, "%sU+%04X", count ? " " : "", utf8_next(part, &at));
	if (count == 0)
		buf_puts(b, "nothing");
}

static bool is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if ((unsigned char)v.data[i] >= 0x80)
			return false;
	}
	return true;
}

/* Names that differ in more than the case of a to z may look alike: their characters tell them apart. */
static void put_difference(struct buf *b, struct view name, struct view other)
{
	differing_parts(&name, &other);
	if (is_ascii(name) && is_ascii(other))
		return;
	buf_puts(b, " (which may look alike: this one has ");
	put_codes(b, name);
	buf_puts(b, " where the other has ");
	put_codes(b, other);
	buf_putc(b, ')');
}

void path_registry_tell(const struct path_registry *c, struct report *r)
{
	const char *first = c->owners[0], *second = c->owners[1];
	const char *other = first && second ? first : "a page of broadsheet's own";
	struct buf difference = { 0 };
	buf_puts(&difference, "");
	if (first && second)
		put_difference(&difference, view_of(second), view_of(first));
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
