#include "site/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/reprints.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/serialize.h"
#include "export/datapackage.h"
#include "site/export_database.h"

static struct export_sizes sizes_of(const struct export_part *p)
{
	struct export_sizes sizes;
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		sizes.bytes[f] = p->records[f].len;
	return sizes;
}

void export_page(const struct site *s, uint32_t page, const struct segmented_page *text,
                 struct export_part *out)
{
	const struct archive *a = s->archive;
	const struct archive_page *p = &a->pages.items[page];
	const struct page *cut = &text->page;
	struct export_sizes sizes = sizes_of(out);
	struct arena arena = { 0 };
	for (uint32_t i = 0; i < p->article_count; i++) {
		const struct archive_article *x = &a->articles.items[p->first_article + i];
		struct export_record record = { a, x, cut, &cut->articles[i], VIEW_NULL, VIEW_NULL };
		uint32_t first = reprints_first(a, p->first_article + i);
		record.url = plan_article_url(&s->plan, p->first_article + i, &arena);
		if (first != ARCHIVE_NONE)
			record.same_text = plan_article_url(&s->plan, first, &arena);
		for (size_t f = 0; !x->withdrawn && f < EXPORT_FORMAT_COUNT; f++)
			export_formats[f]->put_article(&out->records[f], &record);
		arena_reset(&arena);
	}
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		for (size_t i = 0; export_formats[f]->put_furniture && i < cut->furniture_count; i++)
			export_formats[f]->put_furniture(&out->records[f], cut, &cut->furniture[i]);
		sizes.bytes[f] = out->records[f].len - sizes.bytes[f];
	}
	arena_free(&arena);
	*array_push(&out->pages) = sizes;
}

void export_skip(struct export_part *out)
{
	array_push(&out->pages);
}

void export_part_free(struct export_part *p)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		buf_free(&p->records[f]);
	array_free(&p->pages);
}

/* ── files ── */

/* A year's files, and what is known of them from the last build. */
struct export_year {
	uint64_t fingerprint;
	bool stays;                   /* they are what they were */
	struct buf note;              /* of this build; see put_note() */
	int fds[EXPORT_FORMAT_COUNT]; /* the old files, to copy from; -1: none */
};

/* Where the records of a page stand in the old files; not there if fingerprint is 0. */
struct export_old {
	uint64_t fingerprint;
	struct export_sizes from;
	struct export_sizes sizes;
	const char *
		records; /* of all formats, one behind the other, where another step made them; else NULL */
};

static void put_full(const struct export *e, struct buf *full, struct view path)
{
	buf_truncate(full, 0);
	buf_printf(full, "%s/%.*s", e->site->writer.output, VIEW_ARG(path));
}

static void open_stream(struct export *e, struct stream *s, struct view path, struct report *r)
{
	struct buf full = { 0 };
	put_full(e, &full, path);
	stream_begin(s, full.data, r);
	buf_free(&full);
}

static void count(struct export *e, enum file_result result)
{
	e->written += result == FILE_WRITTEN;
	e->same += result == FILE_SAME;
}

static void note_file(struct export *e, struct view path, uint64_t fingerprint)
{
	struct buf full = { 0 };
	put_full(e, &full, path);
	struct build_log_file file = { .path = hash_view(path), .fingerprint = fingerprint };
	file.stamp = file_stamp_of(full.data, &file.size);
	*array_push(&e->made->now) = file;
	buf_free(&full);
}

static size_t number_of(const struct export *e, int year)
{
	const struct archive *a = e->site->archive;
	const struct archive_span *s =
		archive_span_find(a->years.items, a->years.len, (struct date){ year, 1, 1 });
	return year && s ? (size_t)(s - a->years.items) : a->years.len;
}

static void find_pages(const struct export *e, size_t number, uint32_t *first, uint32_t *count_out)
{
	const struct archive *a = e->site->archive;
	bool dated = number < a->years.len;
	*first = dated ? a->years.items[number].first_page : 0;
	*count_out = dated ? a->years.items[number].page_count : (uint32_t)a->undated_pages;
}

static int year_at(const struct export *e, size_t number)
{
	const struct archive *a = e->site->archive;
	return number < a->years.len ? a->years.items[number].date.year : 0;
}

static struct view path_in(const struct export *e, size_t number, size_t format, struct arena *a)
{
	return plan_export_path(year_at(e, number), export_formats[format]->ending, a);
}

