#include "picture/tiles.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include <jansson.h>

#include "base/file.h"
#include "input/scan.h"

/* The size of the whole, and how many times it is there, as vips tells both. */
static bool read_info(struct view text, struct picture_tiles *out)
{
	json_t *info = json_loadb(text.data, text.len, 0, NULL);
	json_t *tiles = json_array_get(json_object_get(info, "tiles"), 0);
	out->width = (uint32_t)json_integer_value(json_object_get(info, "width"));
	out->height = (uint32_t)json_integer_value(json_object_get(info, "height"));
	out->factors = (uint32_t)json_array_size(json_object_get(tiles, "scaleFactors"));
	json_decref(info);
	/* vips tells no factor of what is one tile. */
	out->factors += out->factors == 0;
	return out->width > 0 && out->height > 0;
}

static bool collect(const struct scan_file *f, struct picture_tiles *out, bool *informed,
                    struct report *r)
{
	struct buf file = { 0 };
	struct view name = view_of(f->below);
	bool ok = file_read(f->path, &file, r);
	if (ok && view_eq(name, VIEW("info.json"))) {
		*informed = read_info(buf_view(&file), out);
	} else if (ok && view_ends(name, VIEW("/default.jpg"))) {
		buf_put(&out->bytes, buf_view(&file));
		buf_printf(&out->names, "%.*s %zu\n", VIEW_ARG(name), file.len);
	}
	buf_free(&file);
	return ok;
}

bool picture_tiles_collect(const char *folder, struct picture_tiles *out, struct report *r)
{
	struct scan found = { 0 };
	struct scan_rules all = { .hidden = true, .below = true };
	bool informed = false, ok = scan_folder(folder, &all, &found, r);
	for (size_t i = 0; ok && i < found.files.len; i++)
		ok = collect(&found.files.items[i], out, &informed, r);
	scan_free(&found);
	picture_tiles_remove(folder);
	return ok && informed && out->names.len > 0;
}

void picture_tiles_remove(const char *folder)
{
	struct scan found = { 0 };
	struct scan_rules all = { .hidden = true, .below = true };
	struct report unheard = { 0 };
	scan_folder(folder, &all, &found, &unheard);
	for (size_t i = 0; i < found.files.len; i++)
		file_remove(folder, view_of(found.files.items[i].below), &unheard);
	rmdir(folder);
	scan_free(&found);
	report_free(&unheard);
}

struct picture_tile *picture_tiles_of(struct view names, size_t *count, struct arena *a)
{
	size_t lines = 0;
	uint64_t at = 0;
	for (size_t i = 0; i < names.len; i++)
		lines += names.data[i] == '\n';
	struct picture_tile *tiles = arena_array(a, lines, sizeof(*tiles));
	*count = 0;
	while (*count < lines) {
		struct view line = view_cut(&names, '\n');
		struct picture_tile *t = &tiles[(*count)++];
		t->name = view_cut(&line, ' ');
		t->at = at;
		t->size = strtoull(line.data ? line.data : "", NULL, 10);
		at += t->size;
	}
	return tiles;
}

void picture_tiles_free(struct picture_tiles *t)
{
	buf_free(&t->names);
	buf_free(&t->bytes);
}
