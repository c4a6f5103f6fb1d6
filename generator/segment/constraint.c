#include "segment/constraint.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "segment/credit.h"
#include "segment/segment.h"

static const uint32_t starts = LABEL_STARTS;
static const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);

static uint32_t labels_of(enum constraint_sort sort)
{
	switch (sort) {
	case CONSTRAINT_KICKER: return LABEL_BIT(LABEL_START_KICKER);
	case CONSTRAINT_DECK: return LABEL_BIT(LABEL_DECK);
	default:
		return LABEL_BIT(LABEL_START_HEADLINE) | LABEL_BIT(LABEL_HEADLINE) |
		       LABEL_BIT(LABEL_END_HEADLINE);
	}
}

/* The labels that a block of a role may have; first: it is the first of those named together. */
static uint32_t labels_of_role(enum line_role role, bool first)
{
	switch (role) {
	case LINE_ROLE_BODY:
		return LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_BODY) | LABEL_BIT(LABEL_CONTINUATION);
	case LINE_ROLE_HEADLINE:
		return first ? labels_of(CONSTRAINT_HEADLINE) : LABEL_BIT(LABEL_HEADLINE);
	case LINE_ROLE_KICKER: return LABEL_BIT(LABEL_START_KICKER);
	case LINE_ROLE_DECK: return LABEL_BIT(LABEL_DECK);
	case LINE_ROLE_SUBHEAD: return LABEL_BIT(LABEL_SUBHEAD);
	case LINE_ROLE_BYLINE: return LABEL_BIT(LABEL_BYLINE);
	case LINE_ROLE_CAPTION: return LABEL_BIT(LABEL_CAPTION) | LABEL_BIT(LABEL_START_CAPTION);
	case LINE_ROLE_VERSE:
	case LINE_ROLE_ROW: return LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_BODY);
	case LINE_ROLE_FURNITURE: return LABEL_BIT(LABEL_FURNITURE);
	case LINE_ROLE_START: return first ? starts : ~0U;
	default: return ~0U;
	}
}

static bool is_field(const struct constraint *p)
{
	return p->sort == CONSTRAINT_HEADLINE || p->sort == CONSTRAINT_KICKER ||
	       p->sort == CONSTRAINT_DECK;
}

static size_t cuts_of(const struct constraint *p)
{
	bool each = p->sort == CONSTRAINT_ROLE && line_role_keeps_lines(p->role);
	return each ? (size_t)p->lines.last - p->lines.first + 2 : 2;
}

