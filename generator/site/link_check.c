#include "site/link_check.h"

#include <string.h>

#include "base/ascii.h"
#include "base/escape.h"
#include "base/hash.h"
#include "base/url.h"

/* Whether the address begins with a scheme, as mailto: and https: do. */
static bool has_scheme(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		char c = v.data[i];
		if (c == ':')
			return i > 0;
		if (!ascii_is_letter(c) && !(i > 0 && (ascii_is_digit(c) || strchr("+-.", c))))
			return false;
	}
	return false;
}

static void drop_last_part(struct buf *b)
{
	size_t end = b->len;
	while (end > 0 && b->data[end - 1] != '/')
		end--;
	if (b->len > 0)
		buf_truncate(b, end);
}

/* Puts what target means on the page at path; false if it climbs out of the site. */
static bool resolve(struct buf *b, struct view path, struct view target)
{
	buf_put(b, path);
	drop_last_part(b);
	for (struct view rest = target; rest.data;) {
		struct view part = view_cut(&rest, '/');
		if (view_eq(part, VIEW(".."))) {
			if (b->len == 0)
				return false;
			buf_truncate(b, b->len - 1);
			drop_last_part(b);
		} else if (!view_eq(part, VIEW("."))) {
			url_decode(b, part);
			if (rest.data)
				buf_putc(b, '/');
		}
	}
	return true;
}

/* The part of base_url that begins with the / behind the host. */
static struct view path_of(struct view base_url)
{
	ptrdiff_t host = view_find(base_url, VIEW("//"), 0);
	ptrdiff_t slash = host < 0 ? -1 : view_find(base_url, VIEW("/"), (size_t)host + 2);
	return slash < 0 ? VIEW("/") : view_slice(base_url, (size_t)slash, base_url.len);
}

/* b is room for an address. */
static bool leads_somewhere(const struct plan *p, struct view base_url, struct view path,
                            struct view target, struct buf *b)
{
	struct view rest = target;
	rest = view_cut(&rest, '#');
	rest = view_cut(&rest, '?');
	if (rest.len == 0 || has_scheme(rest) || view_starts(rest, VIEW("//")))
		return true;
	struct view from = path;
	if (rest.data[0] == '/') {
		buf_truncate(b, 0);
		escape_html(b, path_of(base_url)); /* as the page has it */
		if (!view_starts(rest, buf_view(b)))
			return false;
		rest = view_slice(rest, b->len, rest.len);
		from = VIEW("");
	}
	buf_truncate(b, 0);
	return resolve(b, from, rest) && plan_has(p, buf_view(b));
}

/* The next value of an attribute href or src at or after *at, which moves behind it. */
static bool next_link(struct view html, size_t *at, struct view *out)
{
	while (*at < html.len) {
		const char *sign = memchr(html.data + *at, '=', html.len - *at);
		if (!sign)
			return false;
		size_t i = (size_t)(sign - html.data);
		*at = i + 1;
		if (i == 0 || (html.data[i - 1] != 'f' && html.data[i - 1] != 'c'))
			continue; /* most are of other attributes */
		struct view before = view_slice(html, 0, i);
		bool link = view_ends(before, VIEW(" href")) || view_ends(before, VIEW(" src"));
		if (!link || *at >= html.len || html.data[*at] != '"')
			continue;
		const char *end = memchr(html.data + *at + 1, '"', html.len - *at - 1);
		if (!end)
			return false;
		*out = view_slice(html, *at + 1, (size_t)(end - html.data) - *at - 1);
		*at = (size_t)(end - html.data) + 1;
		return true;
	}
	return false;
}

static void tell(struct view path, struct view target, struct report *r)
{
	struct buf name = { 0 };
	buf_put(&name, path);
	report_error(r, name.data, 0, 0,
	             "links to %.*s, which is not on the site: "
	             "mend the template or page that it comes from",
	             VIEW_ARG(target));
	buf_free(&name);
}

bool link_check(const struct plan *p, struct view base_url, struct view path, struct view html,
                struct link_memory *m, struct report *r)
{
	struct view target;
	struct buf address = { 0 };
	uint64_t folder = hash_view(view_folder(path));
	bool sound = true;
	for (size_t at = 0; sound && next_link(html, &at, &target);) {
		uint64_t hash = hash_view(target) ^ folder;
		uint64_t *known = &m->known[hash & (LINKS_KNOWN - 1)];
		if (*known == hash)
			continue;
		sound = leads_somewhere(p, base_url, path, target, &address);
		if (sound)
			*known = hash;
		else
			tell(path, target, r);
	}
	buf_free(&address);
	return sound;
}
