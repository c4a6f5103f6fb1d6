#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "archive/related.h"
#include "archive/related_change.h"
#include "base/arena.h"
#include "base/report.h"
#include "mustache/mustache.h"
#include "mustache/value.h"
#include "site/document.h"
#include "site/plan.h"
#include "site/review.h"
#include "site/writer.h"

/*
 * Everything that making a page needs and that does not change while pages are
 * made: any number of threads read it.
 */
enum site_template {
	TEMPLATE_HOME,
	TEMPLATE_YEAR,
	TEMPLATE_MONTH,
	TEMPLATE_ISSUE,
	TEMPLATE_UNDATED,
	TEMPLATE_PAGE,
	TEMPLATE_ARTICLE,
	TEMPLATE_TOPICS,
	TEMPLATE_TOPIC,
	TEMPLATE_AUTHORS,
	TEMPLATE_AUTHOR,
	TEMPLATE_KINDS,
	TEMPLATE_KIND,
	TEMPLATE_ON,
	TEMPLATE_COVERAGE,
	TEMPLATE_NOTFOUND,
	TEMPLATE_DOCUMENT,
	TEMPLATE_REDIRECT,
	TEMPLATE_FEED,
	TEMPLATE_SITEMAP,
	TEMPLATE_SITEMAP_INDEX,
	TEMPLATE_ROBOTS,
	TEMPLATE_HEADERS,
	TEMPLATE_REDIRECTS,
	TEMPLATE_SEARCH,
	TEMPLATE_OPENSEARCH,
	TEMPLATE_REVIEW,
	TEMPLATE_REVIEW_PAGE, /* last: needed only for a review */
	TEMPLATE_COUNT
};

struct site {
	const struct config *config;
	const struct archive *archive;
	struct document_list documents;
	struct scan assets; /* the static folder: copied as it is */
	struct mustache_set *templates;
	const struct mustache_template *template[TEMPLATE_COUNT];
	const struct value *value; /* "site", as all pages have it */
	struct plan plan;
	struct related *related;
	struct relook *relook; /* NULL until the site is rendered */
	struct review review;  /* empty unless one is made */
	struct writer writer;
	struct arena arena;
};

/*
 * Reads templates, words of the interface, site pages and the list of static
 * files. False, with every fault in the report, if one of them is not right.
 */
bool site_open(const struct config *c, struct site *out, struct report *r);

/* Plans the addresses of the archive's site. False if two things would share one. */
bool site_plan(struct site *s, const struct archive *a, size_t threads, struct report *r);

void site_close(struct site *s);

#endif
