#include "picture/pictures.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/key.h"
#include "base/mem.h"
#include "base/pool.h"
#include "picture/draw.h"
#include "picture/store.h"

/* Of a file that pictures are made of. */
#define SOURCE_MOST ((uint64_t)256 << 20)

enum { TOLD_MOST = 20 }; /* faults of pictures; of the others the number is told */

/* A file that pages have pictures in, and what it holds. */
struct file {
	const struct scan_file *file;
	bool settled;
	bool known; /* content is */
	struct hash128 content;
};

/* The picture of a page. */
struct wanted {
	uint32_t page;
	size_t file; /* among the files */
	uint32_t part;
	struct hash128 key;
};

struct making {
	struct archive *archive;
	const struct pictures_order *order;
	struct picture_store store;
	ARRAY(struct file) files;
	struct map numbers; /* path → number in files */
	ARRAY(struct wanted) wanted;
	ARRAY(size_t) jobs;   /* numbers in wanted, or in files */
	ARRAY(size_t) copies; /* in wanted: what another one's job makes for them, too */
	size_t addressed;     /* pages whose pictures are elsewhere */
	size_t faults;
	enum picture_vips vips;
	bool tiled; /* pictures are cut into tiles, too */
	bool whole;
	struct report *report;
};

struct outcome {
	enum picture_end end;
	struct picture_record record;
	struct hash128 content;
	bool read;
	struct arena arena;
	struct report report;
};

static void drop(void *context, void *result)
{
	(void)context;
	struct outcome *out = result;
	report_free(&out->report);
	arena_free(&out->arena);
	free(out);
}

/* ── which picture is of which page ── */

static size_t number_of_file(struct making *m, const struct picture_source *s)
{
	bool fresh;
	union map_value *v = map_put(&m->numbers, view_of(s->file->path), &fresh);
	if (fresh) {
		v->number = m->files.len;
		*array_push(&m->files) =
			(struct file){ .file = s->file, .settled = scan_settled(s->scan, &s->file->stamp) };
	}
	return v->number;
}

/* A picture elsewhere, which is shown from there. */
static void give_address(struct making *m, uint32_t page, struct view address)
{
	struct archive_picture *p = arena_alloc(&m->archive->arena, sizeof(*p));
	*p = (struct archive_picture){ .address = address,
		                           .key = hash128_view(address, m->archive->seed) };
	m->archive->pages.items[page].picture = p;
	m->addressed++;
}

static void find_sources(struct making *m)
{
	for (uint32_t i = 0; i < m->archive->pages.len; i++) {
		const struct archive_page *p = &m->archive->pages.items[i];
		struct picture_source s =
			picture_files_find(m->order->files, m->archive, p, &m->archive->arena);
		/* What was taken down would be read in the picture. */
		bool standing = p->standing_count == p->article_count;
		struct wanted w = { .page = i, .part = s.part };
		if (s.file)
			w.file = number_of_file(m, &s);
		if (s.file && standing)
			*array_push(&m->wanted) = w;
		if (s.address.data && standing)
			give_address(m, i, s.address);
	}
}

/* What lies in the folders of pictures, and is none of a page. */
static void tell_unused(struct making *m)
{
	const struct picture_files *f = m->order->files;
	size_t count = 0;
	const char *first = NULL;
	for (size_t i = 0; i < f->by_path.len; i++) {
		if (map_get(&m->numbers, map_key(&f->by_path, i)))
			continue;
		const char *path = ((const struct scan_file *)map_at(&f->by_path, i)->pointer)->path;
		first = first ? first : path;
		count++;
	}
	if (count > 0)
		report_warning(m->report, first, 0, 0,
		               count == 1 ? "is the picture of no page: name it as image in site.conf "
		                            "says, or take it out"
		                          : "and %zu more are pictures of no page: name them as image in "
		                            "site.conf says, or take them out",
		               count - 1);
}

/* ── what is in the files ── */

static bool read_file(const struct file *f, struct buf *out, struct report *r)
{
	if (f->file->stamp.size <= SOURCE_MOST)
		return file_read(f->file->path, out, r);
	report_warning(r, f->file->path, 0, 0,
	               "is left out, as it is larger than %" PRIu64 " MB: make it smaller",
	               SOURCE_MOST >> 20);
	return false;
}

