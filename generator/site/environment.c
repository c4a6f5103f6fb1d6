#include "site/environment.h"

#include <assert.h>
#include <cmark.h>
#include <stdlib.h>
#include <unicode/uversion.h>

#include "base/key.h"
#include "base/program.h"

static_assert(ENVIRONMENT_PARTS <= BUILD_LOG_PARTS, "the build log has room for all parts");

/* Libraries that the program is linked with may be exchanged beneath it. */
static struct hash128 add_program(struct hash128 key, uint64_t program)
{
	UVersionInfo icu;
	char text[U_MAX_VERSION_STRING_LENGTH];
	u_getVersion(icu);
	u_versionToString(icu, text);
	return key_text(key_number(key_number(key, program), (uint64_t)cmark_version()), view_of(text));
}

static struct hash128 add_weights(struct hash128 key, const struct weights *w)
{
	struct buf bytes = { 0 };
	if (!w)
		return key;
	weights_write(w, &bytes);
	key = key_text(key, buf_view(&bytes));
	buf_free(&bytes);
	return key;
}

static struct hash128 add_terms(struct hash128 key, const struct config_term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		key = key_text(key, terms[i].id);
		for (size_t k = 0; k < terms[i].word_count; k++)
			key = key_text(key, terms[i].words[k]);
		for (size_t k = 0; k < terms[i].exception_count; k++)
			key = key_text(key_number(key, terms[i].exceptions[k].word),
			               terms[i].exceptions[k].other);
	}
	return key;
}

static struct hash128 add_documents(struct hash128 key, const struct document_list *l)
{
	for (size_t i = 0; i < l->len; i++) {
		const struct document *d = &l->items[i];
		key = key_number(key_text(key_text(key, d->path), d->title), (uint64_t)d->menu);
		key = key_text(key, d->html);
	}
	return key;
}

static struct hash128 add_names(struct hash128 key, const struct scan *files)
{
	for (size_t i = 0; i < files->files.len; i++)
		key = key_text(key, view_of(files->files.items[i].below));
	return key;
}

void environment_find(const struct site *s, const struct weights *weights, uint64_t seed,
                      struct environment *out)
{
	const struct config *c = s->config;
	struct hash128 seeded = key_begin(seed), *p = out->parts;
	uint64_t program = program_print();
	*out = (struct environment){ .known = program != 0 };
	for (size_t i = 0; i < ENVIRONMENT_PARTS; i++)
		p[i] = key_number(seeded, i);
	out->identity = p[ENVIRONMENT_PROGRAM] = add_program(seeded, program);
	p[ENVIRONMENT_CONFIG] = key_join(p[ENVIRONMENT_CONFIG], c->content);
	p[ENVIRONMENT_WEIGHTS] = add_weights(p[ENVIRONMENT_WEIGHTS], weights);
	p[ENVIRONMENT_TEMPLATES] = key_join(p[ENVIRONMENT_TEMPLATES], mustache_content(s->templates));
	p[ENVIRONMENT_DOCUMENTS] = add_documents(p[ENVIRONMENT_DOCUMENTS], &s->documents);
	p[ENVIRONMENT_STATIC] = add_names(p[ENVIRONMENT_STATIC], &s->assets);
	p[ENVIRONMENT_EPOCH] = key_text(p[ENVIRONMENT_EPOCH], view_of(getenv("SOURCE_DATE_EPOCH")));
	p[ENVIRONMENT_REVIEW] = key_number(p[ENVIRONMENT_REVIEW], c->review);
	out->pages = key_text(key_join(out->identity, p[ENVIRONMENT_WEIGHTS]), view_of(c->encoding));
	out->pages = key_text(out->pages, view_of(config_paper(c)->code));
	out->pages = key_text(out->pages, c->paper_names);
	out->pages = add_terms(key_text(out->pages, view_of(c->source)), c->topics, c->topic_count);
	out->pages = add_terms(key_number(out->pages, c->topic_count), c->places, c->place_count);
	out->site = out->pages;
	for (size_t i = 0; i < ENVIRONMENT_PARTS; i++)
		out->site = key_join(out->site, p[i]);
}

const char *environment_part_name(enum environment_part part)
{
	static const char *const names[] = {
		[ENVIRONMENT_PROGRAM] = "the program",
		[ENVIRONMENT_CONFIG] = "site.conf",
		[ENVIRONMENT_WEIGHTS] = "the weights",
		[ENVIRONMENT_TEMPLATES] = "a template or a word of the interface",
		[ENVIRONMENT_DOCUMENTS] = "a page of the site's own (templates/pages)",
		[ENVIRONMENT_STATIC] = "the list of static files",
		[ENVIRONMENT_EPOCH] = "SOURCE_DATE_EPOCH",
		[ENVIRONMENT_REVIEW] = "whether a review is made",
	};
	return names[part];
}
