#include "input/mets_articles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "input/role_names.h"

/* ── what the types of divs mean; those of the ENMAP profile, and what libraries add ── */

enum div_sort {
	DIV_ARTICLE, /* an article, or whatever stands for itself: an advertisement, a letter */
	DIV_PART,    /* a part of one, without a word on what it is */
	DIV_PICTURE, /* so, but for itself where it is in no article */
	DIV_ROLE,    /* a part that has a role */
	DIV_PARAGRAPH,
	DIV_SECTION, /* holds articles */
	DIV_ISSUE    /* so, and no text of its own */
};

struct div_type {
	const char *name;
	enum div_sort sort;
	enum line_role role; /* of its lines, where nothing inside says another */
	const char *kind;    /* of an article; NULL: not told */
};

static const struct div_type types[] = {
	{ "newspaper", DIV_ISSUE, LINE_ROLE_UNSAID, NULL },
	{ "volume", DIV_ISSUE, LINE_ROLE_UNSAID, NULL },
	{ "issue", DIV_ISSUE, LINE_ROLE_UNSAID, NULL },
	{ "supplement", DIV_ISSUE, LINE_ROLE_UNSAID, NULL },
	{ "content", DIV_ISSUE, LINE_ROLE_UNSAID, NULL },
	{ "title_section", DIV_ISSUE, LINE_ROLE_FURNITURE, NULL },
	{ "section", DIV_SECTION, LINE_ROLE_UNSAID, NULL },
	{ "paragraph", DIV_PARAGRAPH, LINE_ROLE_BODY, NULL },
	{ "text", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "textblock", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "body", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "body_content", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "image", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "footnote", DIV_PART, LINE_ROLE_BODY, NULL },
	{ "illustration", DIV_PICTURE, LINE_ROLE_BODY, "photo" },
	{ "table", DIV_PICTURE, LINE_ROLE_BODY, "listing" },
	{ "picture", DIV_ARTICLE, LINE_ROLE_BODY, "photo" },
	{ "death_notice", DIV_ARTICLE, LINE_ROLE_BODY, "obituary" },
	{ "obituary", DIV_ARTICLE, LINE_ROLE_BODY, "obituary" },
	{ "weather", DIV_ARTICLE, LINE_ROLE_BODY, "weather" },
	{ "letter", DIV_ARTICLE, LINE_ROLE_BODY, "letter" },
};

/* The parts that have a role, by it. */
static const struct div_type roles[LINE_ROLE_COUNT] = {
	[LINE_ROLE_HEADLINE] = { "", DIV_ROLE, LINE_ROLE_HEADLINE, NULL },
	[LINE_ROLE_KICKER] = { "", DIV_ROLE, LINE_ROLE_KICKER, NULL },
	[LINE_ROLE_DECK] = { "", DIV_ROLE, LINE_ROLE_DECK, NULL },
	[LINE_ROLE_SUBHEAD] = { "", DIV_ROLE, LINE_ROLE_SUBHEAD, NULL },
	[LINE_ROLE_BYLINE] = { "", DIV_ROLE, LINE_ROLE_BYLINE, NULL },
	[LINE_ROLE_CAPTION] = { "", DIV_ROLE, LINE_ROLE_CAPTION, NULL },
	[LINE_ROLE_VERSE] = { "", DIV_ROLE, LINE_ROLE_VERSE, NULL },
	[LINE_ROLE_FURNITURE] = { "", DIV_ROLE, LINE_ROLE_FURNITURE, NULL },
};

static const struct div_type *find_type(struct view name)
{
	static const struct div_type other = { "", DIV_ARTICLE, LINE_ROLE_BODY, NULL };
	static const struct div_type advertisement = { "", DIV_ARTICLE, LINE_ROLE_BODY, "notice" };
	if (role_name_advertises(name))
		return &advertisement;
	enum line_role role = role_of_name(name);
	if (role != LINE_ROLE_UNSAID)
		return &roles[role];
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (name.len == strlen(types[i].name) &&
		    strncasecmp(name.data, types[i].name, name.len) == 0)
			return &types[i];
	return &other;
}

/* What is known of an issue beside its METS file. */
struct issue {
	const struct mets *mets;
	const struct div_type **types; /* of its divs */
	bool *own_text;                /* sections with text that is in none of their articles */
};

/* Where a piece of text stands. */
struct place {
	uint32_t article; /* the div that is it, from 1; 0: none */
	uint32_t paragraph;
	enum line_role role;
};

static bool is_heading(enum line_role r)
{
	return r == LINE_ROLE_HEADLINE || r == LINE_ROLE_KICKER || r == LINE_ROLE_DECK;
}

