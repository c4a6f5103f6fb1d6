#include "search/period.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"
#include "search/kept.h"
#include "search/slots.h"

enum {
	ABOUT_MOST = 8 * 1024, /* bits that a head tells of its articles */
	COUNTS_MOST = 1024,    /* and what tells of these what only facets need */

	/*
	 * A period of fewer articles than the first has shards of a quarter of the usual
	 * size. Of half of it they are from the second on, where the directory has pages in
	 * any case, and below the third, from which on they would be too many files.
	 */
	SMALL_DOCS = 500,
	MIDDLE_LEAST = 1000,
	MIDDLE_MOST = 16000
};

uint32_t period_day_number(struct date d)
{
	static const struct date first = { 1, 1, 1 };
	return date_known(d) ? (uint32_t)(date_to_days(d) - date_to_days(first)) + 1 : 0;
}

bool period_take(struct period *p, struct date d, struct search_batch *b)
{
	uint32_t day = period_day_number(d);
	if (b->doc_count == 0) {
		search_batch_free(b);
		return true;
	}
	if (p->days.len == 0 || array_last(&p->days)->number != day)
		array_push(&p->days)->number = day;
	array_last(&p->days)->docs += (uint32_t)b->doc_count;
	array_last(&p->days)->batches++;
	*array_push(&p->batches) = b;
	p->docs += (uint32_t)b->doc_count;
	titles_add(&p->titles, buf_view(&b->records), b->record_ends.items, b->record_ends.len);
	p->facet_count = b->facet_count;
	columns_append(&p->columns, &b->columns);
	columns_free(&b->columns);
	buf_free(&b->records);
	array_free(&b->record_ends);
	if (!p->merge)
		p->merge = merge_new(p->spill);
	return merge_add(p->merge, b);
}

/* ── numbers ── */

/* The pages of a batch, with so many places as their last article needs. */
static void add_pages(const struct search_batch *b, struct slots *s)
{
	size_t first = s->pages.len;
	for (uint32_t i = 0; i < b->page_count; i++)
		array_push(&s->pages);
	for (size_t i = 0; i < b->doc_count; i++)
		s->pages.items[first + b->docs.items[i].page].places = b->docs.items[i].place + 1;
}

static void lay_slots(const struct period *p, struct slots *s)
{
	size_t next = 0;
	for (size_t i = 0; i < p->days.len; i++) {
		const struct period_day *day = &p->days.items[i];
		struct slots_day *slots = array_push(&s->days);
		size_t before = s->pages.len;
		slots->gap = i > 0 ? day->number - p->days.items[i - 1].number - 1 : 0;
		for (size_t k = 0; k < day->batches; k++)
			add_pages(p->batches.items[next++], s);
		p->batches.items[next - 1]->ends_day = true;
		slots->pages = (uint32_t)(s->pages.len - before);
	}
	slots_lay(s);
}

/* Gives all articles their numbers. The answer has, of each number, which article has it, from 1, or 0. */
static uint32_t *number_articles(const struct period *p, const struct slots *s)
{
	uint32_t *order = mem_array(s->end, sizeof(*order)), article = 0;
	size_t page = 0;
	for (size_t i = 0; i < p->batches.len; i++) {
		struct search_batch *b = p->batches.items[i];
		b->numbers = mem_array(b->doc_count, sizeof(*b->numbers));
		for (size_t k = 0; k < b->doc_count; k++) {
			const struct batch_doc *doc = &b->docs.items[k];
			b->numbers[k] = slots_number(s, &s->pages.items[page + doc->page], doc->place);
			order[b->numbers[k]] = ++article;
		}
		page += b->page_count;
	}
	return order;
}

static void put_days(const struct period *p, const struct slots *s, struct bits *head)
{
	uint32_t next = 0;
	bits_put_number(head, (uint32_t)p->days.len - 1, 6);
	bits_put_number(head, s->day - 1, 8);
	bits_put(head, s->calendar, 1);
	for (size_t i = 0; i < p->days.len; i++) {
		bits_put_number(head, p->days.items[i].number - next, i ? 0 : 16);
		bits_put_number(head, s->days.items[i].times - 1, 0);
		next = p->days.items[i].number + 1;
	}
}

/* Which numbers articles have. */
static void put_used(const uint32_t *order, uint32_t end, struct sink *sink, struct bits *head)
{
	struct bits used = { 0 };
	for (uint32_t i = 0; i < end; i++)
		bits_put(&used, order[i] > 0, 1);
	bits_put_hash(head, sink_put(sink, bits_end(&used), "u"));
	bits_free(&used);
}

/* Puts what a reader needs here, or in a file of its own where it has more bits. */
static void put_apart(struct bits *what, size_t most, const char *name, struct sink *sink,
                      struct bits *here)
{
	bool apart = bits_len(what) > most;
	bits_put(here, apart, 1);
	if (apart)
		bits_put_hash(here, sink_put(sink, bits_end(what), "%s", name));
	else
		bits_append(here, what);
	bits_free(what);
}

