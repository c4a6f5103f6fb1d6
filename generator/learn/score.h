#ifndef LEARN_SCORE_H
#define LEARN_SCORE_H

#include "learn/gold.h"
#include "page/page.h"

/*
 * How well a page was cut, beside what its annotation says. Counts add up over
 * pages; the shares are made of them at the end.
 *
 *	boundary   first lines of articles: found, made up, missed
 *	articles   of the annotation; exact: one article has just the same lines
 *	headlines  an article that begins on the same line has the same headline
 *	paragraphs of 60 characters and more; whole: one text of a body is the same
 *	sure       articles cut with a confidence of at least 95 %; exact: they are so
 *	lost       lines that are in no article and no furniture; doubled: in two
 */
struct score {
	size_t pages;
	size_t found, made_up, missed;
	size_t articles, exact, headlines;
	size_t paragraphs, whole;
	size_t lost, doubled;
	size_t sure, sure_exact;
};

void score_page(const struct gold_page *gold, const struct page *page, struct score *s);

/* The harmonic mean of precision and recall of boundaries. */
double score_f1(const struct score *s);

/* part / whole, 0 where there is nothing. */
double score_share(size_t part, size_t whole);

#endif
