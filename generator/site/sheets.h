#ifndef SITE_SHEETS_H
#define SITE_SHEETS_H

#include <stdbool.h>
#include <stdint.h>

#include "site/export.h"
#include "site/indexing.h"
#include "site/maker.h"
#include "site/prints.h"

/*
 * What is made of the texts of one issue, or of one page without a day: the
 * pages of its articles, of its printed pages and its own, records for the
 * export, and what search has to know. Only texts are read that something has
 * to be made of.
 */
struct sheets {
	const struct prints   *prints; /* NULL in a rehearsal: all is made */
	const struct export   *export;
	const struct indexing *indexing;
};

struct sheets_run {
	uint32_t first, count; /* pages */
	bool     dated;
	uint32_t issue;        /* if it is dated */
	size_t   number;       /* among the undated pages and issues */
};

void sheets_make(const struct sheets *s, struct maker *m, const struct sheets_run *run,
                 struct export_part *part, struct search_batch **batch);

#endif
