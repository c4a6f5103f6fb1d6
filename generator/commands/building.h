#ifndef COMMANDS_BUILDING_H
#define COMMANDS_BUILDING_H

#include "archive/archive.h"
#include "base/progress.h"
#include "cache/build_log.h"
#include "cache/page_cache.h"
#include "commands/site_build.h"
#include "picture/files.h"
#include "site/environment.h"
#include "site/site.h"

/*
 * A build in hand and its stages, as one build does them one after the other
 * (site_build.c) and a build in steps in several processes (site_steps.c).
 * Each returns false with errors in the report.
 */
struct building {
	const struct site_build_order *order;
	struct config config;
	struct weights weights;
	struct corrections corrections;
	struct archive archive;
	struct site site;
	struct picture_files pictures;
	struct environment world;
	struct page_cache kept;
	struct build_log made;
	struct build_log *steps; /* of earlier steps, whose records for the export are taken */
	size_t step_count;
	char *batches; /* folder of what the search index keeps of issues; NULL: nothing may be */
	struct build_log_environment now; /* what the log is going to say of this build */
	size_t told_before;               /* messages that every build gives by itself */
	struct site_build_result *result;
	struct progress progress;
	struct report *report;
	struct report aside; /* of what this build alone has to tell */
};

/* Reads site.conf, the weights, the corrections, templates and whatever else is no page. */
bool building_read(struct building *b);

/* Once the site's writer is open: what all files depend on. */
void building_find_world(struct building *b);

/* Which pages there are. */
bool building_scan(struct building *b);

/*
 * The key of all that the build reads; *settled tells whether nothing of it could
 * change and nobody would see.
 */
struct hash128 building_inputs(const struct building *b, bool *settled);

/* Opens the records of pages that the last build kept; with anew none. */
void building_open_records(struct building *b, bool anew);

/* Opens the log of the last build, and looks which of its files stand; with anew it is not believed. */
void building_open_log(struct building *b, bool anew);

/*
 * Which of the pages' files are read together. Looks into XML, so that it is
 * left to builds that have something to do.
 */
bool building_gather(struct building *b);

/* Gathers and collects the pages; parts as in struct collect_order, which are then trusted in any case. */
bool building_collect(struct building *b, size_t parts);

/* Links the archive, makes the pictures of its pages, if no step before has, and plans the site. */
bool building_link(struct building *b, bool pictures);

/* How the site is to be rendered. */
struct render_order building_render_order(struct building *b);

/* Once all files are made: remembers what the next build may tell again without doing it. */
bool building_end(struct building *b);

/* What is told of a build that ended, well or not. */
void building_tell(struct building *b, bool ok);

void building_progress(void *building, size_t done);

void building_free(struct building *b);

#endif
