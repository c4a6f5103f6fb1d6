#ifndef SITE_ISSUE_JOB_H
#define SITE_ISSUE_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "site/export.h"
#include "site/fingerprint.h"
#include "site/indexing.h"
#include "site/renderer.h"

/*
 * What is made of the texts of one issue, or of one page without a day: the
 * pages of its articles, of its printed pages and its own, records for the
 * export, and what search has to know. Only texts are read that something has
 * to be made of.
 */
struct issue_job {
	const struct fingerprints *fingerprints; /* NULL in a rehearsal: all is made */
	const struct export *export;
	const struct indexing *indexing;
};

struct issue_job_run {
	uint32_t first, count; /* pages */
	bool dated;
	uint32_t issue;    /* if it is dated */
	size_t number;     /* among the undated pages and issues */
	bool only_indexed; /* all but the index is another process's to make */
};

void issue_job_make(const struct issue_job *s, struct renderer *m, const struct issue_job_run *run,
                    struct export_part *part, struct search_batch **batch);

#endif
