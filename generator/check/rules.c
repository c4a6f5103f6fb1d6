#include "check/rules.h"

#include <string.h>
#include <time.h>

#include "base/date.h"

enum {
	SITEMAP_MOST = 50000,
	SITEMAP_BYTES = 50 * 1024 * 1024,
	ADDRESS_LONGEST = 2048,
};

static bool digits(struct view v, size_t at, size_t count)
{
	for (size_t i = at; i < at + count; i++) {
		if (i >= v.len || v.data[i] < '0' || v.data[i] > '9')
			return false;
	}
	return true;
}

static int number(struct view v, size_t at)
{
	return (v.data[at] - '0') * 10 + v.data[at + 1] - '0';
}

static bool is_zone(struct view v)
{
	if (view_eq(v, VIEW("Z")))
		return true;
	return v.len == 6 && (v.data[0] == '+' || v.data[0] == '-') && digits(v, 1, 2) &&
	       v.data[3] == ':' && digits(v, 4, 2) && number(v, 1) < 24 && number(v, 4) < 60;
}

static bool is_moment(struct view v, bool seconds)
{
	struct date day;
	if (v.len < 17 || !date_parse(view_slice(v, 0, 10), &day) || v.data[10] != 'T' ||
	    !digits(v, 11, 2) || v.data[13] != ':' || !digits(v, 14, 2) || number(v, 11) > 23 ||
	    number(v, 14) > 59)
		return false;
	size_t at = 16;
	if (v.data[at] == ':') {
		if (!digits(v, 17, 2) || number(v, 17) > 60)
			return false;
		at = 19;
		if (at < v.len && v.data[at] == '.') {
			do
				at++;
			while (digits(v, at, 1));
		}
	} else if (seconds) {
		return false;
	}
	return is_zone(view_slice(v, at, v.len));
}

bool rules_is_time(struct view text)
{
	return is_moment(text, true);
}

bool rules_is_date(struct view text)
{
	struct date day;
	if (text.len == 4)
		return digits(text, 0, 4);
	if (text.len == 7)
		return digits(text, 0, 4) && text.data[4] == '-' && digits(text, 5, 2) &&
		       number(text, 5) >= 1 && number(text, 5) <= 12;
	return date_parse(text, &day) || is_moment(text, false);
}

static struct diagnostics *told(const struct rules *r)
{
	return r->file->told;
}

/* --- Atom --- */

static void check_counts(struct rules *r, const struct rules_count *c, size_t at, const char *what)
{
	const struct {
		const char *name;
		size_t count;
	} one[] = {
		{ "id", c->id },
		{ "title", c->title },
		{ "updated", c->updated },
	};
	for (size_t i = 0; i < 3; i++) {
		if (one[i].count != 1)
			diagnostics_error(told(r), at, "this %s has %s <%s>: Atom wants exactly one", what,
			                  one[i].count ? "more than one" : "no", one[i].name);
	}
}

static void end_entry(struct rules *r)
{
	check_counts(r, &r->item, r->item_at, "entry");
	r->anonymous = r->anonymous || r->item.author == 0;
	if (r->item.content == 0 && r->item.alternate == 0)
		diagnostics_error(
			told(r), r->item_at,
			"this entry has neither <content> nor <link rel=\"alternate\">: add one, or it leads nowhere");
}

static void check_link(struct rules *r, const struct token *t, struct rules_count *c)
{
	struct view rel = token_value(t, "rel");
	const struct token_attribute *href = token_attribute(t, "href");
	if (rel.len == 0 || view_eq(rel, VIEW("alternate")))
		c->alternate++;
	if (!href || href->value.len == 0)
		diagnostics_error(told(r), t->at, "this link has no href: add it");
	else
		reference_check(r->file, href->value, href->value_at,
		                view_find(href->value, VIEW("://"), 0) < 0 ? REFERENCE_LINK
		                                                           : REFERENCE_ADDRESS);
}

static void start_in_feed(struct rules *r, const struct token *t, struct view name, size_t depth)
{
	struct rules_count *c = depth == 2 ? &r->whole : &r->item;
	if (depth == 2 && view_eq(name, VIEW("entry"))) {
		r->item = (struct rules_count){ 0 };
		r->item_at = t->at;
		r->items++;
		if (t->self_closing)
			end_entry(r);
		return;
	}
	if (depth > 3)
		return;
	c->id += view_eq(name, VIEW("id"));
	c->title += view_eq(name, VIEW("title"));
	c->updated += view_eq(name, VIEW("updated"));
	c->author += view_eq(name, VIEW("author"));
	c->content += view_eq(name, VIEW("content"));
	if (view_eq(name, VIEW("link")))
		check_link(r, t, c);
}

