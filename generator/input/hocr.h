#ifndef INPUT_HOCR_H
#define INPUT_HOCR_H

#include "input/input.h"

/*
 * The reader of hOCR: HTML, well formed or not, whose classes tell what its
 * elements are. A line is an element of class ocr_line (or ocrx_line,
 * ocr_header, ocr_caption, ocr_textfloat), in the order of the file, one
 * without a word too: the n-th of the file is its line n.
 */
bool hocr_read(const struct input_source *s, struct input_pages *out, struct report *r);

bool hocr_recognises(struct view bytes);

#endif
