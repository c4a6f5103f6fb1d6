#ifndef SITE_LIST_H
#define SITE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/view.h"

/*
 * The long lists of articles: by topic, place, author and kind. Each is a row:
 * which lists the archive has, what they are called, and where their pages
 * are. What their pages show is in site/pages/.
 */
enum list { LIST_TOPIC, LIST_PLACE, LIST_AUTHOR, LIST_KIND, LIST_COUNT };

struct list_kind {
	const char *folder; /* of its pages: "topics" */
	const struct archive_lists *(*lists)(const struct archive *a);

	/* What readers are told of one; absent: a word of the interface stands for it. */
	struct view (*name)(const struct archive *a, uint32_t number);

	/* What stands in addresses; absent or of no bytes: it is made of the name. */
	struct view (*id)(const struct archive *a, uint32_t number);

	/* How many site.conf names; they come first, and have a page also without an article. */
	size_t (*configured)(const struct config *c);
};

extern const struct list_kind list_kinds[LIST_COUNT];

/* The articles of one list, oldest first. */
const uint32_t *list_articles(const struct archive *a, enum list list, uint32_t number,
                              size_t *count);

/* How many lists there are, whether site.conf names one, and whether it has a page. */
size_t list_count(const struct archive *a, enum list list);
bool list_is_configured(const struct archive *a, enum list list, uint32_t number);
bool list_has_page(const struct archive *a, enum list list, uint32_t number);

#endif
