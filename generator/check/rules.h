#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "base/buf.h"
#include "base/hashset.h"
#include "check/reference.h"
#include "check/token.h"

/*
 * What Atom (RFC 4287), RSS 2.0 and the sitemap protocol ask of a file, told as
 * its elements come by. Names are without a prefix; depth 1 is the root.
 */
enum rules_kind { RULES_NONE, RULES_FEED, RULES_RSS, RULES_SITEMAP, RULES_INDEX };

struct rules {
	struct reference_file *file;
	enum rules_kind kind;
	size_t root_at, item_at; /* where feed or urlset, entry or url begin; channel, item */
	struct hashset seen;     /* ids, or addresses */
	size_t items;
	struct rules_count {
		size_t id, title, updated, author, content, alternate, loc, link;
	} whole, item;  /* of the feed itself, of the entry */
	bool anonymous; /* an entry without an author came by */
};

/* name is t's without the prefix that the root has; with another it is none of ours. */
void rules_start(struct rules *r, const struct token *t, struct view name, size_t depth);

/* text is what stands in the element, references resolved; at is where it began. */
void rules_end(struct rules *r, struct view name, struct view text, size_t at, size_t depth);

void rules_finish(struct rules *r);

/* 2022-01-19T08:00:00Z, or with +08:00. */
bool rules_is_time(struct view text);

/* The same, or a year, a month, a day; seconds may be left out. */
bool rules_is_date(struct view text);

#endif
