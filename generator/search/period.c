#include "search/period.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "search/shards.h"

#define OFTEN 4096 /* a character met more often has a list of its own */
#define FEW   64   /* so few postings are sorted by putting each in its place */

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
	p->hash = (p->hash ^ b->hash ^ day) * 0x9E3779B97F4A7C15u;
	p->hash ^= p->hash >> 29;
	titles_add(&p->titles, p->larger, buf_view(&b->records), b->record_ends.items, b->record_ends.len);
	buf_free(&b->records);
	array_free(&b->record_ends);
}

/* What is being read of one batch. */
struct source {
	const struct search_batch *batch;
	uint32_t  first;   /* number of its first document in the period */
	uint32_t  letter;  /* the number of the next to be read */
};

struct merging {
	struct source *sources;
	size_t         source_count;
	uint32_t      *letters;      /* of the period, ascending; from 1, for 0 is the end */
	uint32_t       letter_count;
	uint32_t      *ranks;        /* of characters among them */
	ARRAY(struct posting) postings;
	struct posting *sorted;      /* as many */
	size_t          sorted_room;
	uint32_t       *counts;      /* by rank */
};

static void find_letters(struct merging *m)
{
	uint32_t *ranks = mem_array(0x110001, sizeof(*ranks));
	m->ranks = ranks;
	for (size_t i = 0; i < m->source_count; i++) {
		const struct search_batch *b = m->sources[i].batch;
		for (size_t k = 0; k < b->letter_count; k++)
			ranks[b->letters[k]] = 1;
	}
	for (uint32_t c = 1; c <= 0x110000; c++)
		m->letter_count += ranks[c];
	m->letters = mem_array((size_t)m->letter_count + 1, sizeof(*m->letters));
	m->letters[0] = BATCH_END;
	for (uint32_t c = 1, rank = 0; c <= 0x110000; c++) {
		if (ranks[c]) {
			ranks[c] = ++rank;
			m->letters[rank] = c;
		}
	}
	m->counts = mem_array((size_t)m->letter_count + 2, sizeof(*m->counts));
}

static void open_sources(struct merging *m, const struct period *p)
{
	uint32_t docs = 0;
	m->source_count = p->batches.len;
	m->sources = mem_array(m->source_count, sizeof(*m->sources));
	for (size_t i = 0; i < m->source_count; i++) {
		m->sources[i] = (struct source){ .batch = p->batches.items[i], .first = docs };
		docs += (uint32_t)p->batches.items[i]->doc_count;
	}
	find_letters(m);
}

static void close_merging(struct merging *m)
{
	free(m->sources);
	free(m->letters);
	free(m->ranks);
	free(m->counts);
	free(m->sorted);
	array_free(&m->postings);
}

/* Appends what follows the source's next letter. */
static void read_letter(struct merging *m, struct source *s)
{
	const struct search_batch *b = s->batch;
	const unsigned char *at = (const unsigned char *)b->stream.data + b->from[s->letter];
	const unsigned char *end = (const unsigned char *)b->stream.data + b->from[s->letter + 1];
	uint32_t address = 0, doc = 0;
	s->letter++;
	while (at < end) {
		address += batch_next(&at);
		uint32_t next = batch_next_code(&at);
		while (address >= b->starts[doc + 1])
			doc++;
		*array_push(&m->postings) = (struct posting){
			s->first + doc, address - b->starts[doc], m->ranks[next]
		};
	}
}

static void insert_sorted(struct posting *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct posting one = p[i];
		size_t k = i;
		for (; k > 0 && p[k - 1].rank > one.rank; k--)
			p[k] = p[k - 1];
		p[k] = one;
	}
}

/* The postings by rank; those of one rank keep their order. */
static const struct posting *sort_postings(struct merging *m)
{
	size_t n = m->postings.len;
	if (n <= FEW) {
		insert_sorted(m->postings.items, n);
		return m->postings.items;
	}
	if (n > m->sorted_room) {
		free(m->sorted);
		m->sorted_room = n + n / 2;
		m->sorted = mem_array(m->sorted_room, sizeof(*m->sorted));
	}
	memset(m->counts, 0, ((size_t)m->letter_count + 2) * sizeof(*m->counts));
	for (size_t i = 0; i < n; i++)
		m->counts[m->postings.items[i].rank + 1]++;
	for (uint32_t r = 0; r <= m->letter_count; r++)
		m->counts[r + 1] += m->counts[r];
	for (size_t i = 0; i < n; i++)
		m->sorted[m->counts[m->postings.items[i].rank]++] = m->postings.items[i];
	return m->sorted;
}

static void put_letter(struct merging *m, uint32_t letter, struct shards *s)
{
	size_t n = m->postings.len;
	if (n > OFTEN)
		shards_put(s, (struct shards_key){ letter, 0 }, m->postings.items, n);
	const struct posting *p = sort_postings(m);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1;
		while (end < n && p[end].rank == p[i].rank)
			end++;
		shards_put(s, (struct shards_key){ letter, m->letters[p[i].rank] }, p + i, end - i);
		i = end;
	}
}

static void put_letters(struct merging *m, struct shards *s)
{
	for (uint32_t rank = 1; rank <= m->letter_count; rank++) {
		m->postings.len = 0;
		for (size_t i = 0; i < m->source_count; i++) {
			struct source *source = &m->sources[i];
			const struct search_batch *b = source->batch;
			if (source->letter < b->letter_count && b->letters[source->letter] == m->letters[rank])
				read_letter(m, source);
		}
		put_letter(m, m->letters[rank], s);
	}
}

static void put_topics(struct merging *m, struct shards *s)
{
	for (uint32_t topic = 0; topic < SEARCH_TOPICS_MAX; topic++) {
		m->postings.len = 0;
		for (size_t i = 0; i < m->source_count; i++) {
			const struct source *source = &m->sources[i];
			for (size_t k = 0; k < source->batch->topics.len; k++) {
				const struct batch_topic *t = &source->batch->topics.items[k];
				if (t->topic == topic)
					*array_push(&m->postings) = (struct posting){ source->first + t->doc, BATCH_REST, 0 };
			}
		}
		shards_put(s, (struct shards_key){ SHARDS_TOPIC + topic, 0 }, m->postings.items, m->postings.len);
	}
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
	bits_put(out, (uint32_t)(line->name >> 24), 24);
	bits_put(out, (uint32_t)line->name & 0xFFFFFF, 24);
	bits_put_number(out, line->docs - 1, 12);
	bits_put_number(out, line->first, 16);
	bits_put_number(out, line->last - line->first, 8);
}

void period_end(struct period *p, uint64_t version, struct sink *sink, struct search_line *line)
{
	if (p->docs == 0)
		return;
	struct merging m = { 0 };
	struct bits head = { 0 };
	struct shards shards = { .sink = sink, .docs = p->docs, .larger = p->larger };
	uint64_t name = (p->hash ^ version) * 0x9E3779B97F4A7C15u >> 16;
	buf_truncate(&sink->folder, 0);
	buf_printf(&sink->folder, "%012llx/", (unsigned long long)name);
	put_days(p, &head);
	open_sources(&m, p);
	put_letters(&m, &shards);
	put_topics(&m, &shards);
	shards_end(&shards, &head);
	bits_put_number(&head, TITLES_FILE * p->larger, 8);
	sink_put(sink, bits_end(&head), "head");
	titles_end(&p->titles, sink);
	*line = (struct search_line){ name, p->docs, p->days.items[0].number,
	                              array_last(&p->days)->number };
	close_merging(&m);
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
	*p = (struct period){ 0 };
}
