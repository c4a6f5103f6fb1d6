#include "search/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/mem.h"

#define OFTEN 4096 /* a character met more often has a list of its own */
#define FEW   64   /* so few postings are sorted by putting each in its place */

#define PART_BYTES ((uint64_t)1 << 20) /* of streams that a part reads, about */
#define PARTS_MOST 16
#define PART_FIRST 64 /* one character of so many may be the first of a part */

struct merge {
	struct search_batch *const *sources;
	size_t source_count;
	uint32_t *letters; /* of the period, ascending; from 1, for 0 is the end */
	uint32_t letter_count;
	uint32_t *ranks;                /* of characters among them */
	uint32_t parts[PARTS_MOST + 1]; /* the first rank of each, and what is behind the last */
	size_t part_count;
	uint32_t page; /* places that a page has room for */
	bool in_parts; /* there is so much that it is cut, even if no character may begin a part */
};

/* ── what there is ── */

/* What is above all characters of the period: mostly far below the last that there could be. */
static uint32_t find_end(const struct merge *m)
{
	uint32_t last = 0;
	for (size_t i = 0; i < m->source_count; i++) {
		const struct search_batch *b = m->sources[i];
		if (b->letter_count > 0 && b->letters[b->letter_count - 1] > last)
			last = b->letters[b->letter_count - 1];
	}
	return last + 1;
}

static void find_letters(struct merge *m)
{
	uint32_t end = find_end(m);
	uint32_t *ranks = mem_array(end, sizeof(*ranks));
	m->ranks = ranks;
	for (size_t i = 0; i < m->source_count; i++) {
		const struct search_batch *b = m->sources[i];
		for (size_t k = 0; k < b->letter_count; k++)
			ranks[b->letters[k]] = 1;
	}
	for (uint32_t c = 1; c < end; c++)
		m->letter_count += ranks[c];
	m->letters = mem_array((size_t)m->letter_count + 1, sizeof(*m->letters));
	m->letters[0] = BATCH_END;
	for (uint32_t c = 1, rank = 0; c < end; c++) {
		if (ranks[c]) {
			ranks[c] = ++rank;
			m->letters[rank] = c;
		}
	}
}

/*
 * Whether a part may begin with the character. A shard begins there in any case,
 * so that shards are the same whichever of those parts begin with.
 */
static bool begins_part(const struct merge *m, uint32_t rank)
{
	return m->letters[rank] % PART_FIRST == 0;
}

/* Parts are about equal in what there is to read. */
static void cut_parts(struct merge *m)
{
	uint64_t *weights = mem_array((size_t)m->letter_count + 1, sizeof(*weights)), all = 0,
			 before = 0;
	for (size_t i = 0; i < m->source_count; i++) {
		const struct search_batch *b = m->sources[i];
		for (size_t k = 0; k < b->letter_count; k++)
			weights[m->ranks[b->letters[k]]] += b->from[k + 1] - b->from[k];
		all += b->stream.len;
	}
	uint64_t count = all / PART_BYTES + 1 < PARTS_MOST ? all / PART_BYTES + 1 : PARTS_MOST;
	m->in_parts = count > 1;
	m->part_count = 1;
	m->parts[0] = 1;
	for (uint32_t rank = 1; rank <= m->letter_count; rank++) {
		if (m->part_count < count && begins_part(m, rank) && before >= all * m->part_count / count)
			m->parts[m->part_count++] = rank;
		before += weights[rank];
	}
	m->parts[m->part_count] = m->letter_count + 1;
	free(weights);
}

struct merge *merge_open(struct search_batch *const *batches, size_t count, uint32_t page)
{
	struct merge *m = mem_alloc(sizeof(*m));
	m->source_count = count;
	m->sources = batches;
	m->page = page;
	find_letters(m);
	cut_parts(m);
	return m;
}

size_t merge_parts(const struct merge *m)
{
	return m->part_count;
}

void merge_free(struct merge *m)
{
	free(m->letters);
	free(m->ranks);
	free(m);
}

/* ── one part ── */

typedef ARRAY(struct posting) postings;

struct part {
	const struct merge *merge;
	size_t *next; /* of each source, the letter to be read */
	postings postings;
	postings late;          /* of the day in hand, which come behind all its others */
	struct posting *sorted; /* as many */
	size_t sorted_room;
	uint32_t *counts; /* by rank */
};

struct sought {
	const uint32_t *letters;
	uint32_t letter;
};

static bool is_below(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return s->letters[i] < s->letter;
}

/* The number of the batch's first letter that is not below. */
static size_t first_letter(const struct search_batch *b, uint32_t letter)
{
	struct sought sought = { b->letters, letter };
	return bisect(b->letter_count, is_below, &sought);
}

