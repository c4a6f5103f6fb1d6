#include "picture/store.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/key.h"
#include "base/serialize.h"

enum {
	FLUSH = 16 /* records; what a killed build made after that is made again */,
	NAME_MOST = 33
};

#define LIST_NAME "list"

/* Counts up when the same picture is made otherwise. */
#define FORM "pictures 2"

/* Room for the text of a key: 32 digits. */
struct name {
	char text[NAME_MOST];
};

static struct name name_of(struct hash128 key)
{
	struct name n;
	snprintf(n.text, sizeof(n.text), "%016" PRIx64 "%016" PRIx64, key.high, key.low);
	return n;
}

static const char *const endings[] = { ".webp", ".thumb.webp", ".tiles" };

static void put_path(struct buf *out, const char *folder, struct hash128 key,
                     enum picture_store_file which)
{
	struct name n = name_of(key);
	buf_printf(out, "%s/%.2s/%s%s", folder, n.text, n.text + 2, endings[which]);
}

const char *picture_store_path(struct picture_store *s, struct hash128 key,
                               enum picture_store_file which)
{
	struct buf path = { 0 };
	put_path(&path, s->folder, key, which);
	const char *kept = arena_string(&s->arena, buf_view(&path));
	buf_free(&path);
	return kept;
}

/* ── what is in the list ── */

static void read_content(struct picture_store *s, struct view bytes)
{
	struct serialized p = { .left = bytes };
	struct picture_content *c = arena_alloc(&s->arena, sizeof(*c));
	struct view path = serialize_view(&p);
	c->stamp.size = serialize_fixed(&p);
	c->stamp.modified = (int64_t)serialize_fixed(&p);
	c->stamp.changed = (int64_t)serialize_fixed(&p);
	c->stamp.inode = serialize_fixed(&p);
	c->settled = serialize_number(&p) == 1;
	c->content.low = serialize_fixed(&p);
	c->content.high = serialize_fixed(&p);
	if (!p.bad && path.len > 0)
		map_put(&s->contents, path, NULL)->pointer = c;
}

static void read_record(struct picture_store *s, struct view bytes)
{
	struct serialized p = { .left = bytes };
	struct picture_record *x = arena_alloc(&s->arena, sizeof(*x));
	struct view key = serialize_view(&p);
	x->good = serialize_number(&p) == 1;
	x->fault = arena_view(&s->arena, serialize_view(&p));
	x->width = (uint32_t)serialize_number(&p);
	x->height = (uint32_t)serialize_number(&p);
	x->small_width = (uint32_t)serialize_number(&p);
	x->small_height = (uint32_t)serialize_number(&p);
	x->size = serialize_number(&p);
	x->small_size = serialize_number(&p);
	x->tiles = arena_view(&s->arena, serialize_view(&p));
	x->full_width = (uint32_t)serialize_number(&p);
	x->full_height = (uint32_t)serialize_number(&p);
	x->factors = (uint32_t)serialize_number(&p);
	bool sized = x->width && x->height && x->small_width && x->small_height;
	if (!p.bad && key.len > 0 && (x->good ? sized : x->fault.len > 0))
		map_put(&s->records, key, NULL)->pointer = x;
}

static void write_content(struct picture_store *s, struct view path,
                          const struct picture_content *c)
{
	struct buf b = { 0 };
	serialize_put_view(&b, path);
	serialize_put_fixed(&b, c->stamp.size);
	serialize_put_fixed(&b, (uint64_t)c->stamp.modified);
	serialize_put_fixed(&b, (uint64_t)c->stamp.changed);
	serialize_put_fixed(&b, c->stamp.inode);
	serialize_put_number(&b, c->settled);
	serialize_put_fixed(&b, c->content.low);
	serialize_put_fixed(&b, c->content.high);
	struct view bytes = buf_view(&b);
	container_put(&s->writer, CONTAINER_PICTURE_CONTENT, 0, &bytes, 1);
	buf_free(&b);
}

