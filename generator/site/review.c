#include "site/review.h"

#include <stdlib.h>

#include "base/mem.h"

#define CERTAIN 1000 /* thousandths of confidence */

uint64_t review_doubt(const struct archive *a, uint32_t page)
{
	const struct archive_page *p = &a->pages.items[page];
	uint64_t doubt = date_known(p->date) ? 0 : CERTAIN;
	for (uint32_t i = p->first_article; i < p->first_article + p->article_count; i++)
		doubt += (uint64_t)(CERTAIN - a->articles.items[i].confidence);
	return doubt;
}

struct doubtful {
	uint64_t doubt;
	uint32_t page;
};

static int compare(const void *a, const void *b)
{
	const struct doubtful *x = a, *y = b;
	if (x->doubt != y->doubt)
		return x->doubt > y->doubt ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

void review_order(const struct archive *a, struct review *out)
{
	struct doubtful *all = mem_array(a->pages.len, sizeof(*all));
	for (uint32_t i = 0; i < a->pages.len; i++)
		all[i] = (struct doubtful){ review_doubt(a, i), i };
	if (a->pages.len > 0)
		qsort(all, a->pages.len, sizeof(*all), compare);
	out->count = a->pages.len;
	out->pages = mem_array(out->count, sizeof(*out->pages));
	for (size_t i = 0; i < out->count; i++)
		out->pages[i] = all[i].page;
	out->places = mem_array(out->count, sizeof(*out->places));
	for (uint32_t i = 0; i < out->count; i++)
		out->places[out->pages[i]] = i;
	free(all);
}

size_t review_parts(const struct archive *a)
{
	size_t size = a->config->page_size;
	return a->pages.len == 0 ? 1 : (a->pages.len + size - 1) / size;
}

struct view review_list_path(size_t part, struct arena *a)
{
	return part == 1 ? VIEW("review/index.html") : arena_printf(a, "review/index-%zu.html", part);
}

struct view review_page_path(const struct plan *p, uint32_t page, struct arena *a)
{
	return arena_printf(a, "review/%.*s.html", VIEW_ARG(p->page_paths[page]));
}

struct view review_page_url(const struct plan *p, uint32_t page, struct arena *a)
{
	return arena_printf(a, "review/%.*s.html", VIEW_ARG(p->page_urls[page]));
}

void review_free(struct review *r)
{
	free(r->pages);
	free(r->places);
	*r = (struct review){ 0 };
}
