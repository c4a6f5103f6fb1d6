#include "site/build_log.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/pool.h"
#include "base/serialize.h"

#define MAGIC 0x336564616D627062u

/* At the end of the file, so that one that was cut off has none. */
struct tail {
	uint64_t magic;
	uint64_t world;
	uint64_t inputs;
	uint64_t files;
	uint64_t check; /* of all before it */
};

/* The slot of a path among slots, a power of two of them: free, or that of its file. */
static size_t slot_in(const build_log_files *files, const uint32_t *slots, size_t count,
                      uint64_t path)
{
	size_t at = path & (count - 1);
	while (slots[at] && files->items[slots[at] - 1].path != path)
		at = (at + 1) & (count - 1);
	return at;
}

static uint32_t *index_of(const build_log_files *files, size_t *count)
{
	*count = 16;
	while (*count < files->len * 2)
		*count *= 2;
	uint32_t *slots = mem_array(*count, sizeof(*slots));
	for (size_t i = 0; i < files->len; i++)
		slots[slot_in(files, slots, *count, files->items[i].path)] = (uint32_t)i + 1;
	return slots;
}

/* The number of the file, or how many there are. Files come nearly in the order in which they were noted. */
static size_t find(const struct build_log *m, uint64_t path, size_t *near)
{
	size_t i = *near;
	if (i >= m->files.len || m->files.items[i].path != path) {
		uint32_t slot = m->slots[slot_in(&m->files, m->slots, m->slot_count, path)];
		if (!slot)
			return m->files.len;
		i = slot - 1;
	}
	*near = i + 1;
	return i;
}

static void index_files(struct build_log *m)
{
	m->slots = index_of(&m->files, &m->slot_count);
	m->stands = mem_array(m->files.len, sizeof(*m->stands));
}

static void read_file(struct build_log *m, struct view bytes, uint64_t world)
{
	struct tail t;
	if (bytes.len < sizeof(t))
		return;
	memcpy(&t, bytes.data + bytes.len - sizeof(t), sizeof(t));
	size_t size = t.files * sizeof(struct build_log_file), rest = bytes.len - sizeof(t);
	bool whole = t.magic == MAGIC && t.files < rest && size <= rest &&
	             t.check == hash_view(view_slice(bytes, 0, bytes.len - sizeof(t.check)));
	if (!whole || t.world != world || size == 0)
		return;
	m->files.items = mem_array(t.files, sizeof(struct build_log_file));
	m->files.len = m->files.cap = t.files;
	memcpy(m->files.items, bytes.data, size);
	m->inputs = t.inputs;
	buf_put(&m->notes, view_slice(bytes, size, rest - size));
}

void build_log_open(struct build_log *m, char *path, uint64_t world)
{
	struct buf bytes = { 0 };
	struct report ignored = { 0 };
	*m = (struct build_log){ .path = path };
	if (world && access(path, F_OK) == 0 && file_read(path, &bytes, &ignored))
		read_file(m, buf_view(&bytes), world);
	index_files(m);
	buf_free(&bytes);
	report_free(&ignored);
}

/* ── looking ── */

#define LINES 1024 /* in one job */

struct looking {
	struct build_log *made;
	const char *output;
	ARRAY(struct view) parts;
};

/* The folder that was looked into last: paths come folder by folder. */
struct folder {
	struct view path; /* counted from the output */
	int fd;           /* -1: it is not there */
};

