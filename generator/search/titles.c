#include "search/titles.h"

#include "search/slots.h"

#define HEAD_FILES 16 /* so many files of titles are told in the head, more in lists of their own */

void titles_add(struct titles *t, struct view records, const uint32_t *ends, size_t count)
{
	uint32_t before = (uint32_t)t->records.len;
	for (size_t i = 0; i < count; i++)
		*array_push(&t->ends) = before + ends[i];
	buf_put(&t->records, records);
}

static struct view record(const struct titles *t, uint32_t article)
{
	uint32_t from = article > 0 ? t->ends.items[article - 1] : 0;
	return view_slice(buf_view(&t->records), from, t->ends.items[article] - from);
}

/* Puts the hashes of files, so many to a list, and those of the lists into the head. */
static void put_lists(const uint32_t *hashes, size_t count, struct sink *sink, struct bits *head)
{
	struct bits list = { 0 };
	for (size_t first = 0; first < count; first += TITLES_LIST) {
		bits_reset(&list);
		for (size_t i = first; i < count && i < first + TITLES_LIST; i++)
			bits_put_hash(&list, hashes[i]);
		bits_put_hash(head, sink_put(sink, bits_end(&list), "tl%zu", first / TITLES_LIST));
	}
	bits_free(&list);
}

/* The records of the numbers from first to end; false if there is none. */
static bool put_records(const struct titles *t, const uint32_t *order, uint32_t first, uint32_t end,
                        struct buf *out)
{
	bool any = false;
	buf_truncate(out, 0);
	for (uint32_t i = first; i < end; i++) {
		if (order[i] > 0)
			buf_put(out, record(t, order[i] - 1));
		else
			buf_putc(out, TITLES_END);
		any = any || order[i] > 0;
	}
	return any;
}

void titles_end(struct titles *t, unsigned larger, const uint32_t *order, uint32_t end,
                struct sink *sink, struct bits *head)
{
	/* Where numbers are free, a file has more of them. */
	uint32_t docs = (uint32_t)t->ends.len;
	uint32_t share = slots_round((uint32_t)((uint64_t)TITLES_FILE * larger * end / docs));
	struct buf file = { 0 };
	ARRAY(uint32_t) hashes = { 0 };
	for (uint32_t first = 0; first < end; first += share) {
		uint32_t behind = first + share < end ? first + share : end;
		bool any = put_records(t, order, first, behind, &file);
		uint32_t hash = any ? sink_put(sink, buf_view(&file), "t%zu", hashes.len) : 0;
		*array_push(&hashes) = hash;
	}
	bool apart = hashes.len > HEAD_FILES;
	bits_put_number(head, share, 8);
	bits_put(head, apart, 1);
	if (apart)
		put_lists(hashes.items, hashes.len, sink, head);
	else
		for (size_t i = 0; i < hashes.len; i++)
			bits_put_hash(head, hashes.items[i]);
	array_free(&hashes);
	buf_free(&file);
	titles_free(t);
}

void titles_free(struct titles *t)
{
	buf_free(&t->records);
	array_free(&t->ends);
	*t = (struct titles){ 0 };
}
