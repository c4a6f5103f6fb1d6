#ifndef LANGUAGE_COMPILE_READ_WORDS_H
#define LANGUAGE_COMPILE_READ_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "language/compile/schema.h"

/*
 * Reads the word lists of a language's folder and checks each line. What is
 * wrong is told on standard error as file:line:column and counted.
 */

enum {
	WORD_LONGEST = 60,        /* glyphs of a word */
	FIRST_CHARACTER = 0x4E00, /* of the ideographs that names are made of */
	LAST_CHARACTER = 0x9FFF
};

struct word {
	uint32_t *code;
	char *utf8;
	size_t len; /* glyphs */
	char values[SCHEMA_COLUMNS][40];
	const char *file;
	size_t line;
	size_t number; /* in the order of reading */
};

struct word_list {
	struct word *words;
	size_t len, room;
};

struct word_reading {
	const char *folder;
	const char *code;
	struct word_list lists[SCHEMA_LISTS_MOST]; /* in the order of the schema */
	const char *settings[SCHEMA_SETTINGS];
	int list; /* of the section being read; -1: none yet; schema_list_count: [language] */
	char file[512];
	size_t line;
	size_t words; /* so far */
	size_t errors;
};

/* Reads all files of r->folder that end in .txt, language.txt first. */
void read_words(struct word_reading *r);

/* Puts each list in the order of its texts, and tells of words that stand in it twice. */
void read_words_sort(struct word_reading *r);

/* Tells what is no surname, given name and the like in the lists of those. */
void read_words_check_names(struct word_reading *r);

/* The order of texts by code points: below, at or above 0. */
int read_words_compare(const struct word *a, const struct word *b);

/* Whether the language sets blanks between its words. */
bool read_words_spaced(const struct word_reading *r);

#endif
