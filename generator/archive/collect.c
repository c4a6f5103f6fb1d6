#include "archive/collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "text/utf8.h"

#define BRIEF_LENGTH 300 /* characters; what is longer may be notable */

/*
 * What is kept of one page. It is made on any thread in an arena of its own,
 * and copied into the archive when its turn comes.
 */
struct digest {
	struct archive_sheet sheet;
	struct report report;
	bool          read;
	struct topic_hits *hits; /* one for each article */
	uint32_t     *lengths;
	struct buf    memo;
	struct arena  arena;
};

struct collecting {
	struct archive *archive;
	struct map      names; /* name → number */
	void          (*told)(void *context, size_t done);
	void           *context;
	struct report  *report;
};

static uint32_t count_characters(struct view v)
{
	uint32_t n = 0;
	for (size_t at = 0; at < v.len;) {
		unsigned code = utf8_next(v, &at);
		n += code > 0x20 && code != 0xA0 && code != 0x3000;
	}
	return n;
}

static uint32_t body_length(const struct article *a)
{
	uint32_t n = 0;
	for (size_t i = 0; i < a->body_count; i++)
		n += count_characters(a->body[i].text);
	return n;
}

static void *digest_file(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct collecting *c = context;
	struct digest *d = mem_alloc(sizeof(*d));
	const struct scan_file *file = &c->archive->scan.files.items[job];
	struct page_memo memo = { .made = &d->memo };
	d->read = archive_segment(c->archive, file, &memo, &d->sheet, &d->report);
	if (!d->read)
		return d;
	d->hits = arena_array(&d->arena, d->sheet.page.article_count, sizeof(*d->hits));
	d->lengths = arena_array(&d->arena, d->sheet.page.article_count, sizeof(*d->lengths));
	for (size_t i = 0; i < d->sheet.page.article_count; i++) {
		topics_find(c->archive->topics, &d->sheet.page.articles[i], &d->hits[i]);
		d->lengths[i] = body_length(&d->sheet.page.articles[i]);
	}
	return d;
}

static void digest_free(struct digest *d)
{
	for (size_t i = 0; d->hits && i < d->sheet.page.article_count; i++)
		array_free(&d->hits[i].hits);
	archive_sheet_free(&d->sheet);
	report_free(&d->report);
	buf_free(&d->memo);
	arena_free(&d->arena);
	free(d);
}

static uint32_t name_number(struct collecting *c, struct view name)
{
	bool fresh;
	union map_value *v = map_put(&c->names, name, &fresh);
	if (fresh) {
		v->number = c->archive->names.len;
		array_push(&c->archive->names)->text = arena_view(&c->archive->arena, name);
	}
	return (uint32_t)v->number;
}

/* A person who wrote and photographed is one credit with both roles. */
static void add_credit(struct collecting *c, struct archive_article *to, const struct credit *credit)
{
	if (credit->name.len == 0 || to->credit_count == UINT16_MAX)
		return;
	uint32_t role = credit->role == CREDIT_PHOTOGRAPHER ? ARCHIVE_PHOTOGRAPHER : ARCHIVE_AUTHOR;
	uint32_t name = name_number(c, credit->name);
	for (size_t i = 0; i < to->credit_count; i++) {
		struct archive_credit *known = &c->archive->credits.items[to->credits_from + i];
		if (known->name == name) {
			known->roles |= role;
			return;
		}
	}
	*array_push(&c->archive->credits) = (struct archive_credit){ name, role };
	to->credit_count++;
}

static bool can_be_notable(const struct article *a)
{
	switch (a->kind) {
	case KIND_BRIEF:
	case KIND_NOTICE:
	case KIND_HISTORY:
	case KIND_WEATHER:
	case KIND_LIST:
		return false;
	default:
		return a->headline_printed;
	}
}

static void add_article(struct collecting *c, const struct article *from, uint32_t page,
                        uint32_t length)
{
	struct archive *a = c->archive;
	struct archive_article *to = array_push(&a->articles);
	to->headline = arena_view(&a->arena, from->headline);
	to->kicker = from->kicker.len ? arena_view(&a->arena, from->kicker) : VIEW_NULL;
	to->page = page;
	to->line = article_first_line(from);
	to->length = length;
	to->credits_from = (uint32_t)a->credits.len;
	to->confidence = (uint16_t)(from->confidence * 1000 + 0.5);
	to->kind = (uint8_t)from->kind;
	to->opening = !from->headline_printed;
	to->notable = can_be_notable(from) && length > BRIEF_LENGTH;
	to->continues = to->continued_from = ARCHIVE_NONE;
	for (size_t i = 0; i < from->credit_count; i++)
		add_credit(c, to, &from->credits[i]);
}

/* The longest of the notable; what a page begins with has the better place. */
static void choose_lead(struct archive_article *articles, size_t count)
{
	struct archive_article *best = NULL;
	double most = 0;
	for (size_t i = 0; i < count; i++) {
		double worth = (double)articles[i].length * (i == 0 ? 1.5 : 1.0);
		if (articles[i].notable && worth > most) {
			best = &articles[i];
			most = worth;
		}
	}
	if (best)
		best->lead = true;
}

