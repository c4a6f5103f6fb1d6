#ifndef ARCHIVE_SOURCE_H
#define ARCHIVE_SOURCE_H

#include "archive/archive.h"
#include "base/buf.h"
#include "input/input.h"

/* The bytes of all files of a source, in their order. A zeroed one may be freed. */
struct source_bytes {
	struct buf *items;
	bool *absent; /* those that could not be read, which have no bytes */
	size_t count;
	size_t absent_count;
};

/* Tells of each file that cannot be read, with an error. False if the first of them, or none can. */
bool source_load(const struct source *s, struct source_bytes *out, struct report *r);

/* The hash of all of them, under the archive's seed. */
struct hash128 source_content(const struct source_bytes *b, uint64_t seed);

/*
 * The pages of a source that holds these bytes, each ready to be segmented:
 * called as records call it, in the paper's language. False if it has none.
 */
bool source_pages(const struct archive *a, const struct source *s, const struct source_bytes *b,
                  struct input_pages *out, struct report *r);

/* What records and messages call a page of a source, and what language it is in. */
void source_name_page(const struct archive *a, const struct source *s, struct text *t);

/*
 * The key of what is known of the source's files beside their bytes: what
 * corrections.conf says, and whether each is an article.
 */
struct hash128 source_corrections(const struct archive *a, const struct source *s);

/* False, reported, if corrections.conf speaks of a file whose lines are counted in another. */
bool source_check_corrections(const struct archive *a, struct report *r);

void source_bytes_free(struct source_bytes *b);

#endif