static void write_record(struct picture_store *s, struct view key, const struct picture_record *x)
{
	struct buf b = { 0 };
	serialize_put_view(&b, key);
	serialize_put_number(&b, x->good);
	serialize_put_view(&b, x->fault);
	serialize_put_number(&b, x->width);
	serialize_put_number(&b, x->height);
	serialize_put_number(&b, x->small_width);
	serialize_put_number(&b, x->small_height);
	serialize_put_number(&b, x->size);
	serialize_put_number(&b, x->small_size);
	serialize_put_view(&b, x->tiles);
	serialize_put_number(&b, x->full_width);
	serialize_put_number(&b, x->full_height);
	serialize_put_number(&b, x->factors);
	struct view bytes = buf_view(&b);
	container_put(&s->writer, CONTAINER_PICTURE, 0, &bytes, 1);
	buf_free(&b);
}

static struct view list_path(struct picture_store *s)
{
	return arena_printf(&s->arena, "%s/" LIST_NAME, s->folder);
}

void picture_store_open(struct picture_store *s, const char *folder, uint64_t seed, bool anew,
                        struct report *r)
{
	struct container_section section;
	*s = (struct picture_store){ .identity = key_text(key_begin(seed), VIEW(FORM)) };
	s->folder = arena_string(&s->arena, view_of(folder));
	s->file.state = CONTAINER_ABSENT;
	if (anew)
		return;
	container_open(&s->file, list_path(s).data, s->identity);
	while (container_next(&s->file, &section)) {
		s->sections++;
		if (section.kind == CONTAINER_PICTURE_CONTENT)
			read_content(s, section.bytes);
		else if (section.kind == CONTAINER_PICTURE)
			read_record(s, section.bytes);
	}
	if (container_fault(&s->file))
		report_warning(r, list_path(s).data, 0, 0, "%s: pictures are made anew",
		               container_fault(&s->file));
}

/* ── asking and adding ── */

const struct picture_content *picture_store_content(const struct picture_store *s, const char *path)
{
	const union map_value *v = map_get(&s->contents, view_of(path));
	return v ? v->pointer : NULL;
}

static void begin(struct picture_store *s)
{
	if (!s->added)
		container_append(&s->writer, list_path(s).data, s->identity, s->file.good);
	s->added = true;
	s->sections++;
	if (++s->waiting % FLUSH == 0)
		container_flush(&s->writer);
}

void picture_store_put_content(struct picture_store *s, const char *path,
                               const struct picture_content *c)
{
	struct picture_content *kept = arena_alloc(&s->arena, sizeof(*kept));
	*kept = *c;
	map_put(&s->contents, view_of(path), NULL)->pointer = kept;
	begin(s);
	write_content(s, view_of(path), c);
}

