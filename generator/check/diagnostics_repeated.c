#include "check/diagnostics_repeated.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

void diagnostics_repeated_note(struct diagnostics_repeated *h, enum diagnostics_repeated_sort sort,
                               struct view link, struct diagnostics *told, size_t at)
{
	struct diagnostics_repetition *habit = &h->of[sort];
	if (habit->count++ > 0)
		return;
	struct buf copy = { 0 };
	buf_put(&copy, link);
	habit->link = buf_detach(&copy);
	diagnostics_place(told, at, &habit->line, &habit->column);
}

/* What is told of one link, and of several. */
static const char *const words[DIAGNOSTICS_REPEATED_SORTS][2] = {
	[DIAGNOSTICS_REPEATED_ROOTED] = { "begins with /, so that it is dead from the disk and below a path: make it relative",
	                                  "begin with /, so that they are dead from the disk and below a path: make them relative" },
	[DIAGNOSTICS_REPEATED_BY_ADDRESS] = { "leads to this site by its address: make it relative, so that it works from any place",
	                                      "lead to this site by its address: make them relative, so that they work from any place" },
	[DIAGNOSTICS_REPEATED_FOLDER] = { "names a folder: name the file in it, as index.html, so that it opens from the disk, too",
	                                  "name folders: name the file in each, as index.html, so that it opens from the disk, too" },
	[DIAGNOSTICS_REPEATED_SCRIPT] = { "is a script: put it into a file, so that the page works without",
	                                  "are scripts: put them into a file, so that the page works without" },
	[DIAGNOSTICS_REPEATED_ELSEWHERE] = { "loads a part of the page from another site: put the file into this one, or the page lacks it offline",
	                                     "load parts of the page from other sites: put the files into this one, or the page lacks them offline" },
};

static bool is_fault(enum diagnostics_repeated_sort sort)
{
	return sort != DIAGNOSTICS_REPEATED_SCRIPT && sort != DIAGNOSTICS_REPEATED_ELSEWHERE;
}

static void tell(const struct diagnostics_repetition *h, enum diagnostics_repeated_sort sort,
                 const char *path, struct report *r)
{
	struct buf others = { 0 };
	if (h->count > 1)
		buf_printf(&others, " and %zu more of this file", h->count - 1);
	const char *format = "the link \"%s\"%s %s", *more = others.data ? others.data : "";
	if (is_fault(sort))
		report_error(r, path, h->line, h->column, format, h->link, more, words[sort][h->count > 1]);
	else
		report_warning(r, path, h->line, h->column, format, h->link, more,
		               words[sort][h->count > 1]);
	buf_free(&others);
}

/* Whatever the links are: it is one habit. */
static bool is_news(struct diagnostics_limit *often, enum diagnostics_repeated_sort sort)
{
	struct buf key = { 0 };
	buf_printf(&key, "%slinks %s", is_fault(sort) ? "" : "warning: ", words[sort][1]);
	bool news = diagnostics_limit_is_news(often, buf_view(&key));
	buf_free(&key);
	return news;
}

struct diagnostics_repeated *diagnostics_repeated_keep(const struct diagnostics_repeated *h)
{
	size_t count = 0;
	for (enum diagnostics_repeated_sort sort = 0; sort < DIAGNOSTICS_REPEATED_SORTS; sort++)
		count += h->of[sort].count;
	if (count == 0)
		return NULL;
	struct diagnostics_repeated *kept = mem_alloc(sizeof(*kept));
	*kept = *h;
	return kept;
}

void diagnostics_repeated_tell(struct diagnostics_repeated *h, struct diagnostics_limit *often,
                               const char *path, struct report *r)
{
	for (enum diagnostics_repeated_sort sort = 0; h && sort < DIAGNOSTICS_REPEATED_SORTS; sort++) {
		if (h->of[sort].count > 0 && is_news(often, sort))
			tell(&h->of[sort], sort, path, r);
		free(h->of[sort].link);
	}
	free(h);
}
