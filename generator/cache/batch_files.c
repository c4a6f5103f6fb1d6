#include "cache/batch_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

static char *path_of(const char *folder, struct view name)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%.*s", folder, VIEW_ARG(name));
	return buf_detach(&path);
}

struct container *batch_file_open(const char *folder, struct view name, struct hash128 identity,
                                  struct view *parts, size_t count)
{
	struct container *c = mem_alloc(sizeof(*c));
	struct container_section s;
	size_t found = 0;
	char *path = path_of(folder, name);
	container_open(c, path, identity);
	for (; container_next(c, &s) && found < count; found++) {
		if (s.kind != CONTAINER_BATCH || s.key != found)
			break;
		parts[found] = s.bytes;
	}
	free(path);
	if (c->state == CONTAINER_SOUND && found == count)
		return c;
	batch_file_close(c);
	return NULL;
}

void batch_file_rest(void *container)
{
	container_rest(container);
}

void batch_file_close(void *container)
{
	container_close(container);
	free(container);
}

bool batch_file_write(const char *folder, struct view name, struct hash128 identity,
                      const struct view *parts, size_t count)
{
	struct container_writer w;
	char *path = path_of(folder, name);
	container_create(&w, path, identity);
	for (size_t i = 0; i < count; i++)
		container_put(&w, CONTAINER_BATCH, i, &parts[i], 1);
	free(path);
	return container_end(&w);
}

void batch_files_sweep(const char *folder, const struct map *names)
{
	DIR *files = opendir(folder);
	if (!files)
		return;
	for (struct dirent *f; (f = readdir(files));) {
		if (f->d_name[0] != '.' && !map_get(names, view_of(f->d_name)))
			unlinkat(dirfd(files), f->d_name, 0);
	}
	closedir(files);
	rmdir(folder);
}
