#include "input/plain_text.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/glyph.h"

static bool shows_nothing(const struct text *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!glyph_text_blank(t->lines[i]))
			return false;
	return true;
}

/* Some of a text's lines as a page of their own, with their own memory. */
static void take_lines(const struct text *whole, size_t from, size_t to, struct text *out)
{
	out->encoding = arena_string(&out->arena, view_of(whole->encoding));
	out->before = from;
	out->len = to - from;
	out->lines = arena_array(&out->arena, out->len, sizeof(*out->lines));
	for (size_t i = from; i < to; i++)
		out->lines[i - from] = arena_view(&out->arena, whole->lines[i]);
}

/*
 * Between two form feeds stands a page. One that shows nothing, as of a picture,
 * is none for readers, but is counted, as it was printed; in front of the first
 * form feed only where all pages, the last one too, end with one.
 */
static void split(const struct text *whole, struct input_pages *out)
{
	bool ends = shows_nothing(whole, whole->breaks[whole->break_count - 1], whole->len);
	uint32_t part = 0;
	for (size_t i = 0, from = 0; i <= whole->break_count; i++) {
		size_t to = i < whole->break_count ? whole->breaks[i] : whole->len;
		bool blank = shows_nothing(whole, from, to);
		part += i > 0 || !blank || ends;
		if (!blank) {
			struct text *t = array_push(out);
			take_lines(whole, from, to, t);
			t->part = part;
		}
		from = to;
	}
}

/* The lines of all files, each an article, one behind the other with a blank one between. */
static void join(const struct text *texts, size_t count, struct text *page)
{
	size_t len = count > 0 ? count - 1 : 0;
	for (size_t i = 0; i < count; i++)
		len += texts[i].len;
	struct view *lines = arena_array(&page->arena, len, sizeof(*lines));
	struct text_label *labels = arena_array(&page->arena, len, sizeof(*labels));
	for (size_t i = 0, at = 0; i < count; i++, at++) {
		for (size_t k = 0; k < texts[i].len; k++, at++) {
			lines[at] = arena_view(&page->arena, texts[i].lines[k]);
			labels[at].article = (uint32_t)i + 1;
		}
	}
	page->encoding = arena_string(&page->arena, view_of(texts[0].encoding));
	page->lines = lines;
	page->labels = labels;
	page->len = len;
}

/* Files that are a page's articles: one that cannot be read costs none of the others. */
static bool read_articles(const struct input_source *s, struct input_pages *out, struct report *r)
{
	struct text *texts = mem_array(s->count, sizeof(*texts));
	size_t count = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct text *t = &texts[count];
		if (s->files[i].absent)
			continue;
		if (text_decode_as(s->files[i].bytes, s->files[i].path, s->encoding, t, r))
			count++;
		else
			text_free(t);
	}
	if (count > 0)
		join(texts, count, array_push(out));
	for (size_t i = 0; i < count; i++)
		text_free(&texts[i]);
	free(texts);
	return count > 0;
}

bool plain_text_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	if (s->articles)
		return read_articles(s, out, r);
	const struct input_file *f = &s->files[0];
	struct text whole;
	bool ok = text_decode_as(f->bytes, f->path, s->encoding, &whole, r);
	if (ok && whole.break_count > 0)
		split(&whole, out);
	if (ok && out->len > 0)
		text_free(&whole);
	else
		*array_push(out) = whole;
	return ok;
}
