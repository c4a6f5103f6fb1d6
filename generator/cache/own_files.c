#include "cache/own_files.h"

#include <errno.h>
#include <string.h>

/* Whoever reads it, by whatever program it was made. */
static const struct hash128 identity = { 0x6F776E, 0x66696C6573 };

static void put_name(struct buf *b, const char *folder)
{
	buf_printf(b, "%s/%s", folder, OWN_FILES_NAME);
}

void own_files_read(struct own_files *o, const char *folder)
{
	struct container c;
	struct container_section s;
	struct buf name = { 0 };
	*o = (struct own_files){ 0 };
	put_name(&name, folder);
	container_open(&c, name.data, identity);
	while (container_next(&c, &s)) {
		o->unfinished = o->unfinished || s.kind == CONTAINER_UNFINISHED;
		if (s.kind == CONTAINER_OWN)
			buf_put(&o->paths, s.bytes);
	}
	o->state = c.state;
	o->hash = hash_view(c.file);
	container_close(&c);
	buf_free(&name);
}

static bool end(struct container_writer *w, const char *name, struct report *r)
{
	bool ok = container_end(w);
	if (!ok)
		report_error(r, name, 0, 0, "cannot be written: %s", strerror(errno));
	return ok;
}

bool own_files_write(const char *folder, struct view paths, bool unfinished, bool durable,
                     struct report *r)
{
	struct container_writer w;
	struct buf name = { 0 };
	put_name(&name, folder);
	container_create(&w, name.data, identity);
	w.durable = durable;
	if (unfinished)
		container_put(&w, CONTAINER_UNFINISHED, 0, NULL, 0);
	container_put(&w, CONTAINER_OWN, 0, &paths, 1);
	bool ok = end(&w, name.data, r);
	buf_free(&name);
	return ok;
}

/* Opens the list to add to what is good of it. */
static void append(struct container_writer *w, const char *name)
{
	struct container c;
	struct container_section s;
	container_open(&c, name, identity);
	while (container_next(&c, &s))
		;
	container_append(w, name, identity, c.good);
	container_close(&c);
}

bool own_files_mark_unfinished(const char *folder, struct report *r)
{
	struct container_writer w;
	struct buf name = { 0 };
	put_name(&name, folder);
	append(&w, name.data);
	w.durable = true;
	container_put(&w, CONTAINER_UNFINISHED, 0, NULL, 0);
	bool ok = end(&w, name.data, r);
	buf_free(&name);
	return ok;
}

bool own_files_add(struct own_files_late *l, const char *folder, struct view path, bool durable,
                   struct report *r)
{
	struct view parts[] = { path, VIEW("\n") };
	struct buf name = { 0 };
	put_name(&name, folder);
	if (!l->open)
		append(&l->writer, name.data);
	l->open = true;
	l->writer.durable = durable;
	container_put(&l->writer, CONTAINER_OWN, 0, parts, 2);
	bool ok = container_flush(&l->writer);
	if (!ok)
		report_error(r, name.data, 0, 0, "cannot be written: %s", strerror(errno));
	buf_free(&name);
	return ok;
}

void own_files_close(struct own_files_late *l)
{
	if (l->open)
		container_drop(&l->writer);
	*l = (struct own_files_late){ 0 };
}

void own_files_free(struct own_files *o)
{
	buf_free(&o->paths);
}
