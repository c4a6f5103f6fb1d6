#ifndef SITE_DOCUMENT_H
#define SITE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/view.h"
#include "site/overlay.h"

/*
 * Site pages: CommonMark files with a head of `name: value` lines up to the
 * first blank line. title must be there; menu, from 1 to 999, gives a place in
 * the menu.
 */
struct document {
	const char *file; /* for messages */
	struct view path; /* "about.html" */
	struct view title;
	int menu;         /* 0: not in the menu */
	struct view html; /* the text, from cmark in safe mode, headings from level 2 */
};

struct document_list {
	struct document *items; /* by place in the menu, then by name */
	size_t len;
	struct arena arena;
};

/*
 * Reads every *.md of the folders, and a page only from the first folder that
 * has it; an empty file there says that there is none. Of about.md and
 * about.en.md the one in the language of the site is taken, else about.md.
 * False on a fault.
 */
bool document_read_all(const struct overlay *folders, struct view language,
                       struct document_list *out, struct report *r);

void document_free(struct document_list *l);

#endif
