#ifndef SITE_MARKDOWN_H
#define SITE_MARKDOWN_H

#include <cmark.h>

#include "base/view.h"

/*
 * cmark with the program's own memory. By itself cmark aborts where there is no
 * memory left; so it ends as all else does, with a message and exit status 1.
 */

/* A node that is freed with the document it is put into, by cmark_node_free(). */
cmark_node *markdown_node(cmark_node_type type);

/* The document that the Markdown text is; to be freed by cmark_node_free(). */
cmark_node *markdown_parse(struct view text);

#endif