static void *look_at(void *context, size_t thread, size_t job)
{
	(void)thread;
	struct making *m = context;
	struct file *f = &m->files.items[m->jobs.items[job]];
	struct outcome *out = mem_alloc(sizeof(*out));
	struct buf bytes = { 0 };
	out->read = read_file(f, &bytes, &out->report);
	out->content = hash128_view(buf_view(&bytes), m->archive->seed);
	buf_free(&bytes);
	return out;
}

/* A picture is never worth the build: what is an error elsewhere is a warning here. */
static void tell(struct making *m, struct report *from)
{
	for (size_t i = 0; i < from->messages.len; i++)
		if (m->faults++ < TOLD_MOST)
			report_again(m->report, REPORT_WARNING, view_of(from->messages.items[i].text));
}

static bool take_content(void *context, size_t job, void *result)
{
	struct making *m = context;
	struct outcome *out = result;
	struct file *f = &m->files.items[m->jobs.items[job]];
	struct picture_content c = { f->file->stamp, f->settled, out->content };
	f->known = out->read;
	f->content = out->content;
	if (out->read && !m->order->only_known)
		picture_store_put_content(&m->store, f->file->path, &c);
	tell(m, &out->report);
	drop(m, out);
	return !interrupt_seen();
}

static bool is_stamp_of(const struct picture_content *c, const struct scan_stamp *s)
{
	return c->settled && c->stamp.size == s->size && c->stamp.modified == s->modified &&
	       c->stamp.changed == s->changed && c->stamp.inode == s->inode;
}

static bool find_contents(struct making *m)
{
	m->jobs.len = 0;
	for (size_t i = 0; i < m->files.len; i++) {
		struct file *f = &m->files.items[i];
		const struct picture_content *c = picture_store_content(&m->store, f->file->path);
		f->known = c && f->settled && is_stamp_of(c, &f->file->stamp);
		if (f->known)
			f->content = c->content;
		else
			*array_push(&m->jobs) = i;
	}
	struct pool_jobs jobs = { m->jobs.len, m, look_at, take_content, drop };
	return pool_run(m->order->threads, &jobs);
}

/* ── making ── */

/* What was found wrong names the file, so that the same bytes elsewhere are told anew. */
static struct hash128 key_of_fault(const struct making *m, const struct wanted *w)
{
	return key_text(w->key, view_of(m->files.items[w->file].file->path));
}

/* The key is another one, as the picture is told of otherwise. */
static void give_tiles(struct making *m, const struct wanted *w, const struct picture_record *x,
                       struct archive_picture *p)
{
	struct arena *a = &m->archive->arena;
	p->tiles = picture_tiles_of(arena_view(a, x->tiles), &p->tile_count, a);
	p->tiles_path =
		arena_string(a, view_of(picture_store_path(&m->store, w->key, PICTURE_STORE_TILES)));
	p->full_width = x->full_width;
	p->full_height = x->full_height;
	p->factors = x->factors;
	p->key = key_number(w->key, p->tile_count);
}

static void give(struct making *m, const struct wanted *w, const struct picture_record *x)
{
	struct archive_picture *p = arena_alloc(&m->archive->arena, sizeof(*p));
	*p = (struct archive_picture){ .key = w->key,
		                           .source = m->files.items[w->file].file->path,
		                           .width = x->width,
		                           .height = x->height,
		                           .small_width = x->small_width,
		                           .small_height = x->small_height };
	p->path = arena_string(&m->archive->arena,
	                       view_of(picture_store_path(&m->store, w->key, PICTURE_STORE_PAGE)));
	p->small_path = arena_string(
		&m->archive->arena, view_of(picture_store_path(&m->store, w->key, PICTURE_STORE_SMALL)));
	if (m->tiled)
		give_tiles(m, w, x, p);
	m->archive->pages.items[w->page].picture = p;
}

static void give_fault(struct making *m, struct view fault)
{
	if (m->faults++ < TOLD_MOST)
		report_again(m->report, REPORT_WARNING, fault);
}

