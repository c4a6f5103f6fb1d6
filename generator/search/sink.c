#include "search/sink.h"

#include "search/pack.h"

#define ROOT "search/"

/* The name below search/ of what stands in s->name so far. */
static struct view name_of(const struct sink *s)
{
	return view_slice(buf_view(&s->name), sizeof(ROOT) - 1, s->name.len);
}

static void put_name(struct sink *s, const char *name, va_list args)
{
	buf_truncate(&s->name, 0);
	buf_puts(&s->name, ROOT);
	buf_put(&s->name, buf_view(&s->folder));
	buf_vprintf(&s->name, name, args);
}

/* The name behind it ends in. */
static void end_name(struct sink *s, uint32_t hash)
{
	buf_printf(&s->name, "-%08x.js", (unsigned)hash);
}

static void put_file(struct sink *s)
{
	s->failed = !s->options->put(s->options->context, buf_view(&s->name), buf_view(&s->content));
}

uint32_t sink_put(struct sink *s, struct view payload, const char *name, ...)
{
	if (s->failed)
		return 0;
	va_list args;
	va_start(args, name);
	put_name(s, name, args);
	va_end(args);
	uint32_t hash = pack_hash(name_of(s), payload);
	end_name(s, hash);
	buf_truncate(&s->content, 0);
	pack_put(&s->content, NULL, payload);
	put_file(s);
	return hash;
}

void sink_put_fixed(struct sink *s, struct view payload, const char *name)
{
	if (s->failed)
		return;
	buf_truncate(&s->name, 0);
	buf_puts(&s->name, ROOT);
	buf_puts(&s->name, name);
	uint32_t hash = pack_hash(name_of(s), payload);
	buf_truncate(&s->content, 0);
	pack_put(&s->content, &hash, payload);
	buf_puts(&s->name, ".js");
	put_file(s);
}

bool sink_stands(struct sink *s, uint32_t hash, const char *name, ...)
{
	va_list args;
	va_start(args, name);
	put_name(s, name, args);
	va_end(args);
	end_name(s, hash);
	return s->options->stands(s->options->context, buf_view(&s->name));
}

void sink_keep(struct sink *s, uint32_t hash, const char *name, ...)
{
	va_list args;
	va_start(args, name);
	put_name(s, name, args);
	va_end(args);
	end_name(s, hash);
	if (!s->failed)
		s->options->keep(s->options->context, buf_view(&s->name));
}

void sink_free(struct sink *s)
{
	buf_free(&s->folder);
	buf_free(&s->name);
	buf_free(&s->content);
}
