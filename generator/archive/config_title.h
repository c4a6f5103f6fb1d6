#ifndef ARCHIVE_CONFIG_TITLE_H
#define ARCHIVE_CONFIG_TITLE_H

#include "archive/config.h"
#include "base/array.h"
#include "base/conf.h"
#include "base/map.h"
#include "base/report.h"

/*
 * The sections [title ID] of site.conf, while it is read: what the paper was
 * called in which years, where and by whom it came out. Where several papers
 * are in one archive, a title is that of the pages in one folder.
 */
struct title_reading {
	struct config *config; /* to be set; all else begins as zero */
	ARRAY(struct config_title) items;
	struct map ids; /* id → line of its section */
	bool open;      /* the last of the items is being read */
	size_t line, column;
	size_t errors; /* told before it began */
};

/* The section of a title, whose id may have blanks around it. */
void config_title_begin(struct title_reading *t, struct view id, const struct conf_entry *e,
                        struct report *r);

/* A key of that section; nothing happens if no title is being read. */
void config_title_key(struct title_reading *t, const struct conf_entry *e, struct report *r);

/* After the last key of a title, or if there was none: tells what it lacks. */
void config_title_end(struct title_reading *t, struct report *r);

/* After the last section: hands all titles to the configuration, and frees the rest. */
void config_title_finish(struct title_reading *t, struct report *r);

#endif
