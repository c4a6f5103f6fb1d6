#include "site/review_detail.h"

#include <stdlib.h>

#include "segment/label.h"
#include "segment/weights.h"
#include "site/show.h"
#include "text/line_role.h"

#define BODY_CUT 40    /* characters of a paragraph, enough to know it by */
#define DOUBTFUL 0.6   /* a label less likely than this is marked */
#define NEVER    10.0F /* what weighs more is no habit but a rule */

static struct view percent(struct renderer *m, double part)
{
	buf_truncate(&m->text, 0);
	format_put_percent(m->format, &m->text, part);
	return arena_view(&m->arena, buf_view(&m->text));
}

static struct view number(struct renderer *m, uint32_t n)
{
	return arena_printf(&m->arena, "%u", n);
}

static struct view label_word(struct renderer *m, enum label l)
{
	return arena_printf(&m->arena, "t/label_%s", label_name(l));
}

/* ── blocks ── */

static void show_lines(struct renderer *m, struct value *o, const struct text *t, struct span lines)
{
	struct value *list = value_set_list(o, "source_lines");
	for (uint32_t n = lines.first; n <= lines.last; n++) {
		struct value *v = value_push_object(list);
		value_set_text(v, "number", number(m, n));
		value_set_text(v, "text", text_line(t, n).len ? text_line(t, n) : VIEW_NULL);
	}
}

/* The reason in the site's language, if that has words for it. */
static struct view reason_word(struct renderer *m, const struct feature *f)
{
	struct view word = arena_printf(&m->arena, "t/because_%s", f->name);
	return mustache_find(m->site->templates, word) ? word : VIEW_NULL;
}

/* Where a reason was seen, and what it weighs: 1.27. */
static void show_reasons(struct renderer *m, struct value *o, const char *key, const char *has_key,
                         const struct explain_reasons *reasons)
{
	struct value *list = value_set_list(o, key);
	for (size_t i = 0; i < reasons->len; i++) {
		const struct explain_reason *r = &reasons->items[i];
		bool rule = !r->feature && r->weight > NEVER;
		long hundredths = (long)((double)r->weight * 100 + 0.5);
		struct value *v = value_push_object(list);
		value_set_text(v, "name", view_of(explain_name(r)));
		value_set_text(v, "reason", r->feature ? view_of(r->feature->reason) : VIEW_NULL);
		value_set_text(v, "reason_word", r->feature ? reason_word(m, r->feature) : VIEW_NULL);
		value_set_text(
			v, "weight",
			rule ? VIEW_NULL
				 : arena_printf(&m->arena, "%ld.%02ld", hundredths / 100, hundredths % 100));
		value_set_bool(v, "rule", rule);
		value_set_bool(v, "sequence", !r->feature && !rule);
		value_set_bool(v, "before", r->offset < 0);
		value_set_bool(v, "after", r->offset > 0);
		value_set_text(v, "distance", arena_printf(&m->arena, "%d", abs(r->offset)));
	}
	show_has(o, has_key, list);
}

static void push_proposal(struct renderer *m, struct value *list, const struct proposal *p)
{
	struct value *v = value_push_object(list);
	value_set_text(v, "text", p->lines);
	value_set_text(v, "line", number(m, p->at.first));
	value_set_text(v, "last", p->at.last > p->at.first ? number(m, p->at.last) : VIEW_NULL);
	value_set_text(v, "into", p->into ? number(m, p->into) : VIEW_NULL);
}

/* Shows a block and its proposals, the first of which is *next. */
static void show_block(struct renderer *m, struct value *o, const struct review_detail *d, size_t i,
                       bool hidden, size_t *next)
{
	const struct explain_block *b = &d->explained->blocks[i];
	value_set_text(o, "first", number(m, b->lines.first));
	value_set_text(o, "last", number(m, b->lines.last));
	value_set_bool(o, "hidden", hidden);
	if (hidden)
		value_set_list(o, "source_lines");
	else
		show_lines(m, o, &d->segmented->text, b->lines);
	value_set_text(o, "label_word", label_word(m, b->label));
	value_set_text(o, "likely", percent(m, b->likely));
	value_set_text(o, "rival_word", label_word(m, b->rival));
	value_set_text(o, "rival_likely", percent(m, b->rival_likely));
	value_set_bool(o, "known", b->known);
	show_reasons(m, o, "reasons", "has_reasons", &b->reasons);
	show_reasons(m, o, "against", "has_against", &b->against);
	struct value *list = value_set_list(o, "proposals");
	for (; *next < d->proposal_count && d->proposals[*next].block == i; ++*next)
		if (!hidden)
			push_proposal(m, list, &d->proposals[*next]);
	value_set_bool(o, "doubtful", !b->known && (value_length(list) > 0 || b->likely < DOUBTFUL));
	show_has(o, "has_proposals", list);
}

