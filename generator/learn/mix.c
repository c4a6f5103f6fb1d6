#include "learn/mix.h"

#include "learn/augment.h"
#include "learn/random.h"
#include "segment/label.h"

enum {
	FEWEST = 5,
	MOST = 16, /* articles of a page */
	AFTER_IN = 24,
	LOST_IN = 40, /* one headline in so many is moved, or lost */
	KICKER_IN = 10,
	DECK_IN = 10,     /* one article in so many gets one */
	LINES_IN = 18,    /* one headline in so many stands in two lines */
	SERIES_IN = 8,    /* one in so many gets a series of subheads */
	ABOVE_IN = 3,     /* one caption in so many stands above its headline */
	OWN_IN = 3,       /* one page in so many is of a paper with its own datelines */
	NEIGHBOUR_IN = 3, /* two articles in three follow as they were printed */
};

static bool begins(const struct gold_page *p, size_t i)
{
	return (p->allowed[i] & (LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE))) != 0;
}

/* The block after the article, or run of furniture, that begins at block i. */
static size_t article_end(const struct gold_page *p, size_t i)
{
	for (i++; i < p->blocks.len && !begins(p, i); i++)
		continue;
	return i;
}

struct mixer {
	struct gold_page *page;
	size_t cap;
	uint64_t *random;
	bool own; /* the paper's own datelines */
};

static bool chance(struct mixer *m, size_t one_in)
{
	return random_below(m->random, one_in) == 0;
}

static void put(struct mixer *m, const struct block *block, uint32_t allowed)
{
	struct blocks *b = &m->page->blocks;
	if (b->len == m->cap)
		return;
	b->items[b->len] = *block;
	m->page->allowed[b->len++] = allowed;
}

static void put_block(struct mixer *m, const struct gold_page *from, size_t i, uint32_t allowed)
{
	struct block own;
	if (m->own && augment_dateline(&from->blocks.items[i], &m->page->arena, &own))
		put(m, &own, allowed);
	else
		put(m, &from->blocks.items[i], allowed);
}

/* A clause of the article as a line of its own; whether there was one. */
static bool put_clause(struct mixer *m, const struct gold_page *p, size_t from, size_t to,
                       const struct augment_wish *wish, uint32_t allowed)
{
	struct block clause;
	bool ok = augment_clause(&p->blocks, from, to, wish, m->random, &m->page->arena, &clause);
	if (ok)
		put(m, &clause, allowed);
	return ok;
}

/* Whether an article is a headline, then at least two blocks that need no other place. */
static bool can_turn(const struct gold_page *p, size_t from, size_t to)
{
	return to - from >= 3 && p->allowed[from] == LABEL_BIT(LABEL_START_HEADLINE) &&
	       p->allowed[from + 1] == LABEL_BIT(LABEL_LEAD);
}

/* A headline, a caption and a text: the caption may as well come first. */
static bool can_swap(const struct gold_page *p, size_t from, size_t to)
{
	return to - from >= 3 && p->allowed[from] == LABEL_BIT(LABEL_START_HEADLINE) &&
	       p->allowed[from + 1] == LABEL_BIT(LABEL_CAPTION) &&
	       (p->allowed[from + 2] & LABEL_BIT(LABEL_LEAD));
}

/* The article from its second block on; a series has subheads with one word in common. */
static void put_body(struct mixer *m, const struct gold_page *p, size_t from, size_t to,
                     bool series)
{
	struct block word;
	struct augment_wish brief = { 2, 4, VIEW(""), VIEW("") }, wish = { 4, 11, VIEW(""), VIEW("") };
	if (series && chance(m, 2) &&
	    augment_clause(&p->blocks, from, to, &brief, m->random, &m->page->arena, &word)) {
		if (chance(m, 2))
			wish.before = word.text;
		else
			wish.after = word.text;
	}
	for (size_t i = from; i < to; i++) {
		if (series && i > from + 1 && p->allowed[i] == LABEL_BIT(LABEL_BODY) &&
		    p->allowed[i - 1] == LABEL_BIT(LABEL_BODY) && !chance(m, 3))
			put_clause(m, p, i, to, &wish, LABEL_BIT(LABEL_SUBHEAD));
		put_block(m, p, i, p->allowed[i]);
	}
}

static void put_after_body(struct mixer *m, const struct gold_page *p, size_t from, size_t to,
                           bool lost)
{
	put_block(m, p, from + 1, LABEL_BIT(LABEL_START_LEAD));
	put_body(m, p, from + 2, to, false);
	if (!lost)
		put_block(m, p, from, LABEL_BIT(LABEL_END_HEADLINE));
}

