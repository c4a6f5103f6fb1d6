#include "search/period.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "search/merge.h"

uint32_t period_day_number(struct date d)
{
	static const struct date first = { 1, 1, 1 };
	return date_known(d) ? (uint32_t)(date_to_days(d) - date_to_days(first)) + 1 : 0;
}

void period_take(struct period *p, struct date d, struct search_batch *b)
{
	uint32_t day = period_day_number(d);
	if (b->doc_count == 0) {
		search_batch_free(b);
		return;
	}
	if (p->days.len == 0 || array_last(&p->days)->number != day)
		array_push(&p->days)->number = day;
	array_last(&p->days)->docs += (uint32_t)b->doc_count;
	*array_push(&p->batches) = b;
	p->docs += (uint32_t)b->doc_count;
	titles_add(&p->titles, p->larger, buf_view(&b->records), b->record_ends.items,
	           b->record_ends.len);
	p->facet_count = b->facet_count;
	columns_append(&p->columns, &b->columns);
	columns_free(&b->columns);
	buf_free(&b->records);
	array_free(&b->record_ends);
}

static void put_days(const struct period *p, struct bits *head)
{
	uint32_t next = 0;
	bits_put_number(head, (uint32_t)p->days.len - 1, 6);
	for (size_t i = 0; i < p->days.len; i++) {
		bits_put_number(head, p->days.items[i].number - next, i ? 0 : 16);
		bits_put_number(head, p->days.items[i].docs - 1, 5);
		next = p->days.items[i].number + 1;
	}
}

void period_put_line(const struct search_line *line, struct bits *out)
{
	bits_put_number(out, line->span.day, 16);
	bits_put(out, line->span.log2, 5);
	bits_put_number(out, line->span.part, 0);
	bits_put_hash(out, line->head);
	bits_put_number(out, line->docs - 1, 12);
	bits_put_number(out, line->first, 16);
	bits_put_number(out, line->last - line->first, 8);
}

/* A period whose parts are made on several threads and put in order. */
struct ending {
	const struct period *period;
	const struct merge *merge;
	struct sink *sink;
	shards_starts starts;
};

static void *make_part(void *context, size_t thread, size_t number)
{
	(void)thread;
	const struct ending *e = context;
	struct shards *part = mem_alloc(sizeof(*part));
	part->docs = e->period->docs;
	part->larger = e->period->larger;
	merge_part(e->merge, number, part);
	return part;
}

static void drop_part(void *context, void *part)
{
	(void)context;
	shards_free(part);
	free(part);
}

static bool give_part(void *context, size_t number, void *part)
{
	(void)number;
	struct ending *e = context;
	shards_give(part, e->sink, &e->starts);
	drop_part(context, part);
	return !e->sink->failed;
}

static void put_shards(const struct period *p, size_t threads, struct sink *sink, struct bits *head)
{
	struct merge *m = merge_open(p->batches.items, p->batches.len);
	struct ending e = { .period = p, .merge = m, .sink = sink };
	struct pool_jobs jobs = { merge_parts(m), &e, make_part, give_part, drop_part };
	if (pool_run(threads, &jobs))
		shards_put_directory(&e.starts, sink, head);
	array_free(&e.starts);
	merge_free(m);
}

void period_end(struct period *p, size_t threads, struct sink *sink, struct search_line *line)
{
	if (p->docs == 0)
		return;
	struct bits head = { 0 };
	buf_truncate(&sink->folder, 0);
	buf_printf(&sink->folder, "%u-%u-%u/", (unsigned)p->span.day, p->span.log2,
	           (unsigned)p->span.part);
	put_days(p, &head);
	put_shards(p, threads, sink, &head);
	titles_end(&p->titles, p->larger, sink, &head);
	columns_end(&p->columns, p->facet_count, p->docs, sink, &head);
	*line = (struct search_line){ p->span, sink_put(sink, bits_end(&head), "head"), p->docs,
		                          p->days.items[0].number, array_last(&p->days)->number };
	bits_free(&head);
	period_free(p);
}

void period_free(struct period *p)
{
	for (size_t i = 0; i < p->batches.len; i++)
		search_batch_free(p->batches.items[i]);
	array_free(&p->batches);
	array_free(&p->days);
	titles_free(&p->titles);
	columns_free(&p->columns);
	*p = (struct period){ 0 };
}
