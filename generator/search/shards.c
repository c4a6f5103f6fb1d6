#include "search/shards.h"

#include "base/mem.h"
#include "search/batch.h"

#define SHARD_BITS  (8 * (size_t)3584)  /* a shard that has as much is full */
#define PIECE_BITS  (8 * (size_t)12288) /* a list that has more is cut, if a shard has not */
#define PAGE_SHARDS 256                 /* of one page of the directory */
#define HEAD_SHARDS 512                 /* so many are told in the head, without pages */
#define FEW         4                   /* lists this short do without measures of their own */
#define ZONE_BITS   9                   /* of a place below BATCH_REST */
#define PLACE_USUAL 8                   /* the measure of places in short lists */
#define KEY_BITS    21
#define ORDER_MOST  24
#define PLACES_BITS 14 /* of a posting in a long list, about */
#define DOCS_BITS   3  /* of one that is counted alone */

static void end_shard(struct shards *s)
{
	if (s->entries == 0)
		return;
	bits_reset(&s->whole);
	bits_put_number(&s->whole, s->entries - 1, 6);
	bits_put(&s->whole, s->start.key.first, KEY_BITS);
	bits_put(&s->whole, s->start.key.second, KEY_BITS);
	bits_append(&s->whole, &s->body);
	buf_put(&s->made, bits_end(&s->whole));
	*array_push(&s->ends) = s->made.len;
	/* Anything between the shard before and this one tells them apart: the shortest will do. */
	if (s->start.doc == 0 && s->start.key.first != s->before.first)
		s->start.key.second = 0;
	*array_push(&s->starts) = s->start;
	s->before = s->last;
	bits_reset(&s->body);
	s->entries = 0;
}

/* The key as what changed since the one before. */
static void put_key(struct bits *out, struct shards_key last, struct shards_key key)
{
	bits_put_number(out, key.first - last.first, 0);
	if (key.first == last.first)
		bits_put_number(out, key.second - last.second, 6);
	else
		bits_put_number(out, key.second, 12);
}

/* Puts the piece in hand into a shard that has room. */
static void put_piece(struct shards *s, struct shards_key key, uint32_t first_doc)
{
	size_t used = bits_len(&s->body);
	if (s->entries > 0 && used + bits_len(&s->piece) > (SHARD_BITS + SHARD_BITS / 4) * s->larger)
		end_shard(s);
	if (s->entries == 0)
		s->start = (struct shards_start){ key, first_doc };
	else
		put_key(&s->body, s->last, key);
	bits_append(&s->body, &s->piece);
	bits_reset(&s->piece);
	s->last = key;
	s->entries++;
	if (bits_len(&s->body) >= SHARD_BITS * s->larger)
		end_shard(s);
}

/* How many postings of one document begin at p. */
static size_t count_same(const struct posting *p, size_t n)
{
	size_t same = 1;
	while (same < n && p[same].doc == p[0].doc)
		same++;
	return same;
}

/* How many numbers of each length in bits there are, and of all. */
struct lengths {
	uint32_t of[32];
	uint32_t all;
};

static void count_length(struct lengths *l, uint32_t number)
{
	l->of[bits_log2(number)]++;
	l->all++;
}

/*
 * The order in which such numbers take the fewest bits, very nearly: one more
 * costs what is shorter a bit and saves what is longer one.
 */
static unsigned best_order(const struct lengths *l)
{
	unsigned k = 0;
	for (uint32_t shorter = l->of[0]; k < ORDER_MOST && shorter < l->all - shorter; k++)
		shorter += l->of[k + 1];
	return k;
}

/* What is usual in a piece of a list, so that numbers near it are short. */
struct measures {
	uint32_t docs;
	unsigned gap, place; /* orders */
};

static struct measures take_measures(const struct shards *s, const struct posting *p, size_t n)
{
	struct measures m = { 0, 0, PLACE_USUAL };
	struct lengths gaps = { 0 }, places = { 0 };
	uint32_t next = 0;
	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && p[i].doc == p[i - 1].doc;
		uint32_t before = same && p[i - 1].place >= BATCH_REST ? p[i - 1].place + 1 : BATCH_REST;
		if (p[i].place >= BATCH_REST)
			count_length(&places, p[i].place - before);
		if (same)
			continue;
		if (i > 0) /* how far off the first is says nothing of the rest */
			count_length(&gaps, p[i].doc - next);
		next = p[i].doc + 1;
		m.docs++;
	}
	if (m.docs < FEW) {
		m.gap = bits_log2(s->docs / (m.docs + 1));
	} else {
		m.gap = best_order(&gaps);
		m.place = best_order(&places);
	}
	return m;
}

static void put_measures(struct bits *b, struct measures m, bool places)
{
	bits_put_number(b, m.docs - 1, 0);
	if (m.docs < FEW)
		return;
	bits_put(b, m.gap, 5);
	if (places)
		bits_put(b, m.place, 5);
}

