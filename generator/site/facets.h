#ifndef SITE_FACETS_H
#define SITE_FACETS_H

#include "base/arena.h"
#include "search/search.h"
#include "site/site.h"

/* A list that values are appended to. */
struct facet_values {
	ARRAY(struct view) items;
};

/* A value as the index has it, and its name: words, or the partial that holds them. */
struct facet_known {
	struct view value;
	struct view name;
	const char *word;
};

/*
 * What the results of a search can be narrowed by, a row each: the index, its
 * manifest and the search page are made of these rows, and the scripts know none
 * of them by name.
 */
struct facet {
	const char *name;       /* in the address of a search, and in the index */
	const char *heading;    /* the partial with its heading; */
	const char *field;      /* and with what stands before a colon in a query */
	const char *value_word; /* the partial that a value is shown with, as "%s版"; NULL: as it is */
	bool open;              /* the page shows it unfolded */

	/* Whether the archive has it; NULL: every archive. */
	bool (*there)(const struct config *c);

	/* Appends what an article has; NULL: the index knows it from the day. */
	void (*values)(const struct archive *a, const struct archive_article *article,
	               struct facet_values *out);

	/* Number i of the values that have a name of their own; false behind the last. NULL: none has. */
	bool (*known)(const struct archive *a, size_t i, struct facet_known *out);
};

size_t facets_count(void);
const struct facet *facets_row(size_t i);

bool facets_there(const struct config *c, const struct facet *f);

/* Names of the rows that have columns in the index, in its order; returns how many. */
size_t facets_names(const struct config *c, const char *names[SEARCH_FACETS_MAX]);

/* Fills values, one for each name, for an article of the archive; from the arena. */
void facets_fill(const struct archive *a, const struct archive_article *article,
                 struct search_values values[SEARCH_FACETS_MAX], struct arena *arena);

#endif
