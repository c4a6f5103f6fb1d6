/*
 * Fuzz target: edits of the segmenter's weights. Those that are read cut a page
 * somehow, whatever numbers they hold, and lose none of its lines.
 */
#include "targets.h"

#include <stdio.h>
#include <stdlib.h>

#include "../segment/whole.h"
#include "edits.h"
#include "segment/segment.h"
#include "segment/weights.h"

static const char page[] =
	"县里修通一条公路\n\n本报讯 县里的一条公路昨天修通，全长三公里，是村民自己修起来的。(张波)\n\n"
	"县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放。(李军)\n";

static void cut(const struct weights *w)
{
	struct report r = { 0 };
	struct text t = { 0 };
	struct page p = { 0 };
	struct segment_options o = { .weights = w };
	size_t line;
	if (!text_decode(view_of(page), "page.txt", NULL, &t, &r))
		abort();
	segment_page_with(&t, &o, &p);
	const char *fault = whole_fault(&t, &p, &line);
	if (fault && strcmp(fault, "a confidence that is no likelihood") != 0) {
		fprintf(stderr, "line %zu: %s\n", line, fault);
		abort();
	}
	page_free(&p);
	text_free(&t);
	report_free(&r);
}

void fuzz_weights(struct view bytes)
{
	struct report r = { 0 };
	struct weights w = { 0 };
	struct buf file = { 0 };
	struct edit e;
	weights_write(weights_default(), &file);
	while (edits_next(&bytes, &e)) {
		e.at = e.which % 2 ? e.at : e.at % 256; /* half of them in the head */
		edits_apply(&e, &file);
	}
	if (weights_read(&w, buf_view(&file), "weights.bin", &r))
		cut(&w);
	else if (r.errors == 0)
		abort();
	weights_free(&w);
	buf_free(&file);
	report_free(&r);
}
