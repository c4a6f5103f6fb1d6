#include "cache/container.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define CHUNK   ((size_t)256 * 1024) /* bytes that wait to be written at once */
#define REST    ((size_t)4 << 20)    /* bytes that are read before they are let go of */
#define VERSION 1

static const char magic[16] = "broadsheet kept";

struct head {
	char magic[16];
	uint64_t version;
	struct hash128 identity;
	struct hash128 check; /* of all before it */
};

struct section_head {
	uint64_t kind;
	uint64_t key;
	uint64_t length;      /* of the bytes, without padding */
	struct hash128 check; /* of the bytes with their padding */
};

static size_t padded(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

static struct hash128 check_head(const struct head *h)
{
	return hash128_view((struct view){ (const char *)h, offsetof(struct head, check) }, VERSION);
}

/* Of a section's head, where its bytes stand in no other place and for nothing else. */
static uint64_t seed_of(const struct section_head *h)
{
	return hash_number(hash_number(h->kind, h->key), h->length);
}

/* ── reading ── */

static void read_head(struct container *c)
{
	struct head h;
	c->good = 0;
	c->state = CONTAINER_DAMAGED;
	if (c->file.len < sizeof(h))
		return;
	memcpy(&h, c->file.data, sizeof(h));
	if (memcmp(h.magic, magic, sizeof(magic)) != 0 || !hash128_eq(h.check, check_head(&h)))
		return;
	c->state = CONTAINER_FOREIGN;
	if (h.version != VERSION || !hash128_eq(h.identity, c->identity))
		return;
	c->state = CONTAINER_SOUND;
	c->good = sizeof(h);
}

void container_of(struct container *c, struct view bytes, struct hash128 identity)
{
	*c = (struct container){ .file = bytes, .identity = identity };
	read_head(c);
}

void container_open(struct container *c, const char *path, struct hash128 identity)
{
	struct stat st;
	*c = (struct container){ .state = CONTAINER_ABSENT, .identity = identity };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (fd < 0 && errno == ENOENT)
		return;
	c->state = CONTAINER_DAMAGED;
	bool ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
	void *at = ok ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (fd >= 0)
		close(fd);
	if (at == MAP_FAILED)
		return;
	c->file = (struct view){ at, (size_t)st.st_size };
	c->mapped = true;
	read_head(c);
}

/* A head that is there and whose section is: checked for being inside of the file, not for more. */
static bool read_section(const struct container *c, size_t at, struct section_head *h)
{
	size_t left = c->file.len - at;
	if (left < sizeof(*h))
		return false;
	memcpy(h, c->file.data + at, sizeof(*h));
	left -= sizeof(*h);
	return h->length <= left && padded(h->length) <= left;
}

static struct container_section section_of(const struct container *c, size_t at,
                                           const struct section_head *h)
{
	struct view bytes = { c->file.data + at + sizeof(*h), h->length };
	return (struct container_section){ (enum container_kind)h->kind, h->key, bytes, at,
		                               sizeof(*h) + padded(h->length) };
}

void container_rest(const struct container *c)
{
	if (c->mapped)
		madvise((void *)(uintptr_t)c->file.data, c->file.len, MADV_DONTNEED);
}

/* Checking looks at every byte, and most of them are not wanted again soon. */
static void rest_now_and_then(struct container *c)
{
	if (c->good - c->rested < REST && c->good < c->file.len)
		return;
	container_rest(c);
	c->rested = c->good;
}

bool container_next(struct container *c, struct container_section *out)
{
	struct section_head h;
	if (c->state != CONTAINER_SOUND || c->good == c->file.len)
		return false;
	c->state = CONTAINER_DAMAGED;
	if (!read_section(c, c->good, &h))
		return false;
	*out = section_of(c, c->good, &h);
	struct view all = { out->bytes.data, padded(h.length) };
	if (!hash128_eq(h.check, hash128_view(all, seed_of(&h))))
		return false;
	c->good += out->size;
	c->state = CONTAINER_SOUND;
	rest_now_and_then(c);
	return true;
}

struct container_section container_at(const struct container *c, size_t at)
{
	struct section_head h;
	memcpy(&h, c->file.data + at, sizeof(h));
	return section_of(c, at, &h);
}

const char *container_fault(const struct container *c)
{
	return c->state == CONTAINER_DAMAGED ? "is damaged or was cut off" : NULL;
}

void container_close(struct container *c)
{
	if (c->mapped)
		munmap((void *)(uintptr_t)c->file.data, c->file.len);
	*c = (struct container){ .state = CONTAINER_ABSENT };
}

/* ── writing ── */

static void fail(struct container_writer *w)
{
	w->error = w->error ? w->error : errno;
}

static void write_waiting(struct container_writer *w)
{
	size_t done = 0;
	while (!w->error && done < w->waiting.len) {
		ssize_t n = write(w->fd, w->waiting.data + done, w->waiting.len - done);
		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			fail(w);
	}
	if (w->waiting.len > CHUNK * 2)
		buf_free(&w->waiting);
	buf_truncate(&w->waiting, 0);
}

static void make_folder_of(const char *path)
{
	struct report ignored = { 0 }; /* what opening the file says is told */
	struct buf folder = { 0 };
	buf_put(&folder, view_folder(view_of(path)));
	while (folder.len > 1 && folder.data[folder.len - 1] == '/')
		buf_truncate(&folder, folder.len - 1);
	if (folder.len > 0)
		file_make_folder(folder.data, &ignored);
	buf_free(&folder);
	report_free(&ignored);
}

static void put_head(struct container_writer *w)
{
	struct head h = { .version = VERSION, .identity = w->identity };
	memcpy(h.magic, magic, sizeof(magic));
	h.check = check_head(&h);
	buf_put(&w->waiting, (struct view){ (const char *)&h, sizeof(h) });
}

void container_create(struct container_writer *w, const char *path, struct hash128 identity)
{
	*w = (struct container_writer){ .path = mem_string(path), .identity = identity };
	struct buf temporary = { 0 };
	buf_printf(&temporary, "%s%s", path, FILE_TEMPORARY);
	w->temporary = buf_detach(&temporary);
	make_folder_of(path);
	w->fd = open(w->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (w->fd < 0)
		fail(w);
	put_head(w);
}

void container_append(struct container_writer *w, const char *path, struct hash128 identity,
                      size_t good)
{
	*w = (struct container_writer){ .path = mem_string(path), .identity = identity };
	make_folder_of(path);
	/* What is mapped must not be cut short: a new beginning is a new file. */
	if (good == 0)
		unlink(path);
	w->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (w->fd < 0 || ftruncate(w->fd, (off_t)good) != 0 || lseek(w->fd, (off_t)good, SEEK_SET) < 0)
		fail(w);
	if (good == 0)
		put_head(w);
}

void container_put(struct container_writer *w, enum container_kind kind, uint64_t key,
                   const struct view *parts, size_t count)
{
	static const char zeros[8] = { 0 };
	struct section_head h = { .kind = (uint64_t)kind, .key = key };
	size_t start = w->waiting.len, content = start + sizeof(h);
	for (size_t i = 0; i < count; i++)
		h.length += parts[i].len;
	buf_put(&w->waiting, (struct view){ (const char *)&h, sizeof(h) });
	for (size_t i = 0; i < count; i++)
		buf_put(&w->waiting, parts[i]);
	buf_put(&w->waiting, (struct view){ zeros, padded(h.length) - h.length });
	struct view all = { w->waiting.data + content, w->waiting.len - content };
	h.check = hash128_view(all, seed_of(&h));
	memcpy(w->waiting.data + start, &h, sizeof(h));
	if (w->waiting.len >= CHUNK)
		write_waiting(w);
}

static void write_all(struct container_writer *w)
{
	write_waiting(w);
	if (!w->error && w->durable && fdatasync(w->fd) != 0)
		fail(w);
}

bool container_flush(struct container_writer *w)
{
	write_all(w);
	errno = w->error;
	return w->error == 0;
}

static void forget(struct container_writer *w)
{
	free(w->path);
	free(w->temporary);
	buf_free(&w->waiting);
	*w = (struct container_writer){ .fd = -1 };
}

bool container_end(struct container_writer *w)
{
	write_all(w);
	if (w->fd >= 0 && close(w->fd) != 0)
		fail(w);
	if (!w->error && w->temporary && rename(w->temporary, w->path) != 0)
		fail(w);
	if (!w->error && w->temporary && w->durable)
		file_keep_name(w->path);
	int error = w->error;
	if (error && w->temporary)
		unlink(w->temporary);
	forget(w);
	errno = error;
	return error == 0;
}

void container_drop(struct container_writer *w)
{
	if (w->path && w->fd >= 0)
		close(w->fd);
	if (w->path && w->temporary)
		unlink(w->temporary);
	forget(w);
}
