#include "site/fingerprint.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "site/make.h"

/* Keeps prints of different sorts apart. */
enum sort {
	ARTICLE = 1,
	PAGE,
	ISSUE,
	YEAR,
	MONTH,
	ON,
	LIST,
	TOPICS,
	AUTHORS,
	KINDS,
	UNDATED,
	FEED,
	MAPPED
};

static uint64_t begin(const struct fingerprints *p, enum sort sort)
{
	return hash_number(p->world, (uint64_t)sort);
}

static uint64_t end(uint64_t hash)
{
	return hash ? hash : 1;
}

static uint64_t add_date(uint64_t hash, struct date d)
{
	return hash_number(hash, (uint64_t)d.year << 16 | (uint64_t)d.month << 8 | (uint64_t)d.day);
}

/* ── of the archive ── */

static void print_names(struct fingerprints *p)
{
	const struct archive *a = p->archive;
	p->names = mem_array(a->names.len, sizeof(*p->names));
	for (size_t i = 0; i < a->names.len; i++)
		p->names[i] =
			hash_text(hash_text((uint64_t)a->names.items[i].letter, a->names.items[i].text),
		              p->plan->name_urls[i]);
}

static void print_pages(struct fingerprints *p)
{
	const struct archive *a = p->archive;
	p->places = mem_array(a->pages.len, sizeof(*p->places));
	p->pages = mem_array(a->pages.len, sizeof(*p->pages));
	for (size_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		uint64_t hash = add_date(0, page->date);
		hash = hash_text(hash, page->number);
		hash = hash_text(hash, p->plan->page_urls[i]);
		hash = hash_text(hash, view_of(page->name));
		hash = hash_text(hash, view_of(page->below));
		hash = hash_number(hash, (uint64_t)page->article_count << 32 | page->standing_count);
		p->places[i] = hash;
		p->pages[i] = hash_number(hash_number(hash, page->content.low), page->corrected.low);
	}
}

static uint64_t print_row(const struct fingerprints *p, const struct archive_article *x)
{
	const struct archive *a = p->archive;
	uint64_t hash = p->places[x->page];
	hash = hash_number(hash, (uint64_t)x->line << 32 | x->length);
	hash = hash_number(hash, (uint64_t)x->again << 32 | (uint64_t)x->confidence << 16 | x->kind);
	hash = hash_number(hash, (uint64_t)x->opening << 3 | (uint64_t)x->lead << 2 |
	                             (uint64_t)x->notable << 1 | (uint64_t)x->withdrawn);
	hash = hash_text(hash, x->headline);
	hash = hash_text(hash, x->kicker);
	for (size_t i = 0; i < x->topic_count; i++)
		hash = hash_number(hash, (uint64_t)x->topics[i] + 1);
	for (size_t i = 0; i < x->credit_count; i++) {
		const struct archive_credit *c = &a->credits.items[x->credits_from + i];
		hash = hash_number(hash_number(hash, c->roles), p->names[c->name]);
	}
	return hash;
}

static void print_issues(struct fingerprints *p)
{
	const struct archive *a = p->archive;
	p->issues = mem_array(a->issues.len, sizeof(*p->issues));
	p->shown = mem_array(a->issues.len, sizeof(*p->shown));
	for (size_t i = 0; i < a->issues.len; i++) {
		const struct archive_span *s = &a->issues.items[i];
		uint64_t hash = add_date(s->standing_count, s->date);
		for (uint32_t k = s->first_page; k < s->first_page + s->page_count; k++)
			hash = hash_number(hash, p->places[k]);
		p->issues[i] = hash;
		for (uint32_t k = s->first_article; k < s->first_article + s->article_count; k++)
			hash = hash_number(hash, p->rows[k]);
		p->shown[i] = hash;
	}
}

static uint64_t add_row(const struct fingerprints *p, uint64_t hash, uint32_t article)
{
	return hash_number(hash, article == ARCHIVE_NONE ? 0 : p->rows[article]);
}

/* What articles of a page see of the pages around them. */
static uint64_t add_around(const struct fingerprints *p, uint64_t hash, uint32_t page)
{
	const struct archive_page *x = &p->archive->pages.items[page];
	return hash_number(hash, date_known(x->date) ? p->issues[x->issue] : 0);
}

static uint64_t print_sheet(const struct fingerprints *p, uint32_t page)
{
	const struct archive_page *x = &p->archive->pages.items[page];
	uint64_t hash = hash_number(begin(p, PAGE), p->pages[page]);
	hash = add_around(p, hash, page);
	for (uint32_t i = x->first_article; i < x->first_article + x->article_count; i++) {
		hash = add_row(p, hash, i);
		hash = add_row(p, hash, p->archive->articles.items[i].continues);
		hash = add_row(p, hash, p->archive->articles.items[i].continued_from);
	}
	return end(hash);
}

