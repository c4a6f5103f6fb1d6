#include "archive/link.h"

#include <stdlib.h>

#include "archive/editions.h"
#include "archive/jumps.h"
#include "archive/names.h"
#include "archive/page_number.h"
#include "archive/places.h"
#include "archive/reprints.h"
#include "base/mem.h"

static int compare_pages(const void *x, const void *y)
{
	const struct archive_page *a = x, *b = y;
	int order = date_cmp(a->date, b->date);
	if (order == 0 && (a->number.len == 0) != (b->number.len == 0))
		order = a->number.len == 0 ? 1 : -1;
	if (order == 0 && date_known(a->date))
		order = page_number_compare(a->number, b->number);
	order = order ? order : view_cmp(view_of(a->path), view_of(b->path));
	return order ? order : (a->part > b->part) - (a->part < b->part);
}

/* Where no article has any word there are no hits to count from. */
static const struct topic_hit *hits_at(const struct archive *a, uint32_t from)
{
	return a->hits.len > 0 ? a->hits.items + from : NULL;
}

/* How many articles have each word; the pages stand in order, their articles not yet. */
static void count_words(struct archive *a)
{
	size_t steady = archive_steady_pages(a);
	for (size_t i = 0; i < steady; i++) {
		const struct archive_page *p = &a->pages.items[i];
		for (uint32_t k = p->first_article; k < p->first_article + p->article_count; k++) {
			uint32_t from = a->hits_from.items[k];
			topics_count(a->topics, hits_at(a, from), a->hits_from.items[k + 1] - from);
		}
	}
	topics_weigh(a->topics);
}

/* Topics and places by the words of site.conf; the dateline's place is there already. */
static void choose_terms(const struct archive *a, struct archive_article *to,
                         const struct topic_hit *hits, size_t count)
{
	uint16_t topics[TOPICS_PER_ARTICLE], places[PLACES_PER_ARTICLE];
	size_t topic_count = topics_choose(a->topics, hits, count, topics);
	to->topic_count = (uint8_t)topic_count;
	for (size_t i = 0; i < topic_count && i < TOPICS_PER_ARTICLE; i++)
		to->topics[i] = (uint8_t)topics[i];
	size_t place_count = topics_choose_places(a->topics, hits, count, places);
	for (size_t i = 0; i < place_count; i++)
		places_add(to, places[i]);
}

/* Whether the articles stand in the order of the pages already, as they do where files are named by days. */
static bool follow_pages(const struct archive *a)
{
	uint32_t n = 0;
	for (size_t i = 0; i < a->pages.len; i++) {
		if (a->pages.items[i].first_article != n)
			return false;
		n += a->pages.items[i].article_count;
	}
	return true;
}

/* Puts a page's articles at their place among those that are sorted, where they may stand already. */
static void place_articles(struct archive *a, uint32_t page, struct archive_article *sorted,
                           uint32_t *n)
{
	struct archive_page *p = &a->pages.items[page];
	uint32_t first = *n;
	for (uint32_t k = p->first_article; k < p->first_article + p->article_count; k++) {
		struct archive_article *to = &sorted[(*n)++];
		uint32_t from = a->hits_from.items[k];
		*to = a->articles.items[k];
		to->page = page;
		choose_terms(a, to, hits_at(a, from), a->hits_from.items[k + 1] - from);
	}
	p->first_article = first;
	a->undated_pages += !date_known(p->date);
}

/*
 * Sorts pages, and articles after them. Topics and places are chosen on the way.
 * Memory is at its highest here, so that articles are copied only if they must be.
 */
static void put_in_order(struct archive *a)
{
	if (a->pages.len > 0)
		qsort(a->pages.items, a->pages.len, sizeof(*a->pages.items), compare_pages);
	*array_push(&a->hits_from) = (uint32_t)a->hits.len;
	count_words(a);
	struct archive_article *sorted = a->articles.items;
	if (!follow_pages(a))
		sorted = mem_array(a->articles.len, sizeof(*sorted));
	uint32_t n = 0;
	for (uint32_t i = 0; i < a->pages.len; i++)
		place_articles(a, i, sorted, &n);
	if (sorted != a->articles.items) {
		free(a->articles.items);
		a->articles.items = sorted;
		a->articles.cap = a->articles.len;
	}
	topics_free(a->topics);
	a->topics = NULL;
	array_free(&a->hits);
	array_free(&a->hits_from);
}

