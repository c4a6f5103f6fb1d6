#include "site/cite.h"

#include "base/json.h"
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

static void show_names(struct maker *m, struct value *o, const struct article *a)
{
	struct value *names = value_set_list(o, "names");
	size_t count = 0, shown = 0;
	for (size_t i = 0; i < a->credit_count; i++)
		count += is_author(a, i);
	for (size_t i = 0; i < a->credit_count && shown < NAMES_MOST; i++) {
		if (!is_author(a, i))
			continue;
		struct value *v = value_push_object(names);
		value_set_text(v, "name", a->credits[i].name);
		shown++;
		value_set_bool(v, "last", shown == count || shown == NAMES_MOST);
	}
	value_set_bool(o, "named", count > 0);
	value_set_bool(o, "more", count > NAMES_MOST);
	(void)m;
}

/* The URL without its ending, in letters, digits and - alone. */
static struct view key_of(struct maker *m, struct view url)
{
	buf_truncate(&m->text, 0);
	for (size_t i = 0; i + 5 < url.len; i++) {
		char c = url.data[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		buf_putc(&m->text, plain ? c : '-');
	}
	return arena_view(&m->arena, buf_view(&m->text));
}

static struct view address(struct maker *m, uint32_t article)
{
	struct view url = plan_article_url(&m->site->plan, article, &m->arena);
	return arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(m->site->config->base_url), VIEW_ARG(url));
}

const struct value *cite_show(struct maker *m, uint32_t article, const struct article *a)
{
	struct value *v = value_object(&m->arena);
	show_names(m, v, a);
	value_set_text(v, "key", key_of(m, plan_article_url(&m->site->plan, article, &m->arena)));
	value_set_text(v, "id", address(m, article));
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
	buf_printf(b, ",\"%s\":", name);
	json_put_string(b, text);
}

static void put_people(struct buf *b, const struct article *a)
{
	for (size_t i = 0; i < a->credit_count; i++) {
		buf_puts(b, i == 0 ? ",\"author\":[" : ",");
		buf_printf(b, "{\"@type\":\"%s\"",
		           a->credits[i].role == CREDIT_AGENCY ? "Organization" : "Person");
		put_member(b, "name", a->credits[i].name);
		buf_puts(b, i + 1 == a->credit_count ? "}]" : "}");
	}
}

static void put_issue(struct buf *b, const struct site *s, struct view date)
{
	buf_puts(b, ",\"isPartOf\":{\"@type\":\"PublicationIssue\"");
	put_member(b, "datePublished", date);
	buf_puts(b, ",\"isPartOf\":{\"@type\":\"Newspaper\"");
	put_member(b, "name", s->config->newspaper);
	buf_puts(b, "}}");
}

struct view cite_json_ld(struct maker *m, uint32_t article, const struct article *a)
{
	const struct archive *archive = m->site->archive;
	const struct archive_page *page =
		&archive->pages.items[archive->articles.items[article].page];
	struct date d = page->date;
	struct view date = date_known(d)
	                       ? arena_printf(&m->arena, "%04d-%02d-%02d", d.year, d.month, d.day)
	                       : VIEW_NULL;
	struct view paper = view_starts(m->site->config->language, VIEW("zh"))
	                        ? m->site->config->language : VIEW("zh-Hans");
	struct buf b = { 0 };
	buf_puts(&b, "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\"");
	put_member(&b, "headline", a->headline);
	put_member(&b, "alternativeHeadline", a->deck.len ? a->deck : a->kicker);
	put_member(&b, "datePublished", date);
	put_member(&b, "dateline", a->dateline);
	put_member(&b, "printPage", page->number);
	put_member(&b, "inLanguage", paper);
	if (m->site->config->base_url.len)
		put_member(&b, "url", address(m, article));
	put_people(&b, a);
	put_issue(&b, m->site, date);
	buf_putc(&b, '}');
	buf_truncate(&m->text, 0);
	put_safe(&m->text, buf_view(&b));
	buf_free(&b);
	return arena_view(&m->arena, buf_view(&m->text));
}
