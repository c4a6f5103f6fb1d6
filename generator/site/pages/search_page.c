#include <string.h>

#include "site/facets.h"
#include "site/pages/pages.h"
#include "site/paper.h"
#include "site/renderer.h"
#include "site/site.h"

static size_t count(const struct plan *p)
{
	return p->archive->config->search;
}

static void show_known(struct renderer *m, const struct facet *f, struct value *list)
{
	struct facet_known known;
	for (size_t i = 0; f->known && f->known(m->site->archive, i, &known); i++) {
		struct value *o = value_push_object(list);
		value_set_text(o, "id", known.value);
		value_set_text(o, "name", known.name);
		value_set_bool(o, "has_word", known.word != NULL);
		if (known.word)
			value_set_text(o, "word",
			               arena_printf(&m->arena, "%s%.*s", known.word, VIEW_ARG(known.value)));
	}
}

/* What results can be narrowed by, and the names of values that the index knows by id. */
static void show_facets(struct renderer *m, struct value *list)
{
	for (size_t i = 0; i < facets_count(); i++) {
		const struct facet *f = facets_row(i);
		if (!facets_there(m->site->config, f))
			continue;
		struct value *o = value_push_object(list);
		value_set_text(o, "id", view_of(f->name));
		value_set_text(o, "heading", view_of(f->heading));
		value_set_text(o, "field", view_of(f->field));
		value_set_bool(o, "has_value_word", f->value_word != NULL);
		if (f->value_word)
			value_set_text(o, "value_word", view_of(f->value_word));
		value_set_bool(o, "open", f->open);
		show_known(m, f, value_set_list(o, "values"));
	}
}

/* What the paper was called when, for results as files. */
static void show_papers(struct renderer *m, struct value *list)
{
	const struct config *c = m->site->config;
	for (size_t i = 0; i < c->title_count; i++) {
		struct paper paper = paper_of_title(c, &c->titles[i]);
		struct value *o = value_push_object(list);
		value_set_text(o, "id", c->titles[i].id);
		value_set(o, "paper", paper_show(c, &paper, &m->arena));
	}
}

/* Groups of words that mean the same. */
static void show_synonyms(const struct config *c, struct value *list)
{
	for (size_t i = 0; i < c->synonym_count; i++) {
		struct value *words = value_set_list(value_push_object(list), "words");
		for (size_t k = 0; k < c->synonyms[i].count; k++)
			value_push_text(words, c->synonyms[i].words[k]);
	}
}

/* Groups of characters that are taken for each other, with blanks between the groups. */
static struct view misread(struct renderer *m)
{
	const struct language_list *l = &site_paper_language(m->site)->misread;
	buf_truncate(&m->text, 0);
	for (size_t i = 0; i < l->count; i++)
		buf_printf(&m->text, "%s%s", i > 0 ? " " : "", l->words[i].utf8);
	return l->count > 0 ? arena_view(&m->arena, buf_view(&m->text)) : VIEW_NULL;
}

/* What a search of the whole web takes as this site: host and folders of its address; absent where it cannot be told so. */
static struct view name_for_web(struct view base_url)
{
	ptrdiff_t host = view_find(base_url, VIEW("//"), 0);
	if (host < 0)
		return VIEW_NULL;
	struct view name = view_slice(base_url, (size_t)host + 2, base_url.len);
	while (view_ends(name, VIEW("/")))
		name.len--;
	for (size_t i = 0; i < name.len; i++) {
		if (strchr("&#?+", name.data[i]))
			return VIEW_NULL;
	}
	return name;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	value_set_text(v, "misread", misread(m));
	value_set_text(v, "web_name", name_for_web(m->site->config->base_url));
	show_facets(m, value_set_list(v, "facets"));
	show_papers(m, value_set_list(v, "papers"));
	show_synonyms(m->site->config, value_set_list(v, "synonyms"));
	value_set_bool(v, "has_synonyms", m->site->config->synonym_count > 0);
}

const struct page_kind page_search = {
	.name = "search",
	.template = "search",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "search.html",
	.count = count,
	.mapped = page_mapped,
	.show = show,
};

/* Browsers are told of the search with the address of the site alone. */
static size_t count_opensearch(const struct plan *p)
{
	return p->archive->config->search && p->archive->config->base_url.len > 0;
}

const struct page_kind page_opensearch = {
	.name = "opensearch",
	.template = "opensearch.xml",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ENTRY,
	.form = "opensearch.xml",
	.count = count_opensearch,
};
