#include "archive/source.h"

#include "base/file.h"
#include "base/key.h"
#include "base/mem.h"

bool source_load(const struct source *s, struct source_bytes *out, struct report *r)
{
	out->count = s->count;
	out->items = mem_array(s->count, sizeof(*out->items));
	out->absent = mem_array(s->count, sizeof(*out->absent));
	for (size_t i = 0; i < s->count; i++) {
		out->absent[i] = !file_read(s->files[i]->path, &out->items[i], r);
		out->absent_count += out->absent[i];
		if (out->absent[i])
			buf_free(&out->items[i]);
	}
	/* Of a page's articles any may be missing; what a METS file names is nothing without it. */
	return out->absent_count < s->count && (s->articles || !out->absent[0]);
}

struct hash128 source_content(const struct source_bytes *b, uint64_t seed)
{
	struct hash128 all = hash128_view(buf_view(&b->items[0]), seed);
	for (size_t i = 1; i < b->count; i++)
		all = key_join(all, hash128_view(buf_view(&b->items[i]), seed));
	return all;
}

void source_name_page(const struct archive *a, const struct source *s, struct text *t)
{
	/* Messages name the path, records a name that is the same on every machine. */
	t->name = s->files[t->file < s->count ? t->file : 0]->name;
	t->language = config_paper(a->config);
	t->newspaper = a->config->paper_names.len ? a->config->paper_names : t->stated.newspaper;
}

bool source_pages(const struct archive *a, const struct source *s, const struct source_bytes *b,
                  struct input_pages *out, struct report *r)
{
	const struct corrections_page *said =
		corrections_of(a->corrections, view_of(s->files[0]->below));
	struct text_encoding encoding = { corrections_encoding(said), a->config->encoding };
	struct input_file *files = mem_array(s->count, sizeof(*files));
	for (size_t i = 0; i < s->count; i++)
		files[i] = (struct input_file){ s->files[i]->path, buf_view(&b->items[i]), b->absent[i] };
	struct input_source source = { .files = files,
		                           .count = s->count,
		                           .encoding = &encoding,
		                           .threads = a->threads,
		                           .articles = s->articles };
	bool ok = input_read(&source, out, r);
	for (size_t i = 0; ok && i < out->len; i++)
		source_name_page(a, s, &out->items[i]);
	free(files);
	return ok;
}

struct hash128 source_corrections(const struct archive *a, const struct source *s)
{
	struct hash128 all =
		corrections_key(corrections_of(a->corrections, view_of(s->files[0]->below)), a->seed);
	for (size_t i = 1; i < s->count; i++)
		all = key_join(
			all,
			corrections_key(corrections_of(a->corrections, view_of(s->files[i]->below)), a->seed));
	return s->articles ? key_number(all, 1) : all;
}

bool source_check_corrections(const struct archive *a, struct report *r)
{
	size_t errors = r->errors;
	for (size_t i = 0; i < a->gathered.sources.len; i++) {
		const struct source *s = &a->gathered.sources.items[i];
		for (size_t k = 1; s->articles && k < s->count; k++) {
			const struct corrections_page *p =
				corrections_of(a->corrections, view_of(s->files[k]->below));
			if (p && p->sections.len > 0)
				report_error(
					r, a->corrections->path, p->sections.items[0]->line,
					p->sections.items[0]->column,
					"'%s' is an article of the page '%s': write that name, and count its "
					"lines on from file to file with a blank one between, as the review does",
					s->files[k]->below, s->files[0]->below);
		}
	}
	return r->errors == errors;
}

void source_bytes_free(struct source_bytes *b)
{
	for (size_t i = 0; i < b->count; i++)
		buf_free(&b->items[i]);
	free(b->items);
	free(b->absent);
	*b = (struct source_bytes){ 0 };
}
