#include "search/batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "search/titles.h"

/* Where the next text of each zone goes, counted from the article's start. */
struct places {
	uint32_t headline;
	uint32_t byline;
	uint32_t rest;
};

static void put_record(struct search_batch *b, char tag, struct view text)
{
	if (text.len == 0)
		return;
	buf_putc(&b->records, tag);
	for (size_t i = 0; i < text.len; i++) /* a control character would begin another field */
		buf_putc(&b->records, (char)((unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]));
}

/* Folds the text; false if nothing of it is left. */
static bool fold(struct search_batch *b, struct view text)
{
	b->folded.codes.len = 0;
	return text.len > 0 && fold_text(b->fold, text, &b->folded) > 0;
}

/* What was folded, at *place, if it fits between that and end; false: it does not, and is not added. */
static bool add_folded(struct search_batch *b, uint32_t *place, uint32_t end)
{
	/* Zones are short; lengths have to be compared without running over. */
	uint32_t length = (uint32_t)b->folded.codes.len;
	if (length >= end - *place)
		return false;
	uint32_t at = b->starts[b->doc_count] + *place;
	assert(b->tokens.len == 0 || array_last(&b->tokens)->address < at);
	struct batch_token *t = array_push_all(&b->tokens, length + 1);
	for (uint32_t i = 0; i < length; i++)
		t[i] = (struct batch_token){ b->folded.codes.items[i], at + i };
	t[length].address = at + length;
	*place += length + 1;
	return true;
}

/*
 * Adds the text behind what is there already, and not before from where it fits
 * there: then it stays in its place when what is before it is corrected.
 */
static bool add_text(struct search_batch *b, uint32_t *place, uint32_t from, uint32_t end,
                     struct view text)
{
	if (!fold(b, text))
		return true;
	if (from > *place && from < end && b->folded.codes.len < end - from)
		*place = from;
	return add_folded(b, place, end);
}

/* Whether what was folded stands in one of the texts from token first on. */
static bool is_there(const struct search_batch *b, size_t first)
{
	size_t length = b->folded.codes.len;
	for (size_t i = first; i + length <= b->tokens.len; i++) {
		size_t same = 0;
		while (same < length && b->tokens.items[i + same].code == b->folded.codes.items[same])
			same++;
		if (same == length)
			return true;
	}
	return false;
}

/* People who are named elsewhere than in the byline, or in a correction, are found as if they were. */
static void add_names(struct search_batch *b, size_t first, uint32_t *place, uint32_t end,
                      const struct article *a)
{
	for (size_t i = 0; i < a->credit_count; i++) {
		if (a->credits[i].role != CREDIT_AGENCY && fold(b, a->credits[i].name) &&
		    !is_there(b, first))
			add_folded(b, place, end);
	}
}

/*
 * Addresses have to ascend: what is too long for its zone comes after all that is
 * in one. So do opening words, which are in no headline.
 */
static void add_texts(struct search_batch *b, struct places *p, const struct article *a)
{
	struct {
		struct view text;
		uint32_t *zone, from, end;
	} zoned[] = {
		{ a->headline, &p->headline, 0, a->headline_printed ? BATCH_BYLINE : 0 },
		{ a->kicker, &p->headline, BATCH_KICKER, BATCH_BYLINE },
		{ a->deck, &p->headline, BATCH_DECK, BATCH_BYLINE },
		{ a->byline_text, &p->byline, BATCH_BYLINE, BATCH_REST },
	};
	enum { ZONED = sizeof(zoned) / sizeof(*zoned) };
	bool there[ZONED];
	size_t byline = b->tokens.len;
	for (size_t i = 0; i < ZONED; i++) {
		byline = b->tokens.len;
		there[i] = add_text(b, zoned[i].zone, zoned[i].from, zoned[i].end, zoned[i].text);
	}
	add_names(b, byline, &p->byline, BATCH_REST, a);
	for (size_t i = 0; i < ZONED; i++) {
		if (!there[i])
			add_text(b, &p->rest, BATCH_REST, UINT32_MAX, zoned[i].text);
	}
	add_names(b, byline, &p->rest, UINT32_MAX, a);
	/* A dateline that the text begins with is found there. */
	if (a->body_count == 0 || !view_starts(a->body[0].text, a->dateline))
		add_text(b, &p->rest, BATCH_REST, UINT32_MAX, a->dateline);
	for (size_t i = 0; i < a->body_count; i++)
		add_text(b, &p->rest, BATCH_REST, UINT32_MAX, a->body[i].text);
}