static int compare_lines(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* The lines at which blocks begin for a role; returns how many. */
static size_t cut_role(const struct constraint *p, uint32_t *cuts)
{
	size_t n = cuts_of(p);
	cuts[0] = p->lines.first;
	for (size_t k = 1; k + 1 < n; k++)
		cuts[k] = p->lines.first + (uint32_t)k;
	cuts[n - 1] = p->lines.last + 1;
	return n;
}

uint32_t *constraint_cuts(const struct constraint *constraints, size_t count, struct arena *a,
                          size_t *out_count)
{
	size_t n = 0, most = 0;
	for (size_t i = 0; i < count; i++)
		most += cuts_of(&constraints[i]);
	uint32_t *cuts = arena_array(a, most, sizeof(*cuts));
	for (size_t i = 0; i < count; i++) {
		if (constraints[i].sort == CONSTRAINT_START) {
			cuts[n++] = constraints[i].article;
		} else if (constraints[i].sort == CONSTRAINT_ROLE) {
			n += cut_role(&constraints[i], cuts + n);
		} else if (is_field(&constraints[i]) && constraints[i].lines.first) {
			cuts[n++] = constraints[i].lines.first;
			cuts[n++] = constraints[i].lines.last + 1;
		}
	}
	if (n > 0)
		qsort(cuts, n, sizeof(*cuts), compare_lines);
	*out_count = n;
	return cuts;
}

struct sought {
	const struct blocks *blocks;
	uint32_t line;
};

static bool ends_above(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return s->blocks->items[i].lines.last < s->line;
}

/* The block that holds the line, or blocks->len. */
static size_t block_of(const struct blocks *blocks, uint32_t line)
{
	size_t low = bisect(blocks->len, ends_above, &(struct sought){ blocks, line });
	return low < blocks->len && blocks->items[low].lines.first <= line ? low : blocks->len;
}

/*
 * Not a byline, unless it names people: a headline that is none is text of the
 * article above, though it stands where a byline could.
 */
static uint32_t goes_on(const struct block *b)
{
	struct credit_list list;
	bool names = credit_read(b->glyphs, 0, b->glyphs.len, false, &list);
	return names ? ~begins : ~(begins | LABEL_BIT(LABEL_BYLINE));
}

void constraint_roles(const struct constraint *constraints, size_t count, struct blocks *blocks)
{
	for (size_t i = 0; i < count; i++) {
		const struct constraint *c = &constraints[i];
		for (size_t k = 0; c->sort == CONSTRAINT_ROLE && k < blocks->len; k++) {
			struct block *b = &blocks->items[k];
			if (b->lines.first >= c->lines.first && b->lines.first <= c->lines.last)
				b->role = c->role;
		}
	}
}

/* With what an article begins whose first lines have that role. */
static uint32_t starts_of_role(enum line_role role, enum line_role next)
{
	switch (role) {
	case LINE_ROLE_KICKER: return LABEL_BIT(LABEL_START_KICKER);
	case LINE_ROLE_HEADLINE: return LABEL_BIT(LABEL_START_HEADLINE);
	case LINE_ROLE_CAPTION: return LABEL_BIT(LABEL_START_CAPTION);
	case LINE_ROLE_DECK:
	case LINE_ROLE_BYLINE:
		return LABEL_BIT(next == LINE_ROLE_HEADLINE ? LABEL_START_KICKER : LABEL_START_LEAD);
	case LINE_ROLE_BODY:
	case LINE_ROLE_VERSE:
	case LINE_ROLE_ROW:
	case LINE_ROLE_SUBHEAD: return LABEL_BIT(LABEL_START_LEAD);
	default: return starts;
	}
}

/*
 * Narrows the mask of block i by where the source says that articles begin and
 * end. What it gives to no article goes on with none whose lines it gave.
 */
static uint32_t within_article(const struct blocks *blocks, size_t i, uint32_t mask)
{
	const struct block *b = &blocks->items[i];
	uint32_t above = i > 0 ? b[-1].article : 0;
	if (b->role == LINE_ROLE_FURNITURE)
		return mask;
	if (b->article && b->article != above)
		return starts_of_role(b->role, i + 1 < blocks->len ? b[1].role : LINE_ROLE_UNSAID);
	if (b->article) {
		/* Where paragraphs are told, none is torn. */
		uint32_t torn = b->told && b->role != LINE_ROLE_UNSAID ? LABEL_BIT(LABEL_CONTINUATION) : 0;
		uint32_t inside = mask & ~begins & ~torn;
		return inside ? inside : mask;
	}
	return above && mask & begins ? mask & begins : mask;
}

/* What somebody says goes before what the source says of the same block. */
static uint32_t agree(const struct block *b, uint32_t mask, uint32_t said)
{
	return b->article && !(mask & said) ? said : mask & said;
}

uint32_t *constraint_starts(const struct blocks *blocks, const struct constraint *constraints,
                            size_t count, struct arena *a)
{
	uint32_t *masks = arena_array(a, blocks->len, sizeof(*masks));
	for (size_t i = 0; i < blocks->len; i++) {
		enum line_role role = blocks->items[i].role;
		masks[i] = labels_of_role(role, i == 0 || blocks->items[i - 1].role != role);
		masks[i] = within_article(blocks, i, masks[i]);
	}
	for (size_t i = 0; i < count; i++) {
		size_t at = block_of(blocks, constraints[i].article);
		if (at < blocks->len && constraints[i].sort == CONSTRAINT_START)
			masks[at] = agree(&blocks->items[at], masks[at], starts);
	}
	return masks;
}

bool constraint_begins(const struct constraint *constraints, size_t count)
{
	bool any = false;
	for (size_t i = 0; i < count; i++)
		any = any || constraints[i].sort == CONSTRAINT_START;
	return any;
}

/* The block that is said to begin no article, or how many blocks there are. */
static size_t no_start(const struct blocks *blocks, const struct constraint *c)
{
	return c->sort == CONSTRAINT_NO_START ? block_of(blocks, c->article) : blocks->len;
}

void constraint_forget(const struct blocks *blocks, const struct constraint *constraints,
                       size_t count, enum cut_sort *cut)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = no_start(blocks, &constraints[i]);
		if (at < blocks->len)
			cut[at] = CUT_INSIDE;
	}
}

