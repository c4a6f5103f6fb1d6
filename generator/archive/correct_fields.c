#include "archive/correct_internal.h"
#include "text/glyph.h"

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
	ptrdiff_t at = correct_find_start(c->base, s->at, s->again);
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
		if (!correct_holds(a, ends[i]))
			return "is not in";
		if (glyph_text_blank(c->text->lines[ends[i] - 1]))
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
	bool stands = correct_find_start(c->base, s->at, s->again) >= 0;
	if (stands && view_eq(before, after))
		correct_warn_idle(c, s, k);
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
	if (!correct_given(s, CORRECTIONS_BYLINE))
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
		correct_warn_idle(c, s, CORRECTIONS_BYLINE);
	a->credits = credits;
	a->credit_count = n;
}

static void correct_kind(struct correcting *c, struct article *a,
                         const struct corrections_section *s)
{
	if (!correct_given(s, CORRECTIONS_KIND))
		return;
	if (a->kind == s->kind)
		correct_warn_idle(c, s, CORRECTIONS_KIND);
	a->kind = s->kind;
}

void correct_fields(struct correcting *c)
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
