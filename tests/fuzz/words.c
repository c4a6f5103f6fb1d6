/*
 * Fuzz target: what pdftotext prints of a PDF document, which may say anything
 * of where its words stand. Each page ends in lines of valid UTF-8 without
 * controls, and each line has a box that is one.
 */
#include "targets.h"

#include <math.h>
#include <stdlib.h>

#include "input/pdf.h"
#include "text/utf8.h"

static void check_line(struct view line)
{
	if (line.len == 0)
		return;
	for (size_t at = 0; at < line.len;) {
		unsigned code = utf8_next(line, &at);
		if (code < ' ' || !utf8_allowed(code))
			abort();
	}
}

static void check_box(const struct text_box *b)
{
	if (!isfinite(b->left) || !isfinite(b->top) || !isfinite(b->width) || !isfinite(b->height) ||
	    !isfinite(b->size))
		abort();
}

void fuzz_words(struct view bytes)
{
	struct input_pages pages = { 0 };
	pdf_pages_of(bytes, &pages);
	for (size_t i = 0; i < pages.len; i++) {
		const struct text *t = &pages.items[i];
		for (size_t k = 0; k < t->len; k++) {
			check_line(t->lines[k]);
			if (t->boxes)
				check_box(&t->boxes[k]);
		}
	}
	input_pages_free(&pages);
}
