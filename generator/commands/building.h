#ifndef COMMANDS_BUILDING_H
#define COMMANDS_BUILDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "site/budget.h"
#include "site/render.h"

/* One whole build, as `build` does it once and `serve` again and again. */
struct building_order {
	const char *config;
	const char *source; /* NULL: what the configuration says; also for output */
	const char *output;
	size_t      threads;
	bool        clean;  /* write every file anew */
	bool        review; /* make review/, for those who mend the archive */
	bool        quiet;  /* show no progress */
};

struct building_result {
	struct render_count count;
	struct budget budget;
	const char         *output;
	size_t              pages, articles;
	uint64_t            assets;      /* print of the files that are copied as they are */
	bool                has_address; /* base_url is set */
	struct arena        arena;
};

/*
 * False, with errors in the report, if the site could not be built; the one
 * that is there then stays as it was. Call building_free() in any case.
 */
bool building_run(const struct building_order *order, struct building_result *out,
                  struct report *r);

void building_free(struct building_result *r);

#endif
