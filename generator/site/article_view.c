#include "site/article_view.h"

#include "archive/reprints.h"
#include "site/body.h"
#include "site/cite.h"
#include "site/show.h"
#include "site/teaser.h"

#define DESCRIPTION_MOST 90
#define DOUBTFUL         600 /* thousandths */

/* Neighbours of one role stand in one group. */
static void show_credits(struct renderer *m, struct value *o, uint32_t article,
                         const struct article *a)
{
	struct value *groups = value_set_list(o, "credits");
	for (size_t i = 0; i < a->credit_count;) {
		enum credit_role role = a->credits[i].role;
		struct value *group = value_push_object(groups);
		value_set_text(group, "role_word", view_of(credit_role_word(role)));
		struct value *people = value_set_list(group, "people");
		for (; i < a->credit_count && a->credits[i].role == role; i++) {
			int64_t name = show_find_name(m, article, a->credits[i].name);
			if (name < 0)
				continue;
			struct value *person = value_push_object(people);
			show_listed(m, person, LIST_AUTHOR, (uint32_t)name);
			value_set_bool(person, "last",
			               i + 1 == a->credit_count || a->credits[i + 1].role != role);
		}
		value_set_bool(group, "last", i == a->credit_count);
	}
	show_has(o, "has_credits", groups);
}

static void show_terms(struct renderer *m, struct value *o, const char *key, enum list list,
                       const uint32_t *numbers, size_t count)
{
	struct value *terms = value_set_list(o, key);
	for (size_t i = 0; i < count; i++) {
		struct value *v = value_push_object(terms);
		show_listed(m, v, list, numbers[i]);
		value_set_bool(v, "last", i + 1 == count);
	}
}

static void show_topics_and_places(struct renderer *m, struct value *o,
                                   const struct archive_article *x)
{
	uint32_t topics[TOPICS_PER_ARTICLE];
	for (size_t i = 0; i < x->topic_count; i++)
		topics[i] = x->topics[i];
	show_terms(m, o, "topics", LIST_TOPIC, topics, x->topic_count);
	value_set_bool(o, "has_topics", x->topic_count > 0);
	show_terms(m, o, "places", LIST_PLACE, x->places, x->place_count);
	value_set_bool(o, "has_places", x->place_count > 0);
	value_set_bool(o, "has_tags", x->topic_count + x->place_count > 0);
}

static void show_lines(struct renderer *m, struct value *o, const struct article *a)
{
	struct value *lines = value_set_list(o, "lines");
	uint32_t last = 0;
	for (size_t i = 0; i < a->line_count; i++) {
		struct value *v = value_push_object(lines);
		value_set_text(v, "first", arena_printf(&m->arena, "%u", a->lines[i].first));
		value_set_text(v, "last", arena_printf(&m->arena, "%u", a->lines[i].last));
		value_set_bool(v, "single", a->lines[i].first == a->lines[i].last);
		value_set_bool(v, "end", i + 1 == a->line_count);
		last = a->lines[i].last > last ? a->lines[i].last : last;
	}
	value_set_text(o, "first_line", arena_printf(&m->arena, "%u", article_first_line(a)));
	value_set_text(o, "last_line", arena_printf(&m->arena, "%u", last));
}

static void show_confidence(struct renderer *m, struct value *o, const struct archive_article *x)
{
	buf_truncate(&m->text, 0);
	format_put_percent(m->format, &m->text, x->confidence / 1000.0);
	value_set_text(o, "confidence", arena_view(&m->arena, buf_view(&m->text)));
	value_set_bool(o, "doubtful", x->confidence < DOUBTFUL);
}

static void show_article(struct renderer *m, struct value *o, uint32_t article,
                         const struct article *a)
{
	const struct archive_article *x = &m->site->archive->articles.items[article];
	show_row(m, o, article);
	teaser_headline(m, o, article);
	value_set_bool(o, "halfwidth", body_is_halfwidth(a));
	value_set_text(o, "deck", a->deck);
	value_set_text(o, "deck_html", show_words(m, a->deck));
	value_set_text(o, "kind_url", plan_list_newest(&m->site->plan, LIST_KIND, x->kind, &m->arena));
	show_credits(m, o, article, a);
	value_set_text(o, "byline_text", teaser_byline(a));
	value_set_text(o, "dateline", a->dateline);
	body_push_runs(value_set_list(o, "body"), &m->arena, a, m->site->config->together ? 3 : 2);
	value_set_text(o, "description", teaser_excerpt(m, a, DESCRIPTION_MOST));
	value_set(o, "continues", teaser_jump(m, article, a->continues, x->continues));
	value_set(o, "continued_from", teaser_jump(m, article, a->continued_from, x->continued_from));
	show_topics_and_places(m, o, x);
	show_lines(m, o, a);
	show_confidence(m, o, x);
	value_set_text(o, "json_ld", cite_json_ld(m, article, a));
	value_set_text(o, "coins", m->site->config->together ? cite_coins(m, article, a) : VIEW_NULL);
	value_set(o, "cite", cite_show(m, article, a));
	value_set(o, "withdrawn", value_null());
}

