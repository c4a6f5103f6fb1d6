#include "search/shards.h"

#include "base/mem.h"
#include "search/batch.h"

/* Of a quarter of the usual size: */
#define SHARD_LEAST (2 * (size_t)2688)  /* a shard that has as much may end */
#define SHARD_MOST  (2 * (size_t)4352)  /* and one that would have more has to */
#define SHARD_USUAL (2 * (size_t)3584)  /* what comes of it */
#define CUT_BITS    (2 * (uint32_t)768) /* how far apart the keys are, about, that end a shard */
#define PIECE_BITS  (8 * (size_t)6144)  /* a list that has more is cut, if a shard has not */
#define CUT_DOCS    512 /* as far apart are articles that a long list is cut before */
#define PAGE_LEAST  32  /* shards of a page of the directory, or twice, four times as many */
#define PAGE_MOST   128
#define CUT_STARTS  40 /* as far apart are shards that a page may begin with */
#define PAGED_MOST \
	16384              /* so many shards have pages of that size, four times as many larger ones */
#define FREQUENT     8 /* shards that begin with one character are told of, where there are pages */
#define HEAD_SHARDS  512 /* so many are told in the head, without pages */
#define FEW          4   /* lists this short do without measures of their own */
#define ZONE_BITS    9   /* of a place below BATCH_REST */
#define PLACE_USUAL  8   /* the measure of places in short lists */
#define KEY_BITS     21
#define DIGIT        4 /* bits: starts tell a second character without its last digits, if these are 0 */
#define START_DIGITS 4 /* of which they tell one in any case */
#define ORDER_MOST   24
#define PLACES_BITS  14 /* of a posting in a long list, about */
#define DOCS_BITS    3  /* of one that is counted alone */

/* The same number for the same key in every build, and as good as a random one. */
static uint32_t chance(uint32_t a, uint32_t b, uint32_t c)
{
	uint32_t hash = (a * 0x9E3779B1u ^ b) * 0x85EBCA6Bu;
	hash = (hash ^ hash >> 15 ^ c) * 0xC2B2AE35u;
	return hash ^ hash >> 16;
}

/* Anything between the shard before and this one tells them apart: the shortest will do. */
static void shorten_start(struct shards *s)
{
	struct shards_key *key = &s->start.key;
	if (s->start.doc > 0)
		return;
	if (key->first != s->before.first) {
		key->second = 0;
		return;
	}
	for (unsigned zeros = DIGIT * (START_DIGITS - 1); zeros > 0; zeros -= DIGIT) {
		uint32_t round = key->second >> zeros << zeros;
		if (round > s->before.second) {
			key->second = round;
			return;
		}
	}
}

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
	shorten_start(s);
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

/*
 * Whether a shard that is large enough ends behind the piece in hand: as likely
 * as the piece is large, and the same wherever the shard began.
 */
static bool may_end(const struct shards *s, struct shards_key key, uint32_t first_doc)
{
	return chance(key.first, key.second, first_doc) % (CUT_BITS * s->quarters) <
	       bits_len(&s->piece);
}