static void end_in_feed(struct rules *r, struct view name, struct view text, size_t at,
                        size_t depth)
{
	bool entry = depth == 2 && view_eq(name, VIEW("entry"));
	if (entry)
		end_entry(r);
	if (depth != 2 && depth != 3)
		return;
	if ((view_eq(name, VIEW("updated")) || view_eq(name, VIEW("published"))) &&
	    !rules_is_time(text))
		diagnostics_error(told(r), at, "\"%.*s\" is no time: write it as 2022-01-19T08:00:00Z",
		                  VIEW_ARG(text));
	if (!view_eq(name, VIEW("id")))
		return;
	if (view_find(text, VIEW(":"), 0) < 0)
		diagnostics_error(
			told(r), at,
			"the id \"%.*s\" is no address: write one with its scheme, as urn:… or https://…",
			VIEW_ARG(text));
	if (!hashset_add(&r->seen, hashset_hash(text)))
		diagnostics_error(told(r), at,
		                  "the id \"%.*s\" stands twice in this feed: give one of them another",
		                  VIEW_ARG(text));
}

static void finish_feed(struct rules *r)
{
	check_counts(r, &r->whole, r->root_at, "feed");
	if (r->whole.author == 0 && (r->anonymous || r->items == 0))
		diagnostics_error(told(r), r->root_at,
		                  "this feed has no <author>, and not every entry has one: add it");
}

/* --- RSS --- */

/* A link's address must be a whole one here, as readers know of no page that it is in. */
static void check_link_of_rss(struct rules *r, const struct token *t)
{
	const struct token_attribute *href = token_attribute(t, "href");
	if (href && href->value.len > 0)
		reference_check(r->file, href->value, href->value_at, REFERENCE_ADDRESS);
}

static void start_in_rss(struct rules *r, const struct token *t, struct view name, size_t depth)
{
	bool item = depth == 3 && view_eq(name, VIEW("item"));
	if (item) {
		r->item = (struct rules_count){ 0 };
		r->item_at = t->at;
	}
	if (view_eq(name, VIEW("channel")) && depth == 2)
		r->items++;
	struct rules_count *c = depth == 3 ? &r->whole : &r->item;
	if (depth == 3 || depth == 4) {
		c->title += view_eq(name, VIEW("title"));
		c->link += view_eq(name, VIEW("link"));
		c->content += view_eq(name, VIEW("description"));
	}
	if (view_ends(name, VIEW(":link")))
		check_link_of_rss(r, t);
}

/* As "Wed, 19 Jan 2022 08:00:00 +0800": weekday and seconds may be left out. */
static bool is_time_of_mail(struct view text)
{
	static const char *const formats[] = { "%d %b %Y %H:%M:%S ", "%d %b %Y %H:%M ",
		                                   "%d %b %y %H:%M:%S ", "%d %b %y %H:%M " };
	struct buf copy = { 0 };
	ptrdiff_t comma = view_find(text, VIEW(","), 0);
	buf_put(&copy, view_trim(view_slice(text, comma < 0 ? 0 : (size_t)comma + 1, text.len)));
	bool found = false;
	for (size_t i = 0; !found && copy.len > 0 && i < sizeof(formats) / sizeof(*formats); i++) {
		struct tm time = { 0 };
		const char *zone = strptime(copy.data, formats[i], &time);
		found =
			zone && *zone && strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ+-0123456789") == strlen(zone);
	}
	buf_free(&copy);
	return found;
}

static void check_guid(struct rules *r, struct view text, size_t at)
{
	if (!hashset_add(&r->seen, hashset_hash(text)))
		diagnostics_error(told(r), at,
		                  "the guid \"%.*s\" stands twice in this feed: give one of them another",
		                  VIEW_ARG(text));
}

static void end_in_rss(struct rules *r, struct view name, struct view text, size_t at, size_t depth)
{
	if (depth == 3 && view_eq(name, VIEW("item")) && r->item.title + r->item.content == 0)
		diagnostics_error(told(r), r->item_at,
		                  "this item has neither <title> nor <description>: add one");
	if (depth != 3 && depth != 4)
		return;
	if (view_eq(name, VIEW("link")))
		reference_check(r->file, text, at, REFERENCE_ADDRESS);
	else if (view_eq(name, VIEW("guid")))
		check_guid(r, text, at);
	else if ((view_eq(name, VIEW("pubDate")) || view_eq(name, VIEW("lastBuildDate"))) &&
	         !is_time_of_mail(text))
		diagnostics_error(told(r), at,
		                  "\"%.*s\" is no time of RSS: write it as Wed, 19 Jan 2022 08:00:00 +0800",
		                  VIEW_ARG(text));
}

static void finish_rss(struct rules *r)
{
	const struct {
		const char *name;
		size_t count;
	} needed[] = {
		{ "title", r->whole.title },
		{ "link", r->whole.link },
		{ "description", r->whole.content },
	};
	if (r->items != 1)
		diagnostics_error(told(r), r->root_at, "has %s <channel>: RSS wants exactly one",
		                  r->items ? "more than one" : "no");
	for (size_t i = 0; i < 3 && r->items > 0; i++) {
		if (needed[i].count == 0)
			diagnostics_error(told(r), r->root_at, "the channel has no <%s>: RSS wants one",
			                  needed[i].name);
	}
}

