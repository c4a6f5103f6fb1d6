#include "site/cite.h"

#include "base/ascii.h"
#include "base/json.h"
#include "language/language.h"
#include "site/paper.h"
#include "site/path.h"
#include "site/show.h"

#define NAMES_MOST 3

/* Authors, or the photographers of an article that has no other. */
static bool is_author(const struct article *a, size_t i)
{
	bool authors = false;
	for (size_t k = 0; k < a->credit_count; k++)
		authors = authors || a->credits[k].role != CREDIT_PHOTOGRAPHER;
	return !authors || a->credits[i].role != CREDIT_PHOTOGRAPHER;
}

/* For BibTeX: what TeX takes for a command prints as itself. */
static void put_tex(struct buf *b, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		switch (v.data[i]) {
		case '\\': buf_puts(b, "{\\textbackslash}"); break;
		case '~': buf_puts(b, "{\\textasciitilde}"); break;
		case '^': buf_puts(b, "{\\textasciicircum}"); break;
		case '{':
		case '}':
		case '$':
		case '&':
		case '#':
		case '_':
		case '%':
			buf_putc(b, '\\');
			/* fall through */
		default: buf_putc(b, v.data[i]);
		}
	}
}

/* For the text of a data: address; browsers escape what is not ASCII themselves. */
static void put_data(struct buf *b, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.data[i];
		if (c < 0x80 && !ascii_is_letter((char)c) && !ascii_is_digit((char)c) && c != '-' &&
		    c != '.' && c != '/' && c != ':')
			buf_printf(b, "%%%02X", c);
		else
			buf_putc(b, (char)c);
	}
}

static void put_tex_data(struct buf *b, struct view v)
{
	struct buf tex = { 0 };
	put_tex(&tex, v);
	put_data(b, buf_view(&tex));
	buf_free(&tex);
}

typedef void put_text(struct buf *b, struct view v);

static void set_put(struct renderer *m, struct value *o, const char *key, put_text *put,
                    struct view v)
{
	buf_truncate(&m->text, 0);
	put(&m->text, v);
	value_set_text(o, key, arena_view(&m->arena, buf_view(&m->text)));
}

/* The text for BibTeX, as JSON with its quotes, and either in an address that holds a file. */
static void show_escaped(struct renderer *m, struct value *o, const char *key, struct view v)
{
	struct value *text = value_set_object(o, key);
	set_put(m, text, "tex", put_tex, v);
	set_put(m, text, "json", json_put_string, v);
	set_put(m, text, "data", put_data, v);
	set_put(m, text, "tex_data", put_tex_data, v);
}

/* Null where nothing is said. */
static void show_known(struct renderer *m, struct value *o, const char *key, struct view v)
{
	if (v.len > 0)
		show_escaped(m, o, key, v);
	else
		value_set(o, key, value_null());
}

/* All of them, and the first few for a citation that has room for no more. */
static void show_names(struct renderer *m, struct value *o, const struct article *a)
{
	struct value *all = value_set_list(o, "all"), *names = value_set_list(o, "names");
	size_t count = 0, shown = 0;
	for (size_t i = 0; i < a->credit_count; i++)
		count += is_author(a, i);
	for (size_t i = 0; i < a->credit_count; i++) {
		if (!is_author(a, i))
			continue;
		struct value *v = value_push_object(all);
		value_set_text(v, "name", a->credits[i].name);
		show_escaped(m, v, "escaped", a->credits[i].name);
		value_set_bool(v, "last", ++shown == count);
		if (shown > NAMES_MOST)
			continue;
		struct value *few = value_push_object(names);
		value_set_text(few, "name", a->credits[i].name);
		value_set_bool(few, "last", shown == count || shown == NAMES_MOST);
	}
	value_set_bool(o, "named", count > 0);
	value_set_bool(o, "more", count > NAMES_MOST);
}

/* The URL without .html, in letters, digits and - alone. */
static struct view key_of(struct renderer *m, struct view url)
{
	struct view ending = VIEW(".html");
	buf_truncate(&m->text, 0);
	for (size_t i = 0; i < url.len; i++) {
		char c = url.data[i];
		bool plain = ascii_is_digit(c) || ascii_is_letter(c);
		if (view_starts(view_slice(url, i, url.len), ending))
			i += ending.len - 1;
		else
			buf_putc(&m->text, plain ? c : '-');
	}
	return arena_view(&m->arena, buf_view(&m->text));
}

static struct view address(struct renderer *m, uint32_t article)
{
	struct view url = plan_article_url(&m->site->plan, article, &m->arena);
	return arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(m->site->config->base_url), VIEW_ARG(url));
}

