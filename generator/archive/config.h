#ifndef ARCHIVE_CONFIG_H
#define ARCHIVE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/report.h"
#include "base/view.h"
#include "language/language.h"

/*
 * site.conf: what one archive is called, where its pages are, where its site
 * goes, and which topics and places it has.
 */

#define CONFIG_TERMS_MAX 256 /* more than there may be topics, or places */

enum { CONFIG_IMAGES_MOST = 8 };

/* A word does not count in an article that has the other one, too. */
struct config_exception {
	size_t word; /* number in the words of its term */
	struct view other;
};

/* A topic or a place, and the words that articles are known by to be about it. */
struct config_term {
	struct view id; /* in URLs: a to z, 0 to 9 and - */
	struct view name;
	struct view *words;
	size_t word_count;
	struct config_exception *exceptions; /* in the order of the words */
	size_t exception_count;
};

/* What a paper was called in a time, where it came out and by whom; absent: not said. */
struct config_title {
	struct view id; /* in URLs: a to z, 0 to 9 and - */
	struct view name;
	struct date from, to; /* its first and last day, or not known */
	struct view place;
	struct view publisher;
	struct view issn;
	struct view language; /* that it was printed in: one of language_tags */
	struct view folder;   /* of its pages, below the source; absent: all */
};

/* Bits of hosts whose limits the site is held against, and of forms to compress files to. */
enum { CONFIG_CLOUDFLARE = 1, CONFIG_GITHUB = 2, CONFIG_GITLAB = 4, CONFIG_NETLIFY = 8 };
enum { CONFIG_GZIP = 1, CONFIG_BROTLI = 2 };

/* Where pictures of printed pages are, see config_image.h. */
struct config_image {
	bool own;            /* in the page's own file: nothing else is set */
	const char *folder;  /* to look in, and to open; NULL: it is an address of the web */
	struct view pattern; /* of the file's path below it, or of the address, with words in braces */
};

/* Words that mean the same, so that searching may take each for the others. */
struct config_synonym {
	struct view *words; /* at least two */
	size_t count;
};

struct config {
	const char *path;       /* the file that was read; */
	struct hash128 content; /* and all that it says, comments left out */
	struct view title;
	struct view newspaper;
	struct view paper_names;    /* that, and the names of its titles: a line each, each once */
	struct view language;       /* of the site's words: one of language_tags */
	struct view paper_language; /* of its pages: one of language_tags */
	struct view base_url;       /* ends with /; absent if not set */
	struct view rights;         /* what readers may do with it; these four absent if not set */
	struct view license;        /* address of a license */
	struct view holder;         /* of the rights */
	struct view contact;        /* a mail address, or one of the web */
	struct view report_url;     /* where readers report errors; absent if not set */
	const char
		*encoding;     /* of pages that are neither Unicode nor told by their characters; or NULL */
	size_t page_size;  /* articles in one list page */
	bool search;       /* the site has a search index */
	bool review;       /* the site has a review; the command line's, not the file's */
	bool zeros;        /* for searching, 〇, ○ and 零 are one character */
	bool ended;        /* the front page opens on the archive, not on an issue */
	bool front_set;    /* that is said; else it is so a year after the newest issue */
	bool sqlite;       /* there is data/archive.sqlite */
	bool image_tiles;  /* pictures of pages are there in full size, too, for viewers of IIIF */
	bool csv_bom;      /* CSV begins with a byte-order mark */
	bool together;     /* the articles of a printed page stand in its file */
	unsigned compress; /* text files also as these */
	unsigned hosts;    /* that are warned of */

	/* Paths to open: those of the file are relative to its folder. */
	const char *source;
	const char *output;
	const char *templates;           /* the archive's own, which need not be there */
	const char *static_folder;       /* likewise */
	const char *installed_templates; /* NULL: none; overlay.h has the order of the two */
	const char *installed_static;
	const char *state;   /* folder for what a build remembers of the last one */
	const char *weights; /* NULL: those that the program is built with */

	struct config_image *images; /* the first that a page has is its picture */
	size_t image_count;

	struct view *stories; /* addresses of articles that the front page shows */
	size_t story_count;
	size_t stories_line; /* of the file, for messages */

	struct config_term *topics; /* in the order of the file */
	size_t topic_count;
	struct config_term *places; /* likewise */
	size_t place_count;
	struct config_title *titles; /* in order of their first days */
	size_t title_count;
	struct config_synonym *synonyms; /* in the order of the file */
	size_t synonym_count;
	struct arena arena; /* holds all of it */
};

/*
 * Reads the file. False, with an error for each line that is at fault, if it
 * cannot be read, a section, key or value is unknown, a key stands twice, or
 * a required one is missing. Call config_free() in any case.
 */
bool config_read(const char *path, struct config *out, struct report *r);

/*
 * The title of a page in that file, counted from the source, and of that day: of
 * those that fit, the one of the longest folder, then the latest; NULL if none does.
 */
const struct config_title *config_title_of(const struct config *c, const char *below,
                                           struct date d);

/* Whether it begins with https:// or http://, and has nothing in it that no address may have but braces. */
bool config_is_web_address(const char *s);

/* The language that the paper's pages are read in. */
const struct language *config_paper(const struct config *c);

void config_free(struct config *c);

#endif
