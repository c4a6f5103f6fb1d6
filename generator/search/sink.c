#include "search/sink.h"

#include "search/pack.h"

#define ROOT "search/"

void sink_put(struct sink *s, struct view payload, const char *name, ...)
{
	if (s->failed)
		return;
	va_list args;
	va_start(args, name);
	buf_truncate(&s->name, 0);
	buf_puts(&s->name, ROOT);
	buf_put(&s->name, buf_view(&s->folder));
	buf_vprintf(&s->name, name, args);
	va_end(args);
	struct view path = buf_view(&s->name);
	buf_truncate(&s->content, 0);
	pack_put(&s->content, view_slice(path, sizeof(ROOT) - 1, path.len), payload);
	buf_puts(&s->name, ".js");
	s->failed = !s->options->put(s->options->context, buf_view(&s->name), buf_view(&s->content));
}

void sink_free(struct sink *s)
{
	buf_free(&s->folder);
	buf_free(&s->name);
	buf_free(&s->content);
}
