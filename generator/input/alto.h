#ifndef INPUT_ALTO_H
#define INPUT_ALTO_H

#include "input/input.h"
#include "input/ocr_page.h"

/*
 * The reader of ALTO, versions 1 to 4, in any namespace or none. A line is a
 * TextLine, in the order of the file, one without a word too: the n-th
 * TextLine of the file is its line n.
 */
bool alto_read(const struct input_source *s, struct input_pages *out, struct report *r);

bool alto_recognises(struct view bytes);

/* The pages of a file before they are texts. */
typedef ARRAY(struct ocr_page) alto_pages;

/*
 * Reads them, each with the identifiers of its blocks, lines and words if
 * naming; the caller frees each by ocr_page_free() or ocr_pages_put(), and
 * the array. False, and the place is warned of, if the file is damaged.
 */
bool alto_parse(const struct input_file *f, bool naming, alto_pages *out, struct report *r);

#endif
