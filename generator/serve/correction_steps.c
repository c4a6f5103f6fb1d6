#include "serve/correction_steps.h"

#include <string.h>

#include "base/hash.h"

enum { MOST = 500 };

static struct view keep(struct arena *a, struct view v)
{
	return v.data ? arena_view(a, v) : v;
}

static void free_step(struct correction_step *s)
{
	buf_free(&s->was);
	buf_free(&s->now);
	buf_free(&s->said);
	arena_free(&s->arena);
}

static void forget_oldest(struct correction_steps *s)
{
	free_step(&s->steps.items[0]);
	s->steps.len--;
	memmove(s->steps.items, s->steps.items + 1, s->steps.len * sizeof(*s->steps.items));
}

/* The one stretch of bytes that differs. */
static void keep_difference(struct correction_step *s, struct view before, struct view after)
{
	size_t least = before.len < after.len ? before.len : after.len, end = 0;
	while (s->at < least && before.data[s->at] == after.data[s->at])
		s->at++;
	while (end < least - s->at &&
	       before.data[before.len - 1 - end] == after.data[after.len - 1 - end])
		end++;
	buf_put(&s->was, view_slice(before, s->at, before.len - end - s->at));
	buf_put(&s->now, view_slice(after, s->at, after.len - end - s->at));
	s->left = hash_view(after);
}

/* The last change first, each to what was seen before it. */
static void keep_changes(struct correction_step *s, const struct correction_change *changes,
                         size_t count)
{
	s->count = count;
	s->back = arena_array(&s->arena, count, sizeof(*s->back));
	for (size_t i = 0; i < count; i++) {
		const struct correction_change *from = &changes[count - 1 - i];
		struct correction_change *to = &s->back[i];
		*to = *from;
		to->edit.head.file = keep(&s->arena, from->edit.head.file);
		to->edit.key = keep(&s->arena, from->edit.key);
		to->edit.value = keep(&s->arena, from->was);
		to->was = keep(&s->arena, from->edit.value);
	}
}

static void put_said(struct buf *out, const struct correction_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct corrections_edit *e = &changes[i].edit;
		if (i == 0 || !corrections_head_same(&e->head, &changes[i - 1].edit.head)) {
			buf_puts(out, i ? " [" : "[");
			corrections_head_put(out, &e->head);
			buf_putc(out, ']');
		}
		if (e->value.data)
			buf_printf(out, " %.*s = %.*s", VIEW_ARG(e->key), VIEW_ARG(e->value));
		else
			buf_printf(out, " − %.*s", VIEW_ARG(e->key));
	}
}

void correction_steps_add(struct correction_steps *s, struct view before, struct view after,
                          const struct correction_change *changes, size_t count)
{
	if (s->steps.len == MOST)
		forget_oldest(s);
	struct correction_step *step = array_push(&s->steps);
	*step = (struct correction_step){ .number = ++s->last };
	keep_difference(step, before, after);
	keep_changes(step, changes, count);
	put_said(&step->said, changes, count);
}

struct correction_step *correction_steps_last(struct correction_steps *s)
{
	return s->steps.len > 0 ? &s->steps.items[s->steps.len - 1] : NULL;
}

bool correction_step_restore(const struct correction_step *s, struct view file, struct buf *out)
{
	struct view now = view_slice(file, s->at, s->now.len);
	if (hash_view(file) != s->left || !view_eq(now, buf_view(&s->now)))
		return false;
	buf_put(out, view_slice(file, 0, s->at));
	buf_put(out, buf_view(&s->was));
	buf_put(out, view_slice(file, s->at + s->now.len, file.len));
	return true;
}

void correction_steps_drop_last(struct correction_steps *s)
{
	free_step(&s->steps.items[--s->steps.len]);
}

void correction_steps_free(struct correction_steps *s)
{
	while (s->steps.len > 0)
		correction_steps_drop_last(s);
	array_free(&s->steps);
}
