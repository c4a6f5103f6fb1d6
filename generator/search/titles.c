#include "search/titles.h"

#define HEAD_FILES \
	16 /* so many files of titles are told in the head, more in a file of their own */

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

void titles_end(struct titles *t, unsigned larger, struct sink *sink, struct bits *head)
{
	uint32_t from = 0;
	struct bits list = { 0 };
	bool apart = t->ends.len > HEAD_FILES;
	struct bits *hashes = apart ? &list : head;
	bits_put_number(head, TITLES_FILE * larger, 8);
	bits_put(head, apart, 1);
	for (size_t i = 0; i < t->ends.len; i++) {
		struct view part = view_slice(buf_view(&t->records), from, t->ends.items[i] - from);
		bits_put_hash(hashes, sink_put(sink, part, "t%zu", i));
		from = t->ends.items[i];
	}
	if (apart)
		bits_put_hash(head, sink_put(sink, bits_end(&list), "t"));
	bits_free(&list);
	titles_free(t);
}

void titles_free(struct titles *t)
{
	buf_free(&t->records);
	array_free(&t->ends);
	*t = (struct titles){ 0 };
}