/* Where to report an error; a message by mail says which article it is about. */
static struct view report_url(struct renderer *m, struct view url, struct view headline)
{
	struct view to = m->site->config->report_url;
	if (!view_starts(to, VIEW("mailto:")) || view_find(to, VIEW("?"), 0) >= 0)
		return to;
	buf_truncate(&m->text, 0);
	buf_put(&m->text, to);
	buf_puts(&m->text, "?subject=");
	path_put_url(&m->text, headline);
	buf_puts(&m->text, "%20");
	path_put_url(&m->text, url);
	return arena_view(&m->arena, buf_view(&m->text));
}

/* An article may go on on another page, and there on a third. */
#define CHAIN_MOST 16

/* The numbers of all pages that the article is printed on: 01, 04; absent if one is unknown. */
static struct view printed_on(struct renderer *m, uint32_t article)
{
	const struct archive *a = m->site->archive;
	const struct archive_article *articles = a->articles.items;
	uint32_t at = article;
	for (int i = 0; i < CHAIN_MOST && articles[at].continued_from != ARCHIVE_NONE; i++)
		at = articles[at].continued_from;
	buf_truncate(&m->text, 0);
	for (int i = 0; i < CHAIN_MOST && at != ARCHIVE_NONE; i++, at = articles[at].continues) {
		const struct archive_page *page = &a->pages.items[articles[at].page];
		struct view number = page->number;
		if (number.len == 0)
			return VIEW_NULL;
		number = view_slice(number, page->paper, number.len); /* the citation names the paper */
		buf_puts(&m->text, i > 0 ? ", " : "");
		buf_put(&m->text, number);
	}
	return arena_view(&m->arena, buf_view(&m->text));
}

static void put_pair(struct buf *b, const char *name, struct view text)
{
	if (text.len == 0)
		return;
	buf_printf(b, "&%s=", name);
	path_put_url(b, text);
}

struct view cite_coins(struct renderer *m, uint32_t article, const struct article *a)
{
	const struct archive *archive = m->site->archive;
	struct date d = archive->pages.items[archive->articles.items[article].page].date;
	struct view pages = printed_on(m, article);
	struct view id = m->site->config->base_url.len ? address(m, article) : VIEW_NULL;
	struct buf b = { 0 };
	/* As Dublin Core, for there alone a reader such as Zotero is told of newspapers. */
	buf_puts(&b,
	         "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:dc&rft.type=newspaperArticle");
	put_pair(&b, "rft.title", a->headline);
	struct paper paper = paper_of_page(archive, archive->articles.items[article].page);
	put_pair(&b, "rft.source", paper.name);
	put_pair(&b, "rft.language", paper.language);
	if (date_known(d))
		buf_printf(&b, "&rft.date=%04d-%02d-%02d", d.year, d.month, d.day);
	put_pair(&b, "rft.pages", pages);
	for (size_t i = 0; i < a->credit_count; i++)
		put_pair(&b, "rft.au", is_author(a, i) ? a->credits[i].name : VIEW_NULL);
	put_pair(&b, "rft_id", id);
	struct view coins = arena_view(&m->arena, buf_view(&b));
	buf_free(&b);
	return coins;
}

const struct value *cite_show(struct renderer *m, uint32_t article, const struct article *a)
{
	struct view pages = printed_on(m, article);
	struct view url = plan_article_url(&m->site->plan, article, &m->arena);
	struct view id = address(m, article);
	struct value *v = value_object(&m->arena);
	show_names(m, v, a);
	value_set_text(v, "key", key_of(m, url));
	value_set_text(v, "id", id);
	show_escaped(m, v, "title", a->headline);
	const struct archive *archive = m->site->archive;
	struct paper paper = paper_of_page(archive, archive->articles.items[article].page);
	show_escaped(m, v, "newspaper", paper.name);
	const struct config_title *t = paper.title;
	show_known(m, v, "place", t ? t->place : VIEW_NULL);
	show_known(m, v, "publisher", t ? t->publisher : VIEW_NULL);
	show_known(m, v, "issn", t ? t->issn : VIEW_NULL);
	value_set_text(v, "langid", language_babel_name(paper.language));
	show_escaped(m, v, "address", id);
	value_set_text(v, "pages", pages);
	show_escaped(m, v, "number", pages);
	value_set_text(v, "report_url", report_url(m, id, a->headline));
	return v;
}