static struct export_sizes take_all(struct serialized *p)
{
	struct export_sizes sizes;
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		sizes.bytes[f] = serialize_number(p);
	return sizes;
}

static void put_all(struct buf *b, const struct export_sizes *sizes)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		serialize_put_number(b, sizes->bytes[f]);
}

/* Takes what was noted of the old files: which pages' records stand where. */
static void read_note(struct export *e, struct serialized *p, size_t number)
{
	uint32_t first, pages;
	const struct export_sizes *all = &e->sizes[number];
	find_pages(e, number, &first, &pages);
	struct export_old at = { .from = e->heads };
	for (uint32_t next = first; p->left.len > 0 && !p->bad;) {
		at.fingerprint = serialize_fixed(p);
		at.sizes = take_all(p);
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
			if (at.sizes.bytes[f] > all->bytes[f] - at.from.bytes[f])
				return;
		uint32_t i = next;
		while (i < first + pages && fingerprint_page(e->fingerprints, i) != at.fingerprint)
			i++;
		if (i < first + pages) {
			e->old[i] = at;
			next = i + 1;
		}
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
			at.from.bytes[f] += at.sizes.bytes[f];
	}
}

static int open_old(const struct export *e, struct view path)
{
	struct buf full = { 0 };
	put_full(e, &full, path);
	int fd = open(full.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	buf_free(&full);
	return fd;
}

/* Takes the fingerprint and the sizes that were noted of a year. False if its files are not those. */
static bool take_sizes(struct export *e, size_t number, struct serialized *p, uint64_t *fingerprint)
{
	struct arena names = { 0 };
	*fingerprint = serialize_fixed(p);
	e->sizes[number] = take_all(p);
	bool same = !p->bad;
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		uint64_t path = hash_view(path_in(e, number, f, &names));
		const struct build_log_file *file = build_log_standing(e->made, path);
		uint64_t bytes = e->sizes[number].bytes[f];
		same = same && file && bytes == file->size && bytes >= e->heads.bytes[f];
	}
	arena_free(&names);
	return same;
}

static void find_year(struct export *e, size_t number)
{
	struct export_year *y = &e->years[number];
	int year = year_at(e, number);
	uint32_t first, pages;
	struct arena names = { 0 };
	struct serialized p = { .left = build_log_noted(e->made, CONTAINER_EXPORT, (uint64_t)year) };
	struct view note = p.left;
	find_pages(e, number, &first, &pages);
	y->fingerprint = hash_number(e->fingerprints->world, pages);
	for (uint32_t i = first; i < first + pages; i++)
		y->fingerprint = hash_number(y->fingerprint, fingerprint_page(e->fingerprints, i));
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		y->fds[f] = -1;
	uint64_t fingerprint;
	if (note.data && take_sizes(e, number, &p, &fingerprint)) {
		y->stays = fingerprint == y->fingerprint;
		if (y->stays)
			buf_put(&y->note, note);
		else
			read_note(e, &p, number);
		for (size_t f = 0; !y->stays && f < EXPORT_FORMAT_COUNT; f++)
			y->fds[f] = open_old(e, path_in(e, number, f, &names));
	}
	arena_free(&names);
}

bool export_wants(const struct export *e, uint32_t page)
{
	const struct archive_page *p = &e->site->archive->pages.items[page];
	if (!e->old)
		return true;
	return !e->years[number_of(e, p->date.year)].stays && !e->old[page].fingerprint;
}

/* What is noted of a year, once its files are whole: its fingerprint and sizes, then its pages. */
static void put_note(struct export *e, size_t number)
{
	struct export_year *y = &e->years[number];
	struct buf b = { 0 };
	serialize_put_fixed(&b, y->fingerprint);
	put_all(&b, &e->sizes[number]);
	buf_put(&b, buf_view(&y->note));
	buf_free(&y->note);
	y->note = b;
}

static void put_head(struct export *e, struct stream *s, size_t format, struct report *r)
{
	struct buf head = { 0 };
	if (export_formats[format]->put_head)
		export_formats[format]->put_head(&head, e->site->config);
	stream_put(s, buf_view(&head), r);
	buf_free(&head);
}

