#include "archive/page_record.h"

#include <stdlib.h>
#include <string.h>

#include "archive/jumps.h"
#include "archive/page_number.h"
#include "archive/places.h"
#include "archive/related.h"
#include "archive/text_sketch.h"
#include "base/serialize.h"
#include "language/language.h"
#include "segment/dateline.h"
#include "text/glyph.h"
#include "text/text_pack.h"
#include "text/utf8.h"

#define BRIEF_LENGTH 300 /* characters; what is longer may be notable */

/* ── making ── */

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

static bool can_be_notable(const struct article *a)
{
	switch (a->kind) {
	case KIND_BRIEF:
	case KIND_NOTICE:
	case KIND_HISTORY:
	case KIND_WEATHER:
	case KIND_LIST: return false;
	default: return a->headline_printed;
	}
}

static void put_date(struct buf *b, struct date d)
{
	serialize_put_number(b, (uint64_t)d.year);
	serialize_put_number(b, (uint64_t)d.month);
	serialize_put_number(b, (uint64_t)d.day);
}

/* 0 for none, else its place among the page's sections from 1. */
static void put_section(struct buf *b, const struct corrections_section *s)
{
	serialize_put_number(b, s ? (uint64_t)s->place + 1 : 0);
}

static void put_credits(struct buf *b, const struct article *a)
{
	serialize_put_number(b, a->credit_count);
	for (size_t i = 0; i < a->credit_count; i++) {
		bool photographer = a->credits[i].role == CREDIT_PHOTOGRAPHER;
		serialize_put_view(b, a->credits[i].name);
		serialize_put_number(b, photographer ? ARCHIVE_PHOTOGRAPHER : ARCHIVE_AUTHOR);
	}
}

static void put_hits(struct buf *b, const struct archive *a, const struct article *x,
                     struct topic_hits *hits)
{
	topics_find(a->topics, x, hits);
	serialize_put_number(b, hits->hits.len);
	for (size_t i = 0; i < hits->hits.len; i++) {
		serialize_put_number(b, hits->hits.items[i].word);
		serialize_put_number(b, hits->hits.items[i].weight);
	}
}

static void put_sketch(struct buf *b, const struct article *a)
{
	struct text_sketch s;
	uint8_t bins[TEXT_SKETCH_BINS];
	text_sketch_make(a, bins, &s);
	serialize_put_fixed(b, s.text);
	serialize_put_number(b, s.runs);
	serialize_put_view(b, s.runs ? (struct view){ (const char *)bins, sizeof(bins) } : VIEW_NULL);
}

static void put_article(struct buf *b, const struct article *x, const struct language *language)
{
	uint32_t length = body_length(x);
	serialize_put_view(b, x->headline);
	serialize_put_view(b, x->kicker.len ? x->kicker : VIEW_NULL);
	serialize_put_view(b, related_lead(x));
	serialize_put_number(b, article_first_line(x));
	serialize_put_number(b, length);
	serialize_put_number(b, (uint64_t)(x->confidence * 1000 + 0.5));
	serialize_put_number(b, (uint64_t)x->kind);
	serialize_put_number(b, x->headline_printed);
	serialize_put_number(b, can_be_notable(x) && length > BRIEF_LENGTH);
	put_credits(b, x);
	put_sketch(b, x);
	serialize_put_view(b, x->dateline.len ? dateline_place(x->dateline, language) : VIEW_NULL);
}

/* An article of one page, with nothing that jumps, has few bytes here. */
static void put_jumps(struct buf *b, const struct page *p)
{
	size_t count = 0;
	for (size_t i = 0; i < p->article_count; i++)
		count += p->articles[i].continues.len || p->articles[i].continued_from.len;
	serialize_put_number(b, count);
	for (uint32_t i = 0; i < p->article_count; i++) {
		struct archive_jump j = { 0 };
		if (!p->articles[i].continues.len && !p->articles[i].continued_from.len)
			continue;
		jumps_read(&p->articles[i], i, &j);
		serialize_put_number(b, j.article);
		serialize_put_view(b, (struct view){ j.to, sizeof(j.to) });
		serialize_put_view(b, (struct view){ j.from, sizeof(j.from) });
		serialize_put_fixed(b, j.headline);
		serialize_put_view(b,
		                   (struct view){ (const char *)j.pairs, j.pair_count * sizeof(*j.pairs) });
		free(j.pairs);
	}
}

