#include "zip/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/interrupt.h"
#include "base/mem.h"
#include "cache/own_files.h"
#include "base/pool.h"
#include "input/scan.h"
#include "site/compress.h"
#include "zip/zip.h"

#define CHUNK ((size_t)64 * 1024)
#define KEPT  ((size_t)1024 * 1024) /* more than that, deflated, is not kept but made again */

struct packing {
	const struct pack_order *order;
	struct scan files;
	struct zip zip;
	struct pack_count *count;
	struct report *report;
};

/* What a thread found out about a file. */
struct facts {
	struct zip_entry entry;
	struct buf deflated; /* the content, unless it was too long to be kept */
	struct report report;
};

/* Gets a file piece by piece, and nothing after the last; false ends it. */
typedef bool take_piece(void *context, struct view piece);

static bool read_pieces(const char *path, take_piece *take, void *context, struct report *r)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *chunk = mem_alloc(CHUNK);
	ssize_t n = -1;
	bool ok = fd >= 0;
	while (ok && n != 0) {
		n = read(fd, chunk, CHUNK);
		if (n >= 0)
			ok = take(context, (struct view){ chunk, (size_t)n });
		else
			ok = errno == EINTR;
	}
	if (fd < 0 || n < 0)
		report_error(r, path, 0, 0, "cannot be read: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
	free(chunk);
	return ok;
}

/* ── first: how long it is, and how long deflated ── */

struct measuring {
	struct facts *facts;
	struct compress *compress;
	bool kept;
};

static void count_piece(struct zip_entry *e, struct view piece)
{
	e->crc = (uint32_t)crc32(e->crc, (const Bytef *)piece.data, (uInt)piece.len);
	e->size += piece.len;
}

static bool measure_piece(void *context, struct view piece)
{
	struct measuring *m = context;
	struct facts *f = m->facts;
	size_t before = f->deflated.len;
	bool ok = piece.len > 0 ? compress_put(m->compress, piece, &f->deflated)
	                        : compress_end(m->compress, &f->deflated);
	count_piece(&f->entry, piece);
	f->entry.packed += f->deflated.len - before;
	m->kept = m->kept && f->deflated.len <= KEPT;
	if (!m->kept)
		buf_truncate(&f->deflated, 0);
	return ok;
}

/* A picture gets a few bytes shorter at best, and has to be inflated each time for them. */
static bool is_worth_it(const struct zip_entry *e)
{
	return e->packed + e->size / 64 + 8 < e->size;
}

static void *measure(void *context, size_t thread, size_t job)
{
	(void)thread;
	struct packing *p = context;
	const struct scan_file *file = &p->files.files.items[job];
	struct facts *f = mem_alloc(sizeof(*f));
	struct measuring m = { f, compress_new(COMPRESS_BARE), true };
	f->entry.name = view_of(file->below);
	if (!m.compress || !read_pieces(file->path, measure_piece, &m, &f->report)) {
		if (f->report.errors == 0)
			report_error(&f->report, file->path, 0, 0, "cannot be compressed");
	}
	f->entry.deflated = is_worth_it(&f->entry);
	if (!f->entry.deflated)
		f->entry.packed = f->entry.size;
	if (!f->entry.deflated || !m.kept)
		buf_free(&f->deflated);
	compress_free(m.compress);
	return f;
}

/* ── then, in order: into the archive ── */

struct copying {
	struct packing *packing;
	struct compress *compress; /* NULL: as it is */
	struct zip_entry met;
	struct buf out;
};

static bool copy_piece(void *context, struct view piece)
{
	struct copying *c = context;
	bool ok = true;
	count_piece(&c->met, piece);
	buf_truncate(&c->out, 0);
	if (!c->compress)
		buf_put(&c->out, piece);
	else
		ok = piece.len > 0 ? compress_put(c->compress, piece, &c->out)
		                   : compress_end(c->compress, &c->out);
	c->met.packed += c->out.len;
	zip_put(&c->packing->zip, buf_view(&c->out), c->packing->report);
	return ok && !interrupt_seen();
}