/* ── articles ── */

static void show_body(struct renderer *m, struct value *o, const struct article *a)
{
	static const char *const words[] = {
		[BODY_PARAGRAPH] = "t/label_body",  [BODY_SUBHEAD] = "t/label_subhead",
		[BODY_CAPTION] = "t/label_caption", [BODY_VERSE] = "t/label_verse",
		[BODY_ROW] = "t/label_row",
	};
	struct value *list = value_set_list(o, "body");
	for (size_t i = 0; i < a->body_count; i++) {
		struct value *v = value_push_object(list);
		buf_truncate(&m->text, 0);
		format_put_cut(m->format, &m->text, a->body[i].text, BODY_CUT);
		value_set_text(v, "type_word", view_of(words[a->body[i].type]));
		value_set_text(v, "text", arena_view(&m->arena, buf_view(&m->text)));
	}
	show_has(o, "has_body", list);
}

static void show_credits(struct value *o, const struct article *a)
{
	struct value *list = value_set_list(o, "credits");
	for (size_t i = 0; i < a->credit_count; i++) {
		struct value *v = value_push_object(list);
		value_set_text(v, "role_word", view_of(credit_role_word(a->credits[i].role)));
		value_set_text(v, "name", a->credits[i].name);
	}
	show_has(o, "has_credits", list);
}

static void show_article(struct renderer *m, struct value *o, const struct review_detail *d,
                         uint32_t i)
{
	const struct archive *archive = m->site->archive;
	uint32_t n = archive->pages.items[d->page].first_article + i;
	const struct archive_article *known = &archive->articles.items[n];
	const struct article *a = &d->segmented->page.articles[i];
	value_set_text(o, "url", plan_article_url(&m->site->plan, n, &m->arena));
	value_set_text(o, "line", number(m, known->line));
	value_set_bool(o, "withdrawn", known->withdrawn);
	value_set_text(o, "headline", known->withdrawn ? VIEW_NULL : a->headline);
	value_set_text(o, "headline_html",
	               known->withdrawn ? VIEW_NULL : show_headline(m, n, 0, known->headline.len));
	value_set_bool(o, "opening", known->opening);
	value_set_text(o, "kicker", a->kicker);
	value_set_text(o, "deck", a->deck);
	value_set_text(o, "dateline", a->dateline);
	value_set_text(o, "kind_word", arena_printf(&m->arena, "t/kind_%s", kind_name(a->kind)));
	value_set_text(o, "confidence", percent(m, a->confidence));
	value_set_bool(o, "doubtful", a->confidence < DOUBTFUL);
	value_set_text(o, "continues", a->continues.len ? a->continues : VIEW_NULL);
	value_set_text(o, "continued_from", a->continued_from.len ? a->continued_from : VIEW_NULL);
	show_credits(o, a);
	show_body(m, o, a);
}

/* ── pieces ── */

/* The page's articles by their first line: corrections may have put them in another order. */
struct by_line {
	uint32_t line;
	uint32_t article;
};

