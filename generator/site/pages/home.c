#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/epoch.h"
#include "base/mem.h"
#include "site/calendar.h"
#include "site/coverage_summary.h"
#include "site/pages/on_this_day.h"
#include "site/pages/pages.h"
#include "site/prominence.h"
#include "site/show.h"
#include "site/teaser.h"
#include "site/years.h"

#define SECOND_MOST  4
#define REST_MOST    10
#define RECENT_MOST  5
#define STORIES_MOST 6
#define ENDED_AFTER  366 /* days without an issue */

static bool is_among(const uint32_t *articles, size_t count, uint32_t article)
{
	for (size_t i = 0; i < count; i++) {
		if (articles[i] == article)
			return true;
	}
	return false;
}

static void show_front(struct renderer *m, struct value *o, uint32_t number)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *issue = &a->issues.items[number];
	uint32_t best[1 + SECOND_MOST];
	size_t count = prominence_of_issue(a, issue, best, 1 + SECOND_MOST);
	show_issue(m, value_set_object(o, "issue"), number, false);
	struct value *lead = value_object(&m->arena);
	bool shown = count > 0 && teaser_read(m, lead, best[0], TEASER_FRONT);
	value_set(o, "lead", shown ? lead : value_null());
	struct value *second = value_set_list(o, "second"), *rest = value_set_list(o, "rest");
	for (size_t i = 1; i < count; i++)
		teaser_read(m, value_push_object(second), best[i], TEASER_SECOND);
	uint32_t end = issue->first_article + issue->article_count;
	for (uint32_t i = issue->first_article; i < end && value_length(rest) < REST_MOST; i++) {
		if (!a->articles.items[i].withdrawn && !is_among(best, count, i))
			show_row(m, value_push_object(rest), i);
	}
	show_has(o, "has_second", second);
	show_has(o, "has_rest", rest);
}

/* ── the front of an archive that has ended ── */

/* When the site is built, in days since 1970. */
static long today(void)
{
	int64_t seconds;
	return (long)((epoch_find(&seconds) ? seconds : (int64_t)time(NULL)) / (24 * 60 * 60));
}

static bool has_ended(const struct archive *a)
{
	if (a->config->front_set || a->issues.len == 0)
		return a->config->ended && a->issues.len > 0;
	return today() - date_to_days(array_last(&a->issues)->date) > ENDED_AFTER;
}

/* The article of that address, as site.conf names it, or ARCHIVE_NONE. */
static uint32_t article_at(struct renderer *m, struct view url)
{
	const struct archive *a = m->site->archive;
	struct date d = { 0 };
	const struct archive_span *issue = NULL;
	if (url.len > 10 && sscanf(url.data, "%4d/%2d/%2d/", &d.year, &d.month, &d.day) == 3)
		issue = archive_issue_on(a, d);
	uint32_t first = issue ? issue->first_article : 0;
	uint32_t end = issue                  ? first + issue->article_count
	               : a->undated_pages > 0 ? a->pages.items[a->undated_pages - 1].first_article +
	                                            a->pages.items[a->undated_pages - 1].article_count
	                                      : 0;
	for (uint32_t i = first; i < end; i++) {
		if (!a->articles.items[i].withdrawn &&
		    view_eq(plan_article_url(&m->site->plan, i, &m->arena), url))
			return i;
	}
	return ARCHIVE_NONE;
}

static void show_picked(struct renderer *m, struct value *list)
{
	const struct config *c = m->site->config;
	for (size_t i = 0; i < c->story_count; i++) {
		uint32_t article = article_at(m, c->stories[i]);
		if (article == ARCHIVE_NONE)
			report_warning(&m->report, c->path, c->stories_line, 0,
			               "there is no article %.*s to show: write an address as the site has it",
			               VIEW_ARG(c->stories[i]));
		else
			teaser_read(m, value_push_object(list), article, TEASER_SECOND);
	}
}

/* One of each of some years, as far from each other as there are; of a short archive, of some months or issues. */
static void show_chosen(struct renderer *m, struct value *list)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *spans = a->years.items;
	size_t all = a->years.len;
	if (all < STORIES_MOST) {
		spans = a->months.items;
		all = a->months.len;
	}
	if (all < STORIES_MOST) {
		spans = a->issues.items;
		all = a->issues.len;
	}
	size_t most = all < STORIES_MOST ? all : STORIES_MOST;
	for (size_t i = 0; i < most; i++) {
		uint32_t article = prominence_of_span(a, &spans[most > 1 ? i * (all - 1) / (most - 1) : 0]);
		if (article != ARCHIVE_NONE)
			teaser_read(m, value_push_object(list), article, TEASER_SECOND);
	}
}

static void show_stories(struct renderer *m, struct value *v, bool ended)
{
	struct value *stories = value_set_list(v, "stories");
	value_set_bool(v, "ended", ended);
	if (ended && m->site->config->story_count > 0)
		show_picked(m, stories);
	else if (ended)
		show_chosen(m, stories);
	show_has(v, "has_stories", stories);
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

struct ranked {
	uint32_t topic;
	uint32_t rank; /* how many articles it has */
};

static int compare_topics(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	return x->topic < y->topic ? -1 : x->topic > y->topic;
}

/* False if no article has a topic. */
static bool show_topics(struct renderer *m, struct value *list)
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
		show_listed(m, o, LIST_TOPIC, topics[i].topic);
		value_set(o, "article_count", show_count(m, topics[i].rank));
	}
	bool any = count > 0 && topics[0].rank > 0;
	free(topics);
	return any;
}

/* Of the newest issue's day; a script shows the reader's: static/today.js. */
static const struct value *on_this_day(struct renderer *m, bool ended)
{
	const struct archive *a = m->site->archive;
	size_t count;
	if (a->issues.len == 0)
		return value_null();
	struct date newest = array_last(&a->issues)->date;
	size_t day = archive_day_of_year(newest);
	struct value *v = value_object(&m->arena);
	value_set_text(v, "label", renderer_date_text(m, newest, FORMAT_SHORT));
	value_set_text(v, "url", plan_on_url(day, &m->arena));
	struct value *rows = value_set_list(v, "rows");
	uint32_t found[ON_THIS_DAY_MOST];
	count = on_this_day_find(a, day, ended ? ARCHIVE_NONE : (uint32_t)a->issues.len - 1, found);
	for (size_t i = 0; i < count; i++)
		show_row(m, value_push_object(rows), found[i]);
	show_has(v, "has_rows", rows);
	return v;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *front = value_object(&m->arena);
	uint32_t newest = (uint32_t)a->issues.len - 1;
	bool ended = has_ended(a), issue = a->issues.len > 0 && !ended;
	if (issue)
		show_front(m, front, newest);
	value_set(v, "front", issue ? front : value_null());
	show_stories(m, v, ended);
	struct value *recent = value_set_list(v, "recent");
	for (uint32_t i = 1; i <= RECENT_MOST && i < a->issues.len && !ended; i++)
		show_issue(m, value_push_object(recent), newest - i, true);
	show_has(v, "has_recent", recent);
	struct value *calendar = value_object(&m->arena);
	if (a->months.len > 0)
		calendar_show(m, calendar, array_last(&a->months)->date);
	value_set(v, "calendar", a->months.len > 0 ? calendar : value_null());
	struct value *years = value_set_list(v, "years"), *topics = value_set_list(v, "topics");
	show_years_held(m, years);
	value_set_bool(v, "has_topics", show_topics(m, topics));
	years_show(m, v);
	show_has(v, "has_years", years);
	value_set(v, "on_this_day", on_this_day(m, ended));
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