/*
 * Appends what follows a letter of the source. Numbers ascend but for the
 * articles that their pages have no room for.
 */
static void read_letter(struct part *p, const struct search_batch *b, size_t letter)
{
	const unsigned char *at = (const unsigned char *)b->stream.data + b->from[letter];
	const unsigned char *end = (const unsigned char *)b->stream.data + b->from[letter + 1];
	uint32_t address = 0, doc = 0;
	while (at < end) {
		address += batch_next(&at);
		uint32_t next = batch_next_code(&at);
		while (address >= b->starts[doc + 1])
			doc++;
		postings *to = b->docs.items[doc].place < p->merge->page ? &p->postings : &p->late;
		*array_push(to) =
			(struct posting){ b->numbers[doc], address - b->starts[doc], p->merge->ranks[next] };
	}
}

static void end_day(struct part *p)
{
	for (size_t i = 0; i < p->late.len; i++)
		*array_push(&p->postings) = p->late.items[i];
	p->late.len = 0;
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
static const struct posting *sort_postings(struct part *p)
{
	size_t n = p->postings.len, ranks = (size_t)p->merge->letter_count + 1;
	if (n <= FEW) {
		insert_sorted(p->postings.items, n);
		return p->postings.items;
	}
	if (n > p->sorted_room) {
		free(p->sorted);
		p->sorted_room = n + n / 8;
		p->sorted = mem_array(p->sorted_room, sizeof(*p->sorted));
	}
	memset(p->counts, 0, (ranks + 1) * sizeof(*p->counts));
	for (size_t i = 0; i < n; i++)
		p->counts[p->postings.items[i].rank + 1]++;
	for (size_t r = 0; r < ranks; r++)
		p->counts[r + 1] += p->counts[r];
	for (size_t i = 0; i < n; i++)
		p->sorted[p->counts[p->postings.items[i].rank]++] = p->postings.items[i];
	return p->sorted;
}

/* Those that hold a pair that is met often, for queries that ask for nothing else. */
static void put_documents(const struct part *p, uint32_t letter, const struct posting *sorted,
                          struct shards *out)
{
	size_t n = p->postings.len;
	for (size_t i = 0, end; i < n; i = end) {
		uint32_t second = p->merge->letters[sorted[i].rank];
		for (end = i + 1; end < n && sorted[end].rank == sorted[i].rank;)
			end++;
		if (shards_is_cut(out, end - i) && second != BATCH_END &&
		    second + SHARDS_DOCS <= SHARDS_DOCS_END)
			shards_put(out, (struct shards_key){ letter, second + SHARDS_DOCS }, sorted + i,
			           end - i);
	}
}

static void put_letter(struct part *p, uint32_t letter, struct shards *out)
{
	size_t n = p->postings.len;
	if (n > OFTEN)
		shards_put(out, (struct shards_key){ letter, 0 }, p->postings.items, n);
	const struct posting *sorted = sort_postings(p);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1;
		while (end < n && sorted[end].rank == sorted[i].rank)
			end++;
		uint32_t second = p->merge->letters[sorted[i].rank];
		shards_put(out, (struct shards_key){ letter, second }, sorted + i, end - i);
		i = end;
	}
	put_documents(p, letter, sorted, out);
}

static void put_letters(struct part *p, uint32_t first, uint32_t end, struct shards *out)
{
	const struct merge *m = p->merge;
	for (size_t i = 0; i < m->source_count && first < end; i++)
		p->next[i] = first_letter(m->sources[i], m->letters[first]);
	for (uint32_t rank = first; rank < end; rank++) {
		p->postings.len = 0;
		if (m->in_parts && begins_part(m, rank))
			shards_cut(out);
		for (size_t i = 0; i < m->source_count; i++) {
			const struct search_batch *b = m->sources[i];
			if (p->next[i] < b->letter_count && b->letters[p->next[i]] == m->letters[rank])
				read_letter(p, b, p->next[i]++);
			if (b->ends_day)
				end_day(p);
		}
		put_letter(p, m->letters[rank], out);
	}
}

void merge_part(const struct merge *m, size_t part, struct shards *out)
{
	struct part p = { .merge = m };
	p.next = mem_array(m->source_count, sizeof(*p.next));
	p.counts = mem_array((size_t)m->letter_count + 2, sizeof(*p.counts));
	put_letters(&p, m->parts[part], m->parts[part + 1], out);
	shards_end(out);
	free(p.next);
	free(p.counts);
	free(p.sorted);
	array_free(&p.postings);
	array_free(&p.late);
}
