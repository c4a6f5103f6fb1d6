#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "search/batch.h"
#include "search/titles.h"

/* In this order; behind them the column of each facet that there may be. */
enum {
	PART_PAGES,
	PART_STARTS,
	PART_DOCS,
	PART_RECORDS,
	PART_RECORD_ENDS,
	PART_STREAM,
	PART_GROUPS,
	PART_COLUMNS
};

#define PLACES_MOST    ((uint32_t)1 << 20) /* more than a page has articles, or an issue pages */
#define ADDRESSES_MOST ((uint32_t)1 << 30)

static_assert(PART_COLUMNS + SEARCH_FACETS_MAX == SEARCH_BATCH_PARTS, "there is room for all");

static struct view bytes_of(const void *items, size_t count, size_t size)
{
	return (struct view){ items, count * size };
}

bool search_batch_parts(const struct search_batch *b, struct view parts[SEARCH_BATCH_PARTS])
{
	parts[PART_PAGES] = bytes_of(&b->page_count, 1, sizeof(b->page_count));
	parts[PART_STARTS] = bytes_of(b->starts, b->doc_count + 1, sizeof(*b->starts));
	parts[PART_DOCS] = bytes_of(b->docs.items, b->docs.len, sizeof(*b->docs.items));
	parts[PART_RECORDS] = buf_view(&b->records);
	parts[PART_RECORD_ENDS] =
		bytes_of(b->record_ends.items, b->record_ends.len, sizeof(*b->record_ends.items));
	parts[PART_STREAM] = batch_stream(b);
	parts[PART_GROUPS] = bytes_of(b->groups.items, b->groups.len, sizeof(*b->groups.items));
	for (size_t f = 0; f < SEARCH_FACETS_MAX; f++)
		parts[PART_COLUMNS + f] = buf_view(&b->columns.of[f]);
	return b->doc_count > 0;
}

/* ── taking them ── */

/* Copies the whole items of a part to where there is room for them. */
static void copy(void *to, struct view part, size_t size)
{
	if (part.len >= size)
		memcpy(to, part.data, part.len / size * size);
}

#define COPY(array, part)                                                       \
	copy(array_push_all((array), (part).len / sizeof(*(array)->items)), (part), \
	     sizeof(*(array)->items))

static void take(struct search_batch *b, const struct view *parts)
{
	struct view starts = parts[PART_STARTS];
	copy(&b->page_count, view_slice(parts[PART_PAGES], 0, sizeof(b->page_count)),
	     sizeof(b->page_count));
	b->starts = mem_array(starts.len / sizeof(*b->starts) + 1, sizeof(*b->starts));
	copy(b->starts, starts, sizeof(*b->starts));
	COPY(&b->docs, parts[PART_DOCS]);
	COPY(&b->record_ends, parts[PART_RECORD_ENDS]);
	COPY(&b->groups, parts[PART_GROUPS]);
	b->doc_count = b->docs.len;
	buf_put(&b->records, parts[PART_RECORDS]);
	b->kept = parts[PART_STREAM];
	for (size_t f = 0; f < b->facet_count; f++)
		buf_put(&b->columns.of[f], parts[PART_COLUMNS + f]);
}

/* ── whether they can be what was kept ── */

/* Articles have addresses that ascend, and places that do. */
static bool are_articles_sound(const struct search_batch *b)
{
	const struct batch_doc *docs = b->docs.items;
	bool fine = b->starts[0] == 0 && b->starts[b->doc_count] < ADDRESSES_MOST &&
	            b->page_count < PLACES_MOST;
	for (size_t i = 0; fine && i < b->doc_count; i++) {
		bool follows = i == 0 || docs[i].page > docs[i - 1].page ||
		               (docs[i].page == docs[i - 1].page && docs[i].place > docs[i - 1].place);
		fine = follows && b->starts[i] < b->starts[i + 1] && docs[i].page < b->page_count &&
		       docs[i].place < PLACES_MOST;
	}
	return fine;
}

/* A stream that is read as far as it is sound. */
struct reading {
	const unsigned char *at, *end;
	bool bad;
};

