#ifndef INPUT_PAGE_XML_H
#define INPUT_PAGE_XML_H

#include "input/input.h"
#include "input/ocr_page.h"

/*
 * The reader of PAGE XML, 2010 to 2019. A line is a TextLine, in the order that
 * ReadingOrder gives to the regions, else in that of the file, one without
 * text too: the n-th in that order is the page's line n. A region without
 * lines has those of its own text. What is called a heading, a caption, a
 * credit or the page's head or foot is labelled so.
 */
bool page_xml_read(const struct input_source *s, struct input_pages *out, struct report *r);

/*
 * The page of a file before it is a text, with the identifiers of its regions,
 * lines and words if naming; the caller frees it by ocr_page_free() or
 * ocr_pages_put(). False, and the place is warned of, if the file is damaged.
 */
bool page_xml_parse(const struct input_file *f, bool naming, struct ocr_page *out,
                    struct report *r);

bool page_xml_recognises(struct view bytes);

#endif
