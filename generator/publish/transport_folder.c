#include "publish/transport.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"
#include "base/pool.h"
#include "publish/known_files.h"

/* The path below the destination, in a buffer that the caller frees. */
static struct buf place(const struct upload *s, struct view path)
{
	struct buf full = { 0 };
	buf_put(&full, buf_view(&s->to->target));
	buf_put(&full, path);
	return full;
}

static bool read_list(struct upload *s)
{
	struct buf path = place(s, VIEW(REMOTE_MANIFEST_NAME)), list = { 0 };
	bool ok = access(path.data, F_OK) != 0 || file_read(path.data, &list, s->report);
	remote_manifest_read(&s->sent, buf_view(&list));
	buf_free(&list);
	buf_free(&path);
	return ok;
}

/* The folder as it is there: none of it is read that stands as it was compared last. */
static bool compare_one(struct upload *s, struct known_files *known, struct upload_file *f,
                        struct buf *bytes)
{
	struct buf path = place(s, f->path);
	struct scan now;
	struct scan_file there;
	uint64_t hash;
	bool ok = true, file = scan_one(path.data, f->path.data, &now, &there);
	f->state = file || access(path.data, F_OK) == 0 ? UPLOAD_CHANGED : UPLOAD_NEW;
	if (file && there.stamp.size == f->size && known_files_find(known, &now, &there, &hash)) {
		f->state = hash == f->hash ? UPLOAD_SAME : UPLOAD_CHANGED;
	} else if (file && there.stamp.size == f->size) {
		buf_truncate(bytes, 0);
		ok = file_read(f->place, bytes, s->report);
		if (ok && file_holds(path.data, buf_view(bytes), NULL)) {
			f->state = UPLOAD_SAME;
			known_files_put(known, &now, &there, f->hash);
		}
	}
	buf_free(&path);
	return ok;
}

static bool compare(struct upload *s)
{
	struct buf bytes = { 0 };
	struct known_files known;
	bool ok = true;
	known_files_open(&known, mem_string(arena_printf(&s->arena, "%s.files", s->kept).data));
	for (size_t i = 0; ok && i < s->goods.files.len; i++)
		ok = compare_one(s, &known, &s->goods.files.items[i], &bytes);
	if (ok)
		known_files_save(&known);
	known_files_close(&known);
	buf_free(&bytes);
	return ok;
}

static bool list_all(struct upload *s, void (*see)(struct upload *s, struct view path))
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct scan scan = { 0 };
	bool ok = access(s->to->target.data, F_OK) != 0 ||
	          scan_folder(s->to->target.data, &all, &scan, s->report);
	for (size_t i = 0; ok && i < scan.files.len; i++)
		see(s, arena_view(&s->arena, view_of(scan.files.items[i].name)));
	scan_free(&scan);
	return ok;
}

static bool send_one(struct upload *s, const struct upload_file *f, struct buf *bytes)
{
	struct buf path = place(s, f->path);
	buf_truncate(bytes, 0);
	bool ok = file_read(f->place, bytes, s->report) &&
	          file_replace(path.data, buf_view(bytes), s->report) != FILE_FAILED;
	buf_free(&path);
	return ok;
}

static bool send_part(struct upload *s, const upload_files *files)
{
	struct buf bytes = { 0 };
	bool ok = true;
	for (size_t i = 0; ok && i < files->len; i++) {
		ok = !transport_stopped(s) && send_one(s, &files->items[i], &bytes);
		transport_tell(s, 1);
	}
	buf_free(&bytes);
	return ok;
}

static bool send(struct upload *s, const upload_files *files)
{
	return transport_side_by_side(s, files, pool_processors(), send_part);
}

static bool remove_all(struct upload *s, const transport_paths *paths)
{
	struct buf root = { 0 };
	bool ok = true;
	buf_put(&root, view_slice(buf_view(&s->to->target), 0, s->to->target.len - 1));
	for (size_t i = 0; ok && i < paths->len; i++)
		ok = file_remove(root.data, paths->items[i], s->report) != FILE_FAILED;
	buf_free(&root);
	return ok;
}

static bool write_list(struct upload *s, struct view list)
{
	struct buf path = place(s, VIEW(REMOTE_MANIFEST_NAME));
	/* What the list says is sent is on the disk there. */
	bool ok = file_make_folder(s->to->target.data, s->report) &&
	          folder_sync(s->to->target.data, s->report) &&
	          file_keep(path.data, list, s->report) != FILE_FAILED;
	buf_free(&path);
	return ok;
}

const struct transport transport_folder = {
	.read_list = read_list,
	.compare = compare,
	.list_all = list_all,
	.send = send,
	.remove = remove_all,
	.write_list = write_list,
};
