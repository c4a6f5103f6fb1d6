#include "site/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/serialize.h"
#include "export/article_json.h"
#include "site/datapackage.h"

static void put_field(struct buf *b, struct view v)
{
	bool quoted = false;
	for (size_t i = 0; i < v.len; i++)
		quoted = quoted || strchr(",\"\r\n", v.data[i]);
	if (!quoted) {
		buf_put(b, v);
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0; i < v.len; i++) {
		if (v.data[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, v.data[i]);
	}
	buf_putc(b, '"');
}

static void put_names(struct buf *b, const struct archive *a, const struct archive_article *x)
{
	struct buf names = { 0 };
	for (size_t i = 0; i < x->credit_count; i++) {
		if (i > 0)
			buf_puts(&names, ";");
		buf_put(&names, a->names.items[a->credits.items[x->credits_from + i].name].text);
	}
	put_field(b, buf_view(&names));
	buf_free(&names);
}

static void put_topics(struct buf *b, const struct archive *a, const struct archive_article *x)
{
	struct buf topics = { 0 };
	for (size_t i = 0; i < x->topic_count; i++) {
		if (i > 0)
			buf_puts(&topics, ";");
		buf_put(&topics, a->config->topics[x->topics[i]].name);
	}
	put_field(b, buf_view(&topics));
	buf_free(&topics);
}

static void put_row(struct buf *b, const struct archive *a, const struct archive_article *x,
                    struct view url)
{
	const struct archive_page *p = &a->pages.items[x->page];
	put_field(b, url);
	buf_putc(b, ',');
	if (date_known(p->date))
		date_put(b, p->date);
	buf_putc(b, ',');
	put_field(b, p->number);
	buf_putc(b, ',');
	put_field(b, view_of(p->name));
	buf_printf(b, ",%u,%s,", x->line, kind_name((enum kind)x->kind));
	put_field(b, x->kicker);
	buf_putc(b, ',');
	put_field(b, x->headline);
	buf_puts(b, x->opening ? ",opening," : ",printed,");
	put_names(b, a, x);
	buf_putc(b, ',');
	put_topics(b, a, x);
	buf_printf(b, ",%u,%u.%03u\n", x->length, x->confidence / 1000u, x->confidence % 1000u);
}

static void end_page(struct export_part *out, struct export_sizes before)
{
	*array_push(&out->pages) =
		(struct export_sizes){ out->jsonl.len - before.jsonl, out->csv.len - before.csv };
}

void export_page(const struct site *s, uint32_t page, const struct segmented_page *sheet,
                 struct export_part *out)
{
	const struct archive *a = s->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct export_sizes before = { out->jsonl.len, out->csv.len };
	struct arena arena = { 0 };
	for (uint32_t i = 0; i < p->article_count; i++) {
		const struct archive_article *x = &a->articles.items[p->first_article + i];
		if (x->withdrawn)
			continue;
		struct view topics[TOPICS_PER_ARTICLE];
		for (size_t k = 0; k < x->topic_count; k++)
			topics[k] = a->config->topics[x->topics[k]].name;
		struct article_json_place place = {
			plan_article_url(&s->plan, p->first_article + i, &arena), topics, x->topic_count
		};
		article_json_put(&out->jsonl, &sheet->page, &sheet->page.articles[i], &place);
		put_row(&out->csv, a, x, place.url);
		arena_reset(&arena);
	}
	for (size_t i = 0; i < sheet->page.furniture_count; i++)
		article_json_put_furniture(&out->jsonl, &sheet->page, &sheet->page.furniture[i]);
	arena_free(&arena);
	end_page(out, before);
}

void export_skip(struct export_part *out)
{
	array_push(&out->pages);
}

void export_part_free(struct export_part *p)
{
	buf_free(&p->jsonl);
	buf_free(&p->csv);
	array_free(&p->pages);
}

/* ── files ── */

/* A year's files, and what is known of them from the last build. */
struct export_year {
	uint64_t print;
	bool stays;      /* they are what they were */
	struct buf note; /* of this build; see put_note() */
	int fds[2];      /* the old files, to copy from; -1: none */
};

/* Where the records of a page stand in the old files; not there if print is 0. */
struct export_old {
	uint64_t print;
	uint64_t jsonl, csv; /* from where */
	struct export_sizes sizes;
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

static void note_file(struct export *e, struct view path, uint64_t print)
{
	struct buf full = { 0 };
	put_full(e, &full, path);
	struct build_log_file file = { .path = hash_view(path), .print = print };
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

/* Takes what was noted of the old files: which pages' records stand where. */
static void read_note(struct export *e, struct serialized *p, size_t number)
{
	uint32_t first, pages;
	const struct export_sizes *all = &e->sizes[number];
	find_pages(e, number, &first, &pages);
	struct export_old at = { .csv = sizeof(DATAPACKAGE_CSV_HEAD) - 1 };
	for (uint32_t next = first; p->left.len > 0 && !p->bad;) {
		at.print = serialize_fixed(p);
		at.sizes.jsonl = serialize_number(p);
		at.sizes.csv = serialize_number(p);
		if (at.sizes.jsonl > all->jsonl - at.jsonl || at.sizes.csv > all->csv - at.csv)
			return;
		uint32_t i = next;
		while (i < first + pages && fingerprint_page(e->prints, i) != at.print)
			i++;
		if (i < first + pages) {
			e->old[i] = at;
			next = i + 1;
		}
		at.jsonl += at.sizes.jsonl;
		at.csv += at.sizes.csv;
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

/* Takes the print and the sizes that were noted of a year. False if its files are not those. */
static bool take_sizes(struct export *e, size_t number, struct serialized *p, struct view jsonl,
                       struct view csv, uint64_t *print)
{
	const struct build_log_file *records = build_log_standing(e->made, hash_view(jsonl));
	const struct build_log_file *lines = build_log_standing(e->made, hash_view(csv));
	struct export_sizes *sizes = &e->sizes[number];
	*print = serialize_fixed(p);
	sizes->jsonl = serialize_number(p);
	sizes->csv = serialize_number(p);
	return records && lines && !p->bad && sizes->jsonl == records->size &&
	       sizes->csv == lines->size && sizes->csv >= sizeof(DATAPACKAGE_CSV_HEAD) - 1;
}

static void find_year(struct export *e, size_t number)
{
	struct export_year *y = &e->years[number];
	int year = year_at(e, number);
	uint32_t first, pages;
	struct arena names = { 0 };
	struct view jsonl = plan_export_path(year, "jsonl", &names);
	struct view csv = plan_export_path(year, "csv", &names);
	struct serialized p = { .left = build_log_noted(e->made, CONTAINER_EXPORT, (uint64_t)year) };
	struct view note = p.left;
	find_pages(e, number, &first, &pages);
	y->print = hash_number(e->prints->world, pages);
	for (uint32_t i = first; i < first + pages; i++)
		y->print = hash_number(y->print, fingerprint_page(e->prints, i));
	y->fds[0] = y->fds[1] = -1;
	uint64_t print;
	if (note.data && take_sizes(e, number, &p, jsonl, csv, &print)) {
		y->stays = print == y->print;
		if (y->stays) {
			buf_put(&y->note, note);
		} else {
			read_note(e, &p, number);
			y->fds[0] = open_old(e, jsonl);
			y->fds[1] = open_old(e, csv);
		}
	}
	arena_free(&names);
}

bool export_wants(const struct export *e, uint32_t page)
{
	const struct archive_page *p = &e->site->archive->pages.items[page];
	if (!e->old)
		return true;
	return !e->years[number_of(e, p->date.year)].stays && !e->old[page].print;
}

/* What is noted of a year, once its files are whole: its print and sizes, then its pages. */
static void put_note(struct export *e, size_t number)
{
	struct export_year *y = &e->years[number];
	struct buf b = { 0 };
	serialize_put_fixed(&b, y->print);
	serialize_put_number(&b, e->sizes[number].jsonl);
	serialize_put_number(&b, e->sizes[number].csv);
	buf_put(&b, buf_view(&y->note));
	buf_free(&y->note);
	y->note = b;
}

static void begin_year(struct export *e, int year, struct report *r)
{
	struct arena names = { 0 };
	open_stream(e, &e->jsonl, plan_export_path(year, "jsonl", &names), r);
	open_stream(e, &e->csv, plan_export_path(year, "csv", &names), r);
	stream_put(&e->csv, VIEW(DATAPACKAGE_CSV_HEAD), r);
	e->year = year;
	arena_free(&names);
}

static void end_year(struct export *e, struct report *r)
{
	if (e->year < 0 || !e->jsonl.path || !e->csv.path)
		return;
	size_t number = number_of(e, e->year);
	e->sizes[number] = (struct export_sizes){ e->jsonl.size, e->csv.size };
	count(e, stream_end(&e->jsonl, r));
	count(e, stream_end(&e->csv, r));
	put_note(e, number);
	e->year = -1;
}

void export_begin(struct export *e, const struct site *s, const struct fingerprints *prints,
                  struct build_log *made, struct report *r)
{
	*e = (struct export){ .site = s,
		                  .year = -1,
		                  .jsonl.fd = -1,
		                  .csv.fd = -1,
		                  .all.fd = -1,
		                  .prints = prints,
		                  .made = made };
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

void export_put(struct export *e, int year, uint32_t first, const struct export_part *part,
                struct report *r)
{
	if (e->site->writer.rehearsal || r->errors > 0)
		return;
	struct export_year *y = &e->years[number_of(e, year)];
	if (y->stays)
		return;
	if (year != e->year) {
		end_year(e, r);
		begin_year(e, year, r);
	}
	struct export_sizes at = { 0 };
	for (uint32_t i = 0; i < part->pages.len && r->errors == 0; i++) {
		const struct export_old *old = &e->old[first + i];
		struct export_sizes sizes = old->print ? old->sizes : part->pages.items[i];
		if (old->print) {
			copy(&e->jsonl, y->fds[0], old->jsonl, sizes.jsonl, e->jsonl.path, r);
			copy(&e->csv, y->fds[1], old->csv, sizes.csv, e->csv.path, r);
		} else {
			stream_put(&e->jsonl, view_slice(buf_view(&part->jsonl), at.jsonl, sizes.jsonl), r);
			stream_put(&e->csv, view_slice(buf_view(&part->csv), at.csv, sizes.csv), r);
		}
		at.jsonl += part->pages.items[i].jsonl;
		at.csv += part->pages.items[i].csv;
		serialize_put_fixed(&y->note, fingerprint_page(e->prints, first + i));
		serialize_put_number(&y->note, sizes.jsonl);
		serialize_put_number(&y->note, sizes.csv);
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
		note_file(e, plan_export_path(year, "jsonl", &names), 0);
		note_file(e, plan_export_path(year, "csv", &names), 0);
		e->same += e->years[i].stays ? 2 : 0;
	}
	arena_free(&names);
}

/* The lines of a year, from its file. */
static void append_year(struct export *e, size_t number, struct report *r)
{
	struct arena names = { 0 };
	struct view path = plan_export_path(year_at(e, number), "csv", &names);
	size_t head = sizeof(DATAPACKAGE_CSV_HEAD) - 1;
	int fd = open_old(e, path);
	copy(&e->all, fd, head, e->sizes[number].csv - head, path.data, r);
	if (fd >= 0)
		close(fd);
	arena_free(&names);
}

/* articles.csv: the undated first, as the archive has them. */
static void put_all(struct export *e, struct report *r)
{
	static const struct view path = { "data/articles.csv", 17 };
	size_t years = e->site->archive->years.len;
	uint64_t print = hash_number(e->prints->world, years);
	e->all_size = sizeof(DATAPACKAGE_CSV_HEAD) - 1;
	for (size_t i = 0; i <= years; i++) {
		print = hash_number(print, has_pages(e, i) ? e->years[i].print : 0);
		e->all_size += has_pages(e, i) ? e->sizes[i].csv - (sizeof(DATAPACKAGE_CSV_HEAD) - 1) : 0;
	}
	const struct build_log_file *known = build_log_standing(e->made, hash_view(path));
	if (known && known->print == print) {
		e->same++;
		note_file(e, path, print);
		return;
	}
	open_stream(e, &e->all, path, r);
	stream_put(&e->all, VIEW(DATAPACKAGE_CSV_HEAD), r);
	if (has_pages(e, years))
		append_year(e, years, r);
	for (size_t i = 0; i < years && r->errors == 0; i++)
		append_year(e, i, r);
	if (r->errors == 0)
		count(e, stream_end(&e->all, r));
	note_file(e, path, print);
}

void export_end(struct export *e, struct report *r)
{
	if (e->site->writer.rehearsal)
		return;
	end_year(e, r);
	if (r->errors == 0)
		put_all(e, r);
	if (r->errors > 0)
		return;
	note_years(e);
	count(e, datapackage_write(e, r));
	note_file(e, VIEW("datapackage.json"), 0);
}

void export_free(struct export *e)
{
	stream_drop(&e->jsonl);
	stream_drop(&e->csv);
	stream_drop(&e->all);
	for (size_t i = 0; e->years && i <= e->site->archive->years.len; i++) {
		for (int k = 0; k < 2; k++)
			if (e->years[i].fds[k] >= 0)
				close(e->years[i].fds[k]);
		buf_free(&e->years[i].note);
	}
	free(e->years);
	free(e->old);
	free(e->sizes);
	*e = (struct export){ .jsonl.fd = -1, .csv.fd = -1, .all.fd = -1 };
}
