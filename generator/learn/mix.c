#include "learn/mix.h"

#include <stdlib.h>
#include <string.h>

#include "page/label.h"

enum {
	FEWEST = 5, MOST = 16,     /* articles of a page */
	AFTER_IN = 24, LOST_IN = 40, /* one headline in so many is moved, or lost */
	NEIGHBOUR_IN = 3,          /* two articles in three follow as they were printed */
};

#define BIT(label) (UINT32_C(1) << (label))

uint64_t mix_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1Du;
}

static size_t below(uint64_t *state, size_t n)
{
	return (size_t)(mix_random(state) >> 33) % n;
}

static const uint32_t starts = BIT(LABEL_START_KICKER) | BIT(LABEL_START_HEADLINE) |
                               BIT(LABEL_START_CAPTION) | BIT(LABEL_START_LEAD);

static bool begins(const struct gold_page *p, size_t i)
{
	return (p->allowed[i] & (starts | BIT(LABEL_FURNITURE))) != 0;
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
	size_t            cap;
};

static void put_block(struct mixer *m, const struct gold_page *from, size_t i, uint32_t allowed)
{
	struct blocks *b = &m->page->blocks;
	if (b->len == m->cap)
		return;
	b->items[b->len] = from->blocks.items[i];
	m->page->allowed[b->len++] = allowed;
}

/* Whether an article is a headline, then at least two blocks that need no other place. */
static bool can_turn(const struct gold_page *p, size_t from, size_t to)
{
	return to - from >= 3 && p->allowed[from] == BIT(LABEL_START_HEADLINE) &&
	       p->allowed[from + 1] == BIT(LABEL_LEAD);
}

static void put_article(struct mixer *m, const struct gold_page *p, size_t from, size_t to,
                        uint64_t *random)
{
	bool turn = can_turn(p, from, to);
	bool after = turn && below(random, AFTER_IN) == 0;
	bool lost = turn && !after && below(random, LOST_IN) == 0;
	for (size_t i = from; i < to; i++) {
		if (i == from && (after || lost))
			continue;
		put_block(m, p, i, i == from + 1 && (after || lost) ? BIT(LABEL_START_LEAD) : p->allowed[i]);
	}
	if (after)
		put_block(m, p, from, BIT(LABEL_END_HEADLINE));
}

/* A random article's first block, of any page in use. */
static size_t choose(const struct gold *g, const size_t *use, size_t n, size_t *page, uint64_t *random)
{
	*page = use[below(random, n)];
	const struct gold_page *p = &g->pages.items[*page];
	size_t i = below(random, p->blocks.len);
	while (i > 0 && !begins(p, i))
		i--;
	return i;
}

static void mix_page(const struct gold *g, const size_t *use, size_t n, uint64_t *random,
                     struct gold_page *out)
{
	enum { ROOM = 400 };
	struct mixer m = { out, ROOM };
	out->blocks.items = arena_array(&out->arena, ROOM, sizeof(*out->blocks.items));
	out->allowed = arena_array(&out->arena, ROOM, sizeof(*out->allowed));
	size_t articles = FEWEST + below(random, MOST - FEWEST);
	size_t page = 0, at = 0;
	for (size_t k = 0; k < articles; k++) {
		if (k == 0 || at >= g->pages.items[page].blocks.len || below(random, NEIGHBOUR_IN) == 0)
			at = choose(g, use, n, &page, random);
		const struct gold_page *p = &g->pages.items[page];
		size_t end = article_end(p, at);
		if (out->blocks.len + (end - at) <= ROOM)
			put_article(&m, p, at, end, random);
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