/* Appends json so that no byte of it can end a script element. */
static void put_safe(struct buf *b, struct view json)
{
	for (size_t i = 0; i < json.len; i++) {
		unsigned char c = (unsigned char)json.data[i];
		bool separator = c == 0xE2 && i + 2 < json.len && (unsigned char)json.data[i + 1] == 0x80 &&
		                 ((unsigned char)json.data[i + 2] | 1) == 0xA9;
		if (c == '<' || c == '>' || c == '&') {
			buf_printf(b, "\\u%04x", c);
		} else if (separator) {
			buf_printf(b, "\\u20%02x", ((unsigned char)json.data[i + 2] & 1) ? 0x29 : 0x28);
			i += 2;
		} else {
			buf_putc(b, (char)c);
		}
	}
}

static void put_member(struct buf *b, const char *name, struct view text)
{
	if (text.len == 0)
		return;
	json_put_name(b, name);
	json_put_string(b, text);
}

static void put_people(struct buf *b, const struct article *a)
{
	bool any = false;
	for (size_t i = 0; i < a->credit_count; i++) {
		if (!is_author(a, i))
			continue;
		buf_puts(b, any ? "," : ",\"author\":[");
		bool agency = a->credits[i].role == CREDIT_AGENCY;
		buf_puts(b, agency ? "{\"@type\":\"Organization\"" : "{\"@type\":\"Person\"");
		put_member(b, "name", a->credits[i].name);
		buf_puts(b, "}");
		any = true;
	}
	buf_puts(b, any ? "]" : "");
}

static void put_topics(struct buf *b, const struct config *c, const struct archive_article *x)
{
	for (size_t i = 0; i < x->topic_count; i++) {
		buf_puts(b, i == 0 ? ",\"keywords\":[" : ",");
		json_put_string(b, c->topics[x->topics[i]].name);
	}
	buf_puts(b, x->topic_count ? "]" : "");
}

static void put_named(struct buf *b, const char *member, const char *type, struct view name)
{
	if (name.len == 0)
		return;
	json_put_name(b, member);
	buf_puts(b, "{\"@type\":");
	json_put_string(b, view_of(type));
	put_member(b, "name", name);
	buf_puts(b, "}");
}

static void put_issue(struct buf *b, const struct paper *paper, struct view date)
{
	const struct config_title *t = paper->title;
	buf_puts(b, ",\"isPartOf\":{\"@type\":\"PublicationIssue\"");
	put_member(b, "datePublished", date);
	buf_puts(b, ",\"isPartOf\":{\"@type\":\"Newspaper\"");
	put_member(b, "name", paper->name);
	put_member(b, "issn", t ? t->issn : VIEW_NULL);
	put_named(b, "locationCreated", "Place", t ? t->place : VIEW_NULL);
	put_named(b, "publisher", "Organization", t ? t->publisher : VIEW_NULL);
	buf_puts(b, "}}");
}

/* What site.conf says of rights in the whole archive. */
static void put_rights(struct buf *b, const struct config *c)
{
	put_named(b, "copyrightHolder", "Organization", c->holder);
	put_member(b, "copyrightNotice", c->rights);
	put_member(b, "license", c->license);
}

struct view cite_json_ld(struct renderer *m, uint32_t article, const struct article *a)
{
	const struct archive *archive = m->site->archive;
	const struct archive_page *page = &archive->pages.items[archive->articles.items[article].page];
	struct date d = page->date;
	struct view date = date_known(d)
	                       ? arena_printf(&m->arena, "%04d-%02d-%02d", d.year, d.month, d.day)
	                       : VIEW_NULL;
	struct paper paper = paper_of_page(archive, archive->articles.items[article].page);
	struct buf b = { 0 };
	buf_puts(&b, "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\"");
	put_member(&b, "headline", a->headline);
	put_member(&b, "alternativeHeadline", a->deck.len ? a->deck : a->kicker);
	put_member(&b, "datePublished", date);
	put_member(&b, "dateline", a->dateline);
	put_member(&b, "printPage", printed_on(m, article));
	put_member(&b, "inLanguage", paper.language);
	if (m->site->config->base_url.len) {
		put_member(&b, "url", address(m, article));
		put_member(&b, "mainEntityOfPage", address(m, article));
	}
	put_people(&b, a);
	put_topics(&b, m->site->config, &archive->articles.items[article]);
	put_named(&b, "publisher", "Organization", paper.publisher);
	put_issue(&b, &paper, date);
	put_rights(&b, m->site->config);
	buf_putc(&b, '}');
	buf_truncate(&m->text, 0);
	put_safe(&m->text, buf_view(&b));
	buf_free(&b);
	return arena_view(&m->arena, buf_view(&m->text));
}
