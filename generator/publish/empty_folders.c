#include "publish/empty_folders.h"

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

transport_paths empty_folders_above(struct upload *s, const transport_paths *paths)
{
	struct map known = { 0 };
	transport_paths folders = { 0 };
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

transport_paths empty_folders_unused(struct upload *s, const transport_paths *folders)
{
	transport_paths unused = { 0 };
	for (size_t i = 0; i < folders->len; i++) {
		if (!upload_set_has_folder(&s->goods, folders->items[i]))
			*array_push(&unused) = folders->items[i];
	}
	return unused;
}