static void enter(const struct looking *l, struct folder *f, struct view path)
{
	struct buf full = { 0 };
	buf_puts(&full, l->output);
	buf_putc(&full, '/');
	buf_put(&full, path);
	if (f->fd >= 0)
		close(f->fd);
	f->path = path;
	f->fd = open(full.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_free(&full);
}

static bool stands(const struct looking *l, struct folder *f, struct view path, size_t *near)
{
	struct build_log *m = l->made;
	size_t i = find(m, hash_view(path), near);
	struct view folder = view_folder(path);
	struct stat st;
	char name[NAME_MAX + 1];
	size_t len = path.len - folder.len;
	if (i == m->files.len || len > NAME_MAX)
		return false;
	if (!f->path.data || !view_eq(f->path, folder))
		enter(l, f, folder);
	memcpy(name, path.data + folder.len, len);
	name[len] = '\0';
	bool same = f->fd >= 0 && fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	            file_stamp(&st) == m->files.items[i].stamp;
	m->stands[i] = same;
	return same;
}

static void *look_at(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct looking *l = context;
	struct folder folder = { VIEW_NULL, -1 };
	size_t *found = mem_alloc(sizeof(*found)), near = 0;
	for (struct view rest = l->parts.items[job]; rest.len > 0;)
		*found += stands(l, &folder, view_cut(&rest, '\n'), &near);
	if (folder.fd >= 0)
		close(folder.fd);
	return found;
}

static bool take_count(void *context, size_t job, void *result)
{
	(void)job;
	struct looking *l = context;
	l->made->standing += *(size_t *)result;
	free(result);
	return true;
}

static void drop_count(void *context, void *result)
{
	(void)context;
	free(result);
}

void build_log_look(struct build_log *m, const char *output, struct view paths, size_t threads)
{
	struct looking l = { .made = m, .output = output };
	while (paths.len > 0) {
		size_t lines = 0, end = 0;
		for (; end < paths.len && lines < LINES; end++)
			lines += paths.data[end] == '\n';
		m->looked_at += lines;
		if (m->files.len > 0)
			*array_push(&l.parts) = view_slice(paths, 0, end);
		paths = view_slice(paths, end, paths.len);
	}
	struct pool_jobs jobs = { l.parts.len, &l, look_at, take_count, drop_count };
	pool_run(threads, &jobs);
	array_free(&l.parts);
}

const struct build_log_file *build_log_standing_near(const struct build_log *m, uint64_t path,
                                                     size_t *near)
{
	size_t i = m->files.len > 0 ? find(m, path, near) : 0;
	return i < m->files.len && m->stands[i] ? &m->files.items[i] : NULL;
}

const struct build_log_file *build_log_standing(const struct build_log *m, uint64_t path)
{
	size_t near = 0;
	return build_log_standing_near(m, path, &near);
}

/* ── keeping ── */

void build_log_add(struct build_log *m, build_log_files *files)
{
	for (size_t i = 0; i < files->len; i++)
		*array_push(&m->now) = files->items[i];
	files->len = 0;
}

void build_log_index(struct build_log *m)
{
	free(m->now_slots);
	m->now_slots = index_of(&m->now, &m->now_slot_count);
}

const struct build_log_file *build_log_now(const struct build_log *m, uint64_t path)
{
	uint32_t slot = m->now_slots[slot_in(&m->now, m->now_slots, m->now_slot_count, path)];
	return slot ? &m->now.items[slot - 1] : NULL;
}

void build_log_note(struct build_log *m, uint64_t name, struct view bytes)
{
	serialize_put_fixed(&m->notes_now, name);
	serialize_put_view(&m->notes_now, bytes);
}

struct view build_log_noted(const struct build_log *m, uint64_t name)
{
	struct serialized p = { .left = buf_view(&m->notes) };
	while (p.left.len > 0 && !p.bad) {
		bool wanted = serialize_fixed(&p) == name;
		struct view bytes = serialize_view(&p);
		if (wanted)
			return bytes;
	}
	return VIEW_NULL;
}

bool build_log_save(struct build_log *m, uint64_t world, uint64_t inputs, struct report *r)
{
	struct buf b = { 0 };
	struct tail t = { MAGIC, world, inputs, m->now.len, 0 };
	buf_put(&b, (struct view){ (const char *)m->now.items, m->now.len * sizeof(*m->now.items) });
	buf_put(&b, buf_view(&m->notes_now));
	buf_put(&b, (struct view){ (const char *)&t, sizeof(t) - sizeof(t.check) });
	t.check = hash_view(buf_view(&b));
	serialize_put_fixed(&b, t.check);
	bool ok = file_write(m->path, buf_view(&b), r) != FILE_FAILED;
	buf_free(&b);
	return ok;
}

void build_log_close(struct build_log *m)
{
	free(m->path);
	array_free(&m->files);
	array_free(&m->now);
	free(m->slots);
	free(m->now_slots);
	free(m->stands);
	buf_free(&m->notes);
	buf_free(&m->notes_now);
	*m = (struct build_log){ 0 };
}
