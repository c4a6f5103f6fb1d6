#ifndef INPUT_GATHER_H
#define INPUT_GATHER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/array.h"
#include "input/scan.h"

/*
 * Which files of a folder are read together. Most are a source by themselves,
 * of one printed page or several; some are only parts of what one reader reads
 * at once: a METS file has the ALTO files that it names.
 */
struct source {
	const struct scan_file *const *files; /* the first of them picks the reader */
	size_t count;
	struct scan_file whole; /* called as the first; its stamp is that of all */
};

struct gathering {
	ARRAY(struct source) sources; /* in the order of their first files in the scan */
	struct arena arena;           /* holds the lists of files; the files are the scan's */
};

/*
 * Every file of the scan is in one source; but a PDF that a METS file names is
 * the same pages once more, and in none. XML is looked into for that.
 */
void gather_files(const struct scan *s, struct gathering *out);

/* A file by itself, whatever lies beside it; file and out have to stay where they are. */
void gather_alone(const struct scan_file *const *file, struct source *out);

/* The file at path and what it names to be read with it, as one source, wherever that is. */
void gather_around(const char *path, struct gathering *out);

void gather_free(struct gathering *g);

#endif