/* A section's own text is an article; a heading over articles is none's. */
static void place_in_section(const struct issue *s, uint32_t section, struct place *p)
{
	if (s->own_text[section - 1])
		p->article = section;
	else if (is_heading(p->role) || p->role == LINE_ROLE_BYLINE)
		p->role = LINE_ROLE_FURNITURE;
}

static struct place place_of(const struct issue *s, uint32_t div)
{
	struct place p = { 0 };
	uint32_t picture = 0;
	for (uint32_t d = div; d > 0; d = s->mets->divs.items[d - 1].parent) {
		const struct div_type *t = s->types[d - 1];
		if (t->sort == DIV_ISSUE && t->role != LINE_ROLE_UNSAID)
			return (struct place){ .role = t->role };
		if (t->sort == DIV_ISSUE)
			break;
		if (p.role == LINE_ROLE_UNSAID)
			p.role = t->role;
		if (t->sort == DIV_PARAGRAPH && !p.paragraph)
			p.paragraph = d;
		picture = t->sort == DIV_PICTURE ? d : picture;
		if (t->sort == DIV_SECTION) {
			p.article = picture;
			if (!picture)
				place_in_section(s, d, &p);
			return p;
		}
		if (t->sort == DIV_ARTICLE) {
			p.article = d;
			return p;
		}
	}
	/* Text of the issue that is in nothing is for the model to tell. */
	p.article = picture;
	if (!picture && p.role != LINE_ROLE_FURNITURE)
		p.role = LINE_ROLE_UNSAID;
	return p;
}

static void find_own_text(struct issue *s)
{
	const struct mets *m = s->mets;
	for (size_t i = 0; i < m->areas.len; i++) {
		uint32_t d = m->areas.items[i].div;
		if (!m->divs.items[d - 1].logical)
			continue;
		bool text = false, picture = false;
		for (; d > 0; d = m->divs.items[d - 1].parent) {
			const struct div_type *t = s->types[d - 1];
			text = text || t->sort == DIV_PARAGRAPH;
			picture = picture || t->sort == DIV_PICTURE;
			if (t->sort == DIV_SECTION && text && !picture)
				s->own_text[d - 1] = true;
			if (t->sort == DIV_SECTION || t->sort == DIV_ARTICLE || t->sort == DIV_ISSUE)
				break;
		}
	}
}

/* ── pointers from the logical structure to pieces of files, in its order ── */

struct pointer {
	uint32_t div; /* the logical one, from 1 */
	uint32_t turn;
	const struct mets_area *area;
	struct place place;
};

typedef ARRAY(struct pointer) pointers;

static int by_div(const void *a, const void *b)
{
	const struct pointer *x = a, *y = b;
	if (x->div != y->div)
		return x->div < y->div ? -1 : 1;
	return (x->turn > y->turn) - (x->turn < y->turn);
}

static void put_pointer(pointers *out, uint32_t div, const struct mets_area *area,
                        struct place place)
{
	uint32_t turn = (uint32_t)out->len;
	*array_push(out) = (struct pointer){ div, turn, area, place };
}

/* What a physical div says of its text by its label or type, as "Headline". */
static enum line_role role_said(const struct mets_div *d)
{
	const struct div_type *t = find_type(d->label);
	if (t->sort == DIV_ARTICLE || t->role == LINE_ROLE_UNSAID)
		t = find_type(d->type);
	return t->sort == DIV_ROLE ? t->role : LINE_ROLE_BODY;
}

/* The areas of each physical div: those from firsts[d - 1] on. */
static uint32_t *index_areas(const struct mets *m)
{
	uint32_t *firsts = mem_array(m->divs.len + 1, sizeof(*firsts));
	for (size_t i = 0; i < m->areas.len; i++)
		firsts[m->areas.items[i].div]++;
	for (size_t d = 1; d <= m->divs.len; d++)
		firsts[d] += firsts[d - 1];
	return firsts;
}

static int by_area_div(const void *a, const void *b)
{
	const struct mets_area *x = *(const struct mets_area *const *)a;
	const struct mets_area *y = *(const struct mets_area *const *)b;
	if (x->div != y->div)
		return x->div < y->div ? -1 : 1;
	return (x > y) - (x < y);
}

static void follow_links(const struct issue *s, pointers *out)
{
	const struct mets *m = s->mets;
	bool *followed = mem_array(m->divs.len, sizeof(*followed));
	uint32_t *firsts = index_areas(m);
	const struct mets_area **areas = mem_array(m->areas.len, sizeof(const struct mets_area *));
	for (size_t i = 0; i < m->areas.len; i++)
		areas[i] = &m->areas.items[i];
	qsort(areas, m->areas.len, sizeof(*areas), by_area_div);
	for (size_t i = 0; i < m->links.len; i++) {
		const union map_value *from = map_get(&m->div_at, m->links.items[i].from);
		const union map_value *to = map_get(&m->div_at, m->links.items[i].to);
		if (!from || !to || !m->divs.items[from->number - 1].logical || followed[to->number - 1])
			continue;
		followed[to->number - 1] = true;
		struct place place = place_of(s, (uint32_t)from->number);
		if (place.role != LINE_ROLE_FURNITURE)
			place.role = role_said(&m->divs.items[to->number - 1]);
		if (place.article == 0)
			place.role = place.role == LINE_ROLE_FURNITURE ? place.role : LINE_ROLE_UNSAID;
		for (uint32_t k = firsts[to->number - 1]; k < firsts[to->number]; k++)
			put_pointer(out, (uint32_t)from->number, areas[k], place);
	}
	free(followed);
	free(areas);
	free(firsts);
}

