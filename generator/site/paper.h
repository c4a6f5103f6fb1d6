#ifndef SITE_PAPER_H
#define SITE_PAPER_H

#include "site/site.h"

/*
 * The newspaper as a page of one day has it: its name, place, publisher and
 * script follow the sections [title ID] of site.conf, by day and folder.
 */
struct paper {
	const struct config_title *title; /* NULL: site.conf has none for that day */
	struct view name;
	struct view language;
	struct view publisher; /* its name where nothing else is said */
};

struct paper paper_of_page(const struct archive *a, uint32_t page);

struct paper paper_of_title(const struct config *c, const struct config_title *t);

/* What it was called when no day is meant. */
struct paper paper_usual(const struct config *c);

/* The object `paper` of templates. */
const struct value *paper_show(const struct config *c, const struct paper *p, struct arena *a);

/* The address of the title's page. */
struct view paper_title_url(const struct config_title *t, struct arena *a);

#endif