/* Of an article that was taken down: what its row has, the day on which it was, and nothing else. */
static void withdraw(struct renderer *m, struct value *o, uint32_t article)
{
	const struct corrections_section *s = archive_section(m->site->archive, article);
	value_blank(o);
	show_row(m, o, article);
	struct value *withdrawn = value_set_object(o, "withdrawn");
	value_set_text(withdrawn, "date", renderer_date_text(m, s->withdraw, FORMAT_PLAIN));
}

/* What two articles have in common, as a reader is told. */
static void show_because(struct renderer *m, struct value *o, const struct related_hit *hit)
{
	struct value *because = value_set_list(o, "because");
	size_t all = hit->word_count + hit->topic_count;
	for (size_t i = 0; i < all; i++) {
		struct value *v = value_push_object(because);
		value_set_text(v, "text",
		               i < hit->word_count
		                   ? hit->words[i]
		                   : m->site->config->topics[hit->topics[i - hit->word_count]].name);
		value_set_bool(v, "word", i < hit->word_count);
		value_set_bool(v, "last", i + 1 == all);
	}
}

static bool is_told(const struct reprints_told *told, uint32_t article)
{
	for (size_t i = 0; i < told->count; i++)
		if (told->articles[i] == article)
			return true;
	return false;
}

static void show_related(struct renderer *m, struct value *o, uint32_t article,
                         const struct article *a, const struct reprints_told *told)
{
	struct related_hit hits[RELATED_MOST];
	struct value *list = value_set_list(o, "related");
	struct view lead = related_lead(a);
	size_t count = related_find(m->site->related, article, lead, hits);
	renderer_note_related(m, related_change_near(m->site->related_change, article),
	                      related_found(m->site->related, hits, count));
	for (size_t i = 0; i < count; i++) {
		/* What stands among the reprints is not told twice. */
		if (is_told(told, hits[i].article))
			continue;
		struct value *row = value_push_object(list);
		show_row(m, row, hits[i].article);
		show_because(m, row, &hits[i]);
	}
	show_has(o, "has_related", list);
}

/* Where else the same text stands. */
static void show_reprints(struct renderer *m, struct value *o, const struct reprints_told *told)
{
	struct value *list = value_set_list(o, "reprints");
	for (size_t i = 0; i < told->count; i++)
		show_row(m, value_push_object(list), told->articles[i]);
	show_has(o, "has_reprints", list);
	value_set_bool(o, "more_reprints", told->more);
}

/* Anchors of the page's articles before corrections.conf made them begin elsewhere. */
static void show_old_anchors(struct renderer *m, struct value *o, uint32_t article)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *page = &a->pages.items[a->articles.items[article].page];
	struct value *list = value_set_list(o, "old_anchors");
	for (uint32_t i = page->first_old;
	     m->site->config->together && i < page->first_old + page->old_count; i++) {
		const struct archive_old *old = &a->olds.items[i];
		if (page->first_article + old->article == article &&
		    !plan_begins(&m->site->plan, article, old->line, old->again))
			value_push_text(list, plan_anchor_at(old->line, old->again, &m->arena));
	}
}

/* Lines of the article that corrections.conf mends, and what the source has there. */
static void show_mended(struct renderer *m, struct value *o, const struct article *a,
                        const struct corrected *c)
{
	struct value *list = value_set_list(o, "mended");
	for (size_t i = 0; i < c->mended_count; i++) {
		bool here = false;
		for (size_t k = 0; k < a->line_count; k++)
			here = here || (c->mended[i].line >= a->lines[k].first &&
			                c->mended[i].line <= a->lines[k].last);
		if (!here)
			continue;
		struct value *v = value_push_object(list);
		value_set_text(v, "first", arena_printf(&m->arena, "%u", c->mended[i].line));
		value_set_text(v, "was", c->mended[i].was);
	}
	show_has(o, "has_mended", list);
}

void article_view_show(struct renderer *m, struct value *o, uint32_t article,
                       const struct segmented_page *segmented)
{
	const struct archive *a = m->site->archive;
	const struct archive_article *x = &a->articles.items[article];
	const struct article *text =
		&segmented->page.articles[article - a->pages.items[x->page].first_article];
	struct value *shown = value_set_object(o, "article");
	static const struct corrected none;
	show_article(m, shown, article, text);
	if (x->withdrawn)
		withdraw(m, shown, article);
	show_mended(m, shown, text, x->withdrawn ? &none : &segmented->corrected);
	value_set_text(shown, "anchor",
	               m->site->config->together ? plan_anchor_at(x->line, x->again, &m->arena)
	                                         : VIEW_NULL);
	show_old_anchors(m, shown, article);
	struct reprints_told told;
	reprints_tell(a, article, &told);
	show_reprints(m, o, &told);
	show_related(m, o, article, text, &told);
}
