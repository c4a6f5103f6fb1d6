#include "site/teaser.h"

#include "archive/page_number.h"
#include "segment/opening.h"
#include "site/body.h"
#include "site/show.h"
#include "text/glyph.h"
#include "text/utf8.h"

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

/* A letter of a script that writes blanks between words; of kana, as of ideographs, words stand together. */
static bool is_spelled(uint32_t c)
{
	return glyph_is_letter(c) && !(c >= 0x3040 && c <= 0x30FF);
}

/* The next printed line from *at on: up to a blank that does not just part two words. Absent at the end. */
static struct view next_line(struct view headline, size_t *at)
{
	while (*at < headline.len && headline.data[*at] == ' ')
		++*at;
	size_t from = *at, end = from;
	for (uint32_t before = 0; *at < headline.len; end = *at) {
		uint32_t c = utf8_next(headline, at);
		size_t ahead = *at;
		if (c == ' ' && (ahead == headline.len || !is_spelled(before) ||
		                 !is_spelled(utf8_next(headline, &ahead))))
			break;
		before = c;
	}
	return end > from ? view_slice(headline, from, end - from) : VIEW_NULL;
}

void teaser_headline(struct renderer *m, struct value *o, uint32_t article)
{
	struct view headline = m->site->archive->articles.items[article].headline;
	struct value *lines = value_set_list(o, "headline_lines");
	size_t at = 0;
	struct view line = next_line(headline, &at);
	if (line.len == headline.len || site_paper_language(m->site)->spaced)
		return;
	while (line.data) {
		size_t from = (size_t)(line.data - headline.data), len = line.len;
		struct value *v = value_push_object(lines);
		value_set_text(v, "text", line);
		value_set_text(v, "html", show_headline(m, article, from, len));
		line = next_line(headline, &at);
		value_set_bool(v, "last", !line.data);
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