/* A file that is read a second time has to be the same. */
static bool copy_file(struct packing *p, const char *path, const struct zip_entry *e)
{
	struct copying c = { .packing = p };
	c.compress = e->deflated ? compress_new(COMPRESS_BARE) : NULL;
	bool ok = (c.compress || !e->deflated) && read_pieces(path, copy_piece, &c, p->report);
	if (!interrupt_seen() && p->report->errors == 0 &&
	    (!ok || c.met.crc != e->crc || c.met.size != e->size || c.met.packed != e->packed)) {
		report_error(p->report, path, 0, 0,
		             "was changed while it was packed: "
		             "pack the site again when nothing writes to it");
		ok = false;
	}
	compress_free(c.compress);
	buf_free(&c.out);
	return ok;
}

static void drop(void *context, void *result)
{
	(void)context;
	struct facts *f = result;
	buf_free(&f->deflated);
	report_free(&f->report);
	free(f);
}

static bool take(void *context, size_t job, void *result)
{
	struct packing *p = context;
	struct facts *f = result;
	report_append(p->report, &f->report);
	bool ok = p->report->errors == 0 && !interrupt_seen();
	if (ok) {
		zip_file(&p->zip, &f->entry, p->report);
		if (f->deflated.len > 0)
			zip_put(&p->zip, buf_view(&f->deflated), p->report);
		else if (f->entry.size > 0)
			ok = copy_file(p, p->files.files.items[job].path, &f->entry);
		p->count->files++;
		p->count->bytes += f->entry.size;
		p->order->told(p->order->context, job + 1, p->files.files.len);
	}
	drop(NULL, f);
	return ok && p->report->errors == 0;
}

/* ── which files ── */

static int compare(const void *key, const void *file)
{
	return strcmp(key, ((const struct scan_file *)file)->below);
}

static bool has_file(const struct scan *s, const char *below)
{
	return bsearch(below, s->files.items, s->files.len, sizeof(*s->files.items), compare);
}

/* Whether it is another file as web servers send it. */
static bool is_form(const struct scan *s, struct view path)
{
	for (size_t form = 0; form < COMPRESS_FORMS; form++) {
		struct view ending = view_of(compress_endings[form]);
		if (!view_ends(path, ending))
			continue;
		struct buf whole = { 0 };
		buf_put(&whole, view_slice(path, 0, path.len - ending.len));
		bool there = has_file(s, whole.data ? whole.data : "");
		buf_free(&whole);
		if (there)
			return true;
	}
	return false;
}

static void leave_out(struct scan *s)
{
	bool *out = mem_array(s->files.len, sizeof(*out));
	size_t kept = 0;
	for (size_t i = 0; i < s->files.len; i++) {
		struct view path = view_of(s->files.items[i].below);
		out[i] = view_starts(path, VIEW("review/")) || view_starts(path, VIEW(".git/")) ||
		         view_eq(path, VIEW(OWN_FILES_NAME)) || view_ends(path, VIEW(FILE_TEMPORARY)) ||
		         is_form(s, path);
	}
	for (size_t i = 0; i < s->files.len; i++) {
		if (!out[i])
			s->files.items[kept++] = s->files.items[i];
	}
	s->files.len = kept;
	free(out);
}

static bool find_files(struct packing *p)
{
	struct scan_rules all = { .hidden = true, .below = true };
	if (!scan_folder(p->order->folder, &all, &p->files, p->report))
		return false;
	leave_out(&p->files);
	if (p->files.files.len == 0)
		report_error(p->report, p->order->folder, 0, 0, "holds no site: build it first");
	return p->files.files.len > 0;
}

static enum file_result pack(struct packing *p)
{
	struct pool_jobs jobs = { p->files.files.len, p, measure, take, drop };
	if (!zip_begin(&p->zip, p->order->archive, p->report))
		return FILE_FAILED;
	enum file_result result = FILE_FAILED;
	if (pool_run(p->order->threads, &jobs))
		result = zip_end(&p->zip, p->report);
	zip_drop(&p->zip);
	return result;
}

enum file_result pack_folder(const struct pack_order *order, struct pack_count *count,
                             struct report *r)
{
	struct packing p = { .order = order, .count = count, .report = r };
	*count = (struct pack_count){ 0 };
	enum file_result result = find_files(&p) ? pack(&p) : FILE_FAILED;
	if (result != FILE_FAILED)
		file_stamp_of(order->archive, &count->packed);
	scan_free(&p.files);
	return result;
}
