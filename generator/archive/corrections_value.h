#ifndef ARCHIVE_CORRECTIONS_VALUE_H
#define ARCHIVE_CORRECTIONS_VALUE_H

#include "archive/corrections.h"
#include "base/conf.h"

/*
 * The keys of corrections.conf and what may stand behind them.
 */
enum {
	CORRECTIONS_OF_PAGE = 1,
	CORRECTIONS_OF_ARTICLE = 2,
	CORRECTIONS_OF_LINE = 4,
	CORRECTIONS_OF_RANGE = 8
};

/* In which sorts of section the key may stand. */
int corrections_value_of(enum corrections_key k);

/*
 * Reads the entry's value, that of key k, into the section; an error says what
 * is wrong with it. Texts are put into the arena.
 */
void corrections_value_read(const struct config *c, struct corrections_section *s,
                            enum corrections_key k, const struct conf_entry *e, struct arena *a,
                            struct report *r);

/* The digits at p as a number; returns how many there are, 0 if none or too many. */
size_t corrections_value_number(const char *p, uint32_t *out);

#endif