/* What is needed to count results, or to leave some out, or where no word is looked for. */
static void put_counts(struct period *p, const uint32_t *order, uint32_t end, struct sink *sink,
                       struct bits *about)
{
	struct bits counts = { 0 };
	for (size_t i = 0; i < p->days.len; i++)
		bits_put_number(&counts, p->days.items[i].docs - 1, 5);
	columns_end(&p->columns, p->facet_count, order, end, sink, &counts);
	put_used(order, end, sink, &counts);
	put_apart(&counts, COUNTS_MOST, "counts", sink, about);
}

/* What only a query needs that finds something. */
static void put_about(struct period *p, const struct slots *s, const uint32_t *order,
                      struct sink *sink, struct bits *head)
{
	struct bits about = { 0 };
	put_days(p, s, &about);
	titles_end(&p->titles, p->larger, order, s->end, sink, &about);
	put_counts(p, order, s->end, sink, &about);
	put_apart(&about, ABOUT_MOST, "about", sink, head);
}

/* ── files ── */

void period_folder(const struct search_span *span, struct sink *sink)
{
	buf_truncate(&sink->folder, 0);
	buf_printf(&sink->folder, "%u-%u-%u/", (unsigned)span->day, span->log2, (unsigned)span->part);
}

void period_put_line(const struct search_line *line, struct bits *out)
{
	bits_put_number(out, line->span.day, 16);
	bits_put(out, line->span.log2, 5);
	bits_put_number(out, line->span.part, 0);
	bits_put_number(out, line->docs - 1, 12);
	bits_put_number(out, line->first, 16);
	bits_put_number(out, line->last - line->first, 8);
}

/* A period whose parts are made on several threads and put in order. */
struct ending {
	const struct period *period;
	const struct slots *slots;
	struct merge *merge;
	struct sink *sink;
	shards_starts starts;
};

struct part {
	struct shards shards;
	int fault; /* what errno told, or 0 */
};

/*
 * What is new is asked first by every query, and is what the next issue changes:
 * there shards are small, of which a period of few articles has few all the same.
 */
static unsigned quarters(const struct period *p)
{
	unsigned usual = p->docs >= MIDDLE_LEAST && p->docs < MIDDLE_MOST ? 2 : 4;
	return (p->docs < SMALL_DOCS ? 1 : usual) * p->larger;
}

static void *make_part(void *context, size_t thread, size_t number)
{
	(void)thread;
	const struct ending *e = context;
	struct part *part = mem_alloc(sizeof(*part));
	part->shards.end = e->slots->end;
	part->shards.quarters = quarters(e->period);
	if (!merge_part(e->merge, number, &part->shards))
		part->fault = errno;
	return part;
}

static void drop_part(void *context, void *made)
{
	(void)context;
	struct part *part = made;
	shards_free(&part->shards);
	free(part);
}

static bool give_part(void *context, size_t number, void *made)
{
	(void)number;
	struct ending *e = context;
	const struct part *part = made;
	if (part->fault) {
		spill_fail(e->period->spill, part->fault);
		e->sink->failed = true;
	} else {
		shards_give(&part->shards, e->sink, &e->starts);
	}
	drop_part(context, made);
	return !e->sink->failed;
}

static void put_shards(const struct period *p, const struct slots *s, size_t threads,
                       struct sink *sink, struct bits *head, struct buf *note)
{
	struct ending e = { .period = p, .slots = s, .merge = p->merge, .sink = sink };
	shards_starts known = { 0 };
	size_t count;
	merge_cut(p->merge, s->page);
	struct merge_stretch *stretches =
		merge_stretches(p->merge, hash_number(s->end, quarters(p)), &count);
	kept_find(p->known, stretches, count, sink, &known);
	struct pool_jobs jobs = { merge_parts(p->merge), &e, make_part, give_part, drop_part };
	if (pool_run(threads, &jobs)) {
		kept_put(stretches, count, &e.starts, note);
		shards_put_directory(&e.starts, sink, head);
	}
	array_free(&known);
	array_free(&e.starts);
}

void period_end(struct period *p, size_t threads, struct sink *sink, struct bits *head,
                struct search_line *line, struct buf *note)
{
	if (p->docs == 0)
		return;
	period_folder(&p->span, sink);
	struct slots slots = { 0 };
	lay_slots(p, &slots);
	uint32_t *order = number_articles(p, &slots);
	bits_put_number(head, slots.end - 1, 12);
	put_shards(p, &slots, threads, sink, head, note);
	put_about(p, &slots, order, sink, head);
	free(order);
	slots_free(&slots);
	*line = (struct search_line){ p->span, bits_end(head), p->docs, p->days.items[0].number,
		                          array_last(&p->days)->number };
	period_free(p);
}

void period_free(struct period *p)
{
	for (size_t i = 0; i < p->batches.len; i++)
		search_batch_free(p->batches.items[i]);
	merge_free(p->merge);
	array_free(&p->batches);
	array_free(&p->days);
	titles_free(&p->titles);
	columns_free(&p->columns);
	*p = (struct period){ 0 };
}
