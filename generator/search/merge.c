#include "search/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define OFTEN 4096 /* a character met more often has a list of its own */
#define FEW   64   /* so few postings are sorted by putting each in its place */

#define SORT_BITS 8

#define PART_BYTES ((uint64_t)1 << 20) /* of streams that a part reads, about */
#define PARTS_MOST 256
#define PART_FIRST BATCH_GROUP /* one character of so many may be the first of a part */

#define REST_BYTES ((uint64_t)64 << 20) /* of what was kept, which all may be in memory */

#define POSTING_LEAST 3  /* bytes that one takes in a stream */
#define POSTING_BYTES 32 /* and in memory, with what is made of it */

struct source {
	const struct search_batch *batch;
	uint64_t at; /* of its stream, in the spill, if that was not kept */
};

struct merge {
	struct spill *spill;
	ARRAY(struct source) sources;
	ARRAY(uint64_t) weights; /* of each character: bytes of all its followers */
	uint32_t *letters;       /* of the period, ascending; from 1, for 0 is the end */
	uint32_t letter_count;
	uint32_t *ranks;                /* of characters among them */
	uint32_t parts[PARTS_MOST + 1]; /* the first rank of each, and what is behind the last */
	size_t part_count;
	uint64_t kept;        /* bytes of streams that were */
	size_t postings_most; /* in memory at once, if one list has not more */
	uint32_t page;        /* places that a page has room for */
	ARRAY(struct merge_stretch) stretches;
	bool in_parts; /* there is so much that it is cut, even if no character may begin a part */
};

struct merge *merge_new(struct spill *spill)
{
	struct merge *m = mem_alloc(sizeof(*m));
	m->spill = spill;
	m->postings_most = spill->most / POSTING_BYTES;
	return m;
}

void merge_free(struct merge *m)
{
	if (!m)
		return;
	spill_empty(m->spill);
	array_free(&m->sources);
	array_free(&m->weights);
	array_free(&m->stretches);
	free(m->letters);
	free(m->ranks);
	free(m);
}

/* ── reading a stream ── */

/* Some groups of a stream, being read. */
struct cursor {
	const struct batch_group *group; /* in hand */
	const unsigned char *at, *ends;  /* of the group: its next character, and its end */
	const struct batch_group *last;  /* behind the last to be read */
};

static struct cursor cursor_at(const struct batch_group *first, const struct batch_group *last,
                               const void *bytes)
{
	struct cursor c = { .group = first, .at = bytes, .ends = bytes, .last = last };
	if (first < last)
		c.ends += first[1].from - first[0].from;
	return c;
}

/* The next character; UINT32_MAX behind the last. */
static uint32_t cursor_letter(struct cursor *c)
{
	if (c->at == c->ends && c->group < c->last && ++c->group < c->last)
		c->ends += c->group[1].from - c->group[0].from;
	return c->group < c->last ? c->group->number * BATCH_GROUP + *c->at : UINT32_MAX;
}

struct followers {
	const unsigned char *at, *end;
};

/* What follows that character; the cursor moves on. */
static struct followers cursor_take(struct cursor *c)
{
	c->at++;
	uint32_t length = batch_next(&c->at);
	struct followers f = { c->at, c->at + length };
	c->at = f.end;
	return f;
}

/* ── what there is ── */

static void add_weight(struct merge *m, uint32_t letter, uint64_t bytes)
{
	while (m->weights.len <= letter)
		array_push(&m->weights);
	m->weights.items[letter] += bytes;
}

bool merge_add(struct merge *m, struct search_batch *b)
{
	struct cursor c = cursor_at(b->groups.items, array_last(&b->groups), batch_stream(b).data);
	for (uint32_t letter; (letter = cursor_letter(&c)) != UINT32_MAX;) {
		struct followers f = cursor_take(&c);
		add_weight(m, letter, (uint64_t)(f.end - f.at));
	}
	struct source *s = array_push(&m->sources);
	s->batch = b;
	m->kept += b->kept.len;
	if (b->kept.data)
		return true;
	bool fine = spill_put(m->spill, buf_view(&b->stream), &s->at);
	buf_free(&b->stream);
	return fine;
}

