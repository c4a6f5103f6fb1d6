#include "archive/correct.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/mem.h"
#include "segment/label_cache.h"
#include "segment/segment.h"
#include "text/glyph.h"

/* A page that is being corrected. */
struct correcting {
	const struct text *text;
	const struct corrections *corrections;
	const struct corrections_page *wanted;
	struct page *page;
	const struct page *base; /* as it is without corrections; NULL: nobody wants to know */
	struct corrected *out;
	struct report *report;
};

/* Errors with the place of a section, or of a field's value. */
#define CORRECT_WRONG(c, s, ...) \
	report_error((c)->report, (c)->corrections->path, (s)->line, (s)->column, __VA_ARGS__)

static inline bool given(const struct corrections_section *s, enum corrections_key k)
{
	return s->fields[k].value.data != NULL;
}

bool correct_withdraws(const struct corrections_section *section)
{
	return section && given(section, CORRECTIONS_WITHDRAW);
}

static void warn_idle(struct correcting *c, const struct corrections_section *s,
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
		const struct corrections_section *s = c->wanted->sections.items[i];
		uint32_t last = s->until ? s->until : s->at;
		if (s->part > c->text->parts)
			CORRECT_WRONG(c, s, "there is no page %u in %.*s: it has %u", s->part,
			              VIEW_ARG(c->wanted->name), c->text->parts ? c->text->parts : 1);
		if (last > 0 && !text_has(c->text, last))
			CORRECT_WRONG(c, s, "there is no line %u: %.*s has %zu lines%s", last,
			              VIEW_ARG(c->wanted->name), c->text->before + c->text->len,
			              c->text->part < c->text->parts ? " up to the end of this page" : "");
		else if (s->until)
			continue;
		else if (s->at > 0 && glyph_text_blank(text_line(c->text, s->at)))
			CORRECT_WRONG(c, s,
			              "line %u of %.*s is blank: name the line on which the article begins",
			              s->at, VIEW_ARG(c->wanted->name));
	}
	return c->report->errors == errors;
}

static struct constraint role_of_lines(const struct corrections_section *s)
{
	struct span lines = { s->at, s->until ? s->until : s->at };
	return (struct constraint){ .sort = CONSTRAINT_ROLE, .lines = lines, .role = s->role };
}

void correct_lines(const struct corrections_page *p, struct text *t, struct arena *a,
                   struct corrected *out)
{
	size_t sections = p ? p->sections.len : 0;
	out->mended = arena_array(a, sections, sizeof(*out->mended));
	out->mended_count = 0;
	for (size_t i = 0; i < sections; i++) {
		const struct corrections_section *s = p->sections.items[i];
		if (!given(s, CORRECTIONS_TEXT) || !text_has(t, s->at))
			continue;
		struct view *line = &t->lines[s->at - t->before - 1];
		out->mended[out->mended_count++] = (struct correct_mended){ s->at, *line };
		*line = arena_view(&t->arena, s->fields[CORRECTIONS_TEXT].value);
	}
}

