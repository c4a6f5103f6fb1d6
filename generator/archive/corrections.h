#ifndef ARCHIVE_CORRECTIONS_H
#define ARCHIVE_CORRECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/config.h"
#include "archive/topics.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/report.h"
#include "input/scan.h"
#include "page/kind.h"
#include "page/page.h"
#include "text/text.h"

/*
 * corrections.conf: what people know better about the pages beside it. A
 * section [FILE] is about a printed page (or [FILE#2] about the second in a file
 * of several, where [FILE] gives all their day and the first its number), [FILE:LINE] about the article that
 * begins on that line (or [FILE:LINE-2] about the second of those that do),
 * and, with role and text, about the line itself; [FILE:LINE..LINE] about a
 * range of lines.
 * FILE is counted from the source folder.
 */
enum corrections_key {
	CORRECTIONS_DATE,
	CORRECTIONS_PAGE,
	CORRECTIONS_ALIAS,
	CORRECTIONS_ENCODING,
	CORRECTIONS_START,
	CORRECTIONS_HEADLINE,
	CORRECTIONS_KICKER,
	CORRECTIONS_DECK,
	CORRECTIONS_BYLINE,
	CORRECTIONS_KIND,
	CORRECTIONS_TOPICS,
	CORRECTIONS_PLACES,
	CORRECTIONS_ORDER,
	CORRECTIONS_WITHDRAW,
	CORRECTIONS_ROLE,
	CORRECTIONS_TEXT,
	CORRECTIONS_KEYS
};

struct corrections_field {
	struct view value; /* absent: nothing is said; empty: there is none */
	struct span lines; /* of headline, kicker, deck given by line; else first is 0 */
	uint32_t line;     /* in corrections.conf, and so column, of the value */
	uint32_t column;
};

struct corrections_section {
	uint32_t at;    /* line of the page; 0: about the page itself */
	uint32_t part;  /* at is 0: which page of the file, from 1; 0: the file */
	uint32_t until; /* the last line of a range that begins at that line; else 0 */
	uint32_t again; /* 2, 3, …: the 2nd, 3rd article that begins there; else 0 */
	uint32_t place; /* among the sections of its file, from 0 */
	uint32_t line;  /* in corrections.conf */
	uint32_t column;
	struct corrections_field fields[CORRECTIONS_KEYS];

	/* The values of fields that are no texts. */
	struct date date;
	struct date withdraw;
	bool start;
	enum kind kind;
	enum line_role role;
	uint32_t order;
	uint8_t topics[TOPICS_PER_ARTICLE];
	size_t topic_count;
	struct view *places; /* names, or of a place of site.conf its name for its id */
	size_t place_count;
	struct view *names; /* of the byline */
	size_t name_count;
	struct view *aliases; /* paths of the site */
	size_t alias_count;
};

struct corrections_page {
	struct view name;
	ARRAY(struct corrections_section *) sections; /* by at and again */
};

struct corrections {
	const char *path;   /* of the file; NULL: there is none */
	struct map numbers; /* file → number of its page */
	ARRAY(struct corrections_page) pages;
	struct arena arena;
};

/*
 * Reads corrections.conf in the source folder, if there is one. False, with an
 * error for each line that is at fault.
 */
bool corrections_read(const struct config *c, struct corrections *out, struct report *r);

/* The same as if the file, which need not be there, held these bytes. */
bool corrections_read_bytes(const struct config *c, struct view bytes, struct corrections *out,
                            struct report *r);

/* Where the file stands, or would. */
struct view corrections_file_path(const struct config *c, struct arena *a);

/* False, reported, if a section names a file that the folder does not hold. */
bool corrections_check_files(const struct corrections *c, const struct scan *files,
                             struct report *r);

/* Of a file, counted from the source folder; NULL if there are none. */
const struct corrections_page *corrections_of(const struct corrections *c, struct view name);

/*
 * Of what is said of a file, p, what concerns one of the pages in it, in the
 * arena; NULL if nothing does. What names lines that the file does not have is
 * for its last page to refuse.
 */
const struct corrections_page *corrections_of_part(const struct corrections_page *p,
                                                   const struct text *t, struct arena *a);

/*
 * The key of all that is said of a page, and of where it is said, for messages;
 * p may be NULL.
 */
struct hash128 corrections_key(const struct corrections_page *p, uint64_t seed);

/* The encoding that p says its file has, or NULL; p may be NULL. */
const char *corrections_encoding(const struct corrections_page *p);

/* Whether the section says anything of the article that begins on its line. */
bool corrections_of_article(const struct corrections_section *s);

/* The word for a key: "headline". */
const char *corrections_key_name(enum corrections_key k);

void corrections_free(struct corrections *c);

#endif
