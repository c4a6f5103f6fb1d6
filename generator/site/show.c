#include "site/show.h"

#include <stdatomic.h>

#include "site/paper.h"
#include "site/prominence.h"

#define NAMES_MOST       3
#define HEADLINES_MOST   3
#define NAMES_KEPT_WHOLE 8 /* that stand in a headline without a break */

const struct value *show_count(struct renderer *m, uint64_t n)
{
	struct value *v = value_object(&m->arena);
	value_set_text(v, "text", renderer_number_text(m, n));
	value_set_bool(v, "one", n == 1);
	value_set_bool(v, "none", n == 0);
	return v;
}

void show_has(struct value *o, const char *has_key, const struct value *list)
{
	value_set_bool(o, has_key, value_length(list) > 0);
}

void show_paper(struct renderer *m, struct value *o, uint32_t page)
{
	struct paper paper = paper_of_page(m->site->archive, page);
	value_set(o, "paper", paper_show(m->site->config, &paper, &m->arena));
}

void show_page(struct renderer *m, struct value *o, uint32_t page)
{
	const struct archive_page *p = &m->site->archive->pages.items[page];
	value_set_text(o, "label", p->number.len ? p->number : p->stem);
	value_set_bool(o, "numbered", p->number.len > 0);
	value_set_text(o, "url", plan_page_url(&m->site->plan, page, &m->arena));
}

/* Two figures are enough for a length: 823 is 820. */
static uint64_t rounded(uint64_t n)
{
	uint64_t unit = 1;
	while (n / unit >= 100)
		unit *= 10;
	return (n + unit / 2) / unit * unit;
}

static void show_names(struct renderer *m, struct value *o, const struct archive_article *x)
{
	struct value *names = value_set_list(o, "names");
	size_t count = x->credit_count < NAMES_MOST ? x->credit_count : NAMES_MOST;
	for (size_t i = 0; i < count; i++) {
		uint32_t name = m->site->archive->credits.items[x->credits_from + i].name;
		struct value *v = value_push_object(names);
		value_set_text(v, "name", m->site->archive->names.items[name].text);
		value_set_bool(v, "last", i + 1 == count);
	}
	value_set_bool(o, "more_names", x->credit_count > count);
}

static struct view kind_word(struct renderer *m, enum kind k)
{
	buf_truncate(&m->text, 0);
	buf_put(&m->text, VIEW("t/kind_"));
	buf_puts(&m->text, kind_name(k));
	return arena_view(&m->arena, buf_view(&m->text));
}

/* Found once for each article; whichever thread finds them, they are the same. */
static headline_breaks breaks_of(struct renderer *m, uint32_t article)
{
	_Atomic(headline_breaks) *kept = &m->site->breaks[article];
	headline_breaks b = atomic_load_explicit(kept, memory_order_relaxed);
	if (b)
		return b;
	const struct archive *a = m->site->archive;
	const struct archive_article *x = &a->articles.items[article];
	struct view names[NAMES_KEPT_WHOLE];
	size_t count = 0;
	names[count++] = m->site->config->newspaper;
	for (size_t i = 0; i < x->credit_count && count < NAMES_KEPT_WHOLE; i++)
		names[count++] = a->names.items[a->credits.items[x->credits_from + i].name].text;
	b = headline_find(m->headline, x->headline, names, count);
	atomic_store_explicit(kept, b, memory_order_relaxed);
	return b;
}

struct view show_headline(struct renderer *m, uint32_t article, size_t from, size_t len)
{
	struct view text = m->site->archive->articles.items[article].headline;
	buf_truncate(&m->text, 0);
	headline_put(&m->text, text, from, len, breaks_of(m, article));
	return m->text.len ? arena_view(&m->arena, buf_view(&m->text)) : VIEW_NULL;
}

struct view show_words(struct renderer *m, struct view text)
{
	buf_truncate(&m->text, 0);
	headline_put(&m->text, text, 0, text.len,
	             headline_find(m->headline, text, &m->site->config->newspaper, 1));
	return m->text.len ? arena_view(&m->arena, buf_view(&m->text)) : VIEW_NULL;
}

