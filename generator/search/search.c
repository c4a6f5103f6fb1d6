#include "search/search.h"

#include <stdlib.h>

#include "base/mem.h"
#include "search/batch.h"
#include "search/fold.h"
#include "search/period.h"
#include "search/sink.h"
#include "search/spans.h"

/* To be changed with the format, so that no reader mixes old files with new ones. */
#define VERSION 7

struct search {
	const struct search_options *options;
	struct fold *fold;
	struct sink sink;
	struct spill spill;
	struct period period;
	spans spans;
	size_t next_span; /* the period to begin next */
	size_t next_run;
	bool kept;                       /* the period in hand is as it was, and not made */
	uint32_t table;                  /* hash of the folding table */
	ARRAY(struct search_line) lines; /* of the manifest, oldest period first */
};

/* Puts the blocks of the table, and appends their numbers and hashes. */
static void put_blocks(struct search *s, struct bits *out)
{
	struct bits block = { 0 }, list = { 0 };
	uint32_t count = 0, next = 0;
	for (uint32_t i = 0; i < FOLD_BLOCK_COUNT; i++) {
		bits_reset(&block);
		if (!fold_put_block(s->fold, i, &block))
			continue;
		bits_put_number(&list, i - next, 0);
		bits_put_hash(&list, sink_put(&s->sink, bits_end(&block), "fold%u", (unsigned)i));
		next = i + 1;
		count++;
	}
	bits_put_number(out, count, 5);
	bits_append(out, &list);
	bits_free(&block);
	bits_free(&list);
}

/* The table's file carries its hash in its name, as periods do. */
static void put_table(struct search *s)
{
	struct bits b = { 0 };
	fold_put_table(s->fold, &b);
	put_blocks(s, &b);
	s->table = sink_put(&s->sink, bits_end(&b), "fold");
	bits_free(&b);
}

struct search *search_open(const struct search_options *options, struct report *r)
{
	struct fold *fold = fold_new(options->zeros, options->variants, r);
	if (!fold)
		return NULL;
	struct search *s = mem_alloc(sizeof(*s));
	s->options = options;
	s->fold = fold;
	s->sink.options = options;
	s->spill = (struct spill){ .folder = options->scratch, .report = r };
	s->spill.most = options->held ? options->held : SPILL_USUAL;
	spans_find(options->runs, options->run_count, &s->spans);
	put_table(s);
	return s;
}

uint32_t search_table(const struct search *s)
{
	return s->table;
}

struct search_batch *search_batch_new(const struct search *s)
{
	struct search_batch *b = mem_alloc(sizeof(*b));
	b->fold = s->fold;
	b->seed = s->options->seed;
	b->facet_count = s->options->facet_count;
	return b;
}

static unsigned larger(const struct search *s)
{
	return s->options->larger ? s->options->larger : 1;
}

/* The period in hand, if any, is that before next_span. */
static void end_period(struct search *s)
{
	struct search_line line = { 0 };
	struct buf note = { 0 };
	if (s->kept || s->next_span == 0)
		return;
	if (s->period.docs > 0) {
		if (s->options->noted)
			s->period.known = s->options->noted(s->options->context, s->next_span - 1);
		period_end(&s->period, s->options->threads, &s->sink, &line, &note);
		*array_push(&s->lines) = line;
	}
	if (s->options->ended && !s->sink.failed)
		s->options->ended(s->options->context, s->next_span - 1, &line, buf_view(&note));
	buf_free(&note);
}

static void begin_period(struct search *s, bool kept)
{
	end_period(s);
	s->next_span++;
	s->kept = kept;
}

bool search_take(struct search *s, struct search_batch *b)
{
	if (s->next_span < s->spans.len && s->spans.items[s->next_span].first == s->next_run)
		begin_period(s, false);
	s->period.larger = larger(s);
	s->period.span = s->spans.items[s->next_span - 1].days;
	s->period.spill = &s->spill;
	if (!period_take(&s->period, s->options->runs[s->next_run++].date, b))
		s->sink.failed = true;
	return !s->sink.failed;
}

size_t search_periods(const struct search *s)
{
	return s->spans.len;
}

size_t search_period_first(const struct search *s, size_t period)
{
	return period < s->spans.len ? s->spans.items[period].first : s->options->run_count;
}

struct search_span search_period_span(const struct search *s, size_t period)
{
	return s->spans.items[period].days;
}

void search_keep(struct search *s, const struct search_line *line)
{
	begin_period(s, true);
	s->next_run = search_period_first(s, s->next_span);
	if (line->docs > 0) {
		*array_push(&s->lines) = *line;
		array_last(&s->lines)->span = s->spans.items[s->next_span - 1].days;
	}
}

/* Their names, in the order of their columns. */
static void put_facets(const struct search *s, struct bits *b)
{
	bits_put_number(b, (uint32_t)s->options->facet_count, 0);
	for (size_t i = 0; i < s->options->facet_count; i++) {
		struct view name = view_of(s->options->facets[i]);
		bits_put_number(b, (uint32_t)name.len, 3);
		for (size_t k = 0; k < name.len; k++)
			bits_put(b, (unsigned char)name.data[k], 8);
	}
}

bool search_finish(struct search *s)
{
	struct bits b = { 0 };
	end_period(s);
	bits_put_number(&b, VERSION, 0);
	bits_put_hash(&b, s->table);
	put_facets(s, &b);
	bits_put_number(&b, (uint32_t)s->lines.len, 4);
	for (size_t i = s->lines.len; i-- > 0;)
		period_put_line(&s->lines.items[i], &b);
	buf_truncate(&s->sink.folder, 0);
	sink_put_fixed(&s->sink, bits_end(&b), "manifest");
	bits_free(&b);
	return !s->sink.failed;
}

bool search_end(struct search *s)
{
	end_period(s);
	s->kept = true;
	return !s->sink.failed;
}

void search_close(struct search *s)
{
	if (!s)
		return;
	array_free(&s->lines);
	array_free(&s->spans);
	period_free(&s->period);
	spill_free(&s->spill);
	sink_free(&s->sink);
	fold_free(s->fold);
	free(s);
}
