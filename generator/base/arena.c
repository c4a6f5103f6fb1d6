#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

enum { CHUNK = 64 * 1024 - (int)sizeof(struct arena_chunk) };

static void new_chunk(struct arena *a, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_chunk))
		mem_array(SIZE_MAX, 2);
	struct arena_chunk *c = mem_grow(NULL, sizeof(*c) + size, 1);
	c->older = a->chunks;
	c->size = size;
	a->chunks = c;
	a->next = c->bytes;
	a->left = size;
}

static void *take(struct arena *a, size_t size)
{
	size_t align = alignof(max_align_t);
	size_t need = size ? (size + align - 1) & ~(align - 1) : align;
	if (need < size)
		mem_array(SIZE_MAX, 2); /* ends the program with the one message */
	if (need > a->left)
		new_chunk(a, need > CHUNK ? need : CHUNK);
	void *p = a->next;
	a->next += need;
	a->left -= need;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, size);
}

static size_t checked_product(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		mem_array(count, size);
	return count * size;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	return arena_alloc(a, checked_product(count, size));
}

void *arena_room(struct arena *a, size_t count, size_t size)
{
	return take(a, checked_product(count, size));
}

char *arena_string(struct arena *a, struct view v)
{
	char *s = take(a, v.len + 1);
	if (v.len)
		memcpy(s, v.data, v.len);
	s[v.len] = '\0';
	return s;
}

struct view arena_view(struct arena *a, struct view v)
{
	return v.data ? (struct view){ arena_string(a, v), v.len } : v;
}

struct view arena_printf(struct arena *a, const char *format, ...)
{
	char usual[256]; /* mostly enough: formatting twice takes twice the time */
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(usual, sizeof(usual), format, args);
	va_end(args);
	struct view v = { usual, len > 0 ? (size_t)len : 0 };
	if (v.len < sizeof(usual)) {
		v.data = arena_string(a, v);
	} else {
		char *s = take(a, v.len + 1);
		vsnprintf(s, v.len + 1, format, again);
		v.data = s;
	}
	va_end(again);
	return v;
}

static void free_chunks(struct arena *a, struct arena_chunk *until)
{
	while (a->chunks != until) {
		struct arena_chunk *older = a->chunks->older;
		free(a->chunks);
		a->chunks = older;
	}
}

void arena_reset(struct arena *a)
{
	struct arena_chunk *first = a->chunks;
	while (first && first->older)
		first = first->older;
	free_chunks(a, first);
	if (first) {
		a->next = first->bytes;
		a->left = first->size;
	}
}

void arena_free(struct arena *a)
{
	free_chunks(a, NULL);
	*a = (struct arena){ 0 };
}