static void find_known(struct making *m)
{
	m->jobs.len = 0;
	for (size_t i = 0; i < m->wanted.len; i++) {
		struct wanted *w = &m->wanted.items[i];
		const struct file *f = &m->files.items[w->file];
		if (!f->known)
			continue;
		w->key = key_number(f->content, w->part);
		const struct picture_record *x = picture_store_find(&m->store, w->key, m->tiled);
		const struct picture_record *fault =
			x ? NULL : picture_store_find(&m->store, key_of_fault(m, w), false);
		if (x)
			give(m, w, x);
		else if (fault)
			give_fault(m, fault->fault);
		else
			*array_push(&m->jobs) = i;
	}
}

static void make_one(struct making *m, const struct wanted *w, struct outcome *out)
{
	const struct file *f = &m->files.items[w->file];
	struct buf bytes = { 0 };
	struct picture_drawn d = { 0 };
	out->end = PICTURE_UNMADE;
	out->read = read_file(f, &bytes, &out->report);
	if (out->read && hash128_eq(hash128_view(buf_view(&bytes), m->archive->seed), f->content))
		out->end = picture_draw(f->file->path, buf_view(&bytes), w->part, m->vips, m->tiled, &d,
		                        &out->report);
	if (out->end == PICTURE_DRAWN && !picture_store_write(&m->store, w->key, &d, &out->report))
		out->end = PICTURE_UNMADE;
	out->record = (struct picture_record){ .good = true,
		                                   .width = d.width,
		                                   .height = d.height,
		                                   .small_width = d.small_width,
		                                   .small_height = d.small_height,
		                                   .size = d.page.len,
		                                   .small_size = d.small.len };
	out->record.tiles = arena_view(&out->arena, buf_view(&d.tiles.names));
	out->record.full_width = d.tiles.width;
	out->record.full_height = d.tiles.height;
	out->record.factors = d.tiles.factors;
	picture_drawn_free(&d);
	buf_free(&bytes);
}

static void *work(void *context, size_t thread, size_t job)
{
	(void)thread;
	struct making *m = context;
	struct outcome *out = mem_alloc(sizeof(*out));
	make_one(m, &m->wanted.items[m->jobs.items[job]], out);
	return out;
}

static void remember_fault(struct making *m, const struct wanted *w, const struct report *r)
{
	struct picture_record x = { .fault = view_of(r->messages.items[0].text) };
	picture_store_put(&m->store, key_of_fault(m, w), &x);
}

static bool take(void *context, size_t job, void *result)
{
	struct making *m = context;
	struct outcome *out = result;
	const struct wanted *w = &m->wanted.items[m->jobs.items[job]];
	m->whole = m->whole && (out->end == PICTURE_DRAWN || out->end == PICTURE_BAD);
	if (out->end == PICTURE_DRAWN) {
		picture_store_put(&m->store, w->key, &out->record);
		give(m, w, &out->record);
	} else if (out->end == PICTURE_BAD && out->report.messages.len > 0) {
		remember_fault(m, w, &out->report);
	}
	tell(m, &out->report);
	drop(m, out);
	if (m->order->told)
		m->order->told(m->order->context, job + 1, m->jobs.len);
	return !interrupt_seen();
}

static bool is_document(const struct making *m, size_t wanted)
{
	const struct file *f = &m->files.items[m->wanted.items[wanted].file];
	return picture_is_document(view_of(f->file->path));
}

/* Leaves out what would need a program that is not installed, and says what to install. */
static void keep_possible(struct making *m)
{
	size_t documents = 0, kept = 0, all = m->jobs.len;
	for (size_t i = 0; i < all; i++)
		documents += is_document(m, m->jobs.items[i]);
	m->vips = all == 0 ? PICTURE_VIPS : picture_draw_vips();
	bool vips = m->vips != PICTURE_VIPS_ABSENT;
	bool poppler = documents == 0 || picture_draw_has_poppler();
	for (size_t i = 0; vips && i < all; i++)
		if (poppler || !is_document(m, m->jobs.items[i]))
			m->jobs.items[kept++] = m->jobs.items[i];
	m->jobs.len = kept;
	if (vips && poppler)
		return;
	m->whole = false;
	report_warning(m->report, m->archive->config->path, 0, 0,
	               "%zu pages are without their pictures: install %s%s%s, and build again",
	               all - kept, vips ? "" : "libvips-tools (elsewhere vips-tools or vips)",
	               vips || poppler ? "" : " and ", poppler ? "" : "poppler-utils");
}

