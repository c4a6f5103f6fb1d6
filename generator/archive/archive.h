#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/config.h"
#include "archive/correct.h"
#include "archive/corrections.h"
#include "archive/text_sketch.h"
#include "archive/topics.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/report.h"
#include "base/view.h"
#include "input/gather.h"
#include "page/page.h"
#include "segment/label_cache.h"
#include "text/text.h"

/*
 * The archive: what is known of every page and article once all were read. A
 * record has what lists show of an article; its text is read again when its
 * own page is made, so memory grows with headlines, not with bodies.
 *
 * Pages stand in order: those without a date first, by name; then by day, on
 * one day by number, those without a number last. Articles stand in the order
 * of their pages and, on a page, in print order. So the articles of a page, an
 * issue, a month or a year are one run of neighbours, and a list that is made
 * by going through all articles is sorted oldest first.
 */
enum archive_role { ARCHIVE_AUTHOR = 1, ARCHIVE_PHOTOGRAPHER = 2 };

struct archive_credit {
	uint32_t name;  /* number in archive.names */
	uint32_t roles; /* of enum archive_role, at least one */
};

struct archive_article {
	struct view headline;
	struct view kicker;    /* absent if there is none */
	struct view lead_text; /* related_lead() if the page was kept; else absent */
	uint32_t page;         /* number in archive.pages */
	uint32_t line;         /* the first of its source */
	uint32_t length;       /* characters of the body, without blanks */
	uint32_t credits_from; /* in archive.credits */
	uint16_t credit_count;
	uint16_t again;      /* 2, 3, …: the page's 2nd, 3rd article that begins on this line */
	uint16_t confidence; /* in thousandths */
	uint8_t kind;
	uint8_t topic_count;
	uint8_t topics[TOPICS_PER_ARTICLE]; /* numbers in the configuration, best first */
	uint8_t place_count;
	bool opening;                        /* the headline is the opening words */
	bool lead;                           /* the most prominent of its page */
	bool notable;                        /* has a headline and more than a brief's length */
	bool withdrawn;                      /* taken down: its page is a note, and no list has it */
	uint32_t places[PLACES_PER_ARTICLE]; /* numbers in archive.places, the dateline's first */
	uint32_t continues;                  /* the article that it goes on in, or ARCHIVE_NONE */
	uint32_t continued_from;
	uint32_t sketch;   /* in archive.sketches, until reprints are found; or ARCHIVE_NONE */
	uint32_t reprints; /* the list of archive.reprints that has it, or ARCHIVE_NONE */
};

#define ARCHIVE_NONE UINT32_MAX

/* What corrections.conf says of an article. */
struct archive_fix {
	uint32_t article; /* number on its page */
	const struct corrections_section *section;
};

/* An address that an article would have without the corrections. */
struct archive_old {
	uint32_t article; /* number on its page */
	uint32_t line;
	uint32_t again;
};

/* What shows how a page was printed, made by the stage picture (picture/pictures.h). */
struct archive_picture {
	struct view address;           /* elsewhere in the web: nothing else is set but key */
	struct hash128 key;            /* another one wherever its bytes are */
	const char *source;            /* the file that it was made of */
	const char *path, *small_path; /* of the two files that were made, to open */
	uint32_t width, height;        /* in pixels */
	uint32_t small_width, small_height;
	const char *tiles_path;           /* the file of all tiles, to open; NULL: there are none */
	const struct picture_tile *tiles; /* picture/tiles.h */
	size_t tile_count;
	uint32_t full_width, full_height; /* of the picture in tiles */
	uint32_t factors;                 /* so many times it is there, each half as large */
};

struct archive_page {
	uint32_t source;      /* number among those gathered */
	uint32_t place;       /* among the pages of the source, from 0 */
	uint32_t part, parts; /* of a file with several pages, as in struct text */
	const char *path;     /* of its file, for messages */
	const char *name;     /* for records and messages about the text */
	const char *below;    /* counted from the source folder */
	struct view stem;     /* the file's name without its ending */
	struct date date;     /* year 0: not known */
	struct view number;   /* absent: not known */
	uint32_t edition;     /* bytes of it that name the edition, see editions.h, */
	uint32_t paper;       /* of which these, the first, one of several papers */
	uint32_t first_article;
	uint32_t article_count;
	uint32_t standing_count; /* articles that were not taken down: what readers are told */
	uint32_t issue;          /* number in archive.issues; not for an undated page */
	struct view label_cache; /* what the model decided, to cut it again: page/label_cache.h */
	struct view
		packed; /* its text, see text_pack.h, where its source is slow to read; else absent */
	bool empty; /* the file has no text */
	bool kept;  /* what is known of it is of an earlier build */
	const struct archive_picture *picture; /* NULL: there is none */
	struct hash128 content;                /* of the bytes of its source, under the seed; */
	struct hash128 corrected;              /* and of what corrections.conf says of it */

	/* Of corrections.conf; NULL and none for most pages. */
	const struct corrections_section *section;
	uint32_t first_fix, fix_count; /* in archive.fixes */
	uint32_t first_old, old_count; /* in archive.olds */
	bool moved;                    /* date and number were these before */
	struct date was_date;
	struct view was_number;
	uint32_t first_jump, jump_count; /* in archive.jumps, until they are joined */
};