static void find_pointers(const struct issue *s, pointers *out)
{
	const struct mets *m = s->mets;
	for (size_t i = 0; i < m->areas.len; i++) {
		const struct mets_area *area = &m->areas.items[i];
		if (m->divs.items[area->div - 1].logical)
			put_pointer(out, area->div, area, place_of(s, area->div));
	}
	if (m->links.len > 0)
		follow_links(s, out);
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(*out->items), by_div);
}

/* ── lines ── */

struct line_range {
	size_t from, to;
};

/* The lines of each block, those of blocks within it too. */
static struct line_range *block_lines(const struct ocr_page *p)
{
	struct line_range *ranges = mem_array(p->blocks.len + 1, sizeof(*ranges));
	for (size_t i = 0; i < p->lines.len; i++)
		for (uint32_t b = p->lines.items[i].block; b > 0; b = p->blocks.items[b - 1].within) {
			if (ranges[b].to == 0)
				ranges[b].from = i;
			ranges[b].to = i + 1;
		}
	return ranges;
}

static struct line_range range_of(const struct ocr_page *p, const struct line_range *blocks,
                                  struct view id)
{
	enum ocr_named what;
	size_t which;
	if (!ocr_named(p, id, &what, &which))
		return (struct line_range){ 0, 0 };
	return what == OCR_NAMED_BLOCK ? blocks[which] : (struct line_range){ which, which + 1 };
}

/* A line and where the logical structure has it. */
struct claimed {
	struct ocr_line line;
	size_t turn;       /* of its pointer, SIZE_MAX: none */
	size_t first_turn; /* of its article's, of those on the page */
	uint32_t paragraph;
	uint32_t place;
};

struct page_work {
	struct mets_page *page;
	struct line_range *blocks;
	struct claimed *lines;
	uint32_t *next; /* from each line on, the first that is not claimed, or one before that */
};

/* The first line from i on that nobody has; what was passed on the way is made shorter. */
static size_t next_free(const struct page_work *w, size_t i)
{
	size_t end = i;
	while (w->next[end] != end)
		end = w->next[end];
	while (w->next[i] != end) {
		size_t then = w->next[i];
		w->next[i] = (uint32_t)end;
		i = then;
	}
	return end;
}

static bool is_part(enum line_role r)
{
	return r != LINE_ROLE_UNSAID && r != LINE_ROLE_FURNITURE && r != LINE_ROLE_START;
}

/* The first that claims a line has it. */
static void claim(struct page_work *w, const struct pointer *p, size_t turn)
{
	const struct ocr_page *page = &w->page->page;
	struct line_range r = range_of(page, w->blocks, p->area->begin);
	if (p->area->end.len > 0) {
		struct line_range last = range_of(page, w->blocks, p->area->end);
		r.to = last.to > r.to ? last.to : r.to;
	}
	for (size_t i = next_free(w, r.from); i < r.to; i = next_free(w, i)) {
		struct claimed *c = &w->lines[i];
		w->next[i] = (uint32_t)i + 1;
		c->turn = turn;
		c->line.article = p->place.article;
		/* What the page itself says goes before what is only not said otherwise. */
		if (p->place.role != LINE_ROLE_BODY || p->place.paragraph || !is_part(c->line.role))
			c->line.role = p->place.role;
		c->paragraph = p->place.paragraph;
	}
}

