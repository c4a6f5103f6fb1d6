#ifndef SITE_HEADLINE_H
#define SITE_HEADLINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"

/*
 * Where a line of a headline may end: between words, as ICU's dictionary has
 * them, but never inside a number with its measure, or a name. What is a name is
 * told by the given ones and by surnames; nothing else of the archive has a
 * say, so that a new page changes no headline of an old one.
 */
struct headline; /* of one thread at a time */
struct language;

/* Of headlines in that language. NULL, reported, if ICU lacks its data. */
struct headline *headline_open(const struct language *language, struct report *r);

/*
 * Breaks of a text: bit i is set where a line may end before character i. Of
 * longer texts the first HEADLINE_CHARACTERS are looked at. names are kept whole.
 */
typedef uint64_t headline_breaks;
enum { HEADLINE_CHARACTERS = 62 };
#define HEADLINE_KNOWN ((headline_breaks)1) /* bit 0 is always set: so 0 may stand for unknown */
headline_breaks headline_find(struct headline *h, struct view text, const struct view *names,
                              size_t name_count);

/*
 * Appends a part of that text, escaped, with <wbr> where its lines may end; it
 * begins at byte from.
 */
void headline_put(struct buf *out, struct view text, size_t from, size_t len, headline_breaks b);

void headline_close(struct headline *h);

#endif