/* Puts the piece in hand into a shard that has room. */
static void put_piece(struct shards *s, struct shards_key key, uint32_t first_doc)
{
	bool ends = may_end(s, key, first_doc);
	if (s->entries > 0 && bits_len(&s->body) + bits_len(&s->piece) > SHARD_MOST * s->quarters)
		end_shard(s);
	if (s->entries == 0)
		s->start = (struct shards_start){ .key = key, .doc = first_doc };
	else
		put_key(&s->body, s->last, key);
	bits_append(&s->body, &s->piece);
	bits_reset(&s->piece);
	s->last = key;
	s->entries++;
	if (bits_len(&s->body) >= (ends ? SHARD_LEAST : SHARD_MOST) * s->quarters)
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
		m.gap = bits_log2(s->end / (m.docs + 1));
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

/*
 * The postings, whole documents, of the next piece: at most so many, and cut
 * before a document that pieces begin with whatever the list had before it.
 */
static size_t cut_piece(const struct posting *p, size_t n, size_t most)
{
	if (n <= most)
		return n;
	for (size_t i = most / 2; i < most; i++) {
		if (p[i].doc != p[i - 1].doc && chance(p[i].doc, 0, 0) % CUT_DOCS == 0)
			return i;
	}
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
	size_t shard = SHARD_USUAL * s->quarters;
	return (shard > PIECE_BITS ? shard : PIECE_BITS) / (places ? PLACES_BITS : DOCS_BITS);
}

bool shards_is_cut(const struct shards *s, size_t n)
{
	return n > piece_size(s, true);
}

void shards_put(struct shards *s, struct shards_key key, const struct posting *p, size_t n)
{
	bool places = key.second > 0 && key.second < SHARDS_DOCS;
	for (uint32_t first = 0; n > 0;) {
		size_t piece = cut_piece(p, n, piece_size(s, places));
		put_documents(&s->piece, p, piece, take_measures(s, p, piece), places);
		put_piece(s, key, first);
		p += piece;
		n -= piece;
		first = n > 0 ? p->doc : 0;
	}
}

/* order is that of how far off first characters are. */
static void put_start(struct bits *b, const struct shards_start *from,
                      const struct shards_start *to, unsigned order)
{
	bits_put_number(b, to->key.first - from->key.first, order);
	bool more = to->key.second > 0 || to->doc > 0;
	bits_put(b, more, 1);
	if (!more)
		return;
	unsigned digits = START_DIGITS - 1;
	while (digits > 0 && to->key.second % (1u << DIGIT * digits) != 0)
		digits--;
	bits_put(b, digits, 2);
	bits_put_number(b, to->key.second >> DIGIT * digits, 14 - DIGIT * digits);
	bits_put_number(b, to->doc, 0);
}

void shards_cut(struct shards *s)
{
	end_shard(s);
}

void shards_keep(struct shards *s, const struct shards_start *starts, size_t count)
{
	end_shard(s);
	for (size_t i = 0; i < count; i++) {
		*array_push(&s->starts) = starts[i];
		*array_push(&s->ends) = s->made.len;
	}
}

#define NAME        "%s%x-%x-%x"
#define NAME_OF(at) (unsigned)(at)->key.first, (unsigned)(at)->key.second, (unsigned)(at)->doc

bool shards_stand(const struct shards_start *starts, size_t count, struct sink *sink)
{
	bool all = true;
	for (size_t i = 0; all && i < count; i++)
		all = sink_stands(sink, starts[i].hash, NAME, "", NAME_OF(&starts[i]));
	return all;
}

void shards_end(struct shards *s)
{
	end_shard(s);
	bits_free(&s->body);
	bits_free(&s->piece);
	bits_free(&s->whole);
}

/* Puts a file that is named by what it begins with; returns its hash. */
static uint32_t put_named(struct sink *sink, struct view payload, const char *prefix,
                          const struct shards_start *start)
{
	return sink_put(sink, payload, NAME, prefix, NAME_OF(start));
}

void shards_give(const struct shards *s, struct sink *sink, shards_starts *starts)
{
	size_t from = 0;
	for (size_t i = 0; i < s->ends.len; i++) {
		struct view payload = view_slice(buf_view(&s->made), from, s->ends.items[i] - from);
		const struct shards_start *start = &s->starts.items[i];
		*array_push(starts) = *start;
		if (payload.len > 0)
			array_last(starts)->hash = put_named(sink, payload, "", start);
		else
			sink_keep(sink, start->hash, NAME, "", NAME_OF(start));
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

/* The files that begin at the starts, first to end of them. */
static void put_starts(const shards_starts *starts, size_t first, size_t end, struct bits *out)
{
	static const struct shards_start zero;
	struct lengths distances = { 0 };
	for (size_t i = first + 1; i < end; i++)
		count_length(&distances, starts->items[i].key.first - starts->items[i - 1].key.first);
	unsigned order = best_order(&distances);
	bits_put_number(out, (uint32_t)(end - first), 8);
	bits_put(out, order, 5);
	for (size_t i = first; i < end; i++) {
		put_start(out, i > first ? &starts->items[i - 1] : &zero, &starts->items[i], order);
		bits_put_hash(out, starts->items[i].hash);
	}
}

/* How many times larger pages are, so that the head does not grow as fast as the period. */
static size_t page_scale(size_t shards)
{
	size_t scale = 1;
	while (shards > PAGED_MOST * scale * scale)
		scale *= 2;
	return scale;
}

/* Where the page that begins with a shard ends. */
static size_t find_page_end(const shards_starts *starts, size_t first, size_t scale)
{
	size_t end = first + PAGE_LEAST * scale;
	for (; end < starts->len && end < first + PAGE_MOST * scale; end++) {
		const struct shards_start *s = &starts->items[end];
		if (chance(s->key.first, s->key.second, s->doc) % (CUT_STARTS * scale) == 0)
			break;
	}
	return end < starts->len ? end : starts->len;
}

/*
 * How much there is of each character that begins many pairs: the power of two
 * that is not above its shards. A reader asks for rare pairs first.
 */
static void put_frequent(const shards_starts *starts, struct bits *head)
{
	struct bits list = { 0 };
	uint32_t count = 0, before = 0;
	for (size_t i = 0, same; i < starts->len; i += same) {
		uint32_t first = starts->items[i].key.first;
		for (same = 1; i + same < starts->len && starts->items[i + same].key.first == first;)
			same++;
		if (same < FREQUENT)
			continue;
		bits_put_number(&list, first - before, 3);
		bits_put_number(&list, bits_log2((uint32_t)same / FREQUENT), 1);
		before = first;
		count++;
	}
	bits_put_number(head, count, 8);
	bits_append(head, &list);
	bits_free(&list);
}

static void put_pages(const shards_starts *starts, struct sink *sink, struct bits *head)
{
	shards_starts pages = { 0 };
	struct bits page = { 0 };
	size_t scale = page_scale(starts->len);
	for (size_t first = 0; first < starts->len;) {
		size_t end = find_page_end(starts, first, scale);
		bits_reset(&page);
		put_starts(starts, first, end, &page);
		*array_push(&pages) = starts->items[first];
		array_last(&pages)->hash = put_named(sink, bits_end(&page), "d", &starts->items[first]);
		first = end;
	}
	put_starts(&pages, 0, pages.len, head);
	put_frequent(starts, head);
	bits_free(&page);
	array_free(&pages);
}

void shards_put_directory(const shards_starts *starts, struct sink *sink, struct bits *head)
{
	bool paged = starts->len > HEAD_SHARDS;
	bits_put(head, paged, 1);
	if (paged)
		put_pages(starts, sink, head);
	else
		put_starts(starts, 0, starts->len, head);
}
