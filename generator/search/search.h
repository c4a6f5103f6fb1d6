#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/report.h"
#include "base/view.h"
#include "page/page.h"

/*
 * The stage that writes the search index; FORMAT.md says what is in it.
 *
 * The archive comes as runs, oldest first: a run is the articles of one issue,
 * or of one page without a date. The articles of a run are gathered in a batch,
 * on any thread; batches are taken in order on one thread. Files are given to
 * put as soon as a period is whole; its texts are put aside until then, so memory
 * is that of what results show of one period.
 *
 *	struct search *s = search_open(&options, report);
 *	    struct search_batch *b = search_batch_new(s);      on any thread
 *	    search_batch_page(b);                              for each page
 *	    search_batch_add(b, …);                            for each article of it
 *	    search_batch_seal(b);
 *	search_take(s, b);                                     in order
 *	search_finish(s);
 *	search_close(s);
 */
struct search;
struct search_batch;
struct variants;

struct search_run {
	struct date date; /* year 0: unknown; such runs come first */
	uint64_t size;    /* roughly its characters: periods are made of it */
};

/*
 * The days that a period may be of, whether or not the archive has them: it is
 * named by them, so that its name stays when its articles change. Among 2^log2 days
 * from day on, of which the last may be of newer periods; those without a date, and a
 * day that is too much for one period, are several parts.
 */
struct search_span {
	uint32_t day;
	uint32_t log2;
	uint32_t part;
};

/* What the manifest says of a period; docs is 0 for one without articles. */
struct search_line {
	struct search_span span;
	struct view head; /* what its files are found by; borrowed for the call */
	uint32_t docs;
	uint32_t first, last; /* days */
};

#define SEARCH_FACETS_MAX 16

/* What an article has of one facet. */
struct search_values {
	const struct view *items;
	size_t count;
};

struct search_options {
	const char *const *facets; /* names of what results can be narrowed by, besides days */
	size_t facet_count;        /* at most SEARCH_FACETS_MAX */
	unsigned larger;           /* files are so many times as large as usual, and fewer; 0 is 1 */
	size_t threads; /* that a period may be brought together with; put is called on one */
	bool zeros;     /* 〇, ○ and 零 are one character */
	bool chinese;   /* most queries are: what they need of the folding table is in one file */
	const char
		*scratch; /* folder for a nameless file of what is put aside; NULL: memory holds it */
	size_t held;  /* bytes that memory holds of it; 0: as usual */
	const struct variants *variants; /* of the archive; NULL: none */
	const struct search_run *runs;   /* of the whole archive */
	size_t run_count;

	/* Puts one file in place; false ends it all, and has been reported. */
	bool (*put)(void *context, struct view path, struct view content);
	void *context;

	/*
	 * If not NULL: all files of a period were put, and this is its line. note is for
	 * the next time that a period of that span is made.
	 */
	void (*ended)(void *context, size_t period, const struct search_line *line, struct view note);

	/*
	 * If not NULL: what ended() was given then, or absent; whether a file stands as it
	 * was put then; and, in place of put(), keeps one that does. Called as put is.
	 */
	struct view (*noted)(void *context, size_t period);
	bool (*stands)(void *context, struct view path);
	void (*keep)(void *context, struct view path);
	uint64_t seed; /* of what is noted: who does not know it cannot forge what is kept */
};

/* What an article is found by and shown with; texts are borrowed for the call. */
struct search_article {
	struct view url;  /* of its page, from the root of the site */
	struct view page; /* the printed page's number; absent: unknown */
	uint32_t place;   /* among the articles of its page, from 0, ascending; some may be left out */
	struct view text; /* one name for all articles of one text; absent: no other has it */
	const struct article *article;
	const struct search_values *facets; /* as many as the options name */
};

/* The first file that is read, and the only one whose name stays the same. */
#define SEARCH_MANIFEST "search/manifest.js"

/* NULL, reported, if ICU lacks data. options and its runs are borrowed until search_close(). */
struct search *search_open(const struct search_options *options, struct report *r);

/* The hash of the folding table, by which all of the index was made. */
uint32_t search_table(const struct search *s);

struct search_batch *search_batch_new(const struct search *s);
void search_batch_page(struct search_batch *b);
void search_batch_add(struct search_batch *b, const struct search_article *x);
void search_batch_seal(struct search_batch *b);
void search_batch_free(struct search_batch *b);

/*
 * What a sealed batch holds, as bytes that can be kept: in parts, borrowed from it. False
 * for a batch without articles, which has none.
 */
#define SEARCH_BATCH_PARTS (7 + SEARCH_FACETS_MAX)
bool search_batch_parts(const struct search_batch *b, struct view parts[SEARCH_BATCH_PARTS]);

/* Who holds parts that were kept: release() when they are not needed any more, rest() when not soon. */
struct search_keeper {
	void *owner;
	void (*rest)(void *owner);
	void (*release)(void *owner);
};

/*
 * The sealed batch that such parts were of, whose search had the same options; NULL if
 * they can be of none. The parts are released with it, at once where it is NULL.
 */
struct search_batch *search_batch_of(const struct search *s,
                                     const struct view parts[SEARCH_BATCH_PARTS],
                                     struct search_keeper keeper);

/* The batch of the next run, which is freed. False if put said so. */
bool search_take(struct search *s, struct search_batch *b);

/*
 * Periods are numbered from 0; each is of some neighbouring runs. first is the
 * number of its first run.
 */
size_t search_periods(const struct search *s);
size_t search_period_first(const struct search *s, size_t period);
struct search_span search_period_span(const struct search *s, size_t period);

/*
 * In place of the batches of the next period, where its files and its line are
 * what they were when the same articles were indexed before, in the same span.
 */
void search_keep(struct search *s, const struct search_line *line);

/* After the last run: the manifest. */
bool search_finish(struct search *s);

/* The same without a manifest, where only some periods were made here. False if put said so. */
bool search_end(struct search *s);

void search_close(struct search *s);

#endif
