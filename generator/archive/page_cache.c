#include "archive/page_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"

#define CHUNK ((size_t)256 * 1024) /* bytes that wait to be written at once */
#define MAGIC 0x3130736567617062u
#define WASTE 4                    /* one part in so many may be of no use */
#define SMALL ((size_t)256 * 1024) /* a file below that is left as it is */

struct head {
	uint64_t magic;
	uint64_t version;
	uint64_t check;
};

/* Before the name and the digest of a page. Entries begin at multiples of eight. */
struct entry {
	uint64_t check; /* of all that follows */
	uint32_t name_len;
	uint32_t digest_len;
	uint64_t settled;
	uint64_t content;
	uint64_t corrections;
	struct scan_stamp stamp;
};

static size_t padded(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

static size_t entry_size(const struct entry *e)
{
	return sizeof(*e) + padded((size_t)e->name_len + e->digest_len);
}

static uint64_t check_entry(const char *at, size_t size)
{
	return hash_view((struct view){ at + sizeof(uint64_t), size - sizeof(uint64_t) });
}

static uint64_t check_head(const struct head *h)
{
	return hash_number(h->magic, h->version);
}

static bool map_file(struct page_cache *k)
{
	struct stat st;
	int fd = open(k->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return false;
	bool ok =
		fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size >= sizeof(struct head);
	void *at = ok ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	close(fd);
	if (at == MAP_FAILED)
		return false;
	k->file = (struct view){ at, (size_t)st.st_size };
	return true;
}

/* Notes each entry; stops where there is none, which the caller sees from k->good. */
static size_t read_entries(struct page_cache *k)
{
	size_t damaged = 0;
	k->good = sizeof(struct head);
	while (k->file.len - k->good >= sizeof(struct entry)) {
		const char *at = k->file.data + k->good;
		struct entry e;
		memcpy(&e, at, sizeof(e));
		size_t size = entry_size(&e);
		if (size > k->file.len - k->good)
			break;
		if (check_entry(at, size) != e.check) {
			damaged++;
			break;
		}
		struct view name = { at + sizeof(e), e.name_len };
		map_put(&k->entries, name, NULL)->number = k->good;
		k->good += size;
	}
	return damaged + (k->good < k->file.len);
}

void page_cache_open(struct page_cache *k, const char *path, uint64_t version, struct report *r)
{
	*k = (struct page_cache){ .path = mem_string(path), .version = version, .fd = -1 };
	struct head h;
	if (!map_file(k))
		return;
	memcpy(&h, k->file.data, sizeof(h));
	if (h.magic != MAGIC || h.check != check_head(&h))
		report_warning(r, path, 0, 0, "is damaged: all pages are read anew");
	else if (h.version == version && read_entries(k) > 0)
		report_warning(r, path, 0, 0, "is damaged or was cut off: some pages are read anew");
}

bool page_cache_find(const struct page_cache *k, const struct scan_file *file,
                     struct page_cache_page *out)
{
	const union map_value *v = map_get(&k->entries, view_of(file->below));
	if (!v)
		return false;
	struct entry e;
	const char *at = k->file.data + v->number;
	memcpy(&e, at, sizeof(e));
	out->key = (struct page_cache_key){ e.stamp, e.settled == 1, e.content, e.corrections };
	out->digest = (struct view){ at + sizeof(e) + e.name_len, e.digest_len };
	return true;
}

void page_cache_rest(const struct page_cache *k)
{
	if (k->file.data)
		madvise((void *)(uintptr_t)k->file.data, k->file.len, MADV_DONTNEED);
}

bool page_cache_same_stamp(const struct scan_stamp *a, const struct scan_stamp *b)
{
	return a->size == b->size && a->modified == b->modified && a->changed == b->changed &&
	       a->inode == b->inode;
}

static void write_waiting(struct page_cache *k)
{
	size_t done = 0;
	while (!k->failed && done < k->waiting.len) {
		ssize_t n = write(k->fd, k->waiting.data + done, k->waiting.len - done);
		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			k->failed = true;
	}
	buf_truncate(&k->waiting, 0);
}

/* Opens the file behind what is good of it. A file that begins anew gets its head. */
static void begin_writing(struct page_cache *k)
{
	struct report ignored = { 0 };
	struct buf folder = { 0 };
	buf_puts(&folder, k->path);
	char *slash = strrchr(folder.data, '/');
	if (slash && slash != folder.data) {
		*slash = '\0';
		file_make_folder(folder.data, &ignored);
	}
	/* What is mapped must not be cut short: a new beginning is a new file. */
	if (k->good == 0)
		unlink(k->path);
	k->fd = open(k->path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	k->failed = k->fd < 0 || ftruncate(k->fd, (off_t)k->good) != 0 ||
	            lseek(k->fd, (off_t)k->good, SEEK_SET) < 0;
	if (k->good == 0) {
		struct head h = { MAGIC, k->version, 0 };
		h.check = check_head(&h);
		buf_put(&k->waiting, (struct view){ (const char *)&h, sizeof(h) });
		k->added = sizeof(h);
	}
	buf_free(&folder);
	report_free(&ignored);
}

void page_cache_put(struct page_cache *k, const struct scan_file *file,
                    const struct page_cache_key *key, struct view digest)
{
	static const char zeros[8] = { 0 };
	if (k->fd < 0 && !k->failed)
		begin_writing(k);
	struct view name = view_of(file->below);
	struct entry e = { 0,
		               (uint32_t)name.len,
		               (uint32_t)digest.len,
		               key->settled,
		               key->content,
		               key->corrections,
		               key->stamp };
	size_t start = k->waiting.len, size = entry_size(&e);
	buf_put(&k->waiting, (struct view){ (const char *)&e, sizeof(e) });
	buf_put(&k->waiting, name);
	buf_put(&k->waiting, digest);
	buf_put(&k->waiting, (struct view){ zeros, size - (k->waiting.len - start) });
	e.check = check_entry(k->waiting.data + start, size);
	memcpy(k->waiting.data + start, &e.check, sizeof(e.check));
	k->added += size;
	if (k->waiting.len >= CHUNK)
		write_waiting(k);
}

/* Bytes of entries of pages that are there, and are the last of their page. */
static size_t live_bytes(const struct page_cache *k, const struct scan *live)
{
	size_t bytes = 0;
	for (size_t i = 0; i < live->files.len; i++) {
		struct page_cache_page p;
		if (page_cache_find(k, &live->files.items[i], &p))
			bytes +=
				sizeof(struct entry) + padded(strlen(live->files.items[i].below) + p.digest.len);
	}
	return bytes;
}

/* Writes the live entries into a new file, where too much of the old one is of no use. */
static void compact(struct page_cache *k, const struct scan *live, struct report *r)
{
	if (k->good < SMALL || k->good - live_bytes(k, live) < k->good / WASTE)
		return;
	struct page_cache now, fresh = { .path = mem_string(k->path), .version = k->version, .fd = -1 };
	page_cache_open(&now, k->path, k->version, r);
	for (size_t i = 0; i < live->files.len; i++) {
		struct page_cache_page p;
		if (page_cache_find(&now, &live->files.items[i], &p))
			page_cache_put(&fresh, &live->files.items[i], &p.key, p.digest);
	}
	if (fresh.fd >= 0)
		write_waiting(&fresh);
	page_cache_close(&fresh);
	page_cache_close(&now);
}

void page_cache_flush(struct page_cache *k, const struct scan *live, struct report *r)
{
	if (k->fd < 0 && !k->failed)
		return;
	if (k->fd >= 0) {
		write_waiting(k);
		k->failed = close(k->fd) != 0 || k->failed;
		k->fd = -1;
	}
	if (k->failed)
		report_warning(r, k->path, 0, 0,
		               "cannot be written (%s): the next build will read all pages again",
		               strerror(errno));
	else if (k->good > 0)
		compact(k, live, r);
}

void page_cache_close(struct page_cache *k)
{
	if (k->fd >= 0)
		close(k->fd);
	if (k->file.data)
		munmap((void *)(uintptr_t)k->file.data, k->file.len);
	free(k->path);
	map_free(&k->entries);
	buf_free(&k->waiting);
	*k = (struct page_cache){ .fd = -1 };
}
