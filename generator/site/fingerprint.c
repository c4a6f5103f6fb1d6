#include "site/fingerprint.h"

#include <stdlib.h>

#include "archive/reprints.h"
#include "base/hash.h"
#include "base/mem.h"

uint64_t fingerprint_begin(const struct fingerprints *p, const struct page_kind *kind)
{
	return hash_text(p->world, view_of(kind->name));
}

uint64_t fingerprint_add_date(uint64_t hash, struct date d)
{
	return hash_number(hash, (uint64_t)d.year << 16 | (uint64_t)d.month << 8 | (uint64_t)d.day);
}

/* Under what nobody but this archive knows, so that no two texts can be made that have one hash. */
static uint64_t add_text(const struct fingerprints *p, uint64_t hash, struct view v)
{
	return hash_number(hash, v.data ? hash128_view(v, p->world).low : 1);
}

static void print_entries(struct fingerprints *p, enum list list)
{
	const struct archive *a = p->archive;
	const struct list_kind *kind = &list_kinds[list];
	size_t count = list_count(a, list);
	p->entries[list] = mem_array(count, sizeof(*p->entries[list]));
	for (uint32_t i = 0; i < count; i++)
		p->entries[list][i] = add_text(p, add_text(p, 0, kind->name ? kind->name(a, i) : VIEW_NULL),
		                               p->plan->list_urls[list][i]);
}

static void print_pages(struct fingerprints *p)
{
	const struct archive *a = p->archive;
	p->printed = mem_array(a->pages.len, sizeof(*p->printed));
	p->pages = mem_array(a->pages.len, sizeof(*p->pages));
	for (size_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		uint64_t hash = fingerprint_add_date(0, page->date);
		hash = add_text(p, hash, page->number);
		hash = add_text(p, hash, p->plan->page_urls[i]);
		hash = add_text(p, hash, view_of(page->name));
		hash = add_text(p, hash, view_of(page->below));
		hash = hash_number(hash, (uint64_t)page->article_count << 32 | page->standing_count);
		p->printed[i] = hash;
		hash = hash_number(hash_number(hash, page->content.low), page->corrected.low);
		p->pages[i] = page->picture ? hash_number(hash, page->picture->key.low) : hash;
	}
}

static uint64_t print_row(const struct fingerprints *p, const struct archive_article *x)
{
	const struct archive *a = p->archive;
	uint64_t hash = p->printed[x->page];
	hash = hash_number(hash, (uint64_t)x->line << 32 | x->length);
	hash = hash_number(hash, (uint64_t)x->again << 32 | (uint64_t)x->confidence << 16 | x->kind);
	hash = hash_number(hash, (uint64_t)x->opening << 3 | (uint64_t)x->lead << 2 |
	                             (uint64_t)x->notable << 1 | (uint64_t)x->withdrawn);
	hash = add_text(p, hash, x->headline);
	hash = add_text(p, hash, x->kicker);
	for (size_t i = 0; i < x->topic_count; i++)
		hash = hash_number(hash, (uint64_t)x->topics[i] + 1);
	for (size_t i = 0; i < x->place_count; i++)
		hash = hash_number(hash, p->entries[LIST_PLACE][x->places[i]]);
	for (size_t i = 0; i < x->credit_count; i++) {
		const struct archive_credit *c = &a->credits.items[x->credits_from + i];
		hash = hash_number(hash_number(hash, c->roles), p->entries[LIST_AUTHOR][c->name]);
	}
	return hash;
}

static void print_issues(struct fingerprints *p)
{
	const struct archive *a = p->archive;
	p->issues = mem_array(a->issues.len, sizeof(*p->issues));
	for (size_t i = 0; i < a->issues.len; i++) {
		const struct archive_span *s = &a->issues.items[i];
		uint64_t hash = fingerprint_add_date(s->standing_count, s->date);
		for (uint32_t k = s->first_page; k < s->first_page + s->page_count; k++)
			hash = hash_number(hash, p->printed[k]);
		p->issues[i] = hash;
	}
}

uint64_t fingerprint_add_row(const struct fingerprints *p, uint64_t hash, uint32_t article)
{
	return hash_number(hash, article == ARCHIVE_NONE ? 0 : p->rows[article]);
}

uint64_t fingerprint_add_rows(const struct fingerprints *p, uint64_t hash, const uint32_t *articles,
                              size_t count)
{
	hash = hash_number(hash, count);
	for (size_t i = 0; i < count; i++)
		hash = hash_number(hash, p->rows[articles[i]]);
	return hash;
}

uint64_t fingerprint_add_around(const struct fingerprints *p, uint64_t hash, uint32_t page)
{
	const struct archive_page *x = &p->archive->pages.items[page];
	return hash_number(hash, date_known(x->date) ? p->issues[x->issue] : 0);
}

uint64_t fingerprint_add_reprints(const struct fingerprints *p, uint64_t hash, uint32_t article)
{
	struct reprints_told told;
	reprints_tell(p->archive, article, &told);
	hash = hash_number(hash, told.count << 1 | told.more);
	for (size_t i = 0; i < told.count; i++)
		hash = fingerprint_add_row(p, hash, told.articles[i]);
	return hash;
}

static uint64_t print_text(const struct fingerprints *p, uint32_t page)
{
	const struct archive_page *x = &p->archive->pages.items[page];
	uint64_t hash = fingerprint_add_around(p, hash_number(p->world, p->pages[page]), page);
	for (uint32_t i = x->first_article; i < x->first_article + x->article_count; i++) {
		hash = fingerprint_add_row(p, hash, i);
		hash = fingerprint_add_row(p, hash, p->archive->articles.items[i].continues);
		hash = fingerprint_add_row(p, hash, p->archive->articles.items[i].continued_from);
		hash = fingerprint_add_reprints(p, hash, i);
	}
	return hash ? hash : 1;
}

/* Asked for more than once. */
static void print_texts(struct fingerprints *p)
{
	p->texts = mem_array(p->archive->pages.len, sizeof(*p->texts));
	for (uint32_t i = 0; i < p->archive->pages.len; i++)
		p->texts[i] = print_text(p, i);
}

uint64_t fingerprint_page(const struct fingerprints *p, uint32_t page)
{
	return p->texts[page];
}

void fingerprint_make(struct fingerprints *p, const struct plan *plan, uint64_t world)
{
	const struct archive *a = plan->archive;
	*p = (struct fingerprints){ .archive = a, .plan = plan, .world = world };
	for (enum list list = 0; list < LIST_COUNT; list++)
		print_entries(p, list);
	print_pages(p);
	p->rows = mem_array(a->articles.len, sizeof(*p->rows));
	for (size_t i = 0; i < a->articles.len; i++)
		p->rows[i] = print_row(p, &a->articles.items[i]);
	print_issues(p);
	print_texts(p);
}

void fingerprint_free(struct fingerprints *p)
{
	for (enum list list = 0; list < LIST_COUNT; list++)
		free(p->entries[list]);
	free(p->printed);
	free(p->pages);
	free(p->rows);
	free(p->texts);
	free(p->issues);
	*p = (struct fingerprints){ 0 };
}