/* Block i, which begins an article or follows its kicker; a headline may stand in two lines. */
static void put_headline(struct mixer *m, const struct gold_page *p, size_t i, uint32_t allowed)
{
	struct block lines[2];
	if (p->allowed[i] != LABEL_BIT(LABEL_START_HEADLINE) || !chance(m, LINES_IN) ||
	    !augment_halves(&p->blocks.items[i], m->random, &m->page->arena, lines)) {
		put_block(m, p, i, allowed);
		return;
	}
	put(m, &lines[0], allowed);
	put(m, &lines[1], LABEL_BIT(LABEL_HEADLINE));
}

static void put_article(struct mixer *m, const struct gold_page *p, size_t from, size_t to)
{
	static const struct augment_wish kicker = { 4, 16, { "", 0 }, { "", 0 } };
	static const struct augment_wish deck = { 9, 24, { "", 0 }, { "", 0 } };
	static const struct augment_wish dashed = { 9, 24, { "——", 6 }, { "", 0 } };
	bool turn = can_turn(p, from, to);
	if (turn && chance(m, AFTER_IN)) {
		put_after_body(m, p, from, to, false);
		return;
	}
	if (turn && chance(m, LOST_IN)) {
		put_after_body(m, p, from, to, true);
		return;
	}
	if (can_swap(p, from, to) && chance(m, ABOVE_IN)) {
		put_block(m, p, from + 1, LABEL_BIT(LABEL_START_CAPTION));
		put_block(m, p, from, LABEL_BIT(LABEL_HEADLINE));
		put_body(m, p, from + 2, to, false);
		return;
	}
	bool kicked = turn && chance(m, KICKER_IN) &&
	              put_clause(m, p, from, to, &kicker, LABEL_BIT(LABEL_START_KICKER));
	put_headline(m, p, from, kicked ? LABEL_BIT(LABEL_HEADLINE) : p->allowed[from]);
	if (turn && chance(m, DECK_IN))
		put_clause(m, p, from, to, chance(m, 3) ? &dashed : &deck, LABEL_BIT(LABEL_DECK));
	put_body(m, p, from + 1, to, turn && to - from > 5 && chance(m, SERIES_IN));
}

/* A random article's first block, of any page in use. */
static size_t choose(const struct gold *g, const size_t *use, size_t n, size_t *page,
                     uint64_t *random)
{
	*page = use[random_below(random, n)];
	const struct gold_page *p = &g->pages.items[*page];
	size_t i = random_below(random, p->blocks.len);
	while (i > 0 && !begins(p, i))
		i--;
	return i;
}

static void mix_page(const struct gold *g, const size_t *use, size_t n, uint64_t *random,
                     struct gold_page *out)
{
	enum { ROOM = 400 };
	struct mixer m = { out, ROOM, random, random_below(random, OWN_IN) == 0 };
	out->blocks.items = arena_array(&out->arena, ROOM, sizeof(*out->blocks.items));
	out->allowed = arena_array(&out->arena, ROOM, sizeof(*out->allowed));
	size_t articles = FEWEST + random_below(random, MOST - FEWEST);
	size_t page = 0, at = 0;
	for (size_t k = 0; k < articles; k++) {
		if (k == 0 || at >= g->pages.items[page].blocks.len ||
		    random_below(random, NEIGHBOUR_IN) == 0)
			at = choose(g, use, n, &page, random);
		const struct gold_page *p = &g->pages.items[page];
		size_t end = article_end(p, at);
		if (out->blocks.len + (end - at) <= ROOM)
			put_article(&m, p, at, end);
		at = end;
	}
	out->facts = facts_find(&out->blocks, &out->arena);
	out->sets = feature_find(out->facts, out->blocks.len, &out->arena);
	out->day = arena_string(&out->arena, VIEW("mixed"));
}

void mix_pages(const struct gold *g, const size_t *use, size_t n, size_t count, uint64_t *random,
               struct gold *out)
{
	for (size_t i = 0; i < count && n > 0; i++) {
		struct gold_page *p = array_push(&out->pages);
		mix_page(g, use, n, random, p);
		size_t where;
		if (p->blocks.len > 0 && gold_is_possible(p, &where))
			continue;
		arena_free(&p->arena);
		out->pages.len--;
	}
}
