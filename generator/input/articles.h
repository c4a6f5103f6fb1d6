#ifndef INPUT_ARTICLES_H
#define INPUT_ARTICLES_H

#include "base/buf.h"
#include "base/map.h"
#include "input/input.h"
#include "language/language.h"

/*
 * Articles that are cut already, as a content system or broadsheet itself gives
 * them out, on their way to pages: those of one day and page are a page, in the
 * order in which they are met. A field's line is a line of the page; lines
 * count on over all pages of the file, in the order in which pages are met.
 */
/* What people call a field in the heads of tables, and programs in their records, in any language. */
bool articles_field_of(struct view name, enum language_field *out);

struct articles_page;

struct articles {
	ARRAY(struct articles_page *) pages;
	struct map page_at; /* by day and number */
	struct articles_page *open;
	struct buf text;
};

/*
 * Begins an article; each of the texts may be absent. A date is read as
 * 2022-01-19, 2022年1月9日 or 20220119, and what follows it is let be; one that
 * is none leaves the day unknown, and gives false.
 */
bool articles_begin(struct articles *a, struct view date, struct view page, struct view newspaper,
                    struct view kind);

/* A paragraph of it, or a headline, …: each line is a line of the page. Blank ones are left out. */
void articles_put(struct articles *a, enum line_role role, struct view text);

/* Text of no article, on the page of the article that was begun last. */
void articles_put_furniture(struct articles *a, struct view text);

/* Makes texts of the pages; then a is empty. */
void articles_end(struct articles *a, struct input_pages *out);

#endif
