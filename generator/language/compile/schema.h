#ifndef LANGUAGE_COMPILE_SCHEMA_H
#define LANGUAGE_COMPILE_SCHEMA_H

/*
 * What lists of words there are in a language, and what a line of each may say:
 * the fields of struct language (language/language.h), a row each.
 */

enum { SCHEMA_COLUMNS = 3, SCHEMA_LISTS_MOST = 160, SCHEMA_SETTINGS = 4 };

/* A word that a column may hold, and what C says for it. */
struct choice {
	const char *word;
	const char *constant;
};

/* A column: one of the choices, or a number. */
struct column {
	const char *what; /* NULL: there is no such column */
	const struct choice *choices;
	int least, most;      /* of a number */
	const char *constant; /* what stands for a column left out; NULL: it must be there */
};

/* By which glyph words are found. */
enum side { BY_FIRST, BY_LAST };

/* A list: its name, and the columns after " = ". */
struct schema {
	const char *name;
	enum side side;
	struct column columns[SCHEMA_COLUMNS];
};

/* In the order of language.h. */
extern const struct schema schema_lists[];
extern const int schema_list_count;

/* How common a character is in names: choices that the printed table of characters needs by value. */
extern const struct choice schema_surnames[];
extern const struct choice schema_given[];

/* What the section [language] says, a line each; some are asked for by their place. */
struct setting {
	const char *name;
	struct column column;
};
enum { SETTING_NAMES, SETTING_SPACED };
extern const struct setting schema_settings[SCHEMA_SETTINGS];

/* Where the list of this name stands, or -1. */
int schema_find(const char *name);

#endif
