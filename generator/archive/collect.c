#include "archive/collect.h"

#include <stdlib.h>

#include "archive/page_record.h"
#include "archive/places.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/interrupt.h"
#include "base/pool.h"

/* What came of one file, on any thread. */
struct found {
	struct report report;
	bool usable;
	bool kept;  /* the record is that of the store, which has the stamp, too */
	bool stays; /* the record is in the store's memory */
	struct view record;
	struct page_cache_key key;
	struct buf made; /* the record, if it was made now */
};

struct collecting {
	struct archive *archive;
	struct page_cache *kept;
	struct map names; /* name → number */
	void (*told)(void *context, size_t done);
	void *context;
	struct report *report;
};

static void read_file(const struct collecting *c, const struct scan_file *file,
                      const struct page_cache_page *known, struct found *f)
{
	struct buf bytes = { 0 };
	if (!file_read(file->path, &bytes, &f->report)) {
		buf_free(&bytes);
		return;
	}
	f->key.content = hash128_view(buf_view(&bytes), c->archive->seed);
	if (known && hash128_eq(known->key.content, f->key.content) &&
	    hash128_eq(known->key.corrections, f->key.corrections)) {
		f->record = known->record;
		f->stays = f->usable = true;
	} else {
		f->usable = page_record_make(c->archive, file, buf_view(&bytes), &f->made, &f->report);
		f->record = buf_view(&f->made);
	}
	if (f->usable && !f->stays)
		report_free(&f->report); /* the record has them */
	buf_free(&bytes);
}

static void *find_page(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct collecting *c = context;
	const struct scan *scan = &c->archive->scan;
	const struct scan_file *file = &scan->files.items[job];
	struct found *f = mem_alloc(sizeof(*f));
	struct page_cache_page known;
	bool found = c->kept && page_cache_find(c->kept, file, &known) &&
	             page_record_sound(c->archive, known.record);
	f->key.stamp = file->stamp;
	f->key.settled = scan_settled(scan, &file->stamp);
	f->key.corrections = corrections_key(
		corrections_of(c->archive->corrections, view_of(file->below)), c->archive->seed);
	if (found && known.key.settled && page_cache_same_stamp(&known.key.stamp, &file->stamp) &&
	    hash128_eq(known.key.corrections, f->key.corrections)) {
		f->key.content = known.key.content;
		f->record = known.record;
		f->usable = f->stays = f->kept = true;
	} else {
		read_file(c, file, found ? &known : NULL, f);
	}
	return f;
}

static void drop_page(void *context, void *result)
{
	(void)context;
	struct found *f = result;
	report_free(&f->report);
	buf_free(&f->made);
	free(f);
}

static bool take_page(void *context, size_t job, void *result)
{
	struct collecting *c = context;
	struct found *f = result;
	struct archive *a = c->archive;
	const struct scan_file *file = &a->scan.files.items[job];
	report_append(c->report, &f->report);
	if (f->usable) {
		page_record_take(a, &c->names, file, f->record, f->stays, c->report);
		array_last(&a->pages)->content = f->key.content;
		array_last(&a->pages)->corrected = f->key.corrections;
		if (c->kept && !f->kept)
			page_cache_put(c->kept, file, &f->key, f->record);
	}
	drop_page(c, f);
	if (c->told)
		c->told(c->context, job + 1);
	return !interrupt_seen();
}

bool collect_pages(struct archive *a, struct page_cache *kept, size_t threads,
                   void (*told)(void *context, size_t done), void *context, struct report *r)
{
	size_t errors = r->errors;
	struct collecting c = {
		.archive = a, .kept = kept, .told = told, .context = context, .report = r
	};
	a->topics = topics_new(a->config);
	places_begin(a);
	struct pool_jobs jobs = { a->scan.files.len, &c, find_page, take_page, drop_page };
	bool done = pool_run(threads, &jobs);
	map_free(&c.names);
	return done && r->errors == errors;
}
