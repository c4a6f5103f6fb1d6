#include "archive/page_record.h"

#include <stdlib.h>
#include <string.h>

#include "archive/page_number.h"
#include "archive/places.h"
#include "base/mem.h"
#include "base/serialize.h"

struct taking {
	struct archive *archive;
	struct map *names;
	struct serialized from;
	bool borrow; /* the record outlives the archive */
	struct archive_page *page;
	const struct corrections_page *wanted;
};

static struct view take_text(struct taking *t)
{
	struct view v = serialize_view(&t->from);
	return t->borrow || !v.data ? v : arena_view(&t->archive->arena, v);
}

static struct date take_date(struct taking *t)
{
	struct date d;
	d.year = (int)serialize_number(&t->from);
	d.month = (int)serialize_number(&t->from);
	d.day = (int)serialize_number(&t->from);
	return d;
}

static const struct corrections_section *take_section(struct taking *t)
{
	uint64_t place = serialize_number(&t->from);
	bool there = place > 0 && t->wanted && place <= t->wanted->sections.len;
	return there ? t->wanted->sections.items[place - 1] : NULL;
}

static uint32_t name_number(struct taking *t, struct view name)
{
	bool fresh;
	union map_value *v = map_put(t->names, name, &fresh);
	if (fresh) {
		v->number = t->archive->names.len;
		array_push(&t->archive->names)->text = arena_view(&t->archive->arena, name);
	}
	return (uint32_t)v->number;
}

/* A person who wrote and photographed is one credit with both roles. */
static void add_credit(struct taking *t, struct archive_article *to, struct view text,
                       uint32_t role)
{
	struct archive *a = t->archive;
	if (text.len == 0 || to->credit_count == UINT16_MAX)
		return;
	uint32_t name = name_number(t, text);
	for (size_t i = 0; i < to->credit_count; i++) {
		struct archive_credit *known = &a->credits.items[to->credits_from + i];
		if (known->name == name) {
			known->roles |= role;
			return;
		}
	}
	*array_push(&a->credits) = (struct archive_credit){ name, role };
	to->credit_count++;
}

static void take_hits(struct taking *t)
{
	struct archive *a = t->archive;
	size_t count = serialize_count(&t->from);
	*array_push(&a->hits_from) = (uint32_t)a->hits.len;
	for (size_t i = 0; i < count; i++) {
		struct topic_hit *hit = array_push(&a->hits);
		hit->word = (uint16_t)serialize_number(&t->from);
		hit->weight = (uint16_t)serialize_number(&t->from);
	}
}

static void take_sketch(struct taking *t, struct archive_article *to)
{
	struct archive *a = t->archive;
	uint64_t text = serialize_fixed(&t->from);
	uint32_t runs = (uint32_t)serialize_number(&t->from);
	struct view bins = serialize_view(&t->from);
	to->sketch = to->reprints = ARCHIVE_NONE;
	if (text == 0)
		return;
	to->sketch = (uint32_t)a->sketches.len;
	struct text_sketch *s = array_push(&a->sketches);
	s->text = text;
	s->runs = runs;
	/* Not kept beside what the archive has for good: they are most of what linking needs. */
	if (bins.len > 0 && !t->borrow)
		bins = arena_view(&a->sketched, bins);
	s->bins = (const uint8_t *)bins.data;
}

static void take_article(struct taking *t, uint32_t page)
{
	struct archive *a = t->archive;
	struct archive_article *to = array_push(&a->articles);
	to->headline = take_text(t);
	to->kicker = take_text(t);
	struct view lead = serialize_view(&t->from);
	to->lead_text = t->borrow ? lead : VIEW_NULL;
	to->page = page;
	to->line = (uint32_t)serialize_number(&t->from);
	to->length = (uint32_t)serialize_number(&t->from);
	to->confidence = (uint16_t)serialize_number(&t->from);
	to->kind = (uint8_t)serialize_number(&t->from);
	to->opening = serialize_number(&t->from) == 0;
	to->notable = serialize_number(&t->from) == 1;
	to->credits_from = (uint32_t)a->credits.len;
	to->continues = to->continued_from = ARCHIVE_NONE;
	size_t credits = serialize_count(&t->from);
	for (size_t i = 0; i < credits; i++) {
		struct view name = serialize_view(&t->from);
		add_credit(t, to, name, (uint32_t)serialize_number(&t->from));
	}
	take_sketch(t, to);
	struct view place = serialize_view(&t->from);
	if (place.len > 0)
		places_add(to, places_number(a, place));
	take_hits(t);
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

/* What the corrections of a page mean for the archive. */
static void take_corrected(struct taking *t)
{
	struct archive *a = t->archive;
	struct archive_page *p = t->page;
	p->section = take_section(t);
	p->moved = serialize_number(&t->from) == 1;
	p->was_date = take_date(t);
	p->was_number = take_text(t);
	p->first_fix = (uint32_t)a->fixes.len;
	p->first_old = (uint32_t)a->olds.len;
	size_t sections = serialize_count(&t->from);
	for (uint32_t i = 0; i < sections && i < p->article_count; i++) {
		const struct corrections_section *s = take_section(t);
		if (!s)
			continue;
		bool withdrawn = correct_withdraws(s);
		*array_push(&a->fixes) = (struct archive_fix){ i, s };
		a->articles.items[p->first_article + i].withdrawn = withdrawn;
		p->standing_count -= withdrawn;
	}
	size_t olds = serialize_count(&t->from);
	for (size_t i = 0; i < olds; i++) {
		struct archive_old *old = array_push(&a->olds);
		old->article = (uint32_t)serialize_number(&t->from);
		old->line = (uint32_t)serialize_number(&t->from);
		old->again = (uint32_t)serialize_number(&t->from);
	}
	p->fix_count = (uint32_t)a->fixes.len - p->first_fix;
	p->old_count = (uint32_t)a->olds.len - p->first_old;
}

static void take_number(struct taking *t, char out[12])
{
	struct view v = serialize_view(&t->from);
	if (v.len == 12)
		memcpy(out, v.data, 12);
}

static void take_jumps(struct taking *t)
{
	struct archive *a = t->archive;
	size_t count = serialize_count(&t->from);
	t->page->first_jump = (uint32_t)a->jumps.len;
	t->page->jump_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		struct archive_jump *j = array_push(&a->jumps);
		j->article = (uint32_t)serialize_number(&t->from);
		take_number(t, j->to);
		take_number(t, j->from);
		j->headline = serialize_fixed(&t->from);
		struct view pairs = serialize_view(&t->from);
		j->pair_count = (uint32_t)(pairs.len / sizeof(*j->pairs));
		j->pairs = mem_array(j->pair_count, sizeof(*j->pairs));
		if (j->pair_count > 0)
			memcpy(j->pairs, pairs.data, j->pair_count * sizeof(*j->pairs));
	}
}

