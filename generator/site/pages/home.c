#include <stdlib.h>

#include "base/mem.h"
#include "site/calendar.h"
#include "site/coverage_summary.h"
#include "site/pages/pages.h"
#include "site/show.h"
#include "site/teaser.h"

#define SECOND_MOST 4
#define REST_MOST   10
#define RECENT_MOST 5
#define ON_MOST     5

/* The articles of the front, by prominence: leads in print order, then by length. */
struct ranked {
	uint32_t article;
	uint32_t rank; /* smaller is more prominent */
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

static uint32_t rank_of(const struct archive_article *x)
{
	return x->lead ? 0 : x->notable ? UINT32_MAX / 2 - x->length : UINT32_MAX - x->length;
}

static int compare_rows(const void *a, const void *b)
{
	uint32_t x = ((const struct ranked *)a)->article, y = ((const struct ranked *)b)->article;
	return x < y ? -1 : x > y;
}

static void show_front(struct renderer *m, struct value *o, uint32_t number)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *issue = &a->issues.items[number];
	size_t count = 0;
	struct ranked *ranked = mem_array(issue->article_count, sizeof(*ranked));
	for (uint32_t i = 0; i < issue->article_count; i++) {
		uint32_t article = issue->first_article + i;
		const struct archive_article *x = &a->articles.items[article];
		if (!x->withdrawn)
			ranked[count++] = (struct ranked){ article, rank_of(x) };
	}
	if (count > 0)
		qsort(ranked, count, sizeof(*ranked), compare_ranked);
	/* Without any lead the first article stands at the top. */
	if (count > 0 && ranked[0].rank != 0)
		qsort(ranked, count, sizeof(*ranked), compare_rows);
	show_issue(m, value_set_object(o, "issue"), number, false);
	struct value *lead = value_object(&m->arena);
	bool shown = count > 0 && teaser_read(m, lead, ranked[0].article, TEASER_FRONT);
	value_set(o, "lead", shown ? lead : value_null());
	struct value *second = value_set_list(o, "second"), *rest = value_set_list(o, "rest");
	size_t i = 1;
	for (; i < count && i <= SECOND_MOST; i++)
		teaser_read(m, value_push_object(second), ranked[i].article, TEASER_SECOND);
	if (i < count)
		qsort(ranked + i, count - i, sizeof(*ranked), compare_rows);
	for (; i < count && value_length(rest) < REST_MOST; i++)
		show_row(m, value_push_object(rest), ranked[i].article);
	show_has(o, "has_second", second);
	show_has(o, "has_rest", rest);
	free(ranked);
}

static void show_years_held(struct renderer *m, struct value *list)
{
	const struct archive *a = m->site->archive;
	for (size_t i = a->years.len; i-- > 0;) {
		struct date d = a->years.items[i].date;
		struct value *o = value_push_object(list);
		value_set_text(o, "text", renderer_date_text(m, d, FORMAT_YEAR));
		value_set_text(o, "url", plan_year_url(d.year, &m->arena));
		value_set(o, "issue_count", show_count(m, a->years.items[i].issue_count));
		value_set(o, "article_count", show_count(m, a->years.items[i].standing_count));
	}
}

static int compare_topics(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

static void show_topics(struct renderer *m, struct value *list)
{
	const struct archive *a = m->site->archive;
	size_t count = a->config->topic_count;
	struct ranked *topics = mem_array(count, sizeof(*topics));
	for (uint32_t i = 0; i < count; i++) {
		size_t articles;
		archive_list(&a->by_topic, i, &articles);
		topics[i] = (struct ranked){ i, (uint32_t)articles };
	}
	qsort(topics, count, sizeof(*topics), compare_topics);
	for (size_t i = 0; i < count; i++) {
		struct value *o = value_push_object(list);
		show_listed(m, o, LIST_TOPIC, topics[i].article);
		value_set(o, "article_count", show_count(m, topics[i].rank));
	}
	free(topics);
}

/* Round by round one article of each other year, newest year first. */
static const struct value *on_this_day(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	size_t count;
	if (a->issues.len == 0)
		return value_null();
	struct date newest = array_last(&a->issues)->date;
	const uint32_t *issues = archive_list(&a->by_day, archive_day_of_year(newest), &count);
	if (count < 2)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_text(v, "label", renderer_date_text(m, newest, FORMAT_SHORT));
	value_set_text(v, "url", plan_on_url(archive_day_of_year(newest), &m->arena));
	struct value *rows = value_set_list(v, "rows");
	bool more = true;
	for (uint32_t round = 0; more && value_length(rows) < ON_MOST; round++) {
		more = false;
		for (size_t i = count - 1; i-- > 0 && value_length(rows) < ON_MOST;) {
			const struct archive_span *issue = &a->issues.items[issues[i]];
			if (round >= issue->article_count)
				continue;
			if (!a->articles.items[issue->first_article + round].withdrawn)
				show_row(m, value_push_object(rows), issue->first_article + round);
			more = true;
		}
	}
	return v;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *front = value_object(&m->arena);
	uint32_t newest = (uint32_t)a->issues.len - 1;
	if (a->issues.len > 0)
		show_front(m, front, newest);
	value_set(v, "front", a->issues.len > 0 ? front : value_null());
	struct value *recent = value_set_list(v, "recent");
	for (uint32_t i = 1; i <= RECENT_MOST && i < a->issues.len; i++)
		show_issue(m, value_push_object(recent), newest - i, true);
	show_has(v, "has_recent", recent);
	struct value *calendar = value_object(&m->arena);
	if (a->months.len > 0)
		calendar_show(m, calendar, array_last(&a->months)->date);
	value_set(v, "calendar", a->months.len > 0 ? calendar : value_null());
	struct value *years = value_set_list(v, "years"), *topics = value_set_list(v, "topics");
	show_years_held(m, years);
	show_topics(m, topics);
	show_has(v, "has_years", years);
	show_has(v, "has_topics", topics);
	value_set(v, "on_this_day", on_this_day(m));
	value_set(v, "holdings", coverage_summary_show(m));
	value_set_text(v, "undated_url", a->undated_pages ? VIEW("undated/index.html") : VIEW_NULL);
}

const struct page_kind page_home = {
	.name = "home",
	.template = "home",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "index.html",
	.mapped = page_mapped,
	.show = show,
};
