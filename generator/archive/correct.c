#include "archive/correct.h"

#include "archive/correct_internal.h"
#include "segment/segment.h"
#include "text/glyph.h"

bool correct_withdraws(const struct corrections_section *section)
{
	return section && correct_given(section, CORRECTIONS_WITHDRAW);
}

void correct_warn_idle(struct correcting *c, const struct corrections_section *s,
                       enum corrections_key k)
{
	report_warning(c->report, c->corrections->path, s->fields[k].line, s->fields[k].column,
	               "the %s is this without the correction, too: take the line out",
	               corrections_key_name(k));
}

/* ── what is known before the page is cut ── */

static bool check_lines(struct correcting *c)
{
	size_t errors = c->report->errors;
	for (size_t i = 0; i < c->wanted->sections.len; i++) {
		const struct corrections_section *s = &c->wanted->sections.items[i];
		if (s->at > c->text->len)
			CORRECT_WRONG(c, s, "there is no line %u: %.*s has %zu lines", s->at,
			              VIEW_ARG(c->wanted->name), c->text->len);
		else if (s->at > 0 && glyph_text_blank(c->text->lines[s->at - 1]))
			CORRECT_WRONG(c, s,
			              "line %u of %.*s is blank: name the line on which the article begins",
			              s->at, VIEW_ARG(c->wanted->name));
	}
	return c->report->errors == errors;
}

struct constraint *correct_pins(const struct corrections_page *p, struct arena *a, size_t *count)
{
	static const enum constraint_sort sorts[] = { CONSTRAINT_HEADLINE, CONSTRAINT_KICKER,
		                                          CONSTRAINT_DECK };
	size_t n = 0, sections = p ? p->sections.len : 0;
	struct constraint *constraints = arena_array(a, 4 * sections, sizeof(*constraints));
	for (size_t i = 0; i < sections; i++) {
		const struct corrections_section *s = &p->sections.items[i];
		if (correct_given(s, CORRECTIONS_START))
			constraints[n++] = (struct constraint){
				s->start ? CONSTRAINT_START : CONSTRAINT_NO_START, s->at, { 0, 0 }
			};
		for (int k = 0; k < 3; k++) {
			const struct corrections_field *f = &s->fields[CORRECTIONS_HEADLINE + k];
			if (f->value.data && !s->again && (f->lines.first || f->value.len == 0))
				constraints[n++] = (struct constraint){ sorts[k], s->at, f->lines };
		}
	}
	*count = n;
	return constraints;
}

/* ── articles and their sections ── */

/* The number of an article among those of its first line, as its address has it. */
static uint16_t again_of(const struct page *p, size_t i)
{
	uint32_t line = article_first_line(&p->articles[i]);
	size_t n = 1;
	while (n <= i && n < UINT16_MAX && article_first_line(&p->articles[i - n]) == line)
		n++;
	return n > 1 ? (uint16_t)n : 0;
}

/* The article that begins on the line, or -1. */
ptrdiff_t correct_find_start(const struct page *p, uint32_t line, uint32_t again)
{
	size_t low = 0, high = p->article_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (article_first_line(&p->articles[middle]) < line)
			low = middle + 1;
		else
			high = middle;
	}
	low += again ? again - 1 : 0;
	bool there = low < p->article_count && article_first_line(&p->articles[low]) == line;
	return there ? (ptrdiff_t)low : -1;
}

bool correct_holds(const struct article *a, uint32_t line)
{
	for (size_t i = 0; i < a->line_count; i++)
		if (line >= a->lines[i].first && line <= a->lines[i].last)
			return true;
	return false;
}