/* Asked for more than once. */
static void print_sheets(struct fingerprints *p)
{
	p->sheets = mem_array(p->archive->pages.len, sizeof(*p->sheets));
	for (uint32_t i = 0; i < p->archive->pages.len; i++)
		p->sheets[i] = print_sheet(p, i);
}

void fingerprint_make(struct fingerprints *p, const struct plan *plan, uint64_t world)
{
	const struct archive *a = plan->archive;
	*p = (struct fingerprints){ .archive = a, .plan = plan, .world = world };
	print_names(p);
	print_pages(p);
	p->rows = mem_array(a->articles.len, sizeof(*p->rows));
	for (size_t i = 0; i < a->articles.len; i++)
		p->rows[i] = print_row(p, &a->articles.items[i]);
	print_issues(p);
	print_sheets(p);
}

/* ── of files ── */

uint64_t fingerprint_article(const struct fingerprints *p, uint32_t article)
{
	const struct archive *a = p->archive;
	const struct archive_article *x = &a->articles.items[article];
	uint64_t hash = hash_number(begin(p, ARTICLE), p->pages[x->page]);
	hash = add_around(p, hash, x->page);
	/* Neighbours of the archive that are none of the issue do no harm. */
	hash = add_row(p, hash, article > 0 ? article - 1 : ARCHIVE_NONE);
	hash = add_row(p, hash, article);
	hash = add_row(p, hash, article + 1 < a->articles.len ? article + 1 : ARCHIVE_NONE);
	hash = add_row(p, hash, x->continues);
	return end(add_row(p, hash, x->continued_from));
}

uint64_t fingerprint_page(const struct fingerprints *p, uint32_t page)
{
	return p->sheets[page];
}

uint64_t fingerprint_issue(const struct fingerprints *p, uint32_t issue)
{
	const struct archive *a = p->archive;
	const struct archive_span *s = &a->issues.items[issue];
	uint64_t hash = hash_number(begin(p, ISSUE), p->issues[issue]);
	for (uint32_t i = s->first_page; i < s->first_page + s->page_count; i++)
		hash = hash_number(hash, fingerprint_page(p, i));
	hash = hash_number(hash, issue > 0 ? p->issues[issue - 1] : 0);
	return end(hash_number(hash, issue + 1 < a->issues.len ? p->issues[issue + 1] : 0));
}

static uint64_t add_issues(const struct fingerprints *p, uint64_t hash,
                           const struct archive_span *s)
{
	for (uint32_t i = s->first_issue; i < s->first_issue + s->issue_count; i++)
		hash = hash_number(hash, p->shown[i]);
	return hash;
}

/* The spans before and after one, as far as links to them tell. */
static uint64_t add_beside(uint64_t hash, const struct archive_span *spans, size_t count, size_t i)
{
	hash = i > 0 ? add_date(hash, spans[i - 1].date) : hash_number(hash, 0);
	return i + 1 < count ? add_date(hash, spans[i + 1].date) : hash_number(hash, 0);
}

uint64_t fingerprint_year(const struct fingerprints *p, uint32_t number)
{
	const struct archive *a = p->archive;
	uint64_t hash = add_issues(p, begin(p, YEAR), &a->years.items[number]);
	return end(add_beside(hash, a->years.items, a->years.len, number));
}

uint64_t fingerprint_month(const struct fingerprints *p, uint32_t number)
{
	const struct archive *a = p->archive;
	uint64_t hash = add_issues(p, begin(p, MONTH), &a->months.items[number]);
	return end(add_beside(hash, a->months.items, a->months.len, number));
}

uint64_t fingerprint_on(const struct fingerprints *p, size_t day_of_year)
{
	uint64_t hash = hash_number(begin(p, ON), day_of_year);
	for (size_t i = 0; i < ARCHIVE_DAYS; i++) {
		size_t count;
		const uint32_t *issues = archive_list(&p->archive->by_day, i, &count);
		hash = hash_number(hash, count > 0);
		for (size_t k = 0; i == day_of_year && k < count; k++)
			hash = hash_number(hash, p->shown[issues[k]]);
	}
	return end(hash);
}

static const struct archive_lists *lists_of(const struct fingerprints *p, enum plan_list sort)
{
	const struct archive *a = p->archive;
	return sort == PLAN_TOPIC ? &a->by_topic : sort == PLAN_NAME ? &a->by_name : &a->by_kind;
}

/* The newest page of a list tells of all of it. */
uint64_t fingerprint_list(const struct fingerprints *p, enum plan_list sort, uint32_t number,
                          size_t k)
{
	size_t count, pages = plan_list_pages(p->plan, sort, number);
	const uint32_t *items = k == pages ? archive_list(lists_of(p, sort), number, &count)
	                                   : plan_list_part(p->plan, sort, number, k, &count);
	uint64_t hash = hash_number(begin(p, LIST), (uint64_t)sort << 32 | number);
	hash = sort == PLAN_NAME ? hash_number(begin(p, LIST), p->names[number]) : hash;
	hash = hash_number(hash, k);
	hash = hash_number(hash, pages - k < 2 ? pages - k : 2);
	for (size_t i = 0; i < count; i++)
		hash = hash_number(hash, p->rows[items[i]]);
	return end(hash);
}

