#include "site/prominence.h"

#include <string.h>

enum rank { RANK_LEAD, RANK_NOTABLE, RANK_HEADLINE, RANK_OPENING };

static enum rank rank_of(const struct archive_article *x)
{
	if (x->lead)
		return RANK_LEAD;
	if (x->notable)
		return RANK_NOTABLE;
	return x->opening ? RANK_OPENING : RANK_HEADLINE;
}

int prominence_compare(const struct archive *a, uint32_t x, uint32_t y)
{
	const struct archive_article *p = &a->articles.items[x], *q = &a->articles.items[y];
	enum rank m = rank_of(p), n = rank_of(q);
	if (m != n)
		return m < n ? -1 : 1;
	if (m != RANK_LEAD && p->length != q->length)
		return p->length > q->length ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* A notice may be printed on several pages. */
static bool is_repeated(const struct archive *a, const uint32_t *articles, size_t count, uint32_t x)
{
	for (size_t i = 0; i < count; i++) {
		if (view_eq(a->articles.items[articles[i]].headline, a->articles.items[x].headline))
			return true;
	}
	return false;
}

size_t prominence_of_issue(const struct archive *a, const struct archive_span *issue, uint32_t *out,
                           size_t most)
{
	size_t count = 0;
	for (uint32_t i = issue->first_article; i < issue->first_article + issue->article_count; i++) {
		if (a->articles.items[i].withdrawn || is_repeated(a, out, count, i))
			continue;
		size_t place = count;
		while (place > 0 && prominence_compare(a, i, out[place - 1]) < 0)
			place--;
		if (place == most)
			continue;
		count += count < most;
		memmove(out + place + 1, out + place, (count - place - 1) * sizeof(*out));
		out[place] = i;
	}
	return count;
}

uint32_t prominence_of_span(const struct archive *a, const struct archive_span *span)
{
	uint32_t best = ARCHIVE_NONE;
	for (uint32_t i = span->first_article; i < span->first_article + span->article_count; i++) {
		const struct archive_article *x = &a->articles.items[i];
		const struct archive_article *y = best == ARCHIVE_NONE ? NULL : &a->articles.items[best];
		if (x->withdrawn)
			continue;
		if (!y || rank_of(x) < rank_of(y) || (rank_of(x) == rank_of(y) && x->length > y->length))
			best = i;
	}
	return best;
}