static void begin_year(struct export *e, int year, struct report *r)
{
	struct arena names = { 0 };
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		open_stream(e, &e->streams[f], path_in(e, number_of(e, year), f, &names), r);
		put_head(e, &e->streams[f], f, r);
	}
	e->year = year;
	arena_free(&names);
}

static void end_year(struct export *e, struct report *r)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		if (e->year < 0 || !e->streams[f].path)
			return;
	size_t number = number_of(e, e->year);
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		e->sizes[number].bytes[f] = e->streams[f].size;
		count(e, stream_end(&e->streams[f], r));
	}
	put_note(e, number);
	e->year = -1;
}

static struct export_sizes sizes_of_heads(const struct config *c)
{
	struct export_sizes sizes = { 0 };
	struct buf head = { 0 };
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		buf_truncate(&head, 0);
		if (export_formats[f]->put_head)
			export_formats[f]->put_head(&head, c);
		sizes.bytes[f] = head.len;
	}
	buf_free(&head);
	return sizes;
}

void export_begin(struct export *e, const struct site *s, const struct fingerprints *fingerprints,
                  struct build_log *made, struct report *r)
{
	*e = (struct export){ .site = s,
		                  .year = -1,
		                  .joining.fd = -1,
		                  .heads = sizes_of_heads(s->config),
		                  .fingerprints = fingerprints,
		                  .made = made };
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		e->streams[f].fd = -1;
	size_t years = s->archive->years.len + 1;
	e->sizes = mem_array(years, sizeof(*e->sizes));
	(void)r;
	if (s->writer.rehearsal)
		return;
	e->years = mem_array(years, sizeof(*e->years));
	e->old = mem_array(s->archive->pages.len, sizeof(*e->old));
	for (size_t i = 0; i < years; i++)
		find_year(e, i);
}

/* Copies what stands in an old file. */
static void copy(struct stream *to, int fd, uint64_t from, uint64_t size, const char *what,
                 struct report *r)
{
	char chunk[16 * 1024];
	while (size > 0) {
		ssize_t n = pread(fd, chunk, size < sizeof(chunk) ? size : sizeof(chunk), (off_t)from);
		if (n < 0)
			report_error(r, what, 0, 0, "cannot be read: %s", strerror(errno));
		else if (n == 0)
			report_error(r, what, 0, 0, "was changed while the site was built: build it again");
		if (n <= 0)
			return;
		stream_put(to, (struct view){ chunk, (size_t)n }, r);
		from += (uint64_t)n;
		size -= (uint64_t)n;
	}
}

/* ── records that another step puts into files ── */

static void note_page(struct export *e, uint32_t page, const struct export_part *part,
                      const struct export_sizes *at, const struct export_sizes *sizes)
{
	struct buf head = { 0 };
	struct view parts[1 + EXPORT_FORMAT_COUNT];
	serialize_put_fixed(&head, fingerprint_page(e->fingerprints, page));
	put_all(&head, sizes);
	parts[0] = buf_view(&head);
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		parts[1 + f] = view_slice(buf_view(&part->records[f]), at->bytes[f], sizes->bytes[f]);
	build_log_note_parts(e->made, CONTAINER_RECORDS, page, parts, 1 + EXPORT_FORMAT_COUNT);
	buf_free(&head);
}

/* What the old files have needs no note. */
static void put_apart(struct export *e, uint32_t first, const struct export_part *part)
{
	struct export_sizes at = { 0 };
	for (uint32_t i = 0; i < part->pages.len; i++) {
		const struct export_sizes *sizes = &part->pages.items[i];
		if (!e->old[first + i].fingerprint)
			note_page(e, first + i, part, &at, sizes);
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
			at.bytes[f] += sizes->bytes[f];
	}
}

void export_put_apart(struct export *e)
{
	e->apart = true;
}

static void take_page(struct export *e, const struct container_section *s)
{
	struct serialized p = { .left = s->bytes };
	struct export_old old = { .fingerprint = serialize_fixed(&p) };
	uint64_t left;
	old.sizes = take_all(&p);
	old.records = p.left.data;
	left = p.left.len;
	if (p.bad || s->key >= e->site->archive->pages.len ||
	    old.fingerprint != fingerprint_page(e->fingerprints, (uint32_t)s->key))
		return;
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		old.from.bytes[f] = p.left.len - left;
		if (old.sizes.bytes[f] > left)
			return;
		left -= old.sizes.bytes[f];
	}
	e->old[s->key] = old;
}

