#include "site/teaser.h"

#include "archive/page_number.h"
#include "segment/opening.h"
#include "site/body.h"
#include "site/show.h"

#define WHOLE_MOST   240 /* characters of a text that a printed page shows whole */
#define LEAD_MOST    120
#define NOTABLE_MOST 70
#define FRONT_MOST   200

struct view teaser_excerpt(struct renderer *m, const struct article *a, size_t most)
{
	struct view text = opening_text(a);
	if (text.len == 0)
		return VIEW_NULL;
	buf_truncate(&m->text, 0);
	format_put_excerpt(m->format, &m->text, text, most);
	return m->text.len ? arena_view(&m->arena, buf_view(&m->text)) : VIEW_NULL;
}

/* Numbers are printed as 第4版 on a page that a file calls 04. */
static struct view page_of_number(struct renderer *m, uint32_t article, struct view number)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *page = &a->pages.items[a->articles.items[article].page];
	if (!date_known(page->date))
		return VIEW_NULL;
	const struct archive_span *issue = &a->issues.items[page->issue];
	for (uint32_t i = issue->first_page; i < issue->first_page + issue->page_count; i++)
		if (a->pages.items[i].number.len && page_number_same(a->pages.items[i].number, number))
			return plan_page_url(&m->site->plan, i, &m->arena);
	return VIEW_NULL;
}

const struct value *teaser_jump(struct renderer *m, uint32_t article, struct view number,
                                uint32_t other)
{
	if (number.len == 0)
		return value_null();
	struct value *v = value_object(&m->arena);
	struct view url = other != ARCHIVE_NONE ? plan_article_url(&m->site->plan, other, &m->arena)
	                                        : page_of_number(m, article, number);
	value_set_text(v, "label", number);
	value_set_text(v, "url", url);
	value_set_bool(v, "joined", other != ARCHIVE_NONE);
	value_set_bool(v, "missing", url.len == 0);
	return v;
}

struct view teaser_byline(const struct article *a)
{
	for (size_t i = 0; a->byline_text.len > 0 && i < a->body_count; i++) {
		if (view_find(a->body[i].text, a->byline_text, 0) >= 0)
			return VIEW_NULL;
	}
	return a->byline_text;
}

void teaser_headline(struct renderer *m, struct value *o, uint32_t article)
{
	struct view headline = m->site->archive->articles.items[article].headline;
	struct value *lines = value_set_list(o, "headline_lines");
	for (struct view rest = headline; rest.data;) {
		struct view line = view_cut(&rest, ' ');
		if (line.len == headline.len)
			return;
		if (line.len == 0)
			continue;
		struct value *v = value_push_object(lines);
		value_set_text(v, "text", line);
		value_set_text(v, "html",
		               show_headline(m, article, (size_t)(line.data - headline.data), line.len));
		value_set_bool(v, "last", view_trim(rest).len == 0);
	}
}

static size_t excerpt_length(const struct archive_article *x, enum teaser_place place)
{
	if (place == TEASER_FRONT)
		return FRONT_MOST;
	if (x->lead)
		return LEAD_MOST;
	return x->notable || place == TEASER_SECOND ? NOTABLE_MOST : 0;
}

void teaser_show(struct renderer *m, struct value *o, uint32_t article, const struct article *a,
                 enum teaser_place place)
{
	const struct archive_article *x = &m->site->archive->articles.items[article];
	show_row(m, o, article);
	teaser_headline(m, o, article);
	value_set_text(o, "deck", a->deck);
	value_set_text(o, "deck_html", show_words(m, a->deck));
	value_set_bool(o, "lead", x->lead);
	value_set_bool(o, "notable", x->notable);
	struct value *body = value_set_list(o, "body");
	bool whole = place == TEASER_PAGE && x->length > 0 && x->length <= WHOLE_MOST;
	size_t most = whole ? 0 : excerpt_length(x, place);
	if (whole)
		body_push_runs(body, &m->arena, a, 3);
	show_has(o, "has_body", body);
	value_set_text(o, "excerpt", most ? teaser_excerpt(m, a, most) : VIEW_NULL);
	value_set_text(o, "byline_text", teaser_byline(a));
	value_set(o, "continues", teaser_jump(m, article, a->continues, x->continues));
	value_set(o, "continued_from", teaser_jump(m, article, a->continued_from, x->continued_from));
}

static struct view kept(struct renderer *m, struct view v)
{
	return v.len ? arena_view(&m->arena, v) : VIEW_NULL;
}

bool teaser_read(struct renderer *m, struct value *o, uint32_t article, enum teaser_place place)
{
	const struct archive *a = m->site->archive;
	uint32_t page = a->articles.items[article].page;
	const struct segmented_page *segmented = renderer_text(m, page);
	if (!segmented)
		return false;
	/* What is shown outlives that of the page. */
	struct article text = segmented->page.articles[article - a->pages.items[page].first_article];
	text.deck = kept(m, text.deck);
	text.byline_text = kept(m, text.byline_text);
	text.continues = kept(m, text.continues);
	text.continued_from = kept(m, text.continued_from);
	teaser_show(m, o, article, &text, place);
	return true;
}
