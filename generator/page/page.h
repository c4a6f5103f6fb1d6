#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/view.h"
#include "page/credit_role.h"
#include "page/kind.h"

/*
 * One printed page cut into articles: the data model that the stage "segment"
 * (segment/segment.h) fills and all later stages read.
 *
 * Every non-blank line of the source is in the lines of one article or one
 * furniture. (Two notices printed in one line share that line.) Texts keep the
 * source's characters; wrapped and torn lines are joined, without a blank
 * between Han characters. All strings live as long as the page.
 */

/* Source lines, counted from 1, both ends included. */
struct span {
	uint32_t first;
	uint32_t last;
};

struct credit {
	struct view name; /* without typographic blanks: 张波 */
	enum credit_role role;
};

enum body_type {
	BODY_PARAGRAPH,
	BODY_SUBHEAD,
	BODY_CAPTION,
	BODY_VERSE, /* a line of a poem */
	BODY_ROW    /* a line of a table, listing or roll of names */
};

struct body_item {
	enum body_type type;
	struct view text;
	size_t opening; /* bytes of text that jump line, dateline and reporters take in front */
	size_t gap;     /* lines of the source between what stands before it and this */
};

struct article {
	struct span *lines; /* in page order */
	size_t line_count;
	enum kind kind;
	struct view kicker;    /* absent: VIEW_NULL, as below */
	struct view headline;  /* never absent */
	bool headline_printed; /* else it is the opening words */
	struct view deck;
	struct view byline_text; /* as printed, with its parentheses */
	struct view dateline;
	struct credit *credits;
	size_t credit_count;
	struct body_item *body;
	size_t body_count;
	struct view continues;      /* 下转第4版: "4" */
	struct view continued_from; /* 上接第1版: "1" */
	double confidence;          /* 0 to 1 */
};

struct furniture {
	struct span lines;
	struct view text; /* its lines, joined by \n */
};

/* DATE_SOURCE: the file states it as a value of its own, as METS does. */
enum date_source { DATE_UNKNOWN, DATE_CORRECTION, DATE_SOURCE, DATE_FILENAME, DATE_TEXT };

struct page {
	struct view source;    /* the text's name */
	struct date published; /* year 0: unknown */
	enum date_source published_by;
	struct span *evidence; /* the lines that the date rests on */
	size_t evidence_count;
	struct view number;       /* "02", "A05"; absent if unknown */
	struct article *articles; /* in page order */
	size_t article_count;
	struct furniture *furniture; /* in page order */
	size_t furniture_count;
	struct arena arena;
};

void page_free(struct page *p);

/* The first line of an article or furniture: what its URL is made of. */
uint32_t article_first_line(const struct article *a);

#endif