static void put_place(struct bits *b, const struct posting *p, bool first, unsigned k)
{
	uint32_t before = first ? 0 : p[-1].place;
	if (before >= BATCH_REST) {
		bits_put_number(b, p->place - before - 1, k);
	} else if (p->place < BATCH_REST) {
		bits_put(b, 1, 1);
		bits_put(b, p->place, ZONE_BITS);
	} else {
		bits_put(b, 0, 1);
		bits_put_number(b, p->place - BATCH_REST, k);
	}
}

/* Nearly all documents have one place, below the headline. */
static void put_places(struct bits *b, const struct posting *p, size_t n, unsigned k)
{
	bool usual = n == 1 && p->place >= BATCH_REST;
	bits_put(b, !usual, 1);
	if (usual) {
		bits_put_number(b, p->place - BATCH_REST, k);
		return;
	}
	bits_put_number(b, (uint32_t)n - 1, 0);
	for (size_t i = 0; i < n; i++)
		put_place(b, p + i, i == 0, k);
}

/* The most postings, whole documents, that a piece may have. */
static size_t cut_piece(const struct posting *p, size_t n, size_t most)
{
	if (n <= most)
		return n;
	size_t cut = most;
	while (cut > 0 && p[cut].doc == p[cut - 1].doc)
		cut--;
	return cut > 0 ? cut : count_same(p, n);
}

static void put_documents(struct bits *b, const struct posting *p, size_t n, struct measures m,
                          bool places)
{
	uint32_t next = 0;
	put_measures(b, m, places);
	for (size_t i = 0; i < n;) {
		size_t same = count_same(p + i, n - i);
		bits_put_number(b, p[i].doc - next, m.gap);
		if (places) {
			put_places(b, p + i, same, m.place);
		} else {
			bits_put(b, same > 1, 1);
			bits_put(b, p[i].place < BATCH_BYLINE, 1);
		}
		next = p[i].doc + 1;
		i += same;
	}
}

/* About how many postings a piece has. */
static size_t piece_size(const struct shards *s, bool places)
{
	size_t shard = SHARD_BITS * s->larger;
	return (shard > PIECE_BITS ? shard : PIECE_BITS) / (places ? PLACES_BITS : DOCS_BITS);
}

void shards_put(struct shards *s, struct shards_key key, const struct posting *p, size_t n)
{
	bool places = key.second > 0;
	for (uint32_t first = 0; n > 0;) {
		size_t piece = cut_piece(p, n, piece_size(s, places));
		put_documents(&s->piece, p, piece, take_measures(s, p, piece), places);
		put_piece(s, key, first);
		p += piece;
		n -= piece;
		first = n > 0 ? p->doc : 0;
	}
}

static void put_start(struct bits *b, const struct shards_start *from,
                      const struct shards_start *to)
{
	bits_put_number(b, to->key.first - from->key.first, 2);
	bool more = to->key.second > 0 || to->doc > 0;
	bits_put(b, more, 1);
	if (!more)
		return;
	bits_put_number(b, to->key.second, 14);
	bits_put_number(b, to->doc, 0);
}

void shards_end(struct shards *s)
{
	end_shard(s);
	bits_free(&s->body);
	bits_free(&s->piece);
	bits_free(&s->whole);
}

void shards_give(const struct shards *s, struct sink *sink, shards_starts *starts)
{
	size_t from = 0;
	for (size_t i = 0; i < s->ends.len; i++) {
		sink_put(sink, view_slice(buf_view(&s->made), from, s->ends.items[i] - from), "%zu",
		         starts->len);
		*array_push(starts) = s->starts.items[i];
		from = s->ends.items[i];
	}
}

void shards_free(struct shards *s)
{
	shards_end(s);
	buf_free(&s->made);
	array_free(&s->ends);
	array_free(&s->starts);
}

static const struct shards_start zero;

static void put_page(const shards_starts *starts, size_t page, size_t end, struct sink *sink)
{
	struct bits b = { 0 };
	size_t first = page * PAGE_SHARDS;
	for (size_t i = first; i < end; i++)
		put_start(&b, i > first ? &starts->items[i - 1] : &zero, &starts->items[i]);
	sink_put(sink, bits_end(&b), "d%zu", page);
	bits_free(&b);
}

void shards_put_directory(const shards_starts *starts, struct sink *sink, struct bits *head)
{
	size_t count = starts->len, step = count > HEAD_SHARDS ? PAGE_SHARDS : 1;
	bits_put_number(head, (uint32_t)count, 8);
	bits_put_number(head, (uint32_t)step, 8);
	for (size_t i = 0; i < count; i += step) {
		put_start(head, i ? &starts->items[i - step] : &zero, &starts->items[i]);
		if (step > 1)
			put_page(starts, i / step, i + step < count ? i + step : count, sink);
	}
}
