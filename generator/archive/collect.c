#include "archive/collect.h"

#include <stdlib.h>

#include "archive/page_record.h"
#include "archive/places.h"
#include "archive/source.h"
#include "base/hash.h"
#include "base/interrupt.h"
#include "base/pool.h"

/* What came of one source, on any thread. */
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
	const struct collect_order *order;
	const struct page_cache *kept;
	struct page_cache *made; /* gets what is new; NULL: nothing is to be kept */
	struct map names;        /* name → number */
	ARRAY(uint32_t) sources; /* of a part, by their numbers */
	struct report *report;
};

static bool is_in_part(const struct source *s, const struct part *part)
{
	return part_has(part, hash_view(view_of(s->whole.below)));
}

size_t collect_sources(const struct archive *a, const struct part *part)
{
	size_t found = 0;
	for (size_t i = 0; i < a->gathered.sources.len; i++)
		found += is_in_part(&a->gathered.sources.items[i], part);
	return found;
}

/*
 * Another step has cut all pages, and would not know of what is cut now. What
 * this step cannot read any more than that one could is not told of here.
 */
static void tell_unknown(const struct collecting *c, const struct source *s, struct found *f)
{
	size_t parts = c->order->parts;
	f->usable = false;
	report_free(&f->report);
	report_error(&f->report, s->whole.path, 0, 0,
	             "changed after it was read, or never was: run --step read --part %zu/%zu, "
	             "and then --step gather and what follows it",
	             (size_t)(hash_view(view_of(s->whole.below)) % parts) + 1, parts);
}

static void read_source(const struct collecting *c, const struct source *s,
                        const struct page_cache_page *known, struct found *f)
{
	struct source_bytes bytes = { 0 };
	size_t had = known ? page_record_count(known->record) : 0;
	bool loaded = source_load(s, &bytes, &f->report);
	report_spare(&f->report);
	if (!loaded) {
		page_record_tell_lost(s, had, &f->report);
		source_bytes_free(&bytes);
		return;
	}
	f->key.settled = f->key.settled && bytes.absent_count == 0;
	f->key.content = source_content(&bytes, c->archive->seed);
	if (known && hash128_eq(known->key.content, f->key.content) &&
	    hash128_eq(known->key.corrections, f->key.corrections)) {
		f->record = known->record;
		f->stays = f->usable = true;
	} else {
		f->usable = page_record_make(c->archive, s, &bytes, had, &f->made, &f->report);
		f->record = buf_view(&f->made);
		if (f->usable && c->order->parts)
			tell_unknown(c, s, f);
	}
	if (f->usable)
		report_free(&f->report); /* the record has them */
	source_bytes_free(&bytes);
}

static bool settled(const struct scan *scan, const struct source *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!scan_settled(scan, &s->files[i]->stamp))
			return false;
	return true;
}

static struct found *find_one(const struct collecting *c, const struct source *s)
{
	struct found *f = mem_alloc(sizeof(*f));
	struct page_cache_page known;
	bool found = c->kept && page_cache_find(c->kept, &s->whole, &known) &&
	             page_record_sound(c->archive, known.record);
	f->key.stamp = s->whole.stamp;
	f->key.settled = settled(&c->archive->scan, s);
	f->key.corrections = source_corrections(c->archive, s);
	if (found && known.key.settled && page_cache_same_stamp(&known.key.stamp, &s->whole.stamp) &&
	    hash128_eq(known.key.corrections, f->key.corrections)) {
		f->key.content = known.key.content;
		f->record = known.record;
		f->usable = f->stays = f->kept = true;
	} else {
		read_source(c, s, found ? &known : NULL, f);
	}
	return f;
}

static void *find_source(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct collecting *c = context;
	return find_one(c, &c->archive->gathered.sources.items[job]);
}

static void *find_source_of_part(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct collecting *c = context;
	return find_one(c, &c->archive->gathered.sources.items[c->sources.items[job]]);
}

static void drop_source(void *context, void *result)
{
	(void)context;
	struct found *f = result;
	report_free(&f->report);
	buf_free(&f->made);
	free(f);
}

/* False: whoever builds has been interrupted. */
static bool done_with(struct collecting *c, size_t job, struct found *f)
{
	drop_source(c, f);
	if (c->order->told)
		c->order->told(c->order->context, job + 1);
	return !interrupt_seen();
}

static bool take_source(void *context, size_t job, void *result)
{
	struct collecting *c = context;
	struct found *f = result;
	struct archive *a = c->archive;
	report_append(c->report, &f->report);
	if (f->usable) {
		struct page_record_from from = { (uint32_t)job, f->record, f->stays, f->key.content,
			                             f->key.corrections };
		page_record_take(a, &c->names, &from, c->report);
		if (c->made && !f->kept)
			page_cache_put(c->made, &a->gathered.sources.items[job].whole, &f->key, f->record);
	}
	return done_with(c, job, f);
}

static bool take_source_of_part(void *context, size_t job, void *result)
{
	struct collecting *c = context;
	struct found *f = result;
	const struct source *s = &c->archive->gathered.sources.items[c->sources.items[job]];
	report_append(c->report, &f->report);
	if (f->usable)
		page_cache_put(c->made, &s->whole, &f->key, f->record);
	return done_with(c, job, f);
}

bool collect_pages(struct archive *a, struct page_cache *kept, const struct collect_order *order,
                   struct report *r)
{
	size_t errors = r->errors, told = r->messages.len;
	struct collecting c = { .archive = a, .order = order, .kept = kept, .made = kept, .report = r };
	a->threads = order->threads;
	a->topics = topics_new(a->config);
	places_begin(a);
	struct pool_jobs jobs = { a->gathered.sources.len, &c, find_source, take_source, drop_source };
	bool done = pool_run(order->threads, &jobs);
	map_free(&c.names);
	input_thin(r, told);
	return done && r->errors == errors;
}

bool collect_records(struct archive *a, const struct page_cache *kept, const struct part *part,
                     struct page_cache *made, const struct collect_order *order, struct report *r)
{
	size_t errors = r->errors;
	struct collecting c = { .archive = a, .order = order, .kept = kept, .made = made, .report = r };
	a->threads = order->threads;
	for (uint32_t i = 0; i < a->gathered.sources.len; i++)
		if (is_in_part(&a->gathered.sources.items[i], part))
			*array_push(&c.sources) = i;
	a->topics = topics_new(a->config);
	struct pool_jobs jobs = { c.sources.len, &c, find_source_of_part, take_source_of_part,
		                      drop_source };
	bool done = pool_run(order->threads, &jobs);
	array_free(&c.sources);
	return done && r->errors == errors;
}