/* The last article that begins before the line and holds it, or -1. */
static ptrdiff_t find_holder(const struct page *p, uint32_t line)
{
	size_t low = 0, high = p->article_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (article_first_line(&p->articles[middle]) <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && correct_holds(&p->articles[low - 1], line) ? (ptrdiff_t)low - 1 : -1;
}

/* No article begins where a section says so. */
static void tell_missing(struct correcting *c, const struct corrections_section *s)
{
	ptrdiff_t holder = find_holder(c->page, s->at);
	if (correct_given(s, CORRECTIONS_START))
		CORRECT_WRONG(c, s, "no article can begin on line %u of %.*s", s->at,
		              VIEW_ARG(c->wanted->name));
	else if (s->again)
		CORRECT_WRONG(c, s,
		              "line %u holds no %u articles: see what broadsheet segment says of "
		              "the page",
		              s->at, s->again);
	else if (holder >= 0)
		CORRECT_WRONG(c, s,
		              "line %u stands inside the article that begins on line %u: write "
		              "[%.*s:%u], or start = yes if an article begins here",
		              s->at, article_first_line(&c->page->articles[holder]),
		              VIEW_ARG(c->wanted->name), article_first_line(&c->page->articles[holder]));
	else
		CORRECT_WRONG(c, s, "line %u belongs to no article: write start = yes if one begins here",
		              s->at);
}

static void check_start(struct correcting *c, const struct corrections_section *s)
{
	if (s->start == (correct_find_start(c->base, s->at, 0) >= 0))
		report_warning(c->report, c->corrections->path, s->fields[CORRECTIONS_START].line,
		               s->fields[CORRECTIONS_START].column,
		               "%s article begins here without the correction, too: take the line out",
		               s->start ? "an" : "no");
}

static void find_sections(struct correcting *c)
{
	c->out->sections =
		arena_array(&c->page->arena, c->page->article_count, sizeof(*c->out->sections));
	for (size_t i = 0; i < c->wanted->sections.len; i++) {
		const struct corrections_section *s = &c->wanted->sections.items[i];
		if (s->at == 0) {
			c->out->page = s;
			continue;
		}
		ptrdiff_t at = correct_find_start(c->page, s->at, s->again);
		if (correct_given(s, CORRECTIONS_START))
			check_start(c, s);
		if (correct_given(s, CORRECTIONS_START) && !s->start) {
			if (at >= 0)
				CORRECT_WRONG(c, s,
				              "nothing stands before line %u of %.*s that its text could "
				              "be joined with",
				              s->at, VIEW_ARG(c->wanted->name));
		} else if (at < 0) {
			tell_missing(c, s);
		} else {
			c->out->sections[at] = s;
		}
	}
}

/* ── taking down ── */

static bool meets(const struct article *a, struct span s)
{
	for (size_t i = 0; i < a->line_count; i++)
		if (a->lines[i].first <= s.last && s.first <= a->lines[i].last)
			return true;
	return false;
}

/* Lines that are shown as evidence of the day must not show what was taken down. */
static void drop_evidence(struct page *p, const struct article *a)
{
	size_t kept = 0;
	for (size_t i = 0; i < p->evidence_count; i++)
		if (!meets(a, p->evidence[i]))
			p->evidence[kept++] = p->evidence[i];
	p->evidence_count = kept;
}

/* Leaves where it stood and what sort of text it was, and no word of it. */
static void withdraw(struct correcting *c)
{
	for (size_t i = 0; i < c->page->article_count; i++) {
		struct article *a = &c->page->articles[i];
		if (!correct_withdraws(c->out->sections[i]))
			continue;
		drop_evidence(c->page, a);
		*a = (struct article){ .lines = a->lines,
			                   .line_count = a->line_count,
			                   .kind = a->kind,
			                   .headline = VIEW(""),
			                   .headline_printed = true,
			                   .confidence = a->confidence };
	}
}

/* ── the page itself ── */

static void correct_date(struct correcting *c, const struct corrections_section *s)
{
	struct page *p = c->page;
	if (!correct_given(s, CORRECTIONS_DATE))
		return;
	if (date_cmp(p->published, s->date) == 0)
		correct_warn_idle(c, s, CORRECTIONS_DATE);
	p->published = s->date;
	p->published_by = DATE_CORRECTION;
	p->evidence_count = 0;
}

static void correct_place(struct correcting *c)
{
	struct page *p = c->page;
	const struct corrections_section *s = c->out->page;
	c->out->was_date = p->published;
	c->out->was_number = p->number;
	if (!s)
		return;
	correct_date(c, s);
	if (correct_given(s, CORRECTIONS_PAGE)) {
		if (view_eq(p->number, s->fields[CORRECTIONS_PAGE].value))
			correct_warn_idle(c, s, CORRECTIONS_PAGE);
		p->number = arena_view(&p->arena, s->fields[CORRECTIONS_PAGE].value);
	}
	c->out->moved =
		date_cmp(p->published, c->out->was_date) != 0 || !view_eq(p->number, c->out->was_number);
}

/* Where the articles that would begin without the corrections are now. */
static void find_old(struct correcting *c)
{
	const struct page *base = c->base;
	struct corrected *out = c->out;
	out->old = arena_array(&c->page->arena, base->article_count, sizeof(*out->old));
	for (size_t i = 0; i < base->article_count; i++) {
		uint32_t line = article_first_line(&base->articles[i]);
		uint16_t again = again_of(base, i);
		ptrdiff_t now = correct_find_start(c->page, line, again);
		if (now >= 0 && !out->moved)
			continue;
		if (now < 0)
			now = find_holder(c->page, line);
		if (now >= 0)
			out->old[out->old_count++] = (struct correct_old){ line, again, (uint32_t)now };
	}
}

/* Everything but withdrawing, which must be last, goes by the page as it was cut. */
static void apply(struct correcting *c)
{
	find_sections(c);
	correct_fields(c);
	correct_place(c);
	find_old(c);
	withdraw(c);
	correct_order(c);
}

void correct_page(const struct text *t, const struct weights *w, const struct corrections *all,
                  const struct corrections_page *p, struct label_cache *label_cache,
                  struct page *out, struct corrected *corrected, struct report *r)
{
	struct segment_options plain = { .weights = w, .label_cache = label_cache };
	struct correcting c = { t, all, p, out, NULL, corrected, r };
	struct page base = { 0 };
	*corrected = (struct corrected){ 0 };
	segment_page_with(t, &plain, &base);
	c.base = &base;
	if (!p || !check_lines(&c)) {
		*out = base;
		return;
	}
	struct arena scratch = { 0 };
	struct segment_options options = { .weights = w, .label_cache = label_cache };
	options.constraints = correct_pins(p, &scratch, &options.constraint_count);
	segment_page_with(t, &options, out);
	apply(&c);
	arena_free(&scratch);
	page_free(&base);
}