static uint32_t round_up(uint32_t places)
{
	return (places + BATCH_ROOM - 1) / BATCH_ROOM * BATCH_ROOM;
}

void search_batch_page(struct search_batch *b)
{
	b->page_count++;
}

void search_batch_add(struct search_batch *b, const struct search_article *x)
{
	if (b->doc_count + 2 > b->start_room) {
		b->start_room = b->start_room ? b->start_room * 2 : 64;
		b->starts = mem_grow(b->starts, b->start_room, sizeof(*b->starts));
		if (b->doc_count == 0)
			b->starts[0] = 0;
	}
	struct places p = { 0, BATCH_BYLINE, BATCH_REST };
	put_record(b, TITLES_URL, x->url);
	put_record(b, TITLES_PAGE, x->page);
	put_record(b, TITLES_KIND, view_of(kind_name(x->article->kind)));
	put_record(b, TITLES_KICKER, x->article->kicker);
	put_record(b, x->article->headline_printed ? TITLES_PRINTED : TITLES_OPENING,
	           x->article->headline);
	put_record(b, TITLES_TEXT, x->text);
	columns_add(&b->columns, x->facets, b->facet_count);
	add_texts(b, &p, x->article);
	buf_putc(&b->records, TITLES_END);
	*array_push(&b->record_ends) = (uint32_t)b->records.len;
	b->starts[b->doc_count + 1] = b->starts[b->doc_count] + round_up(p.rest);
	assert(b->page_count > 0);
	*array_push(&b->docs) = (struct batch_doc){ b->page_count - 1, x->place };
	b->doc_count++;
}

/* Which characters there are, and the number of each among them. */
struct alphabet {
	uint32_t *numbers; /* of each character up to the last, from 1; 0: it is not there */
	uint32_t *letters; /* those that there are, ascending */
	size_t count;
	uint32_t *from; /* of each, the number of its first follower, and of all */
};

/* Characters come from few of the blocks that there are: the others are passed over. */
#define BLOCK 256

static void find_letters(const struct search_batch *b, struct alphabet *a)
{
	bool has[BATCH_CODES / BLOCK + 1] = { false };
	uint32_t blocks = 1;
	for (size_t i = 0; i < b->tokens.len; i++) {
		uint32_t block = b->tokens.items[i].code / BLOCK;
		has[block] = true;
		blocks = block >= blocks ? block + 1 : blocks;
	}
	a->numbers = mem_array((size_t)blocks * BLOCK, sizeof(*a->numbers));
	for (size_t i = 0; i < b->tokens.len; i++)
		a->numbers[b->tokens.items[i].code] = 1;
	a->numbers[0] = 0;
	a->letters = mem_array(b->tokens.len + 1, sizeof(*a->letters));
	a->count = 0;
	for (uint32_t c = 0; c < blocks * BLOCK; c++) {
		if (!has[c / BLOCK]) {
			c += BLOCK - 1;
		} else if (a->numbers[c]) {
			a->letters[a->count] = c;
			a->numbers[c] = (uint32_t)++a->count;
		}
	}
}

struct follower {
	uint32_t address;
	uint32_t next; /* the character that follows, or 0 */
};