/* What cut has inside the article that begins at block at, and inside the one above, stays inside. */
static void join(size_t len, size_t at, const enum cut_sort *cut, const uint32_t *said,
                 uint32_t *masks)
{
	size_t first = at, end = at + 1;
	while (first > 0 && cut[first - 1] == CUT_INSIDE)
		first--;
	while (end < len && cut[end] == CUT_INSIDE)
		end++;
	for (size_t i = first; i < end; i++)
		if (i != at)
			masks[i] = said[i] & ~begins ? said[i] & ~begins : said[i];
}

bool constraint_joins(const struct blocks *blocks, const struct constraint *constraints,
                      size_t count, const enum cut_sort *cut, const uint32_t *said, uint32_t *masks)
{
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		size_t at = no_start(blocks, &constraints[i]);
		if (at < blocks->len && cut[at] != CUT_INSIDE)
			join(blocks->len, at, cut, said, masks);
	}
	/* After all are joined, as one may stand in what another joins. */
	for (size_t i = 0; i < count; i++) {
		size_t at = no_start(blocks, &constraints[i]);
		if (at == blocks->len)
			continue;
		masks[at] = agree(&blocks->items[at], said[at], goes_on(&blocks->items[at]));
		any = true;
	}
	return any;
}

void constraint_furniture(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks)
{
	for (size_t i = 0; i < blocks->len; i++)
		if (edge[i] && masks[i] == ~0U)
			masks[i] = LABEL_BIT(LABEL_FURNITURE);
}

/* What others of the article's lines cannot be; a kicker alone would be its headline. */
static uint32_t denied(const struct constraint *p)
{
	bool no_headline = p->sort == CONSTRAINT_HEADLINE && p->lines.first == 0;
	return labels_of(p->sort) | (no_headline ? LABEL_BIT(LABEL_START_KICKER) : 0);
}

static void pin_field(const struct blocks *blocks, const enum label *labels,
                      const struct constraint *p, uint32_t *masks)
{
	size_t first = block_of(blocks, p->article), end = first + 1;
	if (first == blocks->len)
		return;
	while (end < blocks->len && !label_may_begin(labels[end]))
		end++;
	masks[first] &= starts;
	for (size_t i = first; i < end; i++) {
		struct span lines = blocks->items[i].lines;
		bool meant = lines.first >= p->lines.first && lines.last <= p->lines.last;
		masks[i] &= meant ? labels_of(p->sort) : ~denied(p);
		if (i > first)
			masks[i] &= ~begins;
	}
	if (end < blocks->len)
		masks[end] &= begins;
}

bool constraint_fields(const struct blocks *blocks, const enum label *labels,
                       const struct constraint *constraints, size_t count, uint32_t *masks)
{
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		if (!is_field(&constraints[i]))
			continue;
		pin_field(blocks, labels, &constraints[i], masks);
		any = true;
	}
	return any;
}

void constraint_likely(const struct blocks *blocks, const struct constraint *constraints,
                       size_t count, double *likely)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = block_of(blocks, constraints[i].article);
		if (at < blocks->len &&
		    (constraints[i].sort == CONSTRAINT_START || constraints[i].sort == CONSTRAINT_NO_START))
			likely[at] = constraints[i].sort == CONSTRAINT_START;
	}
}
