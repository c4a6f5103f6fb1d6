#ifndef SITE_MAKE_H
#define SITE_MAKE_H

#include <stdint.h>

#include "site/fingerprint.h"
#include "site/page_kind.h"
#include "site/renderer.h"

/*
 * Making one page of any kind. What goes wrong is in the renderer's report.
 *
 * fingerprints is NULL in a rehearsal, when every page is made.
 */

/* The fingerprint that its kind makes by hand of what a page is made of; 0: there is none. */
uint64_t make_fingerprint(const struct fingerprints *fingerprints, struct page_ref page);

/*
 * Makes the page and puts it in place, unless it stands as it would be: by the
 * fingerprint of its kind, or by what its template is given.
 */
void make_page(struct renderer *m, const struct fingerprints *fingerprints, struct page_ref page);

/* Makes a page of texts, whether it stands or not; texts[0] is that of its first printed page. */
void make_page_of_texts(struct renderer *m, const struct fingerprints *fingerprints,
                        struct page_ref page, const struct segmented_page *texts);

#endif
