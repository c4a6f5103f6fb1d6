#include "site/pages/manifest.h"

#include "base/hash.h"
#include "base/mem.h"
#include "export/iiif.h"
#include "site/fingerprint.h"
#include "site/outline.h"
#include "site/pages/pages.h"
#include "site/paper.h"
#include "site/picture_view.h"
#include "site/renderer.h"

/* A canvas has a size, so that nothing can be told of pictures elsewhere. */
static bool has_canvas(const struct archive_page *p)
{
	return p->picture && !p->picture->address.data;
}

bool manifest_is_there(const struct plan *p, uint32_t issue)
{
	const struct archive *a = p->archive;
	const struct archive_span *s = &a->issues.items[issue];
	for (uint32_t i = s->first_page; i < s->first_page + s->page_count; i++)
		if (a->config->base_url.len > 0 && has_canvas(&a->pages.items[i]))
			return true;
	return false;
}

static void each_in_year(struct page_walk *w, const struct page_kind *kind, uint32_t year)
{
	const struct archive_span *s = &w->plan->archive->years.items[year];
	for (uint32_t i = s->first_issue; i < s->first_issue + s->issue_count; i++)
		if (manifest_is_there(w->plan, i))
			page_see(w, kind, i, 0);
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_manifest_url(p->archive->issues.items[page.number].date, a);
}

static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	const struct archive_span *s = &p->archive->issues.items[page.number];
	uint64_t hash = fingerprint_begin(p, page.kind);
	for (uint32_t i = s->first_page; i < s->first_page + s->page_count; i++)
		hash = hash_number(hash, fingerprint_page(p, i));
	return hash;
}

static struct view whole(struct renderer *m, struct view url)
{
	return arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(m->site->config->base_url), VIEW_ARG(url));
}

static void put_articles(struct renderer *m, uint32_t page, const struct segmented_page *text,
                         struct iiif_page *out)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct iiif_article *articles = arena_array(&m->arena, p->article_count, sizeof(*articles));
	struct outline_size size = { p->picture->width, p->picture->height };
	bool known = picture_view_fits(p->picture, &text->text);
	for (uint32_t i = 0; i < p->article_count; i++) {
		uint32_t article = p->first_article + i;
		articles[i] = (struct iiif_article){
			.url = whole(m, plan_article_url(&m->site->plan, article, &m->arena)),
			.headline = a->articles.items[article].headline,
		};
		if (known)
			articles[i].path = outline_of(&text->text, &text->page.articles[i], size, &m->arena);
	}
	out->articles = articles;
	out->article_count = p->article_count;
}

static struct iiif_page page_of(struct renderer *m, uint32_t page,
                                const struct segmented_page *text)
{
	const struct plan *plan = &m->site->plan;
	const struct archive_page *p = &m->site->archive->pages.items[page];
	const struct archive_picture *x = p->picture;
	struct iiif_page out = {
		.base = whole(m, plan->page_urls[page]),
		.url = whole(m, plan_page_url(plan, page, &m->arena)),
		.label = p->number.len ? p->number : p->stem,
		.picture = { whole(m, plan_picture_url(plan, page, false, &m->arena)), x->width,
		             x->height },
		.small = { whole(m, plan_picture_url(plan, page, true, &m->arena)), x->small_width,
		           x->small_height },
	};
	if (x->tile_count > 0)
		out.tiles = whole(m, plan_tiles_url(plan, page, &m->arena));
	put_articles(m, page, text, &out);
	return out;
}

static void put(struct renderer *m, struct view path, struct page_ref page,
                const struct segmented_page *texts)
{
	const struct archive *a = m->site->archive;
	const struct config *c = a->config;
	const struct archive_span *s = &a->issues.items[page.number];
	struct paper paper = paper_of_page(a, s->first_page);
	renderer_begin(m, path);
	struct iiif_page *pages = arena_array(&m->arena, s->page_count, sizeof(*pages));
	struct view day = renderer_date_text(m, s->date, FORMAT_PLAIN);
	struct iiif_issue issue = {
		.url = whole(m, path),
		.page = whole(m, plan_issue_url(s->date, &m->arena)),
		.label = arena_printf(&m->arena, "%.*s %.*s", VIEW_ARG(paper.name), VIEW_ARG(day)),
		.publisher = paper.publisher.len ? paper.publisher : paper.name,
		.home = c->base_url,
		.rights = c->rights,
		.license = c->license,
		.language = c->language,
		.paper_language = paper.language.len ? paper.language : c->paper_language,
		.date = s->date,
		.pages = pages,
	};
	for (uint32_t i = 0; i < s->page_count; i++)
		if (has_canvas(&a->pages.items[s->first_page + i]))
			pages[issue.page_count++] = page_of(m, s->first_page + i, &texts[i]);
	buf_truncate(&m->html, 0);
	iiif_put_manifest(&m->html, &issue);
	renderer_put(m, path, buf_view(&m->html));
}

/* An issue's pictures for viewers of IIIF; made with the issue. */
const struct page_kind page_manifest = {
	.name = "manifest",
	.stage = PAGE_OF_TEXTS,
	.reach = PAGE_REACH_LIST,
	.form = "[0-9]*/[0-9]*/[0-9]*/manifest.json",
	.path = path_of,
	.each = page_each_elsewhere,
	.each_in_year = each_in_year,
	.fingerprint = print_of,
	.put_texts = put,
};