/* --- Sitemaps --- */

static void end_in_sitemap(struct rules *r, struct view name, struct view text, size_t at,
                           size_t depth)
{
	struct view base = r->file->site->base;
	if (depth == 2 && r->item.loc != 1)
		diagnostics_error(told(r), r->item_at, "has %s <loc>: one address is wanted",
		                  r->item.loc ? "more than one" : "no");
	if (depth != 3)
		return;
	if (view_eq(name, VIEW("lastmod")) && !rules_is_date(text))
		diagnostics_error(told(r), at, "\"%.*s\" is no date: write it as 2022-01-19",
		                  VIEW_ARG(text));
	if (!view_eq(name, VIEW("loc")))
		return;
	if (text.len >= ADDRESS_LONGEST)
		diagnostics_error(told(r), at, "this address is longer than %d bytes: sitemaps take none",
		                  ADDRESS_LONGEST);
	if (!hashset_add(&r->seen, hashset_hash(text)))
		diagnostics_error(told(r), at, "the address \"%.*s\" stands twice: leave one of them",
		                  VIEW_ARG(text));
	if (base.len > 0 && view_starts(text, VIEW("http")) && !view_starts(text, base))
		diagnostics_error(told(r), at, "the address \"%.*s\" is not of this site, which is at %.*s",
		                  VIEW_ARG(text), VIEW_ARG(base));
}

static void start_in_sitemap(struct rules *r, const struct token *t, struct view name, size_t depth)
{
	if (depth == 2) {
		r->item = (struct rules_count){ 0 };
		r->item_at = t->at;
		r->items++;
	}
	r->item.loc += depth == 3 && view_eq(name, VIEW("loc"));
}

static void finish_sitemap(struct rules *r)
{
	if (r->items > SITEMAP_MOST)
		diagnostics_error(told(r), r->root_at,
		                  "holds %zu addresses, and sitemaps take %d: cut it in several", r->items,
		                  SITEMAP_MOST);
	if (told(r)->text.len > SITEMAP_BYTES)
		diagnostics_file_error(told(r),
		                       "is longer than 50 MiB, and sitemaps are not: cut it in several");
	if (r->items == 0)
		diagnostics_error(told(r), r->root_at, "names no address: leave the file away");
}

/* --- All --- */

/* Names of other namespaces have other rules, as those of the drafts of Atom. */
static bool is_of(const struct token *root, const char *namespace)
{
	struct buf declaration = { 0 };
	struct view local = root->name, prefix = view_cut(&local, ':');
	buf_puts(&declaration, "xmlns");
	if (local.data)
		buf_printf(&declaration, ":%.*s", VIEW_ARG(prefix));
	struct view declared = token_value(root, declaration.data);
	buf_free(&declaration);
	return !declared.data || view_eq(declared, view_of(namespace));
}

static enum rules_kind kind_of(const struct token *root, struct view name)
{
	static const struct {
		const char *name, *namespace;
		enum rules_kind kind;
	} roots[] = {
		{ "feed", "http://www.w3.org/2005/Atom", RULES_FEED },
		{ "rss", NULL, RULES_RSS },
		{ "urlset", "http://www.sitemaps.org/schemas/sitemap/0.9", RULES_SITEMAP },
		{ "sitemapindex", "http://www.sitemaps.org/schemas/sitemap/0.9", RULES_INDEX },
	};
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		if (view_eq(name, view_of(roots[i].name)) &&
		    (!roots[i].namespace || is_of(root, roots[i].namespace)))
			return roots[i].kind;
	}
	return RULES_NONE;
}

void rules_start(struct rules *r, const struct token *t, struct view name, size_t depth)
{
	if (depth == 1) {
		r->root_at = t->at;
		r->kind = kind_of(t, name);
	} else if (r->kind == RULES_FEED) {
		start_in_feed(r, t, name, depth);
	} else if (r->kind == RULES_RSS) {
		start_in_rss(r, t, name, depth);
	} else if (r->kind != RULES_NONE) {
		start_in_sitemap(r, t, name, depth);
	}
}

void rules_end(struct rules *r, struct view name, struct view text, size_t at, size_t depth)
{
	if (r->kind == RULES_FEED)
		end_in_feed(r, name, view_trim(text), at, depth);
	else if (r->kind == RULES_RSS)
		end_in_rss(r, name, view_trim(text), at, depth);
	else if (r->kind != RULES_NONE)
		end_in_sitemap(r, name, view_trim(text), at, depth);
	if (r->kind > RULES_RSS && depth == 3 && view_eq(name, VIEW("loc")))
		reference_check(r->file, view_trim(text), at, REFERENCE_ADDRESS);
}

void rules_finish(struct rules *r)
{
	if (r->kind == RULES_FEED)
		finish_feed(r);
	else if (r->kind == RULES_RSS)
		finish_rss(r);
	else if (r->kind != RULES_NONE)
		finish_sitemap(r);
	hashset_free(&r->seen);
}
