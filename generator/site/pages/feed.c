#include "site/pages/feed.h"

#include "base/epoch.h"
#include "base/hash.h"
#include "site/fingerprint.h"
#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/path.h"
#include "site/show.h"
#include "site/teaser.h"

#define ENTRIES_MOST 50  /* at least; the newest day is whole */
#define NEWEST_MOST  500 /* of that */

static struct date date_of(const struct archive *a, uint32_t article)
{
	return a->pages.items[a->articles.items[article].page].date;
}

/* SOURCE_DATE_EPOCH, for a feed that has no entry to take its time from. */
static struct date epoch(void)
{
	int64_t seconds;
	return date_from_days(epoch_find(&seconds) ? (long)(seconds / 86400) : 0);
}

static struct view time_of(struct renderer *m, struct date d)
{
	return arena_printf(&m->arena, "%04d-%02d-%02dT00:00:00Z", d.year, d.month, d.day);
}

/* An address that stays, or without one a name that does. */
static struct view id_of(struct renderer *m, struct view url, struct date d)
{
	const struct config *c = m->site->config;
	if (c->base_url.len > 0)
		return arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(c->base_url), VIEW_ARG(url));
	buf_truncate(&m->text, 0);
	path_put_url(&m->text, c->title);
	return arena_printf(&m->arena, "tag:localhost,%04d:%.*s/%.*s", d.year ? d.year : 1970,
	                    VIEW_ARG(buf_view(&m->text)), VIEW_ARG(url));
}

static void show_entry(struct renderer *m, struct value *o, uint32_t article)
{
	const struct archive_article *x = &m->site->archive->articles.items[article];
	struct date d = date_of(m->site->archive, article);
	teaser_read(m, o, article, TEASER_SECOND);
	show_paper(m, o, x->page);
	value_set_text(o, "id", id_of(m, plan_article_url(&m->site->plan, article, &m->arena), d));
	value_set_text(o, "updated", time_of(m, d));
	struct value *topics = value_set_list(o, "topics");
	for (size_t i = 0; i < x->topic_count; i++)
		show_listed(m, value_push_object(topics), LIST_TOPIC, x->topics[i]);
}

/* Newest day first, each day in print order, the newest one whole. items NULL: all articles. */
static void show_entries(struct renderer *m, struct value *list, const uint32_t *items,
                         size_t count)
{
	const struct archive *a = m->site->archive;
	for (size_t end = count; end > 0 && value_length(list) < ENTRIES_MOST;) {
		struct date d = date_of(a, items ? items[end - 1] : (uint32_t)end - 1);
		size_t start = end;
		while (start > 0 &&
		       date_cmp(date_of(a, items ? items[start - 1] : (uint32_t)start - 1), d) == 0)
			start--;
		size_t most = value_length(list) == 0 ? NEWEST_MOST : ENTRIES_MOST;
		for (size_t i = start; date_known(d) && i < end && value_length(list) < most; i++) {
			uint32_t article = items ? items[i] : (uint32_t)i;
			if (!a->articles.items[article].withdrawn)
				show_entry(m, value_push_object(list), article);
		}
		end = start;
	}
}

/* What a feed is of: the articles of one list, or all of them. */
struct content {
	bool all;
	const uint32_t *items; /* of the list */
	size_t count;
};

static struct content content_of(const struct archive *a, struct page_ref page)
{
	struct content c = { page.kind == &page_feed, NULL, a->articles.len };
	if (!c.all)
		c.items = list_articles(a, page.kind->list, page.number, &c.count);
	return c;
}

/* All that are of the days of the newest entries, and the texts of their pages. */
uint64_t feed_fingerprint(const struct fingerprints *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	struct content c = content_of(a, page);
	uint64_t hash = fingerprint_begin(p, page.kind);
	hash = c.all ? hash : hash_number(hash, p->entries[page.kind->list][page.number]);
	struct date day = { 0 };
	for (size_t at = c.count, entries = 0; at-- > 0;) {
		uint32_t article = c.all ? (uint32_t)at : c.items[at];
		const struct archive_article *x = &a->articles.items[article];
		struct date d = date_of(a, article);
		if (entries >= ENTRIES_MOST && date_cmp(d, day) != 0)
			break;
		day = d;
		entries += !x->withdrawn;
		hash = fingerprint_add_row(p, hash_number(hash, p->pages[x->page]), article);
		hash = fingerprint_add_around(p, hash, x->page);
		hash = fingerprint_add_row(p, hash, x->continues);
		hash = fingerprint_add_row(p, hash, x->continued_from);
	}
	return hash;
}

struct view feed_path(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_list_feed_path(p, page.kind->list, page.number, a);
}

void feed_each(struct page_walk *w, const struct page_kind *kind)
{
	for (uint32_t i = 0; i < list_count(w->plan->archive, kind->list); i++) {
		if (list_is_configured(w->plan->archive, kind->list, i))
			page_see(w, kind, i, 0);
	}
}

/* Where readers find what the feed is of. */
static struct view html_url(struct renderer *m, struct page_ref page)
{
	return page.kind == &page_feed
	           ? VIEW("index.html")
	           : plan_list_newest(&m->site->plan, page.kind->list, page.number, &m->arena);
}

void feed_show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	struct content c = content_of(a, page);
	struct value *about = value_object(&m->arena);
	struct arena names = { 0 };
	struct view path = plan_path(&m->site->plan, page, &names);
	struct date newest = { 0 };
	if (c.count > 0)
		newest = date_of(a, c.all ? (uint32_t)c.count - 1 : c.items[c.count - 1]);
	if (!c.all)
		show_listed(m, about, page.kind->list, page.number);
	value_set_text(v, "id", id_of(m, path, (struct date){ 0 }));
	value_set(v, "subject", c.all ? value_null() : about);
	value_set_text(v, "html_url", html_url(m, page));
	value_set_text(v, "updated", time_of(m, date_known(newest) ? newest : epoch()));
	show_entries(m, value_set_list(v, "entries"), c.items, c.count);
	arena_free(&names);
}

/* The newest of all. */
const struct page_kind page_feed = {
	.name = "feed",
	.template = "feed.xml",
	.stage = PAGE_FEED,
	.reach = PAGE_REACH_ENTRY,
	.form = "feed.xml",
	.fingerprint = feed_fingerprint,
	.show = feed_show,
};
