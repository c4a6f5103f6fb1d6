#ifndef SITE_CITE_H
#define SITE_CITE_H

#include "page/page.h"
#include "site/renderer.h"

/* cite: what a citation of the article needs. */
const struct value *cite_show(struct renderer *m, uint32_t article, const struct article *a);

/*
 * The article as schema.org describes a NewsArticle: a JSON text that can
 * stand in a script element, whatever the article says.
 */
struct view cite_json_ld(struct renderer *m, uint32_t article, const struct article *a);

/*
 * The same in the key-value form of OpenURL that reference managers look for in
 * a COinS: how a page of several articles tells of each.
 */
struct view cite_coins(struct renderer *m, uint32_t article, const struct article *a);

#endif
