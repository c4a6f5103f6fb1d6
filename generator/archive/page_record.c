#include "archive/page_record.h"

#include <stdlib.h>

#include "archive/jumps.h"
#include "archive/related.h"
#include "archive/text_sketch.h"
#include "base/serialize.h"
#include "language/language.h"
#include "segment/dateline.h"
#include "text/glyph.h"
#include "text/text_pack.h"
#include "text/utf8.h"

#define BRIEF_LENGTH 300 /* characters; what is longer may be notable */

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