static int by_turn(const void *a, const void *b)
{
	const struct claimed *x = a, *y = b;
	if (x->first_turn != y->first_turn)
		return x->first_turn < y->first_turn ? -1 : 1;
	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Lines of one article stand together, where its first line does. */
static void order_lines(struct page_work *w, size_t *first_turns)
{
	size_t len = w->page->page.lines.len;
	for (size_t i = 0; i < len; i++) {
		struct claimed *c = &w->lines[i];
		if (c->line.article > 0 && c->turn < first_turns[c->line.article])
			first_turns[c->line.article] = c->turn;
	}
	for (size_t i = 0; i < len; i++) {
		struct claimed *c = &w->lines[i];
		c->first_turn = c->line.article > 0 ? first_turns[c->line.article] : c->turn;
	}
	for (size_t i = 0; i < len; i++)
		first_turns[w->lines[i].line.article] = SIZE_MAX;
	if (len > 0)
		qsort(w->lines, len, sizeof(*w->lines), by_turn);
}

/*
 * A headline behind text of its article is one inside of it; what is printed
 * above the headline is one block, and elsewhere it is below.
 */
static void settle_roles(struct claimed *lines, size_t len)
{
	bool text = false, kicker = false;
	for (size_t i = 0; i < len; i++) {
		struct ocr_line *l = &lines[i].line;
		bool first = i == 0 || l->article != lines[i - 1].line.article || l->article == 0;
		text = text && !first;
		if (l->article > 0 && text && is_heading(l->role))
			l->role = LINE_ROLE_SUBHEAD;
		if (l->role == LINE_ROLE_KICKER && !first && !kicker)
			l->role = LINE_ROLE_DECK;
		kicker = l->role == LINE_ROLE_KICKER;
		if (kicker)
			l->paragraph = first ? OCR_PARAGRAPH_BEGINS : OCR_PARAGRAPH_GOES_ON;
		text = text || (l->article > 0 && l->role == LINE_ROLE_BODY);
	}
}

static void settle_paragraphs(struct claimed *lines, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		struct claimed *c = &lines[i];
		if (c->paragraph == 0 || (i > 0 && c[-1].line.block == c->line.block))
			continue;
		bool goes_on = i > 0 && c[-1].paragraph == c->paragraph;
		c->line.paragraph = goes_on ? OCR_PARAGRAPH_GOES_ON : OCR_PARAGRAPH_BEGINS;
	}
}

/* Numbers the page's articles from 1. */
static void number_articles(const struct issue *s, struct page_work *w)
{
	struct mets_page *p = w->page;
	uint32_t article = 0;
	p->article_count = 0;
	p->kinds = mem_array(p->page.lines.len, sizeof(*p->kinds));
	for (size_t i = 0; i < p->page.lines.len; i++) {
		struct ocr_line *l = &w->lines[i].line;
		if (l->article > 0 && l->article != article) {
			const struct div_type *t = s->types[l->article - 1];
			p->kinds[p->article_count++] = t->kind ? view_of(t->kind) : VIEW_NULL;
		}
		article = l->article;
		l->article = l->article > 0 ? (uint32_t)p->article_count : 0;
		p->page.lines.items[i] = *l;
	}
}

static void begin_work(struct page_work *w, struct mets_page *p)
{
	w->page = p;
	w->blocks = block_lines(&p->page);
	w->lines = mem_array(p->page.lines.len, sizeof(*w->lines));
	w->next = mem_array(p->page.lines.len + 1, sizeof(*w->next));
	for (size_t i = 0; i <= p->page.lines.len; i++)
		w->next[i] = (uint32_t)i;
	for (size_t i = 0; i < p->page.lines.len; i++)
		w->lines[i] = (struct claimed){ .line = p->page.lines.items[i],
			                            .turn = SIZE_MAX,
			                            .place = (uint32_t)i };
}

static void end_work(const struct issue *s, struct page_work *w, size_t *first_turns)
{
	size_t len = w->page->page.lines.len;
	order_lines(w, first_turns);
	settle_roles(w->lines, len);
	settle_paragraphs(w->lines, len);
	number_articles(s, w);
	free(w->blocks);
	free(w->next);
	free(w->lines);
}

void mets_articles(const struct mets *m, struct mets_page *pages, size_t count)
{
	pointers found = { 0 };
	struct map page_at = { 0 };
	struct page_work *work = mem_array(count, sizeof(*work));
	size_t *first_turns = mem_array(m->divs.len + 1, sizeof(*first_turns));
	for (size_t d = 0; d <= m->divs.len; d++)
		first_turns[d] = SIZE_MAX;
	struct issue s = { m, mem_array(m->divs.len, sizeof(*s.types)),
		               mem_array(m->divs.len, sizeof(*s.own_text)) };
	for (size_t d = 0; d < m->divs.len; d++)
		s.types[d] = find_type(m->divs.items[d].type);
	find_own_text(&s);
	find_pointers(&s, &found);
	for (size_t i = 0; i < count; i++) {
		begin_work(&work[i], &pages[i]);
		map_put(&page_at, pages[i].file, NULL)->number = i;
	}
	for (size_t i = 0; i < found.len; i++) {
		const union map_value *at = map_get(&page_at, found.items[i].area->file);
		if (at)
			claim(&work[at->number], &found.items[i], i);
	}
	for (size_t i = 0; i < count; i++)
		end_work(&s, &work[i], first_turns);
	free(s.types);
	free(s.own_text);
	free(first_turns);
	free(work);
	map_free(&page_at);
	array_free(&found);
}
