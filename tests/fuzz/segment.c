/*
 * Fuzz target: any bytes at all are read and segmented, nothing is lost,
 * whatever is known about the lines, and the records are JSON in valid UTF-8.
 * What is proposed as a correction does what it says.
 */
#include "targets.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "../segment/whole.h"
#include "archive/proposals.h"
#include "base/hash.h"
#include "export/article_json.h"
#include "segment/segment.h"

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
		article_json_put(&record, p, &p->articles[i], NULL);
		check_record(&record);
	}
	for (size_t i = 0; i < p->furniture_count; i++) {
		buf_truncate(&record, 0);
		article_json_put_furniture(&record, p, &p->furniture[i]);
		check_record(&record);
	}
	buf_free(&record);
}

static void check_whole(const struct text *t, const struct page *p)
{
	size_t line;
	const char *fault = whole_fault(t, p, &line);
	if (fault)
		stop(fault, line);
}

/* Only small pages are cut again and again, so that the fuzzer gets on. */
enum { PINS = 4, PROPOSALS = 3, SMALL = 3000 };

/* A few constraints, on lines that are there and now and then on one that is not. */
static void draw_pins(uint64_t seed, const struct text *t, struct constraint constraints[PINS])
{
	for (size_t i = 0; i < PINS; i++) {
		uint64_t h = hash_view((struct view){ (const char *)&seed, sizeof(seed) });
		uint32_t first = (uint32_t)((h >> 32) % (t->len + 2));
		constraints[i].sort = (enum constraint_sort)(h % 5);
		constraints[i].article = (uint32_t)((h >> 8) % (t->len + 2));
		constraints[i].lines = (struct span){ first, first + (uint32_t)(h >> 60) };
		seed = h;
	}
}

static void check_pinned(const struct text *t, struct view bytes)
{
	struct constraint constraints[PINS];
	struct segment_options o = { .constraints = constraints, .constraint_count = PINS };
	struct page p;
	struct arena a = { 0 };
	struct explained e;
	draw_pins(hash_view(bytes), t, constraints);
	segment_page_with(t, &o, &p);
	check_whole(t, &p);
	explain_page(t, &o, &a, &e);
	for (size_t i = 1; i < e.len; i++)
		if (e.blocks[i].lines.first <= e.blocks[i - 1].lines.last)
			stop("explained twice", e.blocks[i].lines.first);
	arena_free(&a);
	page_free(&p);
}

static void check_start(const struct text *t, uint32_t line, bool start)
{
	struct constraint constraint = { .sort = start ? CONSTRAINT_START : CONSTRAINT_NO_START,
		                             .article = line };
	struct segment_options o = { .constraints = &constraint, .constraint_count = 1 };
	struct page p;
	bool begins = false;
	segment_page_with(t, &o, &p);
	for (size_t i = 0; i < p.article_count; i++)
		begins = begins || article_first_line(&p.articles[i]) == line;
	if (begins != start)
		stop("a proposal does not do what it says", line);
	page_free(&p);
}

/* Where articles begin, as proposed. */
static void check_proposals(const struct text *t, const struct page *p)
{
	struct segment_options o = { 0 };
	struct arena a = { 0 };
	struct explained e;
	size_t count, checked = 0;
	explain_page(t, &o, &a, &e);
	struct proposals_asked asked = { language_default(), &e, p, NULL, "page.txt", 0.02 };
	const struct proposal *all = proposals_find(&asked, &a, &count);
	for (size_t i = 0; i < count && checked < PROPOSALS; i++) {
		unsigned line;
		char word[4];
		const char *text = arena_string(&a, all[i].lines);
		if (sscanf(text, "[page.txt:%u]\nstart = %3s", &line, word) != 2)
			continue;
		check_start(t, line, word[0] == 'y');
		checked++;
	}
	arena_free(&a);
}

void fuzz_segment(struct view bytes)
{
	struct report r = { 0 };
	struct text t = { 0 };
	struct page p = { 0 };
	if (text_decode(bytes, "page.txt", NULL, &t, &r)) {
		segment_page(&t, NULL, &p);
		check_whole(&t, &p);
		check_records(&p);
		if (bytes.len <= SMALL) {
			check_pinned(&t, bytes);
			check_proposals(&t, &p);
		}
	}
	page_free(&p);
	text_free(&t);
	report_free(&r);
}
