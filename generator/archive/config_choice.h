#ifndef ARCHIVE_CONFIG_CHOICE_H
#define ARCHIVE_CONFIG_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"

/*
 * Values of site.conf that are one word out of some, or several words with
 * commas between. What is no such word is reported, with those that are.
 */
struct config_choice {
	const char *what; /* "language" */
	const char *const *words;
	size_t count;
};

/* The number of the word; usual, reported, if it is none. */
size_t config_choice_one(const struct config_choice *c, const struct conf_entry *e, size_t usual,
                         struct report *r);

/* Bit i is set where word i is named; "none" alone sets none. */
unsigned config_choice_many(const struct config_choice *c, const struct conf_entry *e,
                            struct report *r);

#endif
