#include "archive/config_image.h"
#include "site/paper.h"
#include "site/site.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/pool.h"
#include "language/language.h"
#include "site/overlay.h"
#include "site/page_kind.h"
#include "site/planning.h"
#include "site/wording.h"

/* The templates of one folder and the partials in it. */
static bool add_templates(struct site *s, const char *folder, bool first, struct report *r)
{
	bool (*add)(struct mustache_set *, const char *, struct report *) =
		first ? mustache_add_folder : mustache_add_others;
	const char *partials = arena_printf(&s->arena, "%s/partials", folder).data;
	bool ok = add(s->templates, folder, r);
	return (access(partials, F_OK) != 0 || add(s->templates, partials, r)) && ok;
}

static void tell_missing(const struct site *s, const char *name, struct report *r)
{
	const char *help =
		s->config->installed_templates ? "" : ", or install broadsheet with its own (make install)";
	report_error(r, s->config->templates, 0, 0, "there is no template %s.mustache: add it%s", name,
	             help);
}

/* Whether each kind of page that will be made has its template. */
static bool has_templates(const struct site *s, struct report *r)
{
	for (const struct page_kind *const *k = s->kinds; *k; k++) {
		bool wanted = (*k)->template && (s->config->review || !(*k)->only_review);
		if (wanted && !mustache_find(s->templates, view_of((*k)->template))) {
			tell_missing(s, (*k)->template, r);
			return false;
		}
	}
	return true;
}

static bool load_templates(struct site *s, struct report *r)
{
	struct overlay folders = overlay_templates(s->config, "", &s->arena);
	struct overlay words = overlay_templates(s->config, "i18n", &s->arena);
	bool ok = true;
	s->templates = mustache_new();
	for (size_t i = 0; i < folders.count; i++)
		ok = add_templates(s, folders.folder[i], i == 0, r) && ok;
	ok = (folders.count == 0 || wording_load(s->templates, &words, s->config->language, r)) && ok;
	return ok && has_templates(s, r) && mustache_link(s->templates, r);
}

const struct language *site_paper_language(const struct site *s)
{
	const struct language *l = language_find(s->config->paper_language);
	return l ? l : language_default();
}

/* What the newspaper is written in, where that is not the language of the site. */
static struct view paper_language(const struct config *c)
{
	return view_eq(c->language, c->paper_language) ? VIEW_NULL : c->paper_language;
}

/* The title, which may break before and behind the newspaper's name. */
static struct view title_html(struct site *s, struct report *r)
{
	const struct config *c = s->config;
	struct headline *h = headline_open(site_paper_language(s), r);
	struct buf html = { 0 };
	if (h)
		headline_put(&html, c->title, 0, c->title.len,
		             headline_find(h, c->title, &c->newspaper, 1));
	struct view kept = arena_view(&s->arena, buf_view(&html));
	buf_free(&html);
	headline_close(h);
	return kept;
}

/* Who has rights in the archive, and how to ask. */
static void show_rights(struct site *s, struct value *v)
{
	const struct config *c = s->config;
	bool mail = c->contact.len > 0 && view_find(c->contact, VIEW("//"), 0) < 0;
	value_set_text(v, "rights", c->rights);
	value_set_text(v, "license", c->license);
	value_set_text(v, "holder", c->holder);
	value_set_text(v, "contact", c->contact);
	value_set_text(v, "contact_url",
	               mail ? arena_printf(&s->arena, "mailto:%.*s", VIEW_ARG(c->contact))
	                    : c->contact);
	value_set_bool(v, "has_rights",
	               c->rights.len + c->license.len + c->holder.len + c->contact.len > 0);
}

static const struct value *site_value(struct site *s, struct report *r)
{
	const struct config *c = s->config;
	struct value *v = value_object(&s->arena);
	value_set_text(v, "title", c->title);
	value_set_text(v, "title_html", title_html(s, r));
	value_set_text(v, "newspaper", c->newspaper);
	value_set_text(v, "language", c->language);
	value_set_text(v, "paper_language", paper_language(c));
	value_set_text(v, "base_url", c->base_url);
	value_set_text(v, "search_url", c->search ? VIEW("search.html") : VIEW_NULL);
	value_set_text(v, "report_url", c->report_url);
	value_set_text(v, "image_origins", config_image_origins(c, &s->arena));
	value_set_bool(v, "has_titles", c->title_count > 0);
	value_set_bool(v, "has_topics", c->topic_count > 0);
	show_rights(s, v);
	struct value *documents = value_set_list(v, "documents");
	for (size_t i = 0; i < s->documents.len && s->documents.items[i].menu; i++) {
		struct value *d = value_push_object(documents);
		value_set_text(d, "url", s->documents.items[i].path);
		value_set_text(d, "title", s->documents.items[i].title);
	}
	return v;
}

bool site_open(const struct config *c, const struct page_kind *const *kinds, struct site *out,
               struct report *r)
{
	*out = (struct site){ .config = c, .kinds = kinds };
	struct scan_rules all = { .hidden = true, .below = true, .no_litter = true };
	struct overlay pages = overlay_templates(c, "pages", &out->arena);
	struct overlay static_files = overlay_static(c);
	bool ok = load_templates(out, r);
	ok = document_read_all(&pages, c->language, &out->documents, r) && ok;
	ok = scan_folders(static_files.folder, static_files.count, &all, &out->assets, r) && ok;
	out->value = site_value(out, r);
	struct paper usual = paper_usual(c);
	out->paper = paper_show(c, &usual, &out->arena);
	ok = ok && r->errors == 0;
	return ok;
}

/* Two jobs that know nothing of each other. */
struct planning {
	struct site *site;
	struct report *report; /* of the addresses alone */
	bool addressed;        /* no two things share one */
};

static void *plan_part(void *context, size_t thread, size_t job)
{
	(void)thread;
	struct planning *p = context;
	struct site *s = p->site;
	if (job == 0)
		s->related = related_new(s->archive);
	else
		p->addressed =
			planning_make(s->archive, &s->documents, &s->assets, s->kinds, &s->plan, p->report);
	return s;
}

static bool take_part(void *context, size_t job, void *result)
{
	(void)context, (void)job, (void)result;
	return true;
}

static void drop_part(void *context, void *result)
{
	(void)context, (void)result;
}

bool site_plan(struct site *s, const struct archive *a, size_t threads, struct report *r)
{
	struct planning p = { .site = s, .report = r };
	struct pool_jobs jobs = { 2, &p, plan_part, take_part, drop_part };
	s->archive = a;
	s->breaks = mem_array(a->articles.len, sizeof(*s->breaks));
	if (s->config->review)
		review_order(a, &s->review);
	pool_run(threads, &jobs);
	return p.addressed;
}

void site_close(struct site *s)
{
	plan_free(&s->plan);
	related_change_free(s->related_change);
	related_free(s->related);
	review_free(&s->review);
	writer_close(&s->writer);
	free(s->breaks);
	if (s->templates)
		mustache_free(s->templates);
	document_free(&s->documents);
	scan_free(&s->assets);
	arena_free(&s->arena);
	*s = (struct site){ 0 };
}