static void take_messages(struct taking *t, struct report *r)
{
	size_t count = serialize_count(&t->from);
	for (size_t i = 0; i < count; i++) {
		enum report_level level = (enum report_level)serialize_number(&t->from);
		report_again(r, level, serialize_view(&t->from));
	}
}

/* Where the page comes from. */
static void take_place(struct taking *t, const struct source *s)
{
	struct archive_page *p = t->page;
	uint64_t number = serialize_number(&t->from);
	const struct scan_file *file = s->files[number < s->count ? number : 0];
	p->part = (uint32_t)serialize_number(&t->from);
	p->parts = (uint32_t)serialize_number(&t->from);
	p->path = file->path;
	p->name = file->name;
	p->below = file->below;
	p->stem = stem_of(file->name);
	if (p->part > 1)
		p->stem = arena_printf(&t->archive->arena, "%.*s.p%u", VIEW_ARG(p->stem), p->part);
	t->wanted = corrections_of(t->archive->corrections, view_of(file->below));
}

static void take_page(struct taking *t, const struct source *s)
{
	struct archive *a = t->archive;
	uint32_t number = (uint32_t)a->pages.len;
	struct archive_page *p = t->page = array_push(&a->pages);
	take_place(t, s);
	p->kept = t->borrow;
	p->packed = take_text(t);
	p->label_cache = take_text(t);
	p->date = take_date(t);
	p->number = take_text(t);
	p->empty = serialize_number(&t->from) == 1;
	p->first_article = (uint32_t)a->articles.len;
	p->article_count = p->standing_count = (uint32_t)serialize_count(&t->from);
	for (uint32_t i = 0; i < p->article_count; i++)
		take_article(t, number);
	take_corrected(t);
	a->standing_count += p->standing_count;
	take_jumps(t);
	if (p->article_count > 0) {
		choose_lead(&a->articles.items[p->first_article], p->article_count);
		number_shared_lines(&a->articles.items[p->first_article], p->article_count);
	}
}

/* The first of the pages from first on that has the page's day and number, or the page itself. */
static uint32_t same_page(const struct archive *a, uint32_t first, uint32_t page)
{
	const struct archive_page *p = &a->pages.items[page];
	for (uint32_t i = first; i < page; i++) {
		const struct archive_page *q = &a->pages.items[i];
		if (q->path == p->path && date_cmp(q->date, p->date) == 0 &&
		    page_number_same(q->number, p->number))
			return i;
	}
	return page;
}

/*
 * Pages of one file know of each other: what has no day has that of the page
 * before it (the first ones, of the first that has one), and what was read as
 * a number that is there already is counted instead.
 */
static void settle_parts(struct archive *a, uint32_t first)
{
	struct date day = { 0 };
	for (uint32_t i = first; i < a->pages.len && !date_known(day); i++)
		day = a->pages.items[i].date;
	for (uint32_t i = first; i < a->pages.len; i++) {
		struct archive_page *p = &a->pages.items[i];
		if (p->parts == 0)
			continue;
		if (!date_known(p->date))
			p->date = day;
		day = p->date;
		if (same_page(a, first, i) != i)
			p->number = arena_printf(&a->arena, "%02u", p->part);
	}
}

void page_record_take(struct archive *a, struct map *names, const struct page_record_from *from,
                      struct report *r)
{
	const struct source *s = &a->gathered.sources.items[from->source];
	struct taking t = { a, names, { .left = from->record }, from->borrow, NULL, NULL };
	uint32_t first = (uint32_t)a->pages.len;
	size_t count = serialize_count(&t.from);
	for (uint32_t i = 0; i < count; i++) {
		take_page(&t, s);
		t.page->source = from->source;
		t.page->place = i;
		t.page->content = from->content;
		t.page->corrected = from->corrected;
	}
	settle_parts(a, first);
	take_messages(&t, r);
}
