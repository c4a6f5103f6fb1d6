#ifndef BASE_VIEW_H
#define BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A borrowed look at bytes, usually UTF-8. It owns nothing and is not
 * terminated; whoever holds the bytes must outlive it. An absent text is the
 * view with data NULL; an empty one has data and length 0.
 */
struct view {
	const char *data;
	size_t len;
};

/* The view of a string literal. */
#define VIEW(literal) ((struct view){ "" literal, sizeof(literal) - 1 })
#define VIEW_NULL     ((struct view){ NULL, 0 })

/* For printf's "%.*s". */
#define VIEW_ARG(v) (int)(v).len, (v).data ? (v).data : ""

/* The view of a NUL-terminated string; NULL gives the absent view. */
static inline struct view view_of(const char *s)
{
	return s ? (struct view){ s, strlen(s) } : VIEW_NULL;
}

/* The bytes from start, at most len of them; clipped to what there is. */
static inline struct view view_slice(struct view v, size_t start, size_t len)
{
	if (start > v.len)
		start = v.len;
	if (len > v.len - start)
		len = v.len - start;
	return (struct view){ v.data ? v.data + start : NULL, len };
}

bool view_eq(struct view a, struct view b);

/* Byte order, a shorter prefix first: <0, 0, >0. */
int view_cmp(struct view a, struct view b);

bool view_starts(struct view v, struct view prefix);
bool view_ends(struct view v, struct view suffix);

/* Which of count words it is, or -1; one that is NULL is none. */
ptrdiff_t view_among(struct view v, const char *const *words, size_t count);

/* The byte offset of the first needle at or after from, or -1. */
ptrdiff_t view_find(struct view v, struct view needle, size_t from);

/* Of a path, what stands up to its last slash and with it; empty without one. */
struct view view_folder(struct view path);

/* Without ASCII blanks, tabs and line ends at both ends. */
struct view view_trim(struct view v);

/*
 * Cuts *rest at the first separator byte: returns what stands before it and
 * leaves in *rest what follows. Without one, returns all and leaves an absent
 * view, which ends a loop over the parts.
 */
struct view view_cut(struct view *rest, char separator);

#endif
