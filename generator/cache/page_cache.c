#include "cache/page_cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define WASTE 4                    /* one part in so many may be of no use */
#define SMALL ((size_t)256 * 1024) /* a file below that is left as it is */

/* What a section begins with; the name and the record of the page follow. */
struct entry {
	struct hash128 content;
	struct hash128 corrections;
	struct scan_stamp stamp;
	uint32_t settled;
	uint32_t name_len;
};

/* False if the section is none of this sort. */
static bool read_entry(const struct container_section *s, struct entry *e, struct view *name)
{
	if (s->kind != CONTAINER_PAGE || s->bytes.len < sizeof(*e))
		return false;
	memcpy(e, s->bytes.data, sizeof(*e));
	*name = (struct view){ s->bytes.data + sizeof(*e), e->name_len };
	return e->name_len <= s->bytes.len - sizeof(*e);
}

void page_cache_open(struct page_cache *k, const char *path, struct hash128 identity, bool anew,
                     struct report *r)
{
	struct container_section s;
	struct entry e;
	struct view name;
	*k = (struct page_cache){ .path = mem_string(path), .identity = identity };
	k->file.state = CONTAINER_ABSENT;
	if (anew)
		return;
	container_open(&k->file, path, identity);
	while (container_next(&k->file, &s)) {
		if (read_entry(&s, &e, &name))
			map_put(&k->pages, name, NULL)->number = s.at;
	}
	if (container_fault(&k->file))
		report_warning(r, path, 0, 0, "%s: %s pages are read anew", container_fault(&k->file),
		               k->pages.len > 0 ? "some" : "all");
}

bool page_cache_find(const struct page_cache *k, const struct scan_file *file,
                     struct page_cache_page *out)
{
	const union map_value *v = map_get(&k->pages, view_of(file->below));
	struct entry e;
	struct view name;
	if (!v)
		return false;
	struct container_section s = container_at(&k->file, v->number);
	if (!read_entry(&s, &e, &name))
		return false;
	out->key = (struct page_cache_key){ e.stamp, e.settled == 1, e.content, e.corrections };
	out->record = view_slice(s.bytes, sizeof(e) + name.len, s.bytes.len);
	return true;
}

void page_cache_rest(const struct page_cache *k)
{
	container_rest(&k->file);
}

bool page_cache_same_stamp(const struct scan_stamp *a, const struct scan_stamp *b)
{
	return a->size == b->size && a->modified == b->modified && a->changed == b->changed &&
	       a->inode == b->inode;
}

static void begin_adding(struct page_cache *k)
{
	if (!k->added)
		container_append(&k->writer, k->path, k->identity, k->file.good);
	k->added = true;
}

void page_cache_put(struct page_cache *k, const struct scan_file *file,
                    const struct page_cache_key *key, struct view record)
{
	struct entry e = { key->content, key->corrections, key->stamp, key->settled,
		               (uint32_t)strlen(file->below) };
	struct view parts[] = { { (const char *)&e, sizeof(e) }, view_of(file->below), record };
	begin_adding(k);
	container_put(&k->writer, CONTAINER_PAGE, 0, parts, 3);
}

/* Bytes of sections of pages that are there, and are the last of their page. */
static size_t live_bytes(const struct page_cache *k, const struct scan *live)
{
	size_t bytes = 0;
	for (size_t i = 0; i < live->files.len; i++) {
		const union map_value *v = map_get(&k->pages, view_of(live->files.items[i].below));
		bytes += v ? container_at(&k->file, v->number).size : 0;
	}
	return bytes;
}

/* Writes the live records into a new file, where too much of the old one is of no use. */
static void compact(struct page_cache *k, const struct scan *live, struct report *r)
{
	if (k->file.good < SMALL || k->file.good - live_bytes(k, live) < k->file.good / WASTE)
		return;
	struct page_cache now, fresh;
	page_cache_open(&now, k->path, k->identity, false, r);
	page_cache_open(&fresh, k->path, k->identity, true, r);
	for (size_t i = 0; i < live->files.len; i++) {
		struct page_cache_page p;
		if (page_cache_find(&now, &live->files.items[i], &p))
			page_cache_put(&fresh, &live->files.items[i], &p.key, p.record);
	}
	if (fresh.added)
		container_end(&fresh.writer);
	page_cache_close(&fresh);
	page_cache_close(&now);
}

void page_cache_flush(struct page_cache *k, const struct scan *live, struct report *r)
{
	if (!k->added)
		return;
	if (!container_end(&k->writer))
		report_warning(r, k->path, 0, 0,
		               "cannot be written (%s): the next build will read all pages again",
		               strerror(errno));
	else if (k->file.good > 0)
		compact(k, live, r);
	k->added = false;
}

void page_cache_create(struct page_cache *k, const char *path, struct hash128 identity)
{
	*k = (struct page_cache){ .path = mem_string(path), .identity = identity, .added = true };
	k->file.state = CONTAINER_ABSENT;
	container_create(&k->writer, path, identity);
}

bool page_cache_end(struct page_cache *k, struct report *r)
{
	k->added = false;
	if (container_end(&k->writer))
		return true;
	report_error(r, k->path, 0, 0, "cannot be written: %s", strerror(errno));
	return false;
}

/* Whether the cache has the page with the same bytes. */
static bool has_same(const struct page_cache *k, struct view name, struct view bytes)
{
	const union map_value *v = map_get(&k->pages, name);
	return v && view_eq(container_at(&k->file, v->number).bytes, bytes);
}

enum container_state page_cache_join(struct page_cache *k, const char *path)
{
	struct container other;
	struct container_section s;
	struct entry e;
	struct view name;
	container_open(&other, path, k->identity);
	while (container_next(&other, &s))
		;
	enum container_state state = other.state;
	container_close(&other);
	container_open(&other, path, k->identity);
	while (state == CONTAINER_SOUND && container_next(&other, &s)) {
		if (!read_entry(&s, &e, &name) || has_same(k, name, s.bytes))
			continue;
		begin_adding(k);
		container_put(&k->writer, CONTAINER_PAGE, 0, &s.bytes, 1);
	}
	container_close(&other);
	return state;
}

void page_cache_close(struct page_cache *k)
{
	if (k->added)
		container_drop(&k->writer);
	container_close(&k->file);
	free(k->path);
	map_free(&k->pages);
	*k = (struct page_cache){ 0 };
}
