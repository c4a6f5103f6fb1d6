#include "input/gather.h"

void gather_alone(const struct scan_file *const *file, struct source *out)
{
	*out = (struct source){ file, 1, **file };
}

void gather_files(const struct scan *s, struct gathering *out)
{
	*out = (struct gathering){ 0 };
	const struct scan_file **files = arena_array(&out->arena, s->files.len, sizeof(*files));
	for (size_t i = 0; i < s->files.len; i++) {
		files[i] = &s->files.items[i];
		gather_alone(&files[i], array_push(&out->sources));
	}
}

void gather_free(struct gathering *g)
{
	array_free(&g->sources);
	arena_free(&g->arena);
	*g = (struct gathering){ 0 };
}
