#include "check/diagnostics.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/mem.h"

enum {
	TOLD_MOST = 50,  /* messages a file */
	OFTEN_MOST = 10, /* files in which one thing is wrong */
};

void diagnostics_place(struct diagnostics *t, size_t at, size_t *line, size_t *column)
{
	if (at > t->text.len)
		at = t->text.len;
	if (at < t->place_at)
		t->line = t->place_at = t->column = 0;
	const char *p;
	while ((p = memchr(t->text.data + t->place_at, '\n', at - t->place_at)) != NULL) {
		t->place_at = (size_t)(p - t->text.data) + 1;
		t->line++;
		t->column = 0;
	}
	for (; t->place_at < at; t->place_at++)
		t->column += ((unsigned char)t->text.data[t->place_at] & 0xC0) != 0x80;
	*line = t->line + 1;
	*column = t->column + 1;
}

typedef void report_function(struct report *r, const char *file, size_t line, size_t column,
                             const char *format, ...);

static void tell(struct diagnostics *t, report_function *report, size_t line, size_t column,
                 const char *format, va_list args)
{
	struct buf message = { 0 };
	buf_vprintf(&message, format, args);
	report(t->report, t->path, line, column, "%s", message.data);
	buf_free(&message);
}

void diagnostics_error(struct diagnostics *t, size_t at, const char *format, ...)
{
	if (++t->count > TOLD_MOST)
		return;
	size_t line, column;
	diagnostics_place(t, at, &line, &column);
	va_list args;
	va_start(args, format);
	tell(t, report_error, line, column, format, args);
	va_end(args);
}

void diagnostics_error_at(struct diagnostics *t, size_t line, size_t column, const char *format,
                          ...)
{
	if (++t->count > TOLD_MOST)
		return;
	va_list args;
	va_start(args, format);
	tell(t, report_error, line, column, format, args);
	va_end(args);
}

void diagnostics_warning(struct diagnostics *t, size_t at, const char *format, ...)
{
	size_t line, column;
	diagnostics_place(t, at, &line, &column);
	va_list args;
	va_start(args, format);
	tell(t, report_warning, line, column, format, args);
	va_end(args);
}

void diagnostics_file_error(struct diagnostics *t, const char *format, ...)
{
	if (++t->count > TOLD_MOST)
		return;
	va_list args;
	va_start(args, format);
	tell(t, report_error, 0, 0, format, args);
	va_end(args);
}

void diagnostics_end(struct diagnostics *t)
{
	if (t->count > TOLD_MOST)
		report_error(t->report, t->path, 0, 0, "has %zu more faults, not told here",
		             t->count - TOLD_MOST);
}

/* ── the same in many files ── */

static const struct view warning = { "warning: ", 9 };

bool diagnostics_limit_is_news(struct diagnostics_limit *o, struct view words)
{
	return map_put(&o->times, words, NULL)->number++ < OFTEN_MOST;
}

/* A message without the file and the place in it. */
static struct view words_of(struct view message, struct view path)
{
	if (!view_starts(message, path))
		return message;
	size_t at = path.len;
	while (at < message.len && (message.data[at] == ':' || ascii_is_digit(message.data[at])))
		at++;
	return view_trim(view_slice(message, at, message.len));
}

void diagnostics_limit_append(struct diagnostics_limit *o, const char *path, struct report *to,
                              struct report *from)
{
	struct report news = { 0 };
	for (size_t i = 0; i < from->messages.len; i++) {
		struct report_message *m = &from->messages.items[i];
		if (!diagnostics_limit_is_news(o, words_of(view_of(m->text), view_of(path)))) {
			free(m->text);
			continue;
		}
		*array_push(&news.messages) = *m;
		news.errors += m->level == REPORT_ERROR;
		news.warnings += m->level == REPORT_WARNING;
	}
	array_free(&from->messages);
	*from = (struct report){ 0 };
	report_append(to, &news);
}

void diagnostics_limit_end(struct diagnostics_limit *o, const char *folder, struct report *r)
{
	for (size_t i = 0; i < o->times.len; i++) {
		struct view words = map_key(&o->times, i);
		size_t more = (size_t)map_at(&o->times, i)->number;
		if (more <= OFTEN_MOST)
			continue;
		more -= OFTEN_MOST;
		if (view_starts(words, warning)) {
			words = view_slice(words, warning.len, words.len);
			report_warning(r, folder, 0, 0, "%zu times more: %.*s", more, VIEW_ARG(words));
			r->warnings += more - 1;
		} else {
			report_error(r, folder, 0, 0, "%zu times more: %.*s", more, VIEW_ARG(words));
			r->errors += more - 1;
		}
	}
	map_free(&o->times);
}

/* ── again and again in one file ── */

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
static const char *const repeated_words[DIAGNOSTICS_REPEATED_SORTS][2] = {
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

static void tell_repetition(const struct diagnostics_repetition *h,
                            enum diagnostics_repeated_sort sort, const char *path, struct report *r)
{
	struct buf others = { 0 };
	if (h->count > 1)
		buf_printf(&others, " and %zu more of this file", h->count - 1);
	const char *format = "the link \"%s\"%s %s", *more = others.data ? others.data : "";
	if (is_fault(sort))
		report_error(r, path, h->line, h->column, format, h->link, more,
		             repeated_words[sort][h->count > 1]);
	else
		report_warning(r, path, h->line, h->column, format, h->link, more,
		               repeated_words[sort][h->count > 1]);
	buf_free(&others);
}

/* Whatever the links are: it is one habit. */
static bool is_news(struct diagnostics_limit *often, enum diagnostics_repeated_sort sort)
{
	struct buf key = { 0 };
	buf_printf(&key, "%slinks %s", is_fault(sort) ? "" : "warning: ", repeated_words[sort][1]);
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
			tell_repetition(&h->of[sort], sort, path, r);
		free(h->of[sort].link);
	}
	free(h);
}