/* In any order: the first is not told from the others where all are given. */
static bool same_topics(const struct archive_article *x, const struct corrections_section *s)
{
	size_t found = 0;
	for (size_t i = 0; i < x->topic_count; i++)
		for (size_t k = 0; k < s->topic_count; k++)
			found += x->topics[i] == s->topics[k];
	return found == x->topic_count && found == s->topic_count;
}

/* Topics that corrections.conf gives, in place of those that words led to. */
static void correct_topics(struct archive *a, struct report *r)
{
	for (size_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *p = &a->pages.items[i];
		for (uint32_t k = p->first_fix; k < p->first_fix + p->fix_count; k++) {
			struct archive_article *x =
				&a->articles.items[p->first_article + a->fixes.items[k].article];
			const struct corrections_section *s = a->fixes.items[k].section;
			const struct corrections_field *f = &s->fields[CORRECTIONS_TOPICS];
			if (x->withdrawn || !f->value.data)
				continue;
			if (same_topics(x, s))
				report_warning(r, a->corrections->path, f->line, f->column,
				               "the topics are these without the correction, too: "
				               "take the line out");
			x->topic_count = (uint8_t)s->topic_count;
			for (size_t n = 0; n < s->topic_count; n++)
				x->topics[n] = s->topics[n];
		}
	}
}

static bool same_places(const struct archive_article *x, const struct archive_article *y)
{
	size_t found = 0;
	for (size_t i = 0; i < x->place_count; i++)
		for (size_t k = 0; k < y->place_count; k++)
			found += x->places[i] == y->places[k];
	return found == x->place_count && found == y->place_count;
}

/* Places that corrections.conf gives, in place of those that dateline and words led to. */
static void correct_places_of(struct archive *a, struct archive_article *x,
                              const struct corrections_section *s, struct report *r)
{
	const struct corrections_field *f = &s->fields[CORRECTIONS_PLACES];
	if (x->withdrawn || !f->value.data)
		return;
	struct archive_article before = *x;
	x->place_count = 0;
	for (size_t i = 0; i < s->place_count; i++)
		places_add(x, places_number(a, s->places[i]));
	if (same_places(&before, x))
		report_warning(r, a->corrections->path, f->line, f->column,
		               "the places are these without the correction, too: take the line out");
}

static void correct_places(struct archive *a, struct report *r)
{
	for (size_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *p = &a->pages.items[i];
		for (uint32_t k = p->first_fix; k < p->first_fix + p->fix_count; k++)
			correct_places_of(a, &a->articles.items[p->first_article + a->fixes.items[k].article],
			                  a->fixes.items[k].section, r);
	}
}

/* Of one sort of message a few are enough to see what is the matter. */
#define TOLD_MOST 10

/* Where corrections are written, there or not. */
static const char *corrections_path(struct archive *a)
{
	struct view source = view_of(a->config->source);
	return arena_printf(&a->arena, "%s%scorrections.conf", a->config->source,
	                    view_ends(source, VIEW("/")) ? "" : "/")
	    .data;
}

static void check_numbers(struct archive *a, struct report *r)
{
	size_t found = 0;
	for (size_t i = a->undated_pages + 1; i < a->pages.len; i++) {
		const struct archive_page *p = &a->pages.items[i - 1], *q = &a->pages.items[i];
		if (date_cmp(p->date, q->date) != 0 || q->number.len == 0 ||
		    !page_number_same(p->number, q->number) || ++found > TOLD_MOST)
			continue;
		report_error(
			r, q->path, 0, 0,
			"is page %.*s of %04d-%02d-%02d, and so is %s%s: join the two in one file if each "
			"has a part of the page, name their editions in the files' names, or write into %s "
			"[%s] and below it page = NUMBER, or date = YYYY-MM-DD",
			VIEW_ARG(q->number), q->date.year, q->date.month, q->date.day, p->path,
			hash128_eq(p->content, q->content) ? ", which is the same file" : "",
			corrections_path(a), q->below);
	}
	if (found > TOLD_MOST)
		report_error(r, NULL, 0, 0, "%zu more files are a page that is there already",
		             found - TOLD_MOST);
}

static void warn_undated(struct archive *a, struct report *r)
{
	size_t found = 0;
	for (size_t i = 0; i < a->undated_pages; i++) {
		/* That an empty page has no day is no wonder: it was told to be empty. */
		if (a->pages.items[i].empty || ++found > TOLD_MOST)
			continue;
		report_warning(r, a->pages.items[i].path, 0, 0,
		               "nothing tells the day of this page, so it stands in undated/: if you know "
		               "it, write into %s [%s] and below it date = YYYY-MM-DD",
		               corrections_path(a), a->pages.items[i].below);
	}
	if (found > TOLD_MOST)
		report_warning(r, NULL, 0, 0, "%zu more pages have no date", found - TOLD_MOST);
}

