/*
 * Fuzz target: any bytes at all are read and segmented, nothing is lost, and
 * the records are JSON in valid UTF-8. `make fuzz` runs it under libFuzzer;
 * tests/fuzz/test_replay.c runs it over the corpus.
 */
#include "segment.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "../page/whole.h"
#include "page/record.h"

static void stop(const char *fault, size_t line)
{
	fprintf(stderr, "line %zu: %s\n", line, fault);
	abort();
}

static void check_record(const struct buf *record)
{
	json_error_t e;
	json_t *root = json_loadb(record->data, record->len, 0, &e);
	if (!root)
		stop(e.text, 0);
	json_decref(root);
}

static void check_records(const struct page *p)
{
	struct buf record = { 0 };
	for (size_t i = 0; i < p->article_count; i++) {
		buf_truncate(&record, 0);
		record_put_article(&record, p, &p->articles[i], NULL);
		check_record(&record);
	}
	for (size_t i = 0; i < p->furniture_count; i++) {
		buf_truncate(&record, 0);
		record_put_furniture(&record, p, &p->furniture[i]);
		check_record(&record);
	}
	buf_free(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct report r = { 0 };
	struct text t = { 0 };
	struct page p = { 0 };
	size_t line;
	if (text_decode((struct view){ (const char *)data, size }, "page.txt", NULL, &t, &r)) {
		page_segment(&t, NULL, &p);
		const char *fault = whole_fault(&t, &p, &line);
		if (fault)
			stop(fault, line);
		check_records(&p);
	}
	page_free(&p);
	text_free(&t);
	report_free(&r);
	return 0;
}