/* An article that says it goes on on another page, or came from one, while the archive is read. */
struct archive_jump {
	uint32_t article; /* number on its page */
	char to[12];      /* the number of the page it goes on on; "": none */
	char from[12];
	uint64_t headline; /* its hash; 0: none was printed */
	uint32_t *pairs;   /* hashes of neighbouring characters, sorted, each once; owned */
	uint32_t pair_count;
};

/* A day, a month or a year: one run of issues, pages and articles. */
struct archive_span {
	struct date date; /* its first day; of a year or month: day, month are 1 */
	uint32_t first_issue, issue_count;
	uint32_t first_page, page_count;
	uint32_t first_article, article_count;
	uint32_t standing_count; /* as of a page */
};

/* Lists of numbers: list i is items[from[i]] to items[from[i + 1] - 1]. */
struct archive_lists {
	uint32_t *from;
	uint32_t *items;
	size_t count;
};

struct archive_name {
	struct view text; /* 张波 */
	char letter;      /* A to Z by pinyin, # for others */
};

struct archive {
	const struct config *config;
	const struct weights *weights;         /* for the segmenter; NULL: its own */
	const struct corrections *corrections; /* NULL: there are none */
	size_t threads;                        /* that may read one source at once; 0: one */
	uint64_t seed;                         /* of hashes that are kept, see cache/seed.h */
	struct scan scan;
	struct gathering gathered; /* its files, as they are read together */

	ARRAY(struct archive_page) pages;
	ARRAY(struct archive_article) articles;
	ARRAY(struct archive_credit) credits;
	ARRAY(struct archive_fix) fixes;
	ARRAY(struct archive_old) olds;
	ARRAY(struct archive_jump) jumps;   /* until they are joined: see jumps.h */
	ARRAY(struct text_sketch) sketches; /* until reprints are found: see reprints.h */
	struct arena sketched;              /* their bins, where no record has them */
	ARRAY(struct archive_name) names;   /* sorted by letter, pinyin and bytes */
	ARRAY(struct archive_name) places;  /* those of site.conf, then others, sorted: see places.h */
	struct map place_numbers;           /* name or word → number, until all are known */
	size_t undated_pages;               /* how many pages have no date; they come first */
	size_t standing_count;              /* articles that were not taken down */

	ARRAY(struct archive_span) issues;
	ARRAY(struct archive_span) months; /* that have issues */
	ARRAY(struct archive_span) years;

	struct archive_lists by_topic; /* articles, by number of the topic */
	struct archive_lists by_place; /* articles, by number in places */
	struct archive_lists by_name;  /* articles, by number of the name */
	struct archive_lists by_kind;  /* articles, by enum kind */
	struct archive_lists by_day;   /* issues, by archive_day_of_year */
	struct archive_lists reprints; /* articles of one text, two at least; see reprints.h */
	struct view known_reprints; /* of another process that has linked the same pages, or absent */
	struct view last_reprints;  /* what reprints_note() put in the last build, or absent */
	uint64_t reprints_key;      /* of all that these were found in; 0: they were not found here */

	/* Until topics are chosen: the words of each article, in order of reading. */
	struct topics *topics;
	ARRAY(struct topic_hit) hits;
	ARRAY(uint32_t) hits_from;

	struct arena arena; /* holds the texts */
};

/* A page's text and what was found in it. A zeroed one may be freed. */
struct segmented_page {
	struct text text;
	const struct corrections_page *wanted; /* what corrections.conf says of it, or NULL */
	struct page page;
	struct corrected corrected;
};

/* Which files below the source folder are its pages: all that somebody reads, but for the site. */
struct scan_rules archive_scan_rules(const struct config *c);

/*
 * The stage segment for a page of a source, whose text becomes out's, as does
 * its memory; label_cache may be NULL.
 */
void archive_segment(const struct archive *a, const struct source *s, struct text *t,
                     struct label_cache *label_cache, struct segmented_page *out, struct report *r);

/* Reads and cuts a page again. False, reported, if it is not what it was. */
bool archive_read(const struct archive *a, uint32_t page, struct segmented_page *out,
                  struct report *r);

void segmented_page_free(struct segmented_page *s);

/*
 * How many pages, from the first on, tell what is usual in the archive, such
 * as how rare a word is: those of the newest month only where it is most of
 * the archive. So a new issue does not change what is known of all others. To
 * be asked when the pages stand in order.
 */
size_t archive_steady_pages(const struct archive *a);

/* What corrections.conf says of the article, or NULL. */
const struct corrections_section *archive_section(const struct archive *a, uint32_t article);

/* The numbers in list i. */
const uint32_t *archive_list(const struct archive_lists *l, size_t i, size_t *count);

/* 0 for 1 January to 365 for 31 December, 29 February always counted. */
#define ARCHIVE_DAYS 366
size_t archive_day_of_year(struct date d);

/* The issue of that day, or NULL. */
const struct archive_span *archive_issue_on(const struct archive *a, struct date d);

/* The span of that first day in a sorted array of spans, or NULL. */
const struct archive_span *archive_span_find(const struct archive_span *spans, size_t count,
                                             struct date first);

/* Frees what only joining jumps needed, or only finding reprints. */
void archive_forget_jumps(struct archive *a);
void archive_forget_sketches(struct archive *a);

void archive_free(struct archive *a);

#endif
