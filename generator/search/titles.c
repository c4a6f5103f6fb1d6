#include "search/titles.h"

#define HEAD_FILES 16 /* so many files of titles are told in the head, more in lists of their own */

void titles_add(struct titles *t, unsigned larger, struct view records, const uint32_t *ends,
                size_t count)
{
	uint32_t before = (uint32_t)t->records.len;
	for (size_t i = 0; i < count; i++) {
		if (t->docs == 0)
			array_push(&t->ends);
		*array_last(&t->ends) = before + ends[i];
		t->docs = (t->docs + 1) % (TITLES_FILE * larger);
	}
	buf_put(&t->records, records);
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

void titles_end(struct titles *t, unsigned larger, struct sink *sink, struct bits *head)
{
	uint32_t from = 0;
	bool apart = t->ends.len > HEAD_FILES;
	ARRAY(uint32_t) hashes = { 0 };
	for (size_t i = 0; i < t->ends.len; i++) {
		struct view part = view_slice(buf_view(&t->records), from, t->ends.items[i] - from);
		*array_push(&hashes) = sink_put(sink, part, "t%zu", i);
		from = t->ends.items[i];
	}
	bits_put_number(head, TITLES_FILE * larger, 8);
	bits_put(head, apart, 1);
	if (apart)
		put_lists(hashes.items, hashes.len, sink, head);
	else
		for (size_t i = 0; i < hashes.len; i++)
			bits_put_hash(head, hashes.items[i]);
	array_free(&hashes);
	titles_free(t);
}

void titles_free(struct titles *t)
{
	buf_free(&t->records);
	array_free(&t->ends);
	*t = (struct titles){ 0 };
}