void show_row(struct renderer *m, struct value *o, uint32_t article)
{
	const struct archive *a = m->site->archive;
	const struct archive_article *x = &a->articles.items[article];
	value_set_text(o, "url", plan_article_url(&m->site->plan, article, &m->arena));
	value_set_text(o, "headline", x->withdrawn ? VIEW_NULL : x->headline);
	value_set_text(o, "headline_html",
	               x->withdrawn ? VIEW_NULL : show_headline(m, article, 0, x->headline.len));
	value_set_bool(o, "opening", x->opening);
	value_set_text(o, "kicker", x->kicker);
	value_set_text(o, "kind", view_of(kind_name((enum kind)x->kind)));
	value_set_text(o, "kind", view_of(kind_name((enum kind)x->kind)));
	value_set_text(o, "kind_word", kind_word(m, (enum kind)x->kind));
	show_names(m, o, x);
	value_set(o, "date", renderer_date(m, a->pages.items[x->page].date));
	show_page(m, value_set_object(o, "page"), x->page);
	value_set(o, "length", show_count(m, rounded(x->length)));
	value_set_bool(o, "withdrawn", x->withdrawn);
}

static void show_headlines(struct renderer *m, struct value *list, const struct archive_span *issue)
{
	uint32_t best[HEADLINES_MOST];
	size_t count = prominence_of_issue(m->site->archive, issue, best, HEADLINES_MOST);
	for (size_t i = 0; i < count; i++)
		show_row(m, value_push_object(list), best[i]);
}

void show_issue(struct renderer *m, struct value *o, uint32_t issue, bool headlines)
{
	const struct archive_span *s = &m->site->archive->issues.items[issue];
	value_set_text(o, "url", plan_issue_url(s->date, &m->arena));
	value_set(o, "date", renderer_date(m, s->date));
	value_set(o, "page_count", show_count(m, s->page_count));
	value_set(o, "article_count", show_count(m, s->standing_count));
	struct value *list = value_set_list(o, "headlines");
	if (headlines)
		show_headlines(m, list, s);
}

const struct value *show_issue_or_null(struct renderer *m, uint32_t issue, bool there)
{
	if (!there)
		return value_null();
	struct value *v = value_object(&m->arena);
	show_issue(m, v, issue, false);
	return v;
}

void show_newest(struct renderer *m, struct value *o, const uint32_t *items, size_t count,
                 size_t most)
{
	struct value *rows = value_set_list(o, "rows");
	for (size_t k = count; k-- > 0 && value_length(rows) < most;)
		show_row(m, value_push_object(rows), items[k]);
	show_has(o, "has_rows", rows);
}

void show_listed(struct renderer *m, struct value *o, enum list list, uint32_t number)
{
	value_set_text(o, "name", list_kinds[list].name(m->site->archive, number));
	value_set_text(o, "url", plan_list_newest(&m->site->plan, list, number, &m->arena));
}

struct view show_years(struct renderer *m, const uint32_t *items, size_t count)
{
	const struct archive *a = m->site->archive;
	int first = 0, last = 0;
	for (size_t i = 0; i < count && first == 0; i++)
		first = a->pages.items[a->articles.items[items[i]].page].date.year;
	if (first == 0)
		return VIEW_NULL;
	last = a->pages.items[a->articles.items[items[count - 1]].page].date.year;
	if (first == last)
		return arena_printf(&m->arena, "%d", first);
	return arena_printf(&m->arena, "%d–%d", first, last);
}

int64_t show_find_name(const struct renderer *m, uint32_t article, struct view name)
{
	const struct archive *a = m->site->archive;
	const struct archive_article *x = &a->articles.items[article];
	for (size_t i = 0; i < x->credit_count; i++) {
		uint32_t number = a->credits.items[x->credits_from + i].name;
		if (view_eq(a->names.items[number].text, name))
			return number;
	}
	return -1;
}
