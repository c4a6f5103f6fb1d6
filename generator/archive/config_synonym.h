#ifndef ARCHIVE_CONFIG_SYNONYM_H
#define ARCHIVE_CONFIG_SYNONYM_H

#include "archive/config.h"
#include "base/array.h"
#include "base/conf.h"
#include "base/report.h"

/*
 * The section [synonyms] of site.conf, while it is read: a line a group of words
 * of which searching takes each for the others.
 */
struct synonym_reading {
	struct config *config; /* to be set; all else begins as zero */
	ARRAY(struct config_synonym) items;
};

/* A line of the section: a word, and the others that mean the same. */
void config_synonym_key(struct synonym_reading *s, const struct conf_entry *e, struct report *r);

/* After the last section: hands all groups to the configuration, and frees the rest. */
void config_synonym_finish(struct synonym_reading *s);

#endif
