#include "check/diagnostics_limit.h"

#include <stdlib.h>

#include "base/ascii.h"

enum { OFTEN_MOST = 10 };

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
