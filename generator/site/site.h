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
#include "site/headline.h"
#include "site/plan.h"
#include "site/review.h"
#include "site/writer.h"

/*
 * Everything that making a page needs and that does not change while pages are
 * made: any number of threads read it.
 */
struct site {
	const struct config *config;
	const struct page_kind *const *kinds; /* of pages, and NULL */
	const struct archive *archive;
	struct document_list documents;
	struct scan assets; /* the static folder: copied as it is */
	struct mustache_set *templates;
	const struct value *value; /* "site", as all pages have it */
	const struct value *paper; /* `paper` where no day is meant */
	struct plan plan;
	struct related *related;
	struct related_change *related_change; /* NULL until the site is rendered */
	struct review review;                  /* empty unless one is made */
	struct writer writer;
	_Atomic(headline_breaks) *breaks; /* of each article's headline; 0: not looked for yet */
	struct arena arena;
};

/*
 * Reads templates, words of the interface, site pages and the list of static
 * files. kinds are those of site/pages/pages.h. False, with every fault in the report, if one of them is not right.
 */
bool site_open(const struct config *c, const struct page_kind *const *kinds, struct site *out,
               struct report *r);

/* Plans the addresses of the archive's site. False if two things would share one. */
bool site_plan(struct site *s, const struct archive *a, size_t threads, struct report *r);

/* The rules of the language that the newspaper is written in. */
const struct language *site_paper_language(const struct site *s);

void site_close(struct site *s);

#endif