static int compare_lines(const void *a, const void *b)
{
	const struct archive_article *const *x = a, *const *y = b;
	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

/* Articles that begin on one line are told apart by their number on it. */
static void number_shared_lines(struct archive_article *articles, size_t count)
{
	struct archive_article **sorted = mem_array(count, sizeof(struct archive_article *));
	for (size_t i = 0; i < count; i++)
		sorted[i] = &articles[i];
	qsort(sorted, count, sizeof(struct archive_article *), compare_lines);
	for (size_t i = 1; i < count; i++) {
		if (sorted[i]->line == sorted[i - 1]->line)
			sorted[i]->again = (uint16_t)(sorted[i - 1]->again ? sorted[i - 1]->again + 1 : 2);
	}
	free(sorted);
}

static struct view stem_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct view v = view_of(slash ? slash + 1 : name);
	return view_slice(v, 0, v.len - 4);
}

static void add_hits(struct archive *a, const struct topic_hits *hits)
{
	*array_push(&a->hits_from) = (uint32_t)a->hits.len;
	for (size_t i = 0; i < hits->hits.len; i++)
		*array_push(&a->hits) = hits->hits.items[i];
	topics_count(a->topics, hits->hits.items, hits->hits.len);
}

/* What the corrections of a page mean for the archive. */
static void add_corrected(struct archive *a, struct archive_page *p, const struct archive_sheet *s)
{
	const struct corrected *x = &s->corrected;
	p->section = x->page;
	p->moved = x->moved;
	p->was_date = x->was_date;
	p->was_number = x->was_number.len ? arena_view(&a->arena, x->was_number) : VIEW_NULL;
	p->first_fix = (uint32_t)a->fixes.len;
	p->first_old = (uint32_t)a->olds.len;
	for (uint32_t i = 0; x->sections && i < p->article_count; i++) {
		if (!x->sections[i])
			continue;
		*array_push(&a->fixes) = (struct archive_fix){ i, x->sections[i] };
		bool withdrawn = correct_withdraws(x->sections[i]);
		a->articles.items[p->first_article + i].withdrawn = withdrawn;
		p->standing_count -= withdrawn;
	}
	for (size_t i = 0; i < x->old_count; i++)
		*array_push(&a->olds) = (struct archive_old){ x->old[i].article, x->old[i].line,
		                                              x->old[i].again };
	p->fix_count = (uint32_t)a->fixes.len - p->first_fix;
	p->old_count = (uint32_t)a->olds.len - p->first_old;
}

static void add_jumps(struct archive *a, struct archive_page *p, const struct page *page)
{
	p->first_jump = (uint32_t)a->jumps.len;
	for (uint32_t i = 0; i < page->article_count; i++)
		if (page->articles[i].continues.len || page->articles[i].continued_from.len)
			jumps_read(&page->articles[i], i, array_push(&a->jumps));
	p->jump_count = (uint32_t)a->jumps.len - p->first_jump;
}

static void add_page(struct collecting *c, size_t job, const struct digest *d)
{
	struct archive *a = c->archive;
	const struct scan_file *file = &a->scan.files.items[job];
	uint32_t number = (uint32_t)a->pages.len;
	struct archive_page *p = array_push(&a->pages);
	p->path = file->path;
	p->name = file->name;
	p->below = file->below;
	p->stem = stem_of(file->name);
	p->memo = arena_view(&a->arena, buf_view(&d->memo));
	p->date = d->sheet.page.published;
	p->number = d->sheet.page.number.len ? arena_view(&a->arena, d->sheet.page.number) : VIEW_NULL;
	p->first_article = (uint32_t)a->articles.len;
	p->article_count = p->standing_count = (uint32_t)d->sheet.page.article_count;
	for (size_t i = 0; i < d->sheet.page.article_count; i++) {
		add_article(c, &d->sheet.page.articles[i], number, d->lengths[i]);
		add_hits(a, &d->hits[i]);
	}
	add_corrected(a, p, &d->sheet);
	a->standing_count += p->standing_count;
	add_jumps(a, p, &d->sheet.page);
	if (p->article_count > 0) {
		choose_lead(&a->articles.items[p->first_article], p->article_count);
		number_shared_lines(&a->articles.items[p->first_article], p->article_count);
	}
}

static bool take_digest(void *context, size_t job, void *result)
{
	struct collecting *c = context;
	struct digest *d = result;
	if (d->read)
		add_page(c, job, d);
	report_append(c->report, &d->report);
	digest_free(d);
	if (c->told)
		c->told(c->context, job + 1);
	return true;
}

static void drop_digest(void *context, void *result)
{
	(void)context;
	digest_free(result);
}

bool collect_pages(struct archive *a, size_t threads,
                   void (*told)(void *context, size_t done), void *context,
                   struct report *r)
{
	size_t errors = r->errors;
	struct collecting c = { .archive = a, .told = told, .context = context, .report = r };
	a->topics = topics_new(a->config);
	struct pool_jobs jobs = { a->scan.files.len, &c, digest_file, take_digest, drop_digest };
	pool_run(threads, &jobs);
	map_free(&c.names);
	return r->errors == errors;
}
