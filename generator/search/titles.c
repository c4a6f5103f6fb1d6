#include "search/titles.h"

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

void titles_end(struct titles *t, struct sink *sink)
{
	uint32_t from = 0;
	for (size_t i = 0; i < t->ends.len; i++) {
		sink_put(sink, view_slice(buf_view(&t->records), from, t->ends.items[i] - from), "t%zu", i);
		from = t->ends.items[i];
	}
	titles_free(t);
}

void titles_free(struct titles *t)
{
	buf_free(&t->records);
	array_free(&t->ends);
	*t = (struct titles){ 0 };
}