static bool has_file(const struct picture_store *s, struct hash128 key,
                     enum picture_store_file which, uint64_t size)
{
	struct buf path = { 0 };
	struct stat st;
	put_path(&path, s->folder, key, which);
	bool there = stat(path.data, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == size;
	buf_free(&path);
	return there;
}

static bool has_tiles(const struct picture_store *s, struct hash128 key,
                      const struct picture_record *x)
{
	struct arena arena = { 0 };
	size_t count;
	const struct picture_tile *tiles = picture_tiles_of(x->tiles, &count, &arena);
	const struct picture_tile *last = count > 0 ? &tiles[count - 1] : NULL;
	bool there = last && has_file(s, key, PICTURE_STORE_TILES, last->at + last->size);
	arena_free(&arena);
	return there;
}

static bool has_files(const struct picture_store *s, struct hash128 key,
                      const struct picture_record *x, bool tiled)
{
	return has_file(s, key, PICTURE_STORE_PAGE, x->size) &&
	       has_file(s, key, PICTURE_STORE_SMALL, x->small_size) && (!tiled || has_tiles(s, key, x));
}

const struct picture_record *picture_store_find(struct picture_store *s, struct hash128 key,
                                                bool tiled)
{
	struct name n = name_of(key);
	map_put(&s->used, view_of(n.text), NULL);
	const union map_value *v = map_get(&s->records, view_of(n.text));
	const struct picture_record *x = v ? v->pointer : NULL;
	return x && (!x->good || has_files(s, key, x, tiled)) ? x : NULL;
}

static bool write_file(const struct picture_store *s, struct hash128 key,
                       enum picture_store_file which, const struct buf *bytes, struct report *r)
{
	struct buf path = { 0 };
	put_path(&path, s->folder, key, which);
	bool ok = file_write(path.data, buf_view(bytes), r) != FILE_FAILED;
	buf_free(&path);
	return ok;
}

bool picture_store_write(const struct picture_store *s, struct hash128 key,
                         const struct picture_drawn *d, struct report *r)
{
	return write_file(s, key, PICTURE_STORE_PAGE, &d->page, r) &&
	       write_file(s, key, PICTURE_STORE_SMALL, &d->small, r) &&
	       (d->tiles.bytes.len == 0 || write_file(s, key, PICTURE_STORE_TILES, &d->tiles.bytes, r));
}

void picture_store_put(struct picture_store *s, struct hash128 key, const struct picture_record *p)
{
	struct name n = name_of(key);
	struct picture_record *kept = arena_alloc(&s->arena, sizeof(*kept));
	*kept = *p;
	kept->fault = p->fault.data ? arena_view(&s->arena, p->fault) : VIEW_NULL;
	kept->tiles = p->tiles.data ? arena_view(&s->arena, p->tiles) : VIEW_NULL;
	map_put(&s->records, view_of(n.text), NULL)->pointer = kept;
	begin(s);
	write_record(s, view_of(n.text), kept);
}

/* ── the end ── */

/* Removes the files of one of the folder's folders that no picture of this build is in. */
static void remove_unused(const struct picture_store *s, const char *two)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%s", s->folder, two);
	DIR *folder = opendir(path.data);
	for (struct dirent *e; folder && (e = readdir(folder));) {
		char name[NAME_MOST];
		struct view file = view_of(e->d_name);
		bool made = view_ends(file, VIEW(".webp")) || view_ends(file, VIEW(".tiles"));
		if (!made && !view_ends(file, VIEW(FILE_TEMPORARY)))
			continue;
		snprintf(name, sizeof(name), "%s%.30s", two, e->d_name);
		if (made && map_get(&s->used, view_of(name)))
			continue;
		unlinkat(dirfd(folder), e->d_name, 0);
	}
	if (folder)
		closedir(folder);
	/* Fails where it is not empty. */
	rmdir(path.data);
	buf_free(&path);
}

static void remove_all_unused(const struct picture_store *s)
{
	for (unsigned i = 0; i < 256; i++) {
		char two[3];
		snprintf(two, sizeof(two), "%02x", i);
		remove_unused(s, two);
	}
}

/* Writes the list anew where much of it is of no use. */
static void compact(struct picture_store *s, const struct map *live, struct report *r)
{
	container_create(&s->writer, list_path(s).data, s->identity);
	for (size_t i = 0; i < s->contents.len; i++)
		if (map_get(live, map_key(&s->contents, i)))
			write_content(s, map_key(&s->contents, i), map_at(&s->contents, i)->pointer);
	for (size_t i = 0; i < s->records.len; i++)
		if (map_get(&s->used, map_key(&s->records, i)))
			write_record(s, map_key(&s->records, i), map_at(&s->records, i)->pointer);
	if (!container_end(&s->writer))
		report_warning(r, list_path(s).data, 0, 0,
		               "cannot be written (%s): the next build will make its pictures again",
		               strerror(errno));
}

void picture_store_end(struct picture_store *s, const struct map *live, struct report *r)
{
	if (s->added && !container_end(&s->writer))
		report_warning(r, list_path(s).data, 0, 0,
		               "cannot be written (%s): the next build will make pictures again",
		               strerror(errno));
	s->added = false;
	if (!live)
		return;
	size_t wanted = live->len + s->used.len;
	bool much = s->sections > wanted + wanted / 4;
	if (much)
		compact(s, live, r);
	if (much || s->file.good == 0)
		remove_all_unused(s);
}

void picture_store_close(struct picture_store *s)
{
	if (s->added)
		container_drop(&s->writer);
	container_close(&s->file);
	map_free(&s->contents);
	map_free(&s->records);
	map_free(&s->used);
	arena_free(&s->arena);
	*s = (struct picture_store){ 0 };
}
