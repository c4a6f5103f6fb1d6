#ifndef INPUT_PDF_H
#define INPUT_PDF_H

#include "input/input.h"

/* What a document is told of that cannot be read without the program. */
#define PDF_NO_PROGRAM "is a PDF document, which pdftotext reads: install the package poppler-utils"

/*
 * The reader of PDF documents: the words of their text layer and where they
 * stand, as pdftotext of poppler-utils tells them, which is run as a program.
 * Columns and the order of reading are found by input/reading_order.h. It is run
 * for some pages at a time, of a long document on all threads that the source
 * may have, and bounded in time, memory, output and pages.
 */
bool pdf_read(const struct input_source *s, struct input_pages *out, struct report *r);

bool pdf_recognises(struct view bytes);

/* The pages in what pdftotext -bbox-layout printed: for tests. Nothing in it can lead outside of it. */
void pdf_pages_of(struct view printed, struct input_pages *out);

#endif
