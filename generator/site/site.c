#include "site/site.h"

#include <sys/stat.h>

#include "site/language.h"

static const char *const template_names[TEMPLATE_COUNT] = {
	[TEMPLATE_HOME] = "home",
	[TEMPLATE_YEAR] = "year",
	[TEMPLATE_MONTH] = "month",
	[TEMPLATE_ISSUE] = "issue",
	[TEMPLATE_UNDATED] = "undated",
	[TEMPLATE_PAGE] = "page",
	[TEMPLATE_ARTICLE] = "article",
	[TEMPLATE_TOPICS] = "topics",
	[TEMPLATE_TOPIC] = "topic",
	[TEMPLATE_AUTHORS] = "authors",
	[TEMPLATE_AUTHOR] = "author",
	[TEMPLATE_KINDS] = "kinds",
	[TEMPLATE_KIND] = "kind",
	[TEMPLATE_ON] = "on",
	[TEMPLATE_COVERAGE] = "coverage",
	[TEMPLATE_NOTFOUND] = "notfound",
	[TEMPLATE_DOCUMENT] = "document",
	[TEMPLATE_REDIRECT] = "redirect",
	[TEMPLATE_FEED] = "feed.xml",
	[TEMPLATE_SITEMAP] = "sitemap.xml",
	[TEMPLATE_SITEMAP_INDEX] = "sitemap-index.xml",
	[TEMPLATE_ROBOTS] = "robots.txt",
	[TEMPLATE_HEADERS] = "_headers",
	[TEMPLATE_REDIRECTS] = "_redirects",
	[TEMPLATE_SEARCH] = "search",
	[TEMPLATE_OPENSEARCH] = "opensearch.xml",
	[TEMPLATE_REVIEW] = "review",
	[TEMPLATE_REVIEW_PAGE] = "review-page",
};

static const char *below(struct site *s, const char *name)
{
	return arena_printf(&s->arena, "%s/%s", s->config->templates, name).data;
}

static bool load_templates(struct site *s, struct report *r)
{
	s->templates = mustache_new();
	bool ok = mustache_add_folder(s->templates, s->config->templates, r);
	ok = mustache_add_folder(s->templates, below(s, "partials"), r) && ok;
	ok = language_load(s->templates, below(s, "i18n"), s->config->language, r) && ok;
	int count = s->config->review ? TEMPLATE_COUNT : TEMPLATE_REVIEW;
	for (int i = 0; ok && i < count; i++) {
		s->template[i] = mustache_find(s->templates, view_of(template_names[i]));
		if (!s->template[i]) {
			report_error(r, s->config->templates, 0, 0, "has no template %s.mustache: add it",
			             template_names[i]);
			ok = false;
		}
	}
	return ok && mustache_link(s->templates, r);
}

/* What the newspaper is written in, where that is not the language of the site. */
static struct view paper_language(const struct config *c)
{
	return view_eq(c->language, c->paper_language) ? VIEW_NULL : c->paper_language;
}

static const struct value *site_value(struct site *s)
{
	const struct config *c = s->config;
	struct value *v = value_object(&s->arena);
	value_set_text(v, "title", c->title);
	value_set_text(v, "newspaper", c->newspaper);
	value_set_text(v, "language", c->language);
	value_set_text(v, "paper_language", paper_language(c));
	value_set_text(v, "base_url", c->base_url);
	value_set_text(v, "search_url", c->search ? VIEW("search.html") : VIEW_NULL);
	value_set_text(v, "report_url", c->report_url);
	struct value *documents = value_set_list(v, "documents");
	for (size_t i = 0; i < s->documents.len && s->documents.items[i].menu; i++) {
		struct value *d = value_push_object(documents);
		value_set_text(d, "url", s->documents.items[i].path);
		value_set_text(d, "title", s->documents.items[i].title);
	}
	return v;
}

bool site_open(const struct config *c, struct site *out, struct report *r)
{
	*out = (struct site){ .config = c };
	struct scan_rules all = { .hidden = true, .below = true };
	struct stat st;
	bool ok = load_templates(out, r);
	ok = document_read_all(below(out, "pages"), c->language, &out->documents, r) && ok;
	if (stat(c->static_folder, &st) == 0)
		ok = scan_folder(c->static_folder, &all, &out->assets, r) && ok;
	out->value = site_value(out);
	return ok;
}

bool site_plan(struct site *s, const struct archive *a, struct report *r)
{
	s->archive = a;
	s->related = related_new(a);
	if (s->config->review)
		review_order(a, &s->review);
	return plan_make(a, &s->documents, &s->assets, &s->plan, r);
}

void site_close(struct site *s)
{
	plan_free(&s->plan);
	related_free(s->related);
	review_free(&s->review);
	writer_close(&s->writer);
	if (s->templates)
		mustache_free(s->templates);
	document_free(&s->documents);
	scan_free(&s->assets);
	arena_free(&s->arena);
	*s = (struct site){ 0 };
}
