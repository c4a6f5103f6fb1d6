#include "page/page.h"

void page_free(struct page *p)
{
	arena_free(&p->arena);
}

uint32_t article_first_line(const struct article *a)
{
	return a->lines[0].first;
}