static void put_corrected(struct buf *b, const struct segmented_page *s)
{
	const struct corrected *x = &s->corrected;
	put_section(b, x->page);
	serialize_put_number(b, x->moved);
	put_date(b, x->was_date);
	serialize_put_view(b, x->was_number.len ? x->was_number : VIEW_NULL);
	serialize_put_number(b, x->sections ? s->page.article_count : 0);
	for (size_t i = 0; x->sections && i < s->page.article_count; i++)
		put_section(b, x->sections[i]);
	serialize_put_number(b, x->old_count);
	for (size_t i = 0; i < x->old_count; i++) {
		serialize_put_number(b, x->old[i].article);
		serialize_put_number(b, x->old[i].line);
		serialize_put_number(b, x->old[i].again);
	}
}

/* Every line that has something is of an article or is furniture. */
static bool is_empty(const struct page *p)
{
	return p->article_count == 0 && p->furniture_count == 0;
}

/* Warnings and faults: with an error there is no record. */
static void put_messages(struct buf *b, const struct report *r)
{
	serialize_put_number(b, r->messages.len);
	for (size_t i = 0; i < r->messages.len; i++) {
		serialize_put_number(b, r->messages.items[i].level);
		serialize_put_view(b, view_of(r->messages.items[i].text));
	}
}

/* What is known of one page; decided is what the model said of it. */
static void put_page(struct buf *out, const struct archive *a, const struct segmented_page *s,
                     struct view packed, struct view decided)
{
	struct topic_hits hits = { 0 };
	const struct language *language = s->text.language ? s->text.language : language_default();
	serialize_put_number(out, s->text.file);
	serialize_put_number(out, s->text.part);
	serialize_put_number(out, s->text.parts);
	serialize_put_view(out, packed);
	serialize_put_view(out, decided);
	put_date(out, s->page.published);
	serialize_put_view(out, s->page.number.len ? s->page.number : VIEW_NULL);
	serialize_put_number(out, is_empty(&s->page));
	serialize_put_number(out, s->page.article_count);
	for (size_t i = 0; i < s->page.article_count; i++) {
		put_article(out, &s->page.articles[i], language);
		put_hits(out, a, &s->page.articles[i], &hits);
	}
	put_corrected(out, s);
	put_jumps(out, &s->page);
	array_free(&hits.hits);
}

/* Of a page whose letters are nearly all of another script than the paper's language has. */
static void tell_script(const struct archive *a, const struct source *s, const struct text *t,
                        struct report *r)
{
	enum { ENOUGH = 400, PART = 10 };
	size_t han = 0, letters = 0;
	for (size_t i = 0; i < t->len; i++)
		for (size_t at = 0; at < t->lines[i].len;) {
			unsigned code = utf8_next(t->lines[i], &at);
			bool is_han = code >= 0x3400 && code < 0xA000;
			han += is_han;
			letters += !is_han && glyph_is_letter(code);
		}
	bool other = t->language->spaced ? letters < han / PART : han < letters / PART;
	if (other && han + letters >= ENOUGH)
		report_warning(r, s->files[t->file]->path, 0, 0,
		               INPUT_OTHER_SCRIPT " %.*s: if the paper is in another one, name it in "
		                                  "site.conf, as paper_language = %s",
		               VIEW_ARG(a->config->paper_language), han > letters ? "zh-Hans" : "en");
}

/* Cuts one page and puts it. */
static void make_page(const struct archive *a, const struct source *s, struct text *t, bool keep,
                      struct buf *out, struct report *r)
{
	struct buf packed = { 0 };
	if (keep)
		text_pack(t, &packed);
	tell_script(a, s, t, r);
	struct segmented_page segmented;
	struct buf decided = { 0 };
	struct label_cache label_cache = { .made = &decided };
	archive_segment(a, s, t, &label_cache, &segmented, r);
	if (r->errors == 0 && is_empty(&segmented.page))
		report_warning(r, s->files[segmented.text.file]->path, 0, 0,
		               "is empty: write the page's text into it, or take it away");
	if (r->errors == 0)
		put_page(out, a, &segmented, keep ? buf_view(&packed) : VIEW_NULL, buf_view(&decided));
	buf_free(&packed);
	buf_free(&decided);
	segmented_page_free(&segmented);
}

static void make_pages(const struct archive *a, const struct source *s, struct input_pages *pages,
                       struct buf *out, struct report *r)
{
	/* A text of one page is read again as fast as it is kept. */
	bool keep = pages->len > 1 || s->count > 1 || !input_is_plain(view_of(s->files[0]->path));
	serialize_put_number(out, pages->len);
	for (size_t i = 0; i < pages->len; i++)
		make_page(a, s, &pages->items[i], keep, out, r);
}

bool page_record_make(const struct archive *a, const struct source *s,
                      const struct source_bytes *bytes, size_t had, struct buf *out,
                      struct report *r)
{
	struct input_pages pages = { 0 };
	bool ok = source_pages(a, s, bytes, &pages, r);
	/* Not for its bytes, but for what this machine has or the settings say. */
	bool elsewhere = !ok && r->errors > 0;
	report_spare(r);
	if (ok) {
		make_pages(a, s, &pages, out, r);
	} else {
		serialize_put_number(out, 0);
		page_record_tell_lost(s, had, r);
	}
	put_messages(out, r);
	input_pages_free(&pages);
	return !elsewhere && r->errors == 0;
}