/* Followers in order of letter and address; a->from tells where each letter's begin. */
static struct follower *sort_followers(const struct search_batch *b, struct alphabet *a)
{
	struct follower *sorted = mem_array(b->tokens.len, sizeof(*sorted));
	uint32_t *from = a->from;
	const struct batch_token *t = b->tokens.items;
	for (size_t i = 0; i < b->tokens.len; i++)
		from[a->numbers[t[i].code]]++;
	from[0] = 0;
	for (size_t i = 0; i < a->count; i++)
		from[i + 1] += from[i];
	for (size_t i = 0; i < b->tokens.len; i++) {
		if (t[i].code)
			sorted[from[a->numbers[t[i].code] - 1]++] =
				(struct follower){ t[i].address, t[i + 1].code };
	}
	/* Each has moved to where the next one began. */
	memmove(from + 1, from, a->count * sizeof(*from));
	from[0] = 0;
	return sorted;
}

static void put_varint(struct buf *b, uint32_t value)
{
	while (value >= 0x80) {
		b->data[b->len++] = (char)(value | 0x80);
		value >>= 7;
	}
	b->data[b->len++] = (char)value;
}

static void put_code(struct buf *b, uint32_t code)
{
	bool is_long = code >= BATCH_LONG;
	uint32_t two = is_long ? BATCH_LONG : code;
	b->data[b->len++] = (char)(two & 0xFF);
	b->data[b->len++] = (char)(two >> 8);
	if (is_long)
		put_varint(b, code);
}

static void put_followers(const struct follower *f, size_t count, struct buf *out)
{
	uint32_t address = 0;
	buf_truncate(out, 0);
	buf_reserve(out, count * 10);
	for (size_t i = 0; i < count; i++) {
		put_varint(out, f[i].address - address);
		put_code(out, f[i].next);
		address = f[i].address;
	}
}

static void put_group(struct search_batch *b, uint32_t number)
{
	*array_push(&b->groups) = (struct batch_group){ number, (uint32_t)b->stream.len, 0 };
}

static void print_groups(struct search_batch *b)
{
	for (size_t i = 0; i + 1 < b->groups.len; i++) {
		struct batch_group *g = &b->groups.items[i];
		g->print =
			hash128_view(view_slice(buf_view(&b->stream), g->from, g[1].from - g->from), b->seed)
				.low;
	}
}

static void put_stream(struct search_batch *b, const struct alphabet *a,
                       const struct follower *sorted)
{
	struct buf followers = { 0 };
	for (size_t i = 0; i < a->count; i++) {
		uint32_t group = a->letters[i] / BATCH_GROUP;
		if (b->groups.len == 0 || array_last(&b->groups)->number != group)
			put_group(b, group);
		put_followers(sorted + a->from[i], a->from[i + 1] - a->from[i], &followers);
		buf_reserve(&b->stream, followers.len + 6);
		b->stream.data[b->stream.len++] = (char)(a->letters[i] % BATCH_GROUP);
		put_varint(&b->stream, (uint32_t)followers.len);
		buf_put(&b->stream, buf_view(&followers));
	}
	put_group(b, UINT32_MAX);
	buf_free(&followers);
}

void search_batch_seal(struct search_batch *b)
{
	struct alphabet a;
	find_letters(b, &a);
	a.from = mem_array(a.count + 1, sizeof(*a.from));
	struct follower *sorted = sort_followers(b, &a);
	put_stream(b, &a, sorted);
	print_groups(b);
	free(sorted);
	free(a.numbers);
	free(a.letters);
	free(a.from);
	array_free(&b->tokens);
	array_free(&b->folded.codes);
}

void search_batch_free(struct search_batch *b)
{
	if (!b)
		return;
	free(b->starts);
	buf_free(&b->records);
	buf_free(&b->stream);
	if (b->keeper.release)
		b->keeper.release(b->keeper.owner);
	array_free(&b->record_ends);
	array_free(&b->docs);
	array_free(&b->groups);
	free(b->numbers);
	columns_free(&b->columns);
	array_free(&b->tokens);
	array_free(&b->folded.codes);
	free(b);
}