static int compare_lines(const void *a, const void *b)
{
	const struct by_line *x = a, *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

static struct by_line *sort_articles(struct renderer *m, const struct page *p)
{
	struct by_line *all = arena_array(&m->arena, p->article_count, sizeof(*all));
	for (uint32_t i = 0; i < p->article_count; i++)
		all[i] = (struct by_line){ article_first_line(&p->articles[i]), i };
	if (p->article_count > 0)
		qsort(all, p->article_count, sizeof(*all), compare_lines);
	return all;
}

struct cursor {
	size_t article; /* in the sorted list */
	size_t proposal;
};

/* Shows blocks first to end, one article or run of furniture, or several notices of one line. */
static void show_piece(struct renderer *m, struct value *o, const struct review_detail *d,
                       size_t first, size_t end, const struct by_line *articles, struct cursor *at)
{
	const struct page *p = &d->segmented->page;
	const struct explain_block *blocks = d->explained->blocks;
	uint32_t from = p->article_count ? m->site->archive->pages.items[d->page].first_article : 0;
	bool hidden = false;
	value_set_bool(o, "furniture", blocks[first].label == LABEL_FURNITURE);
	struct value *list = value_set_list(o, "articles");
	for (;
	     at->article < p->article_count && articles[at->article].line <= blocks[end - 1].lines.last;
	     at->article++) {
		uint32_t number = articles[at->article].article;
		show_article(m, value_push_object(list), d, number);
		hidden = hidden || m->site->archive->articles.items[from + number].withdrawn;
	}
	list = value_set_list(o, "blocks");
	for (size_t i = first; i < end; i++)
		show_block(m, value_push_object(list), d, i, hidden, &at->proposal);
}

/* The lines of blocks that something is proposed for. */
static void show_places(struct renderer *m, struct value *v, const struct review_detail *d)
{
	struct value *list = value_set_list(v, "places");
	for (size_t i = 0; i < d->proposal_count; i++) {
		size_t block = d->proposals[i].block;
		if (block == PROPOSALS_PAGE || (i > 0 && block == d->proposals[i - 1].block))
			continue;
		struct value *o = value_push_object(list);
		value_set_text(o, "line", number(m, d->explained->blocks[block].lines.first));
		value_set_bool(o, "last", i + 1 == d->proposal_count);
	}
	show_has(v, "has_places", list);
}

/* ── what can be chosen ── */

static void push_choice(struct value *list, const char *name, struct view word)
{
	struct value *v = value_push_object(list);
	value_set_text(v, "name", view_of(name));
	value_set_text(v, "word", word);
}

void review_detail_choices(struct renderer *m, struct value *v)
{
	/* A role is called as the label that it leads to. */
	static const char *const words[LINE_ROLE_COUNT] = {
		[LINE_ROLE_BODY] = "t/label_body",
		[LINE_ROLE_HEADLINE] = "t/label_headline",
		[LINE_ROLE_KICKER] = "t/label_start-kicker",
		[LINE_ROLE_DECK] = "t/label_deck",
		[LINE_ROLE_SUBHEAD] = "t/label_subhead",
		[LINE_ROLE_BYLINE] = "t/label_byline",
		[LINE_ROLE_CAPTION] = "t/label_caption",
		[LINE_ROLE_VERSE] = "t/label_verse",
		[LINE_ROLE_ROW] = "t/label_row",
		[LINE_ROLE_FURNITURE] = "t/label_furniture",
	};
	struct value *list = value_set_list(v, "roles");
	for (int r = LINE_ROLE_UNSAID + 1; r < LINE_ROLE_COUNT; r++)
		if (words[r])
			push_choice(list, line_role_name((enum line_role)r), view_of(words[r]));
	list = value_set_list(v, "kinds");
	for (int k = 0; k < KIND_COUNT; k++) {
		const char *name = kind_name((enum kind)k);
		push_choice(list, name, arena_printf(&m->arena, "t/kind_%s", name));
	}
}

void review_detail_show(struct renderer *m, struct value *v, const struct review_detail *d)
{
	const struct explained *e = d->explained;
	struct by_line *articles = sort_articles(m, &d->segmented->page);
	struct cursor at = { 0, 0 };
	struct value *list = value_set_list(v, "proposals");
	for (; at.proposal < d->proposal_count && d->proposals[at.proposal].block == PROPOSALS_PAGE;
	     at.proposal++)
		push_proposal(m, list, &d->proposals[at.proposal]);
	show_has(v, "has_proposals", list);
	show_places(m, v, d);
	struct value *pieces = value_set_list(v, "pieces");
	for (size_t i = 0, end; i < e->len; i = end) {
		bool furniture = e->blocks[i].label == LABEL_FURNITURE;
		end = i + 1;
		while (end < e->len && (furniture ? e->blocks[end].label == LABEL_FURNITURE
		                                  : !label_may_begin(e->blocks[end].label)))
			end++;
		show_piece(m, value_push_object(pieces), d, i, end, articles, &at);
	}
}
