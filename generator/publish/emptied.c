#include "publish/emptied.h"

#include <stdlib.h>

#include "base/map.h"

static int compare_views(const void *a, const void *b)
{
	return view_cmp(*(const struct view *)a, *(const struct view *)b);
}

static struct view above(struct view path)
{
	struct view folder = view_folder(path);
	return view_slice(folder, 0, folder.len > 0 ? folder.len - 1 : 0);
}

way_paths emptied_above(struct sending *s, const way_paths *paths)
{
	struct map known = { 0 };
	way_paths folders = { 0 };
	for (size_t i = 0; i < paths->len; i++) {
		bool fresh = true;
		for (struct view up = above(paths->items[i]); fresh && up.len > 0; up = above(up)) {
			map_put(&known, up, &fresh);
			if (fresh)
				*array_push(&folders) = arena_view(&s->arena, up);
		}
	}
	map_free(&known);
	if (folders.len > 0)
		qsort(folders.items, folders.len, sizeof(*folders.items), compare_views);
	return folders;
}

way_paths emptied_unused(struct sending *s, const way_paths *folders)
{
	way_paths unused = { 0 };
	for (size_t i = 0; i < folders->len; i++) {
		if (!goods_has_folder(&s->goods, folders->items[i]))
			*array_push(&unused) = folders->items[i];
	}
	return unused;
}
