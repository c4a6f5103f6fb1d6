#include "check/habit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

void habit_note(struct habits *h, enum habit_sort sort, struct view link, struct told *told, size_t at)
{
	struct habit *habit = &h->of[sort];
	if (habit->count++ > 0)
		return;
	struct buf copy = { 0 };
	buf_put(&copy, link);
	habit->link = buf_detach(&copy);
	told_place(told, at, &habit->line, &habit->column);
}

/* What is told of one link, and of several. */
static const char *const words[HABIT_SORTS][2] = {
	[HABIT_ROOTED] = {
		"begins with /, so that it is dead from the disk and below a path: make it relative",
		"begin with /, so that they are dead from the disk and below a path: make them relative" },
	[HABIT_BY_ADDRESS] = {
		"leads to this site by its address: make it relative, so that it works from any place",
		"lead to this site by its address: make them relative, so that they work from any place" },
	[HABIT_FOLDER] = {
		"names a folder: name the file in it, as index.html, so that it opens from the disk, too",
		"name folders: name the file in each, as index.html, so that it opens from the disk, too" },
	[HABIT_SCRIPT] = {
		"is a script: put it into a file, so that the page works without",
		"are scripts: put them into a file, so that the page works without" },
	[HABIT_ELSEWHERE] = {
		"loads a part of the page from another site: put the file into this one, or the page lacks it offline",
		"load parts of the page from other sites: put the files into this one, or the page lacks them offline" },
};

static bool is_fault(enum habit_sort sort)
{
	return sort != HABIT_SCRIPT && sort != HABIT_ELSEWHERE;
}

static void tell(const struct habit *h, enum habit_sort sort, const char *path, struct report *r)
{
	struct buf others = { 0 };
	if (h->count > 1)
		buf_printf(&others, " and %zu more of this file", h->count - 1);
	const char *format = "the link \"%s\"%s %s", *more = others.data ? others.data : "";
	if (is_fault(sort))
		report_error(r, path, h->line, h->column, format, h->link, more, words[sort][h->count > 1]);
	else
		report_warning(r, path, h->line, h->column, format, h->link, more, words[sort][h->count > 1]);
	buf_free(&others);
}

/* Whatever the links are: it is one habit. */
static bool is_news(struct often *often, enum habit_sort sort)
{
	struct buf key = { 0 };
	buf_printf(&key, "%slinks %s", is_fault(sort) ? "" : "warning: ", words[sort][1]);
	bool news = often_is_news(often, buf_view(&key));
	buf_free(&key);
	return news;
}

struct habits *habit_keep(const struct habits *h)
{
	size_t count = 0;
	for (enum habit_sort sort = 0; sort < HABIT_SORTS; sort++)
		count += h->of[sort].count;
	if (count == 0)
		return NULL;
	struct habits *kept = mem_alloc(sizeof(*kept));
	*kept = *h;
	return kept;
}

void habit_tell(struct habits *h, struct often *often, const char *path, struct report *r)
{
	for (enum habit_sort sort = 0; h && sort < HABIT_SORTS; sort++) {
		if (h->of[sort].count > 0 && is_news(often, sort))
			tell(&h->of[sort], sort, path, r);
		free(h->of[sort].link);
	}
	free(h);
}