struct constraint *correct_pins(const struct corrections_page *p, struct arena *a, size_t *count)
{
	static const enum constraint_sort sorts[] = { CONSTRAINT_HEADLINE, CONSTRAINT_KICKER,
		                                          CONSTRAINT_DECK };
	size_t n = 0, sections = p ? p->sections.len : 0;
	struct constraint *constraints = arena_array(a, 5 * sections, sizeof(*constraints));
	for (size_t i = 0; i < sections; i++) {
		const struct corrections_section *s = p->sections.items[i];
		if (given(s, CORRECTIONS_START))
			constraints[n++] =
				(struct constraint){ .sort = s->start ? CONSTRAINT_START : CONSTRAINT_NO_START,
				                     .article = s->at };
		if (s->role)
			constraints[n++] = role_of_lines(s);
		for (int k = 0; k < 3; k++) {
			const struct corrections_field *f = &s->fields[CORRECTIONS_HEADLINE + k];
			if (f->value.data && !s->again && (f->lines.first || f->value.len == 0))
				constraints[n++] =
					(struct constraint){ .sort = sorts[k], .article = s->at, .lines = f->lines };
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

struct sought {
	const struct page *page;
	uint32_t line;
};

static bool begins_above(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return article_first_line(&s->page->articles[i]) < s->line;
}

/* The article that begins on the line (the 2nd, 3rd, … of them: again), or -1. */
static ptrdiff_t find_start(const struct page *p, uint32_t line, uint32_t again)
{
	struct sought sought = { p, line };
	size_t low = bisect(p->article_count, begins_above, &sought);
	low += again ? again - 1 : 0;
	bool there = low < p->article_count && article_first_line(&p->articles[low]) == line;
	return there ? (ptrdiff_t)low : -1;
}

static bool holds(const struct article *a, uint32_t line)
{
	for (size_t i = 0; i < a->line_count; i++)
		if (line >= a->lines[i].first && line <= a->lines[i].last)
			return true;
	return false;
}

/* The last article that begins before the line and holds it, or -1. */
static ptrdiff_t find_holder(const struct page *p, uint32_t line)
{
	struct sought below = { p, line + 1 };
	size_t end = bisect(p->article_count, begins_above, &below);
	return end > 0 && holds(&p->articles[end - 1], line) ? (ptrdiff_t)end - 1 : -1;
}

/* No article begins where a section says so. */
static void tell_missing(struct correcting *c, const struct corrections_section *s)
{
	ptrdiff_t holder = find_holder(c->page, s->at);
	if (given(s, CORRECTIONS_START))
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
	if (c->base && s->start == (find_start(c->base, s->at, 0) >= 0))
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
		const struct corrections_section *s = c->wanted->sections.items[i];
		if (s->at == 0) {
			if (s->part || c->text->part <= 1)
				c->out->page = s;
			continue;
		}
		if (!corrections_of_article(s))
			continue;
		ptrdiff_t at = find_start(c->page, s->at, s->again);
		if (given(s, CORRECTIONS_START))
			check_start(c, s);
		if (given(s, CORRECTIONS_START) && !s->start) {
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

/* ── words, names and kinds ── */

static struct view *text_of(struct article *a, enum corrections_key k)
{
	return k == CORRECTIONS_HEADLINE ? &a->headline
	       : k == CORRECTIONS_KICKER ? &a->kicker
	                                 : &a->deck;
}

/* The text that a field has without corrections; absent also if there is no such article. */
static struct view base_text(const struct correcting *c, const struct corrections_section *s,
                             enum corrections_key k)
{
	ptrdiff_t at = c->base ? find_start(c->base, s->at, s->again) : -1;
	if (at < 0)
		return VIEW_NULL;
	struct article *a = &c->base->articles[at];
	return k == CORRECTIONS_HEADLINE && !a->headline_printed ? VIEW_NULL : *text_of(a, k);
}

/* The first line named that is not printed in the article, and what is wrong with it; or NULL. */
static const char *find_wrong_line(const struct correcting *c, const struct article *a,
                                   struct span lines, uint32_t *line)
{
	uint32_t ends[] = { lines.first, lines.last };
	for (size_t i = 0; i < 2; i++) {
		*line = ends[i];
		if (!holds(a, ends[i]))
			return "is not in";
		if (glyph_text_blank(text_line(c->text, ends[i])))
			return "is a blank one of";
	}
	return NULL;
}

static void correct_text(struct correcting *c, struct article *a,
                         const struct corrections_section *s, enum corrections_key k)
{
	const struct corrections_field *f = &s->fields[k];
	if (!f->value.data)
		return;
	uint32_t line;
	const char *wrong = f->lines.first ? find_wrong_line(c, a, f->lines, &line) : NULL;
	if (wrong) {
		report_error(c->report, c->corrections->path, f->line, f->column,
		             "line %u %s the article that begins on line %u: name one of its printed "
		             "lines, or write the words",
		             line, wrong, s->at);
		return;
	}
	struct view before = base_text(c, s, k);
	if (!f->lines.first && f->value.len > 0) {
		*text_of(a, k) = arena_view(&c->page->arena, f->value);
		a->headline_printed = a->headline_printed || k == CORRECTIONS_HEADLINE;
	}
	bool printed = k != CORRECTIONS_HEADLINE || a->headline_printed;
	struct view after = printed ? *text_of(a, k) : VIEW_NULL;
	bool stands = c->base && find_start(c->base, s->at, s->again) >= 0;
	if (stands && view_eq(before, after))
		warn_idle(c, s, k);
}

static bool is_writer(const struct credit *c)
{
	return c->role != CREDIT_PHOTOGRAPHER && c->role != CREDIT_AGENCY;
}

static enum credit_role role_of(const struct article *a, struct view name)
{
	for (size_t i = 0; i < a->credit_count; i++)
		if (is_writer(&a->credits[i]) && view_eq(a->credits[i].name, name))
			return a->credits[i].role;
	return CREDIT_AUTHOR;
}

/* The names in place of those who wrote; photographers and agencies stay. */
static void correct_byline(struct correcting *c, struct article *a,
                           const struct corrections_section *s)
{
	if (!given(s, CORRECTIONS_BYLINE))
		return;
	struct credit *credits =
		arena_array(&c->page->arena, s->name_count + a->credit_count, sizeof(*credits));
	size_t n = 0, writers = 0;
	bool same = true;
	for (size_t i = 0; i < s->name_count; i++)
		credits[n++] =
			(struct credit){ arena_view(&c->page->arena, s->names[i]), role_of(a, s->names[i]) };
	for (size_t i = 0; i < a->credit_count; i++) {
		if (!is_writer(&a->credits[i])) {
			credits[n++] = a->credits[i];
			continue;
		}
		same = same && writers < s->name_count && view_eq(a->credits[i].name, s->names[writers]);
		writers++;
	}
	if (same && writers == s->name_count)
		warn_idle(c, s, CORRECTIONS_BYLINE);
	a->credits = credits;
	a->credit_count = n;
}

static void correct_kind(struct correcting *c, struct article *a,
                         const struct corrections_section *s)
{
	if (!given(s, CORRECTIONS_KIND))
		return;
	if (a->kind == s->kind)
		warn_idle(c, s, CORRECTIONS_KIND);
	a->kind = s->kind;
}

static void correct_fields(struct correcting *c)
{
	for (size_t i = 0; i < c->page->article_count; i++) {
		const struct corrections_section *s = c->out->sections[i];
		if (!s)
			continue;
		for (int k = CORRECTIONS_HEADLINE; k <= CORRECTIONS_DECK; k++)
			correct_text(c, &c->page->articles[i], s, (enum corrections_key)k);
		correct_byline(c, &c->page->articles[i], s);
		correct_kind(c, &c->page->articles[i], s);
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
	if (!given(s, CORRECTIONS_DATE))
		return;
	if (date_cmp(p->published, s->date) == 0 && (s->part || c->text->parts == 0))
		warn_idle(c, s, CORRECTIONS_DATE);
	p->published = s->date;
	p->published_by = DATE_CORRECTION;
	p->evidence_count = 0;
}

static void correct_place(struct correcting *c)
{
	struct page *p = c->page;
	c->out->was_date = p->published;
	c->out->was_number = p->number;
	for (size_t i = 0; i < c->wanted->sections.len && c->wanted->sections.items[i]->at == 0; i++) {
		const struct corrections_section *s = c->wanted->sections.items[i];
		correct_date(c, s);
		if (!given(s, CORRECTIONS_PAGE) || (s->part == 0 && c->text->part > 1))
			continue;
		if (view_eq(p->number, s->fields[CORRECTIONS_PAGE].value))
			warn_idle(c, s, CORRECTIONS_PAGE);
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
	if (!base)
		return;
	out->old = arena_array(&c->page->arena, base->article_count, sizeof(*out->old));
	for (size_t i = 0; i < base->article_count; i++) {
		uint32_t line = article_first_line(&base->articles[i]);
		uint16_t again = again_of(base, i);
		ptrdiff_t now = find_start(c->page, line, again);
		if (now >= 0 && !out->moved)
			continue;
		if (now < 0)
			now = find_holder(c->page, line);
		if (now >= 0)
			out->old[out->old_count++] = (struct correct_old){ line, again, (uint32_t)now };
	}
}

/* ── order ── */

/* The new place of each article: those with an order first, the others where room is. */
static bool place_articles(struct correcting *c, size_t *places)
{
	size_t count = c->page->article_count, free_place = 0;
	const struct corrections_section **at = mem_array(count, sizeof(*at));
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		const struct corrections_section *s = c->out->sections[i];
		if (!s || !s->order)
			continue;
		const struct corrections_field *f = &s->fields[CORRECTIONS_ORDER];
		any = true;
		if (s->order > count)
			report_error(c->report, c->corrections->path, f->line, f->column,
			             "there is no place %u: the page has %zu articles", s->order, count);
		else if (at[s->order - 1])
			report_error(c->report, c->corrections->path, f->line, f->column,
			             "the article of line %u has place %u already", at[s->order - 1]->at,
			             s->order);
		else
			at[s->order - 1] = s;
	}
	for (size_t i = 0; i < count; i++) {
		const struct corrections_section *s = c->out->sections[i];
		while (free_place < count && at[free_place])
			free_place++;
		if (s && s->order && s->order <= count)
			places[i] = s->order - 1;
		else
			places[i] = free_place < count ? free_place++ : i;
	}
	free(at);
	return any;
}

static void tell_idle_order(struct correcting *c, const size_t *places)
{
	for (size_t i = 0; i < c->page->article_count; i++)
		if (places[i] != i)
			return;
	for (size_t i = 0; i < c->page->article_count; i++) {
		const struct corrections_section *s = c->out->sections[i];
		if (s && s->order)
			warn_idle(c, s, CORRECTIONS_ORDER);
	}
}

static void correct_order(struct correcting *c)
{
	struct page *p = c->page;
	size_t errors = c->report->errors;
	size_t *places = arena_array(&p->arena, p->article_count, sizeof(*places));
	if (!place_articles(c, places) || c->report->errors != errors)
		return;
	tell_idle_order(c, places);
	struct article *articles = arena_array(&p->arena, p->article_count, sizeof(*articles));
	const struct corrections_section **sections =
		arena_array(&p->arena, p->article_count, sizeof(*sections));
	for (size_t i = 0; i < p->article_count; i++) {
		articles[places[i]] = p->articles[i];
		sections[places[i]] = c->out->sections[i];
	}
	for (size_t i = 0; i < c->out->old_count; i++)
		c->out->old[i].article = (uint32_t)places[c->out->old[i].article];
	p->articles = articles;
	c->out->sections = sections;
}

/* ── mended lines ── */

static void check_mended(struct correcting *c)
{
	for (size_t i = 0; i < c->wanted->sections.len; i++) {
		const struct corrections_section *s = c->wanted->sections.items[i];
		for (size_t k = 0; given(s, CORRECTIONS_TEXT) && k < c->out->mended_count; k++)
			if (c->out->mended[k].line == s->at &&
			    view_eq(c->out->mended[k].was, s->fields[CORRECTIONS_TEXT].value))
				warn_idle(c, s, CORRECTIONS_TEXT);
	}
}

/* ── all of it ── */

/* Everything but withdrawing, which must be last, goes by the page as it was cut. */
static void apply(struct correcting *c)
{
	check_mended(c);
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
	struct segment_options options = { .weights = w, .label_cache = label_cache };
	struct correcting c = { t, all, p, out, NULL, corrected, r };
	struct page base = { 0 };
	struct arena scratch = { 0 };
	bool again = label_cache && label_cache->known.data && !label_cache->made;
	if (p && check_lines(&c)) {
		struct segment_options plain = { .weights = w };
		options.constraints = correct_pins(p, &scratch, &options.constraint_count);
		/* What pins nothing changes nothing of the cut. */
		c.base = again ? NULL : options.constraint_count > 0 ? &base : out;
		if (c.base == &base)
			segment_page_with(t, &plain, &base);
		segment_page_with(t, &options, out);
		apply(&c);
	} else {
		segment_page_with(t, &options, out);
	}
	arena_free(&scratch);
	page_free(&base);
}
