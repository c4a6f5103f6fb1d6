#include "publish/transport.h"

#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"

void transport_tell(struct upload *s, size_t n)
{
	s->done += n;
	progress_tell(&s->progress, s->done);
}

bool transport_stopped(struct upload *s)
{
	if (!interrupt_seen())
		return false;
	report_error(s->report, NULL, 0, 0, "interrupted");
	return true;
}

const char *transport_path(struct upload *s, const char *folder, const char *name)
{
	return arena_printf(&s->arena, "%s/%s", folder, name).data;
}

static void put_line(struct buf *b, const struct transport_lines *l, struct view path)
{
	buf_puts(b, l->before);
	buf_put(b, path);
	buf_putc(b, l->end);
}

static const char *write_lines(struct upload *s, const char *name, struct buf *lines)
{
	const char *path = transport_path(s, s->scratch, name);
	bool ok = file_replace(path, buf_view(lines), s->report) != FILE_FAILED;
	buf_free(lines);
	return ok ? path : NULL;
}

const char *transport_write_files(struct upload *s, const struct transport_lines *l,
                                  const upload_files *files)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < files->len; i++)
		put_line(&lines, l, files->items[i].path);
	return write_lines(s, l->name, &lines);
}

const char *transport_write_paths(struct upload *s, const struct transport_lines *l,
                                  const transport_paths *paths)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < paths->len; i++)
		put_line(&lines, l, paths->items[i]);
	return write_lines(s, l->name, &lines);
}

bool transport_take_list(struct upload *s)
{
	const char *path = transport_path(s, s->scratch, REMOTE_MANIFEST_NAME);
	struct buf list = { 0 };
	bool ok = access(path, F_OK) != 0 || file_read(path, &list, s->report);
	remote_manifest_read(&s->sent, buf_view(&list));
	buf_free(&list);
	return ok;
}
