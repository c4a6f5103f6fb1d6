/* Fuzz target: the list of what was sent. No path in it leads out of the destination. */
#include "targets.h"

#include <stdlib.h>

#include "publish/remote_manifest.h"

static void check_path(struct view path)
{
	if (path.len == 0 || path.data[0] == '/')
		abort();
	while (path.data) {
		struct view name = view_cut(&path, '/');
		if (view_eq(name, VIEW("..")) || view_eq(name, VIEW(".")))
			abort();
	}
}

void fuzz_manifest(struct view bytes)
{
	struct remote_manifest sent = { 0 }, again = { 0 };
	struct buf list = { 0 };
	remote_manifest_read(&sent, bytes);
	remote_manifest_put_head(&list, sent.run);
	for (size_t i = 0; i < sent.files.len; i++) {
		check_path(map_key(&sent.files, i));
		remote_manifest_put(&list, map_key(&sent.files, i), map_at(&sent.files, i)->number);
	}
	remote_manifest_read(&again, buf_view(&list));
	if (again.files.len != sent.files.len || again.run != sent.run)
		abort();
	remote_manifest_free(&sent);
	remote_manifest_free(&again);
	buf_free(&list);
}