static uint32_t read_any_number(struct reading *r)
{
	uint64_t value = 0;
	for (unsigned shift = 0; r->at < r->end && shift < 32; shift += 7) {
		uint64_t byte = *r->at++;
		value |= (byte & 0x7F) << shift;
		if (byte < 0x80) {
			r->bad = r->bad || value > UINT32_MAX;
			return (uint32_t)value;
		}
	}
	r->bad = true;
	return 0;
}

/* Nearly all have one byte or two. */
static inline uint32_t read_number(struct reading *r)
{
	if (r->end - r->at >= 2 && (r->at[0] < 0x80 || r->at[1] < 0x80)) {
		bool two = r->at[0] >= 0x80;
		uint32_t value = (r->at[0] & 0x7Fu) | (two ? (uint32_t)r->at[1] << 7 : 0);
		r->at += 1 + two;
		return value;
	}
	return read_any_number(r);
}

static inline uint32_t read_code(struct reading *r)
{
	if (r->end - r->at < 2) {
		r->bad = true;
		return 0;
	}
	uint32_t code = r->at[0] | (uint32_t)r->at[1] << 8;
	r->at += 2;
	return code == BATCH_LONG ? read_number(r) : code;
}

/* What follows a character: at addresses that ascend, and no character is above the last of the batch. */
static bool are_followers_sound(struct reading r, uint32_t addresses, uint32_t last)
{
	uint64_t address = read_number(&r);
	uint32_t highest = read_code(&r);
	while (r.at < r.end && !r.bad) {
		uint32_t distance = read_number(&r), code = read_code(&r);
		address += distance;
		highest = code > highest ? code : highest;
		r.bad = r.bad || distance == 0;
	}
	return !r.bad && address < addresses && highest <= last;
}

/*
 * The characters of a group, each with the length of what follows it; and that itself, which
 * is most of all, only when it is going to be read.
 */
static bool is_group_sound(const struct search_batch *b, const struct batch_group *g, bool whole)
{
	const unsigned char *bytes = (const unsigned char *)b->kept.data;
	struct reading r = { bytes + g->from, bytes + g[1].from, false };
	uint32_t last = (array_last(&b->groups)[-1].number + 1) * BATCH_GROUP - 1;
	bool fine = r.at < r.end;
	for (int before = -1; fine && r.at < r.end;) {
		int letter = *r.at++;
		uint32_t length = read_number(&r);
		fine = !r.bad && letter > before && letter < BATCH_GROUP && length > 0 &&
		       length <= (size_t)(r.end - r.at);
		struct reading followers = { r.at, fine ? r.at + length : r.at, false };
		fine = fine && (!whole || are_followers_sound(followers, b->starts[b->doc_count], last));
		r.at = followers.end;
		before = letter;
	}
	return fine;
}

bool batch_groups_are_sound(const struct search_batch *b, const struct batch_group *first,
                            const struct batch_group *end)
{
	bool fine = true;
	for (; fine && first < end; first++)
		fine = is_group_sound(b, first, true);
	return fine;
}

static bool is_stream_sound(const struct search_batch *b)
{
	size_t count = b->groups.len;
	const struct batch_group *g = b->groups.items;
	bool fine = count > 1 && g[0].from == 0 && g[count - 1].number == UINT32_MAX &&
	            g[count - 1].from == b->kept.len;
	for (size_t i = 0; fine && i + 1 < count; i++)
		fine = g[i].number < g[i + 1].number && g[i].from < g[i + 1].from;
	fine = fine && g[count - 2].number < BATCH_CODES / BATCH_GROUP;
	for (size_t i = 0; fine && i + 1 < count; i++)
		fine = is_group_sound(b, &g[i], false);
	return fine;
}

struct search_batch *search_batch_of(const struct search *s,
                                     const struct view parts[SEARCH_BATCH_PARTS],
                                     struct search_keeper keeper)
{
	struct search_batch *b = search_batch_new(s);
	b->keeper = keeper;
	take(b, parts);
	bool fine = b->doc_count > 0 && b->record_ends.len == b->doc_count &&
	            parts[PART_STARTS].len == (b->doc_count + 1) * sizeof(*b->starts) &&
	            are_articles_sound(b) &&
	            titles_are_sound(buf_view(&b->records), b->record_ends.items, b->doc_count) &&
	            columns_are_sound(&b->columns, b->facet_count, b->doc_count) && is_stream_sound(b);
	if (fine)
		return b;
	search_batch_free(b);
	return NULL;
}