void export_take(struct export *e, const struct build_log *log)
{
	for (size_t i = 0; i < log->notes.len; i++)
		if (log->notes.items[i].kind == CONTAINER_RECORDS)
			take_page(e, &log->notes.items[i]);
	build_log_rest(log);
}

/* ── putting ── */

void export_put(struct export *e, int year, uint32_t first, const struct export_part *part,
                struct report *r)
{
	if (e->site->writer.rehearsal || r->errors > 0)
		return;
	struct export_year *y = &e->years[number_of(e, year)];
	if (y->stays)
		return;
	if (e->apart) {
		put_apart(e, first, part);
		return;
	}
	if (year != e->year) {
		end_year(e, r);
		begin_year(e, year, r);
	}
	struct export_sizes at = { 0 };
	for (uint32_t i = 0; i < part->pages.len && r->errors == 0; i++) {
		const struct export_old *old = &e->old[first + i];
		const struct export_sizes *made = &part->pages.items[i];
		const struct export_sizes *sizes = old->fingerprint ? &old->sizes : made;
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++) {
			struct stream *s = &e->streams[f];
			struct view all = buf_view(&part->records[f]);
			if (old->records)
				stream_put(s, (struct view){ old->records + old->from.bytes[f], sizes->bytes[f] },
				           r);
			else if (old->fingerprint)
				copy(s, y->fds[f], old->from.bytes[f], sizes->bytes[f], s->path, r);
			else
				stream_put(s, view_slice(all, at.bytes[f], sizes->bytes[f]), r);
			at.bytes[f] += made->bytes[f];
		}
		serialize_put_fixed(&y->note, fingerprint_page(e->fingerprints, first + i));
		put_all(&y->note, sizes);
	}
}

static bool has_pages(const struct export *e, size_t number)
{
	return number < e->site->archive->years.len || e->site->archive->undated_pages > 0;
}

static void note_years(struct export *e)
{
	struct arena names = { 0 };
	for (size_t i = 0; i <= e->site->archive->years.len; i++) {
		if (!has_pages(e, i))
			continue;
		int year = year_at(e, i);
		build_log_note(e->made, CONTAINER_EXPORT, (uint64_t)year, buf_view(&e->years[i].note));
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
			note_file(e, path_in(e, i, f, &names), 0);
		e->same += e->years[i].stays ? EXPORT_FORMAT_COUNT : 0;
	}
	arena_free(&names);
}

/* The records of a year, from its file. */
static void append_year(struct export *e, size_t number, size_t format, struct report *r)
{
	struct arena names = { 0 };
	struct view path = path_in(e, number, format, &names);
	uint64_t head = e->heads.bytes[format];
	int fd = open_old(e, path);
	copy(&e->joining, fd, head, e->sizes[number].bytes[format] - head, path.data, r);
	if (fd >= 0)
		close(fd);
	arena_free(&names);
}

/* What the file of all years is made of; sets its size. */
static uint64_t print_all(struct export *e, size_t format)
{
	size_t years = e->site->archive->years.len;
	uint64_t fingerprint = hash_number(e->fingerprints->world, years),
			 head = e->heads.bytes[format];
	e->all.bytes[format] = head;
	for (size_t i = 0; i <= years; i++) {
		fingerprint = hash_number(fingerprint, has_pages(e, i) ? e->years[i].fingerprint : 0);
		e->all.bytes[format] += has_pages(e, i) ? e->sizes[i].bytes[format] - head : 0;
	}
	return fingerprint;
}

/* data/articles.ENDING: the undated first, as the archive has them. */
static void join_years(struct export *e, size_t format, struct report *r)
{
	struct arena names = { 0 };
	struct view path = plan_export_all_path(export_formats[format]->ending, &names);
	size_t years = e->site->archive->years.len;
	uint64_t fingerprint = print_all(e, format);
	const struct build_log_file *known = build_log_standing(e->made, hash_view(path));
	if (known && known->fingerprint == fingerprint) {
		e->same++;
	} else {
		open_stream(e, &e->joining, path, r);
		put_head(e, &e->joining, format, r);
		if (has_pages(e, years))
			append_year(e, years, format, r);
		for (size_t i = 0; i < years && r->errors == 0; i++)
			append_year(e, i, format, r);
		if (r->errors == 0)
			count(e, stream_end(&e->joining, r));
	}
	note_file(e, path, fingerprint);
	arena_free(&names);
}