uint64_t fingerprint_topics(const struct fingerprints *p)
{
	const struct archive_lists *l = &p->archive->by_topic;
	uint64_t hash = begin(p, TOPICS);
	for (size_t i = 0; i < l->count; i++) {
		size_t count;
		const uint32_t *items = archive_list(l, i, &count);
		hash = hash_number(hash, count);
		for (size_t k = 0; k < count; k++)
			hash = hash_number(hash, p->rows[items[k]]);
	}
	return end(hash);
}

static int year_of(const struct archive *a, uint32_t article)
{
	return a->pages.items[a->articles.items[article].page].date.year;
}

/* Name, number of articles, first and last year. */
uint64_t fingerprint_authors(const struct fingerprints *p)
{
	const struct archive *a = p->archive;
	uint64_t hash = begin(p, AUTHORS);
	for (size_t i = 0; i < a->names.len; i++) {
		size_t count, dated = 0;
		const uint32_t *items = archive_list(&a->by_name, i, &count);
		while (dated < count && year_of(a, items[dated]) == 0)
			dated++;
		hash = hash_number(hash_number(hash, p->names[i]), count);
		if (dated < count)
			hash = hash_number(hash, (uint64_t)year_of(a, items[dated]) << 16 |
			                             (uint64_t)year_of(a, items[count - 1]));
	}
	return end(hash);
}

uint64_t fingerprint_kinds(const struct fingerprints *p)
{
	uint64_t hash = begin(p, KINDS);
	for (size_t i = 0; i < p->archive->by_kind.count; i++) {
		size_t count;
		archive_list(&p->archive->by_kind, i, &count);
		hash = hash_number(hash, count);
	}
	return end(hash);
}

uint64_t fingerprint_undated(const struct fingerprints *p)
{
	uint64_t hash = begin(p, UNDATED);
	for (size_t i = 0; i < p->archive->undated_pages; i++)
		hash = hash_number(hash, p->places[i]);
	return end(hash);
}

/* All that are of the days of the newest entries, and the texts of their pages. */
uint64_t fingerprint_feed(const struct fingerprints *p, uint32_t topic)
{
	const struct archive *a = p->archive;
	size_t at = a->articles.len, entries = 0;
	const uint32_t *items = topic == MAKE_FEED_ALL ? NULL : archive_list(&a->by_topic, topic, &at);
	uint64_t hash = hash_number(begin(p, FEED), topic);
	struct date day = { 0 };
	while (at-- > 0) {
		uint32_t article = items ? items[at] : (uint32_t)at;
		const struct archive_article *x = &a->articles.items[article];
		struct date d = a->pages.items[x->page].date;
		if (entries >= MAKE_FEED_ENTRIES && date_cmp(d, day) != 0)
			break;
		day = d;
		entries += !x->withdrawn;
		hash = add_row(p, hash_number(hash, p->pages[x->page]), article);
		hash =
			add_row(p, add_row(p, add_around(p, hash, x->page), x->continues), x->continued_from);
	}
	return end(hash);
}

static void add_path(void *context, struct view path, const char *owner)
{
	(void)owner;
	uint64_t *hash = context;
	*hash = hash_text(*hash, path);
}

/* Day and address of each page, and what the addresses of its articles add to that. */
static uint64_t add_pages(const struct fingerprints *p, uint64_t hash, uint32_t first,
                          uint32_t count)
{
	const struct archive *a = p->archive;
	for (uint32_t i = first; i < first + count; i++) {
		const struct archive_page *page = &a->pages.items[i];
		hash = hash_number(hash, p->places[i]);
		for (uint32_t k = page->first_article; k < page->first_article + page->article_count; k++) {
			const struct archive_article *x = &a->articles.items[k];
			hash =
				hash_number(hash, (uint64_t)x->line << 32 | (uint64_t)x->again << 1 | x->withdrawn);
		}
	}
	return hash;
}

uint64_t fingerprint_sitemap(const struct fingerprints *p, size_t group)
{
	const struct archive *a = p->archive;
	uint64_t hash = hash_number(begin(p, MAPPED), group);
	if (group < a->years.len)
		hash =
			add_pages(p, hash, a->years.items[group].first_page, a->years.items[group].page_count);
	else
		plan_each_in_sitemap(p->plan, group, add_path, &hash);
	return end(hash);
}

void fingerprint_free(struct fingerprints *p)
{
	free(p->names);
	free(p->places);
	free(p->pages);
	free(p->rows);
	free(p->sheets);
	free(p->issues);
	free(p->shown);
	*p = (struct fingerprints){ 0 };
}
