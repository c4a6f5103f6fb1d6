#include "segment/draft.h"

#include "language/language.h"

bool draft_is_paragraph(const struct part *p)
{
	return p->label == LABEL_LEAD || p->label == LABEL_BODY || p->label == LABEL_START_LEAD;
}

bool draft_is_headline(const struct part *p)
{
	return p->label == LABEL_START_HEADLINE || p->label == LABEL_HEADLINE ||
	       p->label == LABEL_END_HEADLINE;
}

struct part *draft_first_paragraph(const struct draft *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (draft_is_paragraph(&d->parts[i]))
			return &d->parts[i];
	return NULL;
}

struct part *draft_last_paragraph(const struct draft *d)
{
	for (size_t i = d->count; i-- > 0;)
		if (draft_is_paragraph(&d->parts[i]))
			return &d->parts[i];
	return NULL;
}

/*
 * Whether block i, not the first, goes on with the text of the one before it: it
 * is its continuation, or a line of the same sort below one that fills its column.
 */
static bool goes_on(const struct blocks *blocks, const enum label *labels, size_t i)
{
	enum label before = labels[i - 1], label = labels[i];
	if (label == LABEL_CONTINUATION)
		return true;
	if (!blocks->items[i].below_full || !blocks->items[i - 1].fills)
		return false;
	if (label == LABEL_HEADLINE)
		return before == LABEL_HEADLINE || before == LABEL_START_HEADLINE;
	return label == before && (label == LABEL_DECK || label == LABEL_SUBHEAD ||
	                           label == LABEL_BYLINE || label == LABEL_END_HEADLINE);
}

/* The part that begins at block i; *i moves past it. */
static struct part read_part(const struct blocks *blocks, const enum label *labels, size_t to,
                             size_t *i, struct arena *a, struct buf *joined)
{
	const struct block *b = &blocks->items[*i];
	struct part p = {
		.label = labels[(*i)++],
		.text = b->text,
		.glyphs = b->glyphs,
		.one_line = b->lines.first == b->lines.last,
		.lines = b->lines,
		.role = b->role,
	};
	if (*i == to || !goes_on(blocks, labels, *i))
		return p;
	buf_truncate(joined, 0);
	bool spaced = b->glyphs.language->spaced;
	glyph_join(joined, b->text, spaced);
	while (*i < to && goes_on(blocks, labels, *i)) {
		p.lines.last = blocks->items[*i].lines.last;
		glyph_join(joined, blocks->items[(*i)++].text, spaced);
	}
	p.one_line = false;
	p.text = arena_view(a, buf_view(joined));
	p.glyphs = glyph_read(p.text, b->glyphs.language, a);
	return p;
}

static void read_parts(struct draft *d, const struct blocks *blocks, const enum label *labels,
                       struct arena *a, struct buf *joined)
{
	d->parts = arena_array(a, d->to - d->first, sizeof(*d->parts));
	for (size_t i = d->first; i < d->to;)
		d->parts[d->count++] = read_part(blocks, labels, d->to, &i, a, joined);
}

static bool ends_with_colon(const struct part *p)
{
	return p->glyphs.len > 0 && p->glyphs.code[p->glyphs.len - 1] == ':';
}

/*
 * What stands below a headline in more lines than any deck is text: a table, a
 * list. So is a line that ends with a colon: a letter says to whom it speaks.
 */
static void release_decks(struct draft *d)
{
	enum { MOST = 4 };
	for (size_t i = 0, end; i < d->count; i = end + (end == i)) {
		for (end = i; end < d->count && d->parts[end].label == LABEL_DECK;)
			end++;
		bool all = end > i + MOST, spoken = false;
		for (size_t k = i; k < end; k++) {
			struct part *p = &d->parts[k];
			if (p->role == LINE_ROLE_DECK || !(all || spoken || ends_with_colon(p)))
				continue;
			p->label = spoken ? LABEL_BODY : LABEL_LEAD;
			spoken = true;
		}
	}
}

void draft_make(const struct blocks *blocks, const enum label *labels, struct arena *a,
                struct drafts *out)
{
	struct buf joined = { 0 };
	for (size_t i = 0; i < blocks->len;) {
		if (labels[i] == LABEL_FURNITURE) {
			i++;
			continue;
		}
		struct draft *d = array_push(&out->items);
		d->first = i++;
		while (i < blocks->len && !label_may_begin(labels[i]))
			i++;
		d->to = i;
		read_parts(d, blocks, labels, a, &joined);
		release_decks(d);
	}
	buf_free(&joined);
}
