#include "site/markdown.h"

#include <stdlib.h>

#include "base/mem.h"

static void *grow(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

/* Not const, since cmark takes it so; nobody changes it. */
static cmark_mem memory = { mem_array, grow, free };

cmark_node *markdown_node(cmark_node_type type)
{
	return cmark_node_new_with_mem(type, &memory);
}

cmark_node *markdown_parse(struct view text)
{
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
	if (text.len > 0)
		cmark_parser_feed(parser, text.data, text.len);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}
