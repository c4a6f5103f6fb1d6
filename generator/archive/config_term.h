#ifndef ARCHIVE_CONFIG_TERM_H
#define ARCHIVE_CONFIG_TERM_H

#include "archive/config.h"
#include "base/array.h"
#include "base/conf.h"
#include "base/map.h"
#include "base/report.h"

/*
 * The sections [topic ID] and [place ID] of site.conf, while it is read. Both
 * sorts are terms that articles are known to be about by words.
 */
enum config_terms { CONFIG_TOPICS, CONFIG_PLACES };

struct term_list_reading {
	ARRAY(struct config_term) items;
	struct map ids; /* id → line of its section */
};

struct term_reading {
	struct config *config; /* to be set; all else begins as zero */
	struct term_list_reading lists[2];
	struct config_term *term; /* that is being read; NULL: none is */
	enum config_terms sort;   /* of it */
	ARRAY(struct view) words; /* of it */
	ARRAY(struct config_exception) exceptions;
	size_t words_before; /* of all terms that are read */
	size_t line, column; /* of its section */
	size_t errors;       /* told before it began */
};

/* The section of a term, whose id may have blanks around it. */
void config_term_begin(struct term_reading *t, enum config_terms sort, struct view id,
                       const struct conf_entry *e, struct report *r);

/* A key of that section; nothing happens if no term is being read. */
void config_term_key(struct term_reading *t, const struct conf_entry *e, struct report *r);

/* After the last key of a term, or if there was none: tells what it lacks. */
void config_term_end(struct term_reading *t, struct report *r);

/* After the last section: hands all terms to the configuration, and frees the rest. */
void config_term_finish(struct term_reading *t, struct report *r);

#endif
