#ifndef COMMANDS_SITE_BUILD_H
#define COMMANDS_SITE_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "site/budget.h"
#include "site/render.h"

/* One whole build, as `build` does it once and `serve` again and again. */
struct site_build_order {
	const char *config;
	const char *source; /* NULL: what the configuration says; also for output */
	const char *output;
	size_t threads;
	bool clean;   /* write every file anew */
	bool review;  /* make review/, for those who mend the archive */
	bool explain; /* say of each file why it was made or kept */
	bool quiet;   /* show no progress */
};

struct site_build_result {
	struct render_count count;
	struct budget budget;
	const char *output;
	size_t pages, articles;
	uint64_t assets;  /* key of the files that are copied as they are */
	bool has_address; /* base_url is set */
	struct arena arena;
};

/*
 * False, with errors in the report, if the site could not be built; the one
 * that is there then stays as it was. Call site_build_free() in any case.
 */
bool site_build_run(const struct site_build_order *order, struct site_build_result *out,
                    struct report *r);

void site_build_free(struct site_build_result *r);

#endif
