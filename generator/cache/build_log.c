#include "cache/build_log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"

/* The slot of a path among slots, a power of two of them: free, or that of its file. */
static size_t slot_in(const struct build_log_file *files, const uint32_t *slots, size_t count,
                      uint64_t path)
{
	size_t at = path & (count - 1);
	while (slots[at] && files[slots[at] - 1].path != path)
		at = (at + 1) & (count - 1);
	return at;
}

static uint32_t *index_of(const struct build_log_file *files, size_t file_count, size_t *count)
{
	*count = 16;
	while (*count < file_count * 2)
		*count *= 2;
	uint32_t *slots = mem_array(*count, sizeof(*slots));
	for (size_t i = 0; i < file_count; i++)
		slots[slot_in(files, slots, *count, files[i].path)] = (uint32_t)i + 1;
	return slots;
}

/* The number of the file, or how many there are. Files come nearly in the order in which they were noted. */
static size_t find(const struct build_log *m, uint64_t path, size_t *near)
{
	size_t i = *near;
	if (m->file_count == 0)
		return 0;
	if (i >= m->file_count || m->files[i].path != path) {
		uint32_t slot = m->slots[slot_in(m->files, m->slots, m->slot_count, path)];
		if (!slot)
			return m->file_count;
		i = slot - 1;
	}
	*near = i + 1;
	return i;
}

static bool take_section(struct build_log *m, const struct container_section *s)
{
	if (s->kind == CONTAINER_FILES) {
		m->files = (const void *)s->bytes.data;
		m->file_count = s->bytes.len / sizeof(*m->files);
		return s->bytes.len % sizeof(*m->files) == 0 && m->file_count < UINT32_MAX;
	}
	if (s->kind == CONTAINER_ENVIRONMENT) {
		bool right = s->bytes.len == sizeof(m->last);
		if (right)
			memcpy(&m->last, s->bytes.data, sizeof(m->last));
		return right;
	}
	*array_push(&m->notes) = *s;
	return true;
}

/* All of it is of one build: where a part is damaged, none of it is believed. */
static void read_log(struct build_log *m, const struct hash128 parts[BUILD_LOG_PARTS],
                     struct report *r)
{
	struct container_section s;
	bool ok = true;
	container_open(&m->file, m->path, m->identity);
	while (container_next(&m->file, &s))
		ok = take_section(m, &s) && ok;
	if (m->file.state == CONTAINER_SOUND && ok) {
		for (size_t i = 0; i < BUILD_LOG_PARTS; i++)
			m->changed |= (unsigned)!hash128_eq(m->last.parts[i], parts[i]) << i;
		return;
	}
	if (container_fault(&m->file) || !ok)
		report_warning(r, m->path, 0, 0, "%s: all files are made anew",
		               ok ? container_fault(&m->file) : "is damaged");
	m->files = NULL;
	m->file_count = m->notes.len = 0;
}

void build_log_open(struct build_log *m, char *path, struct hash128 identity,
                    const struct hash128 parts[BUILD_LOG_PARTS], bool anew, struct report *r)
{
	*m = (struct build_log){ .path = path, .identity = identity };
	if (!anew)
		read_log(m, parts, r);
	m->slots = index_of(m->files, m->file_count, &m->slot_count);
	m->stands = mem_array(m->file_count, sizeof(*m->stands));
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
	if (i == m->file_count || len > NAME_MAX)
		return false;
	if (!f->path.data || !view_eq(f->path, folder))
		enter(l, f, folder);
	memcpy(name, path.data + folder.len, len);
	name[len] = '\0';
	bool same = f->fd >= 0 && fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	            file_stamp(&st) == m->files[i].stamp;
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
		if (m->file_count > 0 && !m->changed)
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
	size_t i = find(m, path, near);
	return i < m->file_count && m->stands[i] ? &m->files[i] : NULL;
}

const struct build_log_file *build_log_standing(const struct build_log *m, uint64_t path)
{
	size_t near = 0;
	return build_log_standing_near(m, path, &near);
}

const struct build_log_file *build_log_last(const struct build_log *m, uint64_t path)
{
	size_t near = 0, i = find(m, path, &near);
	return i < m->file_count ? &m->files[i] : NULL;
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
	m->now_slots = index_of(m->now.items, m->now.len, &m->now_slot_count);
}

const struct build_log_file *build_log_now(const struct build_log *m, uint64_t path)
{
	uint32_t slot = m->now_slots[slot_in(m->now.items, m->now_slots, m->now_slot_count, path)];
	return slot ? &m->now.items[slot - 1] : NULL;
}

void build_log_write_to(struct build_log *m, char *path, struct hash128 identity)
{
	m->to = path;
	m->to_identity = identity;
}

static const char *written_path(const struct build_log *m)
{
	return m->to ? m->to : m->path;
}

static struct container_writer *writer_of(struct build_log *m)
{
	if (!m->begun)
		container_create(&m->writer, written_path(m), m->to ? m->to_identity : m->identity);
	m->begun = true;
	return &m->writer;
}

void build_log_note_parts(struct build_log *m, enum container_kind kind, uint64_t key,
                          const struct view *parts, size_t count)
{
	container_put(writer_of(m), kind, key, parts, count);
}

void build_log_note(struct build_log *m, enum container_kind kind, uint64_t key, struct view bytes)
{
	build_log_note_parts(m, kind, key, &bytes, 1);
}

struct view build_log_noted(const struct build_log *m, enum container_kind kind, uint64_t key)
{
	for (size_t i = 0; !m->changed && i < m->notes.len; i++) {
		if (m->notes.items[i].kind == kind && m->notes.items[i].key == key)
			return m->notes.items[i].bytes;
	}
	return VIEW_NULL;
}

bool build_log_save(struct build_log *m, const struct build_log_environment *now, struct report *r)
{
	struct container_writer *w = writer_of(m);
	struct view files = { (const char *)m->now.items, m->now.len * sizeof(*m->now.items) };
	struct view environment = { (const char *)now, sizeof(*now) };
	container_put(w, CONTAINER_FILES, 0, &files, 1);
	container_put(w, CONTAINER_ENVIRONMENT, 0, &environment, 1);
	m->begun = false;
	bool ok = container_end(w);
	if (!ok)
		report_error(r, written_path(m), 0, 0, "cannot be written: %s", strerror(errno));
	return ok;
}

/* ── joining ── */

bool build_log_sound(const struct build_log *m)
{
	return m->file.state == CONTAINER_SOUND && m->files && !m->changed;
}

void build_log_rest(const struct build_log *m)
{
	container_rest(&m->file);
}

void build_log_join(struct build_log *m, const struct build_log *other, unsigned kinds)
{
	for (size_t i = 0; i < other->file_count; i++)
		if (hashset_add(&m->joined, other->files[i].path | 1))
			*array_push(&m->now) = other->files[i];
	for (size_t i = 0; i < other->notes.len; i++) {
		const struct container_section *s = &other->notes.items[i];
		if ((kinds >> s->kind & 1) &&
		    hashset_add(&m->joined, (hash_number(s->kind, s->key) & ~1ull) | 2))
			build_log_note(m, s->kind, s->key, s->bytes);
	}
}

void build_log_close(struct build_log *m)
{
	if (m->begun)
		container_drop(&m->writer);
	container_close(&m->file);
	free(m->path);
	array_free(&m->notes);
	array_free(&m->now);
	free(m->slots);
	free(m->now_slots);
	free(m->stands);
	free(m->to);
	hashset_free(&m->joined);
	*m = (struct build_log){ 0 };
}
