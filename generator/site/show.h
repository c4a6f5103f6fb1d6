#ifndef SITE_SHOW_H
#define SITE_SHOW_H

#include <stddef.h>
#include <stdint.h>

#include "site/renderer.h"

/*
 * The model as templates have it: the types that CONTEXT.md, beside the
 * templates, describes under "Types used in many places". Each function fills
 * an object or returns one, for the page in hand.
 */

/* count: a number for readers. */
const struct value *show_count(struct renderer *m, uint64_t n);

/* Sets has_key to whether the list has anything in it. */
void show_has(struct value *o, const char *has_key, const struct value *list);

/* page reference */
/* `paper`, as that printed page has it. */
void show_paper(struct renderer *m, struct value *o, uint32_t page);

void show_page(struct renderer *m, struct value *o, uint32_t page);

/* article row */
void show_row(struct renderer *m, struct value *o, uint32_t article);

/* A part of the article's headline as HTML that breaks between words: see headline.h. */
struct view show_headline(struct renderer *m, uint32_t article, size_t from, size_t len);

/* The same of any short text, such as a deck. */
struct view show_words(struct renderer *m, struct view text);

/* issue reference; with headlines: its most prominent articles, at most 3. */
void show_issue(struct renderer *m, struct value *o, uint32_t issue, bool headlines);

/* The issue as an object, or null if it is not there. */
const struct value *show_issue_or_null(struct renderer *m, uint32_t issue, bool there);

/* Sets rows and has_rows: the newest of a list, at most that many. */
void show_newest(struct renderer *m, struct value *o, const uint32_t *items, size_t count,
                 size_t most);

/* person, topic reference: one of the lists of that sort, by name, and its newest page. */
void show_listed(struct renderer *m, struct value *o, enum list list, uint32_t number);

/* 2022–2025, of a list sorted oldest first; absent if no article has a date. */
struct view show_years(struct renderer *m, const uint32_t *items, size_t count);

/* The number of the name of a credit, or -1. */
int64_t show_find_name(const struct renderer *m, uint32_t article, struct view name);

#endif