static void find_letters(struct merge *m)
{
	/* Of all characters of each group, whichever of them there are. */
	size_t groups = m->weights.len / BATCH_GROUP + 1;
	m->ranks = mem_array(groups * BATCH_GROUP, sizeof(*m->ranks));
	m->letters = mem_array(m->weights.len + 1, sizeof(*m->letters));
	m->letters[0] = BATCH_END;
	for (uint32_t c = 1; c < m->weights.len; c++) {
		if (m->weights.items[c] > 0) {
			m->ranks[c] = ++m->letter_count;
			m->letters[m->letter_count] = c;
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
	uint64_t all = 0, before = 0;
	for (uint32_t rank = 1; rank <= m->letter_count; rank++)
		all += m->weights.items[m->letters[rank]];
	uint64_t count = all / PART_BYTES + 1 < PARTS_MOST ? all / PART_BYTES + 1 : PARTS_MOST;
	m->in_parts = count > 1;
	m->part_count = 1;
	m->parts[0] = 1;
	for (uint32_t rank = 1; rank <= m->letter_count; rank++) {
		if (m->part_count < count && begins_part(m, rank) && before >= all * m->part_count / count)
			m->parts[m->part_count++] = rank;
		before += m->weights.items[m->letters[rank]];
	}
	m->parts[m->part_count] = m->letter_count + 1;
}

void merge_cut(struct merge *m, uint32_t page)
{
	m->page = page;
	find_letters(m);
	cut_parts(m);
}

/* ── stretches ── */

static void find_stretches(struct merge *m)
{
	for (uint32_t rank = 1; rank <= m->letter_count; rank++) {
		if (rank == 1 || begins_part(m, rank))
			array_push(&m->stretches)->first = m->letters[rank];
	}
}

/* What a batch tells of its articles. */
static uint64_t print_articles(const struct search_batch *b)
{
	struct hash128 numbers = hash128_view(
		(struct view){ (const char *)b->numbers, b->doc_count * sizeof(*b->numbers) }, b->seed);
	struct hash128 starts = hash128_view(
		(struct view){ (const char *)b->starts, (b->doc_count + 1) * sizeof(*b->starts) }, b->seed);
	struct hash128 docs = hash128_view(
		(struct view){ (const char *)b->docs.items, b->doc_count * sizeof(*b->docs.items) },
		b->seed);
	return hash_number(hash_number(hash_number(b->ends_day, numbers.low), starts.low), docs.low);
}

static void print_source(struct merge *m, const struct search_batch *b)
{
	uint64_t articles = print_articles(b);
	size_t at = 0;
	for (size_t i = 0; i + 1 < b->groups.len; i++) {
		const struct batch_group *g = &b->groups.items[i];
		while (at + 1 < m->stretches.len &&
		       m->stretches.items[at + 1].first / BATCH_GROUP <= g->number)
			at++;
		struct merge_stretch *s = &m->stretches.items[at];
		s->print = hash_number(hash_number(hash_number(s->print, articles), g->number), g->print);
	}
}

struct merge_stretch *merge_stretches(struct merge *m, uint64_t base, size_t *count)
{
	if (m->in_parts && m->stretches.len == 0) {
		find_stretches(m);
		for (size_t i = 0; i < m->stretches.len; i++)
			m->stretches.items[i].print = hash_number(base, m->page);
		for (size_t i = 0; i < m->sources.len; i++)
			print_source(m, m->sources.items[i].batch);
	}
	*count = m->stretches.len;
	return m->stretches.items;
}

size_t merge_parts(const struct merge *m)
{
	return m->part_count;
}

/* ── one part ── */

typedef ARRAY(struct posting) postings;

struct part {
	const struct merge *merge;
	char *bytes;                 /* of the streams: the part's groups */
	struct cursor *cursors;      /* one a source */
	struct followers *followers; /* of the character in hand, one a source */
	postings postings;
	postings late;          /* of the day in hand, which come behind all its others */
	postings documents;     /* two of each article, if it has as many */
	struct posting *sorted; /* as many as postings */
	size_t sorted_room;
	uint32_t *counts; /* by rank, or by some bits of it */
};

/* Which postings of a character are wanted: ranks of what follows. */
struct wanted {
	uint32_t first, end;
	bool documents; /* of each article two are enough */
};

static const struct wanted everything = { 0, UINT32_MAX, false };
static const struct wanted all_documents = { 0, UINT32_MAX, true };

static const struct batch_group *find_group(const struct search_batch *b, uint32_t number)
{
	const struct batch_group *g = b->groups.items;
	while (g->number < number)
		g++;
	return g;
}

/* Of a batch that was kept what is sound; of the others there is no doubt. */
static struct cursor kept_cursor(const struct search_batch *b, const struct batch_group *first,
                                 const struct batch_group *last)
{
	return cursor_at(first, batch_groups_are_sound(b, first, last) ? last : first,
	                 b->kept.data + first->from);
}

/* Reads the groups from the part's first character to before its last. */
static bool read_groups(struct part *p, uint32_t first, uint32_t end)
{
	const struct merge *m = p->merge;
	uint32_t from = first <= m->letter_count ? m->letters[first] / BATCH_GROUP : 0;
	uint32_t to = end <= m->letter_count ? m->letters[end] / BATCH_GROUP : UINT32_MAX;
	size_t size = 0;
	for (size_t i = 0; i < m->sources.len; i++) {
		const struct search_batch *b = m->sources.items[i].batch;
		size += b->kept.data ? 0 : find_group(b, to)->from - find_group(b, from)->from;
	}
	p->bytes = mem_array(size + 1, 1);
	char *at = p->bytes;
	for (size_t i = 0; i < m->sources.len; i++) {
		const struct source *s = &m->sources.items[i];
		const struct batch_group *one = find_group(s->batch, from),
								 *last = find_group(s->batch, to);
		if (s->batch->kept.data) {
			p->cursors[i] = kept_cursor(s->batch, one, last);
			continue;
		}
		if (!spill_get(m->spill, s->at, one->from, last->from - one->from, at))
			return false;
		p->cursors[i] = cursor_at(one, last, at);
		at += last->from - one->from;
	}
	return true;
}

/* Finds what follows the character in each source; the answer is the bytes of all. */
static size_t find_followers(struct part *p, uint32_t letter)
{
	size_t bytes = 0;
	for (size_t i = 0; i < p->merge->sources.len; i++) {
		bool there = cursor_letter(&p->cursors[i]) == letter;
		p->followers[i] = there ? cursor_take(&p->cursors[i]) : (struct followers){ 0 };
		bytes += (size_t)(p->followers[i].end - p->followers[i].at);
	}
	return bytes;
}

static bool is_third(const postings *p, uint32_t doc)
{
	return p->len > 1 && p->items[p->len - 1].doc == doc && p->items[p->len - 2].doc == doc;
}

/*
 * Appends what of the source is wanted. Numbers ascend but for the articles that
 * their pages have no room for.
 */
static void read_source(struct part *p, size_t source, struct wanted wanted)
{
	const struct search_batch *b = p->merge->sources.items[source].batch;
	struct followers f = p->followers[source];
	uint32_t address = 0, doc = 0;
	while (f.at < f.end) {
		address += batch_next(&f.at);
		uint32_t rank = p->merge->ranks[batch_next_code(&f.at)];
		while (address >= b->starts[doc + 1])
			doc++;
		if (rank < wanted.first || rank >= wanted.end)
			continue;
		postings *to = b->docs.items[doc].place < p->merge->page ? &p->postings : &p->late;
		if (!wanted.documents || !is_third(to, b->numbers[doc]))
			*array_push(to) = (struct posting){ b->numbers[doc], address - b->starts[doc], rank };
	}
}

static void end_day(struct part *p)
{
	for (size_t i = 0; i < p->late.len; i++)
		*array_push(&p->postings) = p->late.items[i];
	p->late.len = 0;
}

/* Reads what is wanted of the character in hand, in order of article and place. */
static void read_sources(struct part *p, struct wanted wanted)
{
	p->postings.len = 0;
	for (size_t i = 0; i < p->merge->sources.len; i++) {
		read_source(p, i, wanted);
		if (p->merge->sources.items[i].batch->ends_day)
			end_day(p);
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

/* Puts postings in order of so many bits of their ranks; the others tell nothing. */
static void sort_by_bits(struct part *p, unsigned shift, unsigned width, const struct posting *from,
                         struct posting *to)
{
	size_t n = p->postings.len, places = (size_t)1 << width, before = 0;
	uint32_t mask = (uint32_t)places - 1;
	memset(p->counts, 0, places * sizeof(*p->counts));
	for (size_t i = 0; i < n; i++)
		p->counts[from[i].rank >> shift & mask]++;
	for (size_t k = 0; k < places; k++) {
		size_t count = p->counts[k];
		p->counts[k] = (uint32_t)before;
		before += count;
	}
	for (size_t i = 0; i < n; i++)
		to[p->counts[from[i].rank >> shift & mask]++] = from[i];
}

/*
 * The postings by rank; those of one rank keep their order. Many are put into as many
 * places as there are ranks; fewer in two steps or three, as places cost as well.
 */
static const struct posting *sort_postings(struct part *p)
{
	size_t n = p->postings.len;
	unsigned all = bits_log2(p->merge->letter_count) + 1;
	unsigned width = n < p->merge->letter_count ? SORT_BITS : all;
	if (n <= FEW) {
		insert_sorted(p->postings.items, n);
		return p->postings.items;
	}
	if (n > p->sorted_room) {
		free(p->sorted);
		p->sorted_room = n + n / 8;
		p->sorted = mem_array(p->sorted_room, sizeof(*p->sorted));
	}
	struct posting *from = p->postings.items, *to = p->sorted;
	for (unsigned shift = 0; shift < all; shift += width) {
		sort_by_bits(p, shift, width, from, to);
		struct posting *sorted = to;
		to = from;
		from = sorted;
	}
	return from;
}

/* ── lists ── */

static size_t count_same_rank(const struct posting *p, size_t n)
{
	size_t same = 1;
	while (same < n && p[same].rank == p[0].rank)
		same++;
	return same;
}

/* Puts the lists of pairs, sorted by rank. */
static void put_pairs(const struct merge *m, uint32_t letter, const struct posting *p, size_t n,
                      struct shards *out)
{
	for (size_t i = 0, same; i < n; i += same) {
		same = count_same_rank(p + i, n - i);
		shards_put(out, (struct shards_key){ letter, m->letters[p[i].rank] }, p + i, same);
	}
}

/* Puts a list of articles alone. Two postings of each are enough to tell what it tells. */
static void put_articles(struct part *p, struct shards_key key, const struct posting *all, size_t n,
                         struct shards *out)
{
	p->documents.len = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_third(&p->documents, all[i].doc))
			*array_push(&p->documents) = all[i];
	}
	shards_put(out, key, p->documents.items, p->documents.len);
}

/* Which articles hold a pair that is met often, for queries that ask for nothing else. */
static void put_documents(struct part *p, uint32_t letter, const struct posting *sorted, size_t n,
                          struct shards *out)
{
	for (size_t i = 0, same; i < n; i += same) {
		same = count_same_rank(sorted + i, n - i);
		uint32_t second = p->merge->letters[sorted[i].rank];
		if (shards_is_cut(out, same) && second != BATCH_END &&
		    second + SHARDS_DOCS <= SHARDS_DOCS_END)
			put_articles(p, (struct shards_key){ letter, second + SHARDS_DOCS }, sorted + i, same,
			             out);
	}
}

/* A character of which all fits into memory. */
static void put_letter(struct part *p, uint32_t letter, struct shards *out)
{
	read_sources(p, everything);
	size_t n = p->postings.len;
	if (n > OFTEN)
		put_articles(p, (struct shards_key){ letter, 0 }, p->postings.items, n, out);
	const struct posting *sorted = sort_postings(p);
	put_pairs(p->merge, letter, sorted, n, out);
	put_documents(p, letter, sorted, n, out);
}

/* How many postings there are of each rank. */
static uint32_t *count_ranks(const struct part *p)
{
	const struct merge *m = p->merge;
	uint32_t *counts = mem_array((size_t)m->letter_count + 1, sizeof(*counts));
	for (size_t i = 0; i < m->sources.len; i++) {
		struct followers f = p->followers[i];
		while (f.at < f.end) {
			batch_next(&f.at);
			counts[m->ranks[batch_next_code(&f.at)]]++;
		}
	}
	return counts;
}

/* The ranks from first on that fit into memory together. */
static struct wanted next_ranks(const struct merge *m, const uint32_t *counts, uint32_t first)
{
	struct wanted w = { first, first, false };
	for (size_t n = 0; w.end <= m->letter_count; w.end++) {
		n += counts[w.end];
		if (n > m->postings_most && w.end > first)
			break;
	}
	return w;
}

static size_t sum_of(const uint32_t *counts, uint32_t last)
{
	size_t sum = 0;
	for (uint32_t i = 0; i <= last; i++)
		sum += counts[i];
	return sum;
}

static bool some_is_cut(const struct shards *out, const uint32_t *counts, struct wanted w)
{
	bool some = false;
	for (uint32_t rank = w.first; rank < w.end; rank++)
		some = some || shards_is_cut(out, counts[rank]);
	return some;
}

/* The same for one of which there is too much: its streams are read again and again, each time for some lists. */
static void put_large_letter(struct part *p, uint32_t letter, struct shards *out)
{
	const struct merge *m = p->merge;
	uint32_t *counts = count_ranks(p);
	if (sum_of(counts, m->letter_count) > OFTEN) {
		read_sources(p, all_documents);
		shards_put(out, (struct shards_key){ letter, 0 }, p->postings.items, p->postings.len);
	}
	for (struct wanted w = { 0 }; w.end <= m->letter_count;) {
		w = next_ranks(m, counts, w.end);
		read_sources(p, w);
		put_pairs(m, letter, sort_postings(p), p->postings.len, out);
	}
	for (struct wanted w = { 0 }; w.end <= m->letter_count;) {
		w = next_ranks(m, counts, w.end);
		if (!some_is_cut(out, counts, w))
			continue;
		read_sources(p, w);
		put_documents(p, letter, sort_postings(p), p->postings.len, out);
	}
	free(counts);
}

/* The stretch that begins with the character, or NULL. */
static const struct merge_stretch *find_stretch(const struct merge *m, uint32_t letter)
{
	const struct merge_stretch *found = NULL;
	for (size_t i = 0; !found && i < m->stretches.len; i++)
		found = m->stretches.items[i].first == letter ? &m->stretches.items[i] : NULL;
	return found;
}

/* A part begins where a stretch does. */
static void put_letters(struct part *p, uint32_t first, uint32_t end, struct shards *out)
{
	const struct merge *m = p->merge;
	bool kept = false;
	for (uint32_t rank = first; rank < end; rank++) {
		size_t bytes = find_followers(p, m->letters[rank]);
		if (m->in_parts && (rank == first || begins_part(m, rank))) {
			const struct merge_stretch *s = find_stretch(m, m->letters[rank]);
			shards_cut(out);
			kept = s && s->kept_count > 0;
			if (kept)
				shards_keep(out, s->kept, s->kept_count);
		}
		if (!kept && bytes <= m->postings_most * POSTING_LEAST)
			put_letter(p, m->letters[rank], out);
		else if (!kept)
			put_large_letter(p, m->letters[rank], out);
	}
}

/* Whether nothing of the part is to be made: then its shards are put. */
static bool keep_part(const struct merge *m, size_t part, struct shards *out)
{
	uint32_t first = m->parts[part], end = m->parts[part + 1];
	bool all = m->stretches.len > 0;
	for (size_t i = 0; all && i < m->stretches.len; i++) {
		uint32_t rank = m->ranks[m->stretches.items[i].first];
		all = rank < first || rank >= end || m->stretches.items[i].kept_count > 0;
	}
	for (size_t i = 0; all && i < m->stretches.len; i++) {
		const struct merge_stretch *s = &m->stretches.items[i];
		if (m->ranks[s->first] >= first && m->ranks[s->first] < end)
			shards_keep(out, s->kept, s->kept_count);
	}
	return all;
}

/* What was kept of all days of a large period is not to be in memory at once. */
static void rest(const struct merge *m)
{
	for (size_t i = 0; m->kept > REST_BYTES && i < m->sources.len; i++) {
		const struct search_keeper *k = &m->sources.items[i].batch->keeper;
		if (k->rest)
			k->rest(k->owner);
	}
}

bool merge_part(const struct merge *m, size_t part, struct shards *out)
{
	if (keep_part(m, part, out))
		return true;
	struct part p = { .merge = m };
	p.cursors = mem_array(m->sources.len, sizeof(*p.cursors));
	p.followers = mem_array(m->sources.len, sizeof(*p.followers));
	size_t places = 2 * (size_t)m->letter_count + ((size_t)1 << SORT_BITS);
	p.counts = mem_array(places, sizeof(*p.counts));
	bool fine = read_groups(&p, m->parts[part], m->parts[part + 1]);
	if (fine)
		put_letters(&p, m->parts[part], m->parts[part + 1], out);
	shards_end(out);
	rest(m);
	free(p.bytes);
	free(p.cursors);
	free(p.followers);
	free(p.counts);
	free(p.sorted);
	array_free(&p.postings);
	array_free(&p.late);
	array_free(&p.documents);
	return fine;
}
