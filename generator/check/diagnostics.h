#ifndef CHECK_DIAGNOSTICS_H
#define CHECK_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/report.h"
#include "base/view.h"

/*
 * What is told of one file, by places in its text. A file that is wrong from
 * end to end is told of up to a number of places, and then how many more.
 */
struct diagnostics {
	struct report *report;
	const char *path;
	struct view text;
	size_t place_at, line, column; /* of the last place, from 0 */
	size_t count;
};

/* at is an offset in the text. */
void diagnostics_error(struct diagnostics *t, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with line and column, where the text is there no more. */
void diagnostics_error_at(struct diagnostics *t, size_t line, size_t column, const char *format,
                          ...) __attribute__((format(printf, 4, 5)));

/* What is no fault, but better otherwise. */
void diagnostics_warning(struct diagnostics *t, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Of the file as a whole. */
void diagnostics_file_error(struct diagnostics *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Line and column from 1; the column counts characters. */
void diagnostics_place(struct diagnostics *t, size_t at, size_t *line, size_t *column);

/* Says how much was not told. */
void diagnostics_end(struct diagnostics *t);

/*
 * What is wrong with many files alike, as a template has it: told of the first
 * few, and then how many more there are.
 */
struct diagnostics_limit {
	struct map times; /* by the words that are told */
};

/* Counts what is to be told in these words; false if it was often enough. */
bool diagnostics_limit_is_news(struct diagnostics_limit *o, struct view words);

/* Moves what was told of the file at path to the end of to, but for what is no news. */
void diagnostics_limit_append(struct diagnostics_limit *o, const char *path, struct report *to,
                              struct report *from);

/* Tells of the folder what was left out; its messages count for as many. */
void diagnostics_limit_end(struct diagnostics_limit *o, const char *folder, struct report *r);

/*
 * What a page does again and again, as its templates made it so: told once,
 * with the first place and how many more there are.
 */
enum diagnostics_repeated_sort {
	DIAGNOSTICS_REPEATED_ROOTED,     /* a link begins with / */
	DIAGNOSTICS_REPEATED_BY_ADDRESS, /* a link leads to its own site by the whole address */
	DIAGNOSTICS_REPEATED_FOLDER,     /* a link names a folder, not the page in it */
	DIAGNOSTICS_REPEATED_SCRIPT,     /* a link is a script, */
	DIAGNOSTICS_REPEATED_ELSEWHERE, /* or loads a part of the page from another site: no fault, those two */
	DIAGNOSTICS_REPEATED_SORTS
};

struct diagnostics_repeated {
	struct diagnostics_repetition {
		char *link; /* the first one, as written */
		size_t line, column, count;
	} of[DIAGNOSTICS_REPEATED_SORTS];
};

/* at is an offset in the text that told is about. */
void diagnostics_repeated_note(struct diagnostics_repeated *h, enum diagnostics_repeated_sort sort,
                               struct view link, struct diagnostics *told, size_t at);

/* A copy that lasts, or NULL if nothing was noted. */
struct diagnostics_repeated *diagnostics_repeated_keep(const struct diagnostics_repeated *h);

/* Tells of all that are news, of the file at path, and frees the copy, which may be NULL. */
void diagnostics_repeated_tell(struct diagnostics_repeated *h, struct diagnostics_limit *often,
                               const char *path, struct report *r);

#endif