void page_record_tell_lost(const struct source *s, size_t had, struct report *r)
{
	if (had > 0)
		report_fault(r, s->whole.path, 0, 0,
		             "%zu %s of it, which the last build had, %s no longer in the site: mend the "
		             "file, or take it away if that is meant",
		             had, had == 1 ? "page" : "pages", had == 1 ? "is" : "are");
}

/* ── checking ── */

/* A record that is looked through; right as long as all that was met could have been put. */
struct checking {
	struct serialized from;
	bool right;
};

static uint64_t check_number(struct checking *c, uint64_t most)
{
	uint64_t n = serialize_number(&c->from);
	c->right = c->right && n <= most && !c->from.bad;
	return n <= most ? n : 0;
}

static void check_date(struct checking *c)
{
	struct date d;
	d.year = (int)check_number(c, 9999);
	d.month = (int)check_number(c, 12);
	d.day = (int)check_number(c, 31);
	c->right = c->right && (!date_known(d) || date_valid(d));
}

/* A count of what takes at least one byte each. */
static size_t check_count(struct checking *c)
{
	size_t n = serialize_count(&c->from);
	c->right = c->right && n < UINT32_MAX && !c->from.bad;
	return c->right ? n : 0;
}

static void check_credits(struct checking *c)
{
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		serialize_view(&c->from);
		check_number(c, ARCHIVE_AUTHOR | ARCHIVE_PHOTOGRAPHER);
	}
}

static void check_sketch(struct checking *c)
{
	serialize_fixed(&c->from);
	size_t bins = check_number(c, UINT32_MAX) ? TEXT_SKETCH_BINS : 0;
	c->right = c->right && serialize_view(&c->from).len == bins;
}

static void check_article(struct checking *c, size_t words)
{
	for (int i = 0; i < 3; i++)
		serialize_view(&c->from);
	check_number(c, UINT32_MAX);
	check_number(c, UINT32_MAX);
	check_number(c, 1000);
	check_number(c, KIND_COUNT - 1);
	check_number(c, 1);
	check_number(c, 1);
	check_credits(c);
	check_sketch(c);
	serialize_view(&c->from);
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		size_t word = check_number(c, UINT16_MAX);
		c->right = c->right && word < words;
		check_number(c, UINT16_MAX);
	}
}

static void check_corrected(struct checking *c, size_t articles)
{
	check_number(c, UINT32_MAX);
	check_number(c, 1);
	check_date(c);
	serialize_view(&c->from);
	size_t sections = check_count(c);
	c->right = c->right && (sections == 0 || sections == articles);
	for (size_t i = 0; c->right && i < sections; i++)
		check_number(c, UINT32_MAX);
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		c->right = serialize_number(&c->from) < articles;
		check_number(c, UINT32_MAX);
		check_number(c, UINT16_MAX);
	}
}

static void check_jumps(struct checking *c, size_t articles)
{
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		c->right = serialize_number(&c->from) < articles;
		for (int side = 0; side < 2; side++) {
			struct view number = serialize_view(&c->from);
			c->right = c->right && number.len == sizeof(((struct archive_jump *)0)->to) &&
			           memchr(number.data, 0, number.len);
		}
		serialize_fixed(&c->from);
		c->right = c->right && serialize_view(&c->from).len % sizeof(uint32_t) == 0;
	}
}

static void check_page(struct checking *c, size_t words)
{
	for (int i = 0; i < 3; i++)
		check_number(c, UINT32_MAX);
	serialize_view(&c->from);
	serialize_view(&c->from);
	check_date(c);
	serialize_view(&c->from);
	check_number(c, 1);
	size_t articles = check_count(c);
	for (size_t i = 0; c->right && i < articles; i++)
		check_article(c, words);
	check_corrected(c, articles);
	check_jumps(c, articles);
}

bool page_record_sound(const struct archive *a, struct view record)
{
	struct checking c = { { .left = record }, true };
	size_t words = topics_word_count(a->topics);
	for (size_t n = check_count(&c); c.right && n > 0; n--)
		check_page(&c, words);
	for (size_t n = check_count(&c); c.right && n > 0; n--) {
		check_number(&c, REPORT_FAULT);
		serialize_view(&c.from);
	}
	return c.right && !c.from.bad && c.from.left.len == 0;
}

size_t page_record_count(struct view record)
{
	struct serialized from = { .left = record };
	return serialize_count(&from);
}

/* ── taking ── */

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
