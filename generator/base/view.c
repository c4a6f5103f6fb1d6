#include "base/view.h"

#include <string.h>

#include "base/ascii.h"

bool view_eq(struct view a, struct view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

int view_cmp(struct view a, struct view b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool view_starts(struct view v, struct view prefix)
{
	return v.len >= prefix.len && view_eq(view_slice(v, 0, prefix.len), prefix);
}

bool view_ends(struct view v, struct view suffix)
{
	return v.len >= suffix.len && view_eq(view_slice(v, v.len - suffix.len, suffix.len), suffix);
}

ptrdiff_t view_among(struct view v, const char *const *words, size_t count)
{
	/* The first byte tells most words apart, without their lengths. */
	char first = v.len > 0 ? v.data[0] : '\0';
	for (size_t i = 0; i < count; i++) {
		if (words[i] && words[i][0] == first && view_eq(v, view_of(words[i])))
			return (ptrdiff_t)i;
	}
	return -1;
}

ptrdiff_t view_find(struct view v, struct view needle, size_t from)
{
	if (from > v.len || needle.len > v.len - from)
		return -1;
	if (needle.len == 0)
		return (ptrdiff_t)from;
	const char *at = memmem(v.data + from, v.len - from, needle.data, needle.len);
	return at ? at - v.data : -1;
}

struct view view_folder(struct view path)
{
	while (path.len > 0 && path.data[path.len - 1] != '/')
		path.len--;
	return path;
}

struct view view_trim(struct view v)
{
	while (v.len > 0 && ascii_is_blank(v.data[0])) {
		v.data++;
		v.len--;
	}
	while (v.len > 0 && ascii_is_blank(v.data[v.len - 1]))
		v.len--;
	return v;
}

struct view view_cut(struct view *rest, char separator)
{
	struct view part = *rest;
	const char *at = part.len ? memchr(part.data, separator, part.len) : NULL;
	if (at == NULL) {
		*rest = VIEW_NULL;
		return part;
	}
	part.len = (size_t)(at - part.data);
	*rest = view_slice(*rest, part.len + 1, rest->len);
	return part;
}
