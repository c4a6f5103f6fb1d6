#include "search/search.h"

#include <stdlib.h>

#include "base/mem.h"
#include "search/batch.h"
#include "search/fold.h"
#include "search/period.h"
#include "search/sink.h"
#include "search/spans.h"

/* To be changed with the format, so that no reader mixes old files with new ones. */
#define VERSION 9

#define HEADS_MOST (12 * (size_t)1024) /* bytes of heads that are in the manifest */

/* A line of the manifest, and where its head stands in heads. */
struct kept_line {
	struct search_line line;
	size_t from;
};

struct search {
	const struct search_options *options;
	struct fold *fold;
	struct sink sink;
	struct spill spill;
	struct period period;
	spans spans;
	size_t next_span; /* the period to begin next */
	size_t next_run;
	bool kept;                     /* the period in hand is as it was, and not made */
	uint32_t table;                /* hash of the folding table */
	ARRAY(struct kept_line) lines; /* of the manifest, oldest period first */
	struct buf heads;
};

/* Puts the blocks of the table, and appends their numbers and hashes. */
static void put_blocks(struct search *s, struct bits *out)
{
	struct bits block = { 0 }, list = { 0 };
	uint32_t count = 0, next = 0;
	for (uint32_t i = 0; i < FOLD_BLOCK_COUNT; i++) {
		bits_reset(&block);
		if (!fold_put_block(s->fold, i, s->options->chinese, &block))
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
	fold_put_table(s->fold, s->options->chinese, &b);
	put_blocks(s, &b);
	s->table = sink_put(&s->sink, bits_end(&b), "fold");
	bits_free(&b);
}

struct search *search_open(const struct search_options *options, struct report *r)
{
	struct fold *fold = fold_new(options->zeros, options->variants, r);
	if (!fold || !fold_ready_table(fold, r)) {
		fold_free(fold);
		return NULL;
	}
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

static void keep_line(struct search *s, const struct search_line *line)
{
	*array_push(&s->lines) = (struct kept_line){ *line, s->heads.len };
	buf_put(&s->heads, line->head);
}

/* The period in hand, if any, is that before next_span. */
static void end_period(struct search *s)
{
	struct search_line line = { 0 };
	struct bits head = { 0 };
	struct buf note = { 0 };
	if (s->kept || s->next_span == 0)
		return;
	if (s->period.docs > 0) {
		if (s->options->noted)
			s->period.known = s->options->noted(s->options->context, s->next_span - 1);
		period_end(&s->period, s->options->threads, &s->sink, &head, &line, &note);
		keep_line(s, &line);
	}
	if (s->options->ended && !s->sink.failed)
		s->options->ended(s->options->context, s->next_span - 1, &line, buf_view(&note));
	bits_free(&head);
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
		keep_line(s, line);
		array_last(&s->lines)->line.span = s->spans.items[s->next_span - 1].days;
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

static struct view head_of(const struct search *s, const struct kept_line *line)
{
	return view_slice(buf_view(&s->heads), line->from, line->line.head.len);
}

/* How many of the lines, the newest, have their heads in the manifest. */
static size_t count_together(const struct search *s)
{
	size_t count = 0;
	for (size_t bytes = 0; count < s->lines.len; count++) {
		bytes += s->lines.items[s->lines.len - 1 - count].line.head.len;
		if (bytes > HEADS_MOST)
			break;
	}
	return count;
}

/* Ends the manifest with the heads of so many newest periods: how long each is, then one behind the other. */
static void put_heads(const struct search *s, size_t count, struct bits *b, struct buf *out)
{
	for (size_t i = s->lines.len; i-- > s->lines.len - count;)
		bits_put_number(b, (uint32_t)s->lines.items[i].line.head.len, 8);
	buf_put(out, bits_end(b));
	for (size_t i = s->lines.len; i-- > s->lines.len - count;)
		buf_put(out, head_of(s, &s->lines.items[i]));
}

/* Of all periods, the newest first; those behind the first count have a file each for their head. */
static void put_lines(struct search *s, size_t count, struct bits *b)
{
	bits_put_number(b, (uint32_t)s->lines.len, 4);
	bits_put_number(b, (uint32_t)count, 4);
	for (size_t i = s->lines.len; i-- > 0;) {
		const struct kept_line *line = &s->lines.items[i];
		period_put_line(&line->line, b);
		if (i + count >= s->lines.len)
			continue;
		period_folder(&line->line.span, &s->sink);
		bits_put_hash(b, sink_put(&s->sink, head_of(s, line), "head"));
	}
}

bool search_finish(struct search *s)
{
	struct bits b = { 0 };
	struct buf manifest = { 0 };
	end_period(s);
	size_t together = count_together(s);
	bits_put_number(&b, VERSION, 0);
	bits_put_hash(&b, s->table);
	put_facets(s, &b);
	put_lines(s, together, &b);
	put_heads(s, together, &b, &manifest);
	buf_truncate(&s->sink.folder, 0);
	sink_put_fixed(&s->sink, buf_view(&manifest), "manifest");
	bits_free(&b);
	buf_free(&manifest);
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
	buf_free(&s->heads);
	array_free(&s->spans);
	period_free(&s->period);
	spill_free(&s->spill);
	sink_free(&s->sink);
	fold_free(s->fold);
	free(s);
}
