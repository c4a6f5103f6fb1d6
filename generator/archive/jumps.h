#ifndef ARCHIVE_JUMPS_H
#define ARCHIVE_JUMPS_H

#include <stddef.h>
#include <stdint.h>

#include "page/page.h"

/*
 * Articles that go on on another page: （下转第4版） on page 1 and （上接第1版）
 * on page 4 of one day are the two ends of a jump.
 */
struct archive;

/* An article with such a line, while the archive is read. */
struct jump {
	uint32_t article; /* number on its page */
	char to[12];      /* the number of the page it goes on on; "": none */
	char from[12];
	uint64_t headline; /* its hash; 0: none was printed */
	uint32_t *pairs;   /* hashes of neighbouring characters, sorted, each once */
	uint32_t pair_count;
};

/* Fills out, which is zeroed, with what joining needs to know of the article. */
void jumps_read(const struct article *a, uint32_t number, struct jump *out);

/*
 * Sets continues and continued_from of the articles whose jumps have both ends
 * in the archive; pages and articles must be in order, with their issues. Where
 * several could belong together, headlines and rare words decide, and where
 * these do not decide clearly, none are joined. The jumps are forgotten.
 */
void jumps_join(struct archive *a);

void jumps_free(struct jump *jumps, size_t count);

#endif