/* Adds a page to the last span if that begins on the same day, else to a new one. */
static void extend(struct archive_span *s, const struct archive *a, size_t page)
{
	const struct archive_page *p = &a->pages.items[page];
	if (s->page_count == 0) {
		s->first_page = (uint32_t)page;
		s->first_article = p->first_article;
		s->first_issue = p->issue;
	}
	s->page_count++;
	s->article_count += p->article_count;
	s->standing_count += p->standing_count;
	s->issue_count = p->issue - s->first_issue + 1;
}

#define SPAN_ON(array, day)                                            \
	((array)->len > 0 && date_cmp(array_last(array)->date, (day)) == 0 \
	     ? array_last(array)                                           \
	     : (array_push(array)->date = (day), array_last(array)))

static void make_spans(struct archive *a)
{
	for (size_t i = a->undated_pages; i < a->pages.len; i++) {
		struct archive_page *p = &a->pages.items[i];
		struct date month = { p->date.year, p->date.month, 1 };
		struct date year = { p->date.year, 1, 1 };
		struct archive_span *issue = SPAN_ON(&a->issues, p->date);
		p->issue = (uint32_t)a->issues.len - 1;
		extend(issue, a, i);
		extend(SPAN_ON(&a->months, month), a, i);
		extend(SPAN_ON(&a->years, year), a, i);
	}
}

/*
 * Lists are made in two rounds: the first counts what goes into each, the
 * second puts it there. each calls add for every pair of list and item.
 */
struct filling {
	struct archive_lists *lists;
	uint32_t *at;
	bool counting;
};

static void add(struct filling *f, size_t list, uint32_t item)
{
	if (f->counting)
		f->lists->from[list + 1]++;
	else
		f->lists->items[f->at[list]++] = item;
}

typedef void each_pair(const struct archive *a, struct filling *f);

static void each_topic(const struct archive *a, struct filling *f)
{
	for (uint32_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		for (size_t k = 0; k < x->topic_count; k++)
			add(f, x->topics[k], i);
	}
}

static void each_place(const struct archive *a, struct filling *f)
{
	for (uint32_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		for (size_t k = 0; !x->withdrawn && k < x->place_count; k++)
			add(f, x->places[k], i);
	}
}

static void each_name(const struct archive *a, struct filling *f)
{
	for (uint32_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		for (size_t k = 0; k < x->credit_count; k++)
			add(f, a->credits.items[x->credits_from + k].name, i);
	}
}

static void each_kind(const struct archive *a, struct filling *f)
{
	for (uint32_t i = 0; i < a->articles.len; i++)
		if (!a->articles.items[i].withdrawn)
			add(f, a->articles.items[i].kind, i);
}

static void each_day(const struct archive *a, struct filling *f)
{
	for (uint32_t i = 0; i < a->issues.len; i++)
		add(f, archive_day_of_year(a->issues.items[i].date), i);
}

static struct archive_lists make_lists(const struct archive *a, size_t count, each_pair *each)
{
	struct archive_lists l = { mem_array(count + 1, sizeof(uint32_t)), NULL, count };
	struct filling f = { &l, NULL, true };
	each(a, &f);
	for (size_t i = 0; i < count; i++)
		l.from[i + 1] += l.from[i];
	l.items = mem_array(l.from[count], sizeof(*l.items));
	f.at = mem_array(count, sizeof(*f.at));
	for (size_t i = 0; i < count; i++)
		f.at[i] = l.from[i];
	f.counting = false;
	each(a, &f);
	free(f.at);
	return l;
}

bool link_archive(struct archive *a, struct report *r)
{
	size_t errors = r->errors;
	editions_name(a);
	put_in_order(a);
	correct_topics(a, r);
	correct_places(a, r);
	check_numbers(a, r);
	warn_undated(a, r);
	names_sort(a, r);
	places_sort(a, r);
	make_spans(a);
	jumps_join(a);
	if (!reprints_take(a, a->known_reprints))
		reprints_find_anew(a);
	a->by_topic = make_lists(a, a->config->topic_count, each_topic);
	a->by_place = make_lists(a, a->places.len, each_place);
	a->by_name = make_lists(a, a->names.len, each_name);
	a->by_kind = make_lists(a, KIND_COUNT, each_kind);
	a->by_day = make_lists(a, ARCHIVE_DAYS, each_day);
	return r->errors == errors;
}
