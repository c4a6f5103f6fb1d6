#ifndef INPUT_GATHER_H
#define INPUT_GATHER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/array.h"
#include "input/scan.h"
#include "language/language.h"

/*
 * Which files of a folder are read together. Most are a source by themselves,
 * of one printed page or several; some are only parts of what one reader reads
 * at once: a METS file has the ALTO files that it names, and texts that are
 * named as the first, second, … article of a page are that page.
 */
struct source {
	const struct scan_file *const *files; /* the first of them picks the reader */
	size_t count;
	struct scan_file whole; /* called as the first; its stamp is that of all */
	bool articles;          /* each file is an article of one printed page */
};

struct gathering {
	ARRAY(struct source) sources; /* in the order of their first files in the scan */
	struct arena arena;           /* holds the lists of files; the files are the scan's */
};

/*
 * Every file of the scan is in one source; but a PDF that a METS file names is
 * the same pages once more, and in none. XML is looked into for that. A page's
 * articles lie in one folder, named after its day, its number and their own, in
 * words of the language l. Where no two of the scan's are of one page, such a
 * name means nothing.
 */
void gather_files(const struct scan *s, const struct language *l, struct gathering *out);

/* A file by itself, whatever lies beside it; file and out have to stay where they are. */
void gather_alone(const struct scan_file *const *file, struct source *out);

/* The file at path and what it names to be read with it, as one source, wherever that is. */
void gather_around(const char *path, struct gathering *out);

void gather_free(struct gathering *g);

#endif
