#include "archive/correct_internal.h"

#include <stdlib.h>

#include "base/mem.h"

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
			correct_warn_idle(c, s, CORRECTIONS_ORDER);
	}
}

void correct_order(struct correcting *c)
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
