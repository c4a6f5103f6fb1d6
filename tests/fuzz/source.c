/*
 * Fuzz target: the files of one source, as a METS file with those that it
 * names. Each begins with a line "## " and its path. What the reader makes of
 * them holds what generator/text/text.h promises, and is segmented without a loss.
 */
#include "targets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../segment/whole.h"
#include "base/arena.h"
#include "input/input.h"
#include "segment/segment.h"

enum { FILES_MOST = 8 };

static void stop(const char *fault, size_t line)
{
	fprintf(stderr, "line %zu: %s\n", line, fault);
	abort();
}

/* Cuts the bytes at lines that begin a file; how many there are. */
static size_t cut_files(struct view bytes, struct arena *a, struct input_file *files)
{
	size_t count = 0;
	while (bytes.data && count < FILES_MOST && view_starts(bytes, VIEW("## "))) {
		bytes = view_slice(bytes, 3, bytes.len);
		files[count].path = arena_string(a, view_cut(&bytes, '\n'));
		if (!bytes.data)
			break;
		ptrdiff_t end = view_find(bytes, VIEW("\n## "), 0);
		files[count++].bytes = view_slice(bytes, 0, end < 0 ? bytes.len : (size_t)end);
		bytes = end < 0 ? VIEW_NULL : view_slice(bytes, (size_t)end + 1, bytes.len);
	}
	return count;
}

static void check_boxes(const struct text *t)
{
	for (size_t i = 0; t->boxes && i < t->len; i++) {
		const struct text_box *b = &t->boxes[i];
		if (!isfinite(b->left + b->top + b->width + b->height + b->size + b->weight) ||
		    b->left < 0 || b->top < 0 || b->width < 0 || b->height < 0 || b->size < 0)
			stop("a box that is none", i);
	}
}

/* Lines of one article are neighbours, and articles have numbers that are told of. */
static void check_labels(const struct text *t)
{
	bool *met = calloc(t->len + 2, sizeof(*met));
	for (size_t i = 0; met && t->labels && i < t->len; i++) {
		uint32_t article = t->labels[i].article;
		if (article > t->len || (t->article_count > 0 && article > t->article_count))
			stop("an article that is not there", i);
		bool same = i > 0 && t->labels[i - 1].article == article;
		if (article > 0 && met[article] && !same)
			stop("an article in two pieces", i);
		met[article] = true;
	}
	free(met);
}

static void check_page(struct text *t)
{
	struct page p;
	size_t line;
	check_boxes(t);
	check_labels(t);
	t->name = "page";
	t->before = 0; /* whole_fault() counts from the page's first line */
	segment_page(t, NULL, &p);
	const char *fault = whole_fault(t, &p, &line);
	if (fault)
		stop(fault, line);
	page_free(&p);
}

void fuzz_source(struct view bytes)
{
	struct arena a = { 0 };
	struct report r = { 0 };
	struct input_pages pages = { 0 };
	struct text_encoding none = { 0 };
	struct input_file files[FILES_MOST] = { 0 };
	struct input_source source = { .files = files,
		                           .count = cut_files(bytes, &a, files),
		                           .encoding = &none };
	const struct input_reader *reader =
		source.count > 0 ? input_reader_of(view_of(files[0].path), files[0].bytes) : NULL;
	/* Texts have a target of their own; PDFs are read by another program. */
	bool ours =
		reader && strcmp(reader->name, "PDF") != 0 && strcmp(reader->name, "plain text") != 0;
	if (ours && input_read(&source, &pages, &r))
		for (size_t i = 0; i < pages.len; i++)
			check_page(&pages.items[i]);
	input_pages_free(&pages);
	report_free(&r);
	arena_free(&a);
}