/* Pages that have the same picture, as copies of a text do, want it once. */
static void keep_one_of_each(struct making *m)
{
	struct map seen = { 0 };
	size_t kept = 0;
	for (size_t i = 0; i < m->jobs.len; i++) {
		const struct hash128 *key = &m->wanted.items[m->jobs.items[i]].key;
		bool fresh;
		map_put(&seen, (struct view){ (const char *)key, sizeof(*key) }, &fresh);
		if (fresh)
			m->jobs.items[kept++] = m->jobs.items[i];
		else
			*array_push(&m->copies) = m->jobs.items[i];
	}
	m->jobs.len = kept;
	map_free(&seen);
}

/* A program that ends before it has read all must not end this one. */
static bool make_unknown(struct making *m)
{
	struct sigaction ignored = { .sa_handler = SIG_IGN }, before;
	struct pool_jobs jobs = { 0, m, work, take, drop };
	if (m->order->only_known) {
		m->whole = m->jobs.len == 0;
		return true;
	}
	keep_possible(m);
	keep_one_of_each(m);
	jobs.count = m->jobs.len;
	sigaction(SIGPIPE, &ignored, &before);
	bool ok = pool_run(m->order->threads, &jobs);
	sigaction(SIGPIPE, &before, NULL);
	return ok;
}

static void give_copies(struct making *m)
{
	for (size_t i = 0; i < m->copies.len; i++) {
		const struct wanted *w = &m->wanted.items[m->copies.items[i]];
		const struct picture_record *x = picture_store_find(&m->store, w->key, m->tiled);
		if (x)
			give(m, w, x);
	}
}

static void tell_all(struct making *m)
{
	if (m->faults > TOLD_MOST)
		report_warning(m->report, NULL, 0, 0, "%zu more pictures of pages are left out",
		               m->faults - TOLD_MOST);
	if (m->wanted.len + m->addressed == 0)
		report_warning(m->report, m->archive->config->path, 0, 0,
		               "no page has a picture where image says: look at the names of the files");
}

/* Tiles are found by whole addresses, and cut by a program of their own. */
static bool may_tile(struct making *m)
{
	const struct config *c = m->archive->config;
	if (!c->image_tiles)
		return false;
	if (c->base_url.len == 0) {
		report_warning(m->report, c->path, 0, 0,
		               "image_tiles makes nothing without base_url: write where the site will be");
		return false;
	}
	if (picture_draw_has_tiler())
		return true;
	m->whole = false;
	report_warning(m->report, c->path, 0, 0,
	               "there are no tiles of pictures: install libvips-tools (elsewhere vips-tools or "
	               "vips), and build again");
	return false;
}

static bool make(struct making *m)
{
	m->tiled = may_tile(m);
	find_sources(m);
	tell_unused(m);
	if (!find_contents(m))
		return false;
	find_known(m);
	if (!make_unknown(m))
		return false;
	give_copies(m);
	tell_all(m);
	return true;
}

bool pictures_make(struct archive *a, const struct pictures_order *order, bool *whole,
                   struct report *r)
{
	struct making m = { .archive = a, .order = order, .whole = true, .report = r };
	*whole = true;
	if (a->config->image_count == 0)
		return true;
	picture_store_open(&m.store, order->folder, a->seed, order->clean, r);
	bool ok = make(&m);
	picture_store_end(&m.store, ok && !order->only_known ? &m.numbers : NULL, r);
	*whole = m.whole;
	picture_store_close(&m.store);
	array_free(&m.files);
	array_free(&m.wanted);
	array_free(&m.jobs);
	array_free(&m.copies);
	map_free(&m.numbers);
	return ok;
}
