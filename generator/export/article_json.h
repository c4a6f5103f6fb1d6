#ifndef EXPORT_ARTICLE_JSON_H
#define EXPORT_ARTICLE_JSON_H

#include "base/buf.h"
#include "page/page.h"

/*
 * The JSON Lines of `broadsheet segment` and of the site's export: one object
 * a line, ended by \n.
 */

/* What the page itself does not know; a NULL record_place is printed as nulls. */
struct article_json_place {
	struct view url;           /* from the root of the site */
	const struct view *topics; /* names, best first */
	size_t topic_count;
	const struct view *places; /* names, the dateline's first */
	size_t place_count;
	struct view
		same_text; /* the url of the first article that has this text; absent: no other has it */
};

void article_json_put(struct buf *b, const struct page *p, const struct article *a,
                      const struct article_json_place *place);
void article_json_put_furniture(struct buf *b, const struct page *p, const struct furniture *f);

#endif
