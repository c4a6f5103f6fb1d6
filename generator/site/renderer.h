#ifndef SITE_RENDERER_H
#define SITE_RENDERER_H

#include <stdbool.h>
#include <stddef.h>

#include "cache/build_log.h"
#include "site/format.h"
#include "site/site.h"

/*
 * What one thread needs to make pages: memory for the values of the page in
 * hand, the language's formats, and what came of the job in hand.
 */
struct export;
struct renderer_dates;
struct renderer_texts;
struct link_memory;

struct renderer {
	const struct site *site;
	struct format *format;
	struct headline *headline;
	struct arena arena;          /* values of one page */
	struct buf html;             /* the page */
	struct buf text;             /* for whoever needs some bytes for a moment */
	const struct export *export; /* its sizes, once export_end() was called; else NULL */
	struct renderer_dates *dates;
	struct renderer_texts *texts;
	struct link_memory *links;
	struct report report; /* of the job */
	size_t written;
	size_t same;
	const struct build_log *known; /* what stands from the last build; NULL: nothing does */
	size_t near;                   /* in known: see build_log_standing_near() */
	build_log_files made;          /* by the job */
	struct build_log_file next;    /* what is noted of the file that is put next */
};

/* False, reported, if the language's data are missing. */
bool renderer_open(struct renderer *m, const struct site *site, struct report *r);

/*
 * Begins a page: forgets the values of the one before. The result has what
 * every page has; path is its place in the site.
 */
struct value *renderer_begin(struct renderer *m, struct view path);

/*
 * Fills the template of that name, checks that every link in it leads to a file of the
 * site, and puts the page in place. What is wrong goes to m->report.
 */
void renderer_end(struct renderer *m, const char *name, const struct value *v, struct view path);

/* The same, but does not put it anywhere: *filled is to be used at once. False: reported. */
bool renderer_fill(struct renderer *m, const char *name, const struct value *v, struct view path,
                   struct view *filled);

/* What is known of a file that still stands as the last build left it, or NULL. */
const struct build_log_file *renderer_known(struct renderer *m, struct view path);

/*
 * Whether the file need not be made: it stands as the last build left it, and
 * was made of what has this fingerprint. If not, it has to be made now.
 */
bool renderer_stands(struct renderer *m, struct view path, uint64_t fingerprint);

/* Adds to what is noted of the file: see build_log.h. */
void renderer_note_related(struct renderer *m, uint64_t near, uint64_t found);

/* Puts bytes in place that no template made. */
void renderer_put(struct renderer *m, struct view path, struct view content);

/* The day as templates have it; null for an unknown one. Not to be changed. */
const struct value *renderer_date(struct renderer *m, struct date d);

/*
 * The text of a page, read again unless it was lately. Valid until the next
 * call. NULL, reported, if the page is not what it was.
 */
const struct segmented_page *renderer_text(struct renderer *m, uint32_t page);

/* Lets go of the texts that renderer_text() keeps. */
void renderer_forget_texts(struct renderer *m);

/* Texts for the page in hand. */
struct view renderer_date_text(struct renderer *m, struct date d, enum format_style style);
struct view renderer_number_text(struct renderer *m, uint64_t n);

void renderer_close(struct renderer *m);

#endif