/* The lines of all years, the undated first. */
static const char *const *lines_of(const struct export *e, size_t *count_out, struct arena *a)
{
	size_t years = e->site->archive->years.len;
	const char **paths = arena_array(a, years + 1, sizeof(*paths));
	*count_out = 0;
	for (size_t i = 0; i <= years; i++) {
		size_t number = i == 0 ? years : i - 1;
		struct view path = has_pages(e, number) ? path_in(e, number, EXPORT_jsonl, a) : VIEW_NULL;
		if (path.data)
			paths[(*count_out)++] =
				arena_printf(a, "%s/%.*s", e->site->writer.output, VIEW_ARG(path)).data;
	}
	return paths;
}

/* data/archive.sqlite, where it is asked for and the lines are not those of the last build. */
static void put_database(struct export *e, struct report *r)
{
	struct arena names = { 0 };
	struct buf full = { 0 };
	struct export_database d = { 0 };
	struct view path = VIEW(EXPORT_DATABASE_PATH);
	size_t count_of_lines;
	if (e->site->config->sqlite && export_database_open(&d, e->site->config, r)) {
		uint64_t print = export_database_print(&d, print_all(e, EXPORT_jsonl));
		const struct build_log_file *known = build_log_standing(e->made, hash_view(path));
		const char *const *lines = lines_of(e, &count_of_lines, &names);
		bool same = known && known->fingerprint == print;
		put_full(e, &full, path);
		if (same || export_database_make(&d, full.data, lines, count_of_lines, r)) {
			count(e, same ? FILE_SAME : FILE_WRITTEN);
			note_file(e, path, print);
			e->database_size = array_last(&e->made->now)->size;
		}
	}
	export_database_free(&d);
	buf_free(&full);
	arena_free(&names);
}

static void describe_year(struct export *e, size_t number, struct datapackage_file *files,
                          size_t *count_out, struct arena *a)
{
	int year = year_at(e, number);
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		files[(*count_out)++] =
			(struct datapackage_file){ export_formats[f], path_in(e, number, f, a),
			                           year ? arena_printf(a, "%04d", year) : VIEW("undated"),
			                           e->sizes[number].bytes[f] };
}

static void put_datapackage(struct export *e, struct report *r)
{
	struct arena names = { 0 };
	struct buf b = { 0 };
	size_t years = e->site->archive->years.len, found = 0;
	struct datapackage_file *files =
		arena_array(&names, (years + 2) * EXPORT_FORMAT_COUNT, sizeof(*files));
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		if (export_formats[f]->joined)
			files[found++] =
				(struct datapackage_file){ export_formats[f],
				                           plan_export_all_path(export_formats[f]->ending, &names),
				                           VIEW_NULL, e->all.bytes[f] };
	for (size_t i = 0; i <= years; i++)
		if (has_pages(e, i))
			describe_year(e, i, files, &found, &names);
	datapackage_put(&b, e->site->config, files, found);
	e->package_size = b.len;
	count(e, writer_put(&e->site->writer, VIEW("datapackage.json"), buf_view(&b), NULL, r));
	note_file(e, VIEW("datapackage.json"), 0);
	buf_free(&b);
	arena_free(&names);
}

void export_end(struct export *e, struct report *r)
{
	if (e->site->writer.rehearsal || e->apart)
		return;
	end_year(e, r);
	for (size_t f = 0; r->errors == 0 && f < EXPORT_FORMAT_COUNT; f++)
		if (export_formats[f]->joined)
			join_years(e, f, r);
	if (r->errors > 0)
		return;
	note_years(e);
	put_database(e, r);
	put_datapackage(e, r);
}

void export_free(struct export *e)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		stream_drop(&e->streams[f]);
	stream_drop(&e->joining);
	for (size_t i = 0; e->years && i <= e->site->archive->years.len; i++) {
		for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
			if (e->years[i].fds[f] >= 0)
				close(e->years[i].fds[f]);
		buf_free(&e->years[i].note);
	}
	free(e->years);
	free(e->old);
	free(e->sizes);
	*e = (struct export){ .joining.fd = -1 };
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		e->streams[f].fd = -1;
}
