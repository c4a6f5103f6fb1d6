#include "archive/jumps.h"

#include <stdlib.h>
#include <string.h>

#include "archive/editions.h"
#include "archive/page_number.h"
#include "base/hash.h"
#include "base/mem.h"
#include "text/glyph.h"
#include "text/han.h"

enum {
	PAIRS_READ = 3000, /* of an article: the words of its beginning are enough */
	PAIRS_KEPT = 200,  /* of these, so that memory stays small: those of lowest hash */
	ENDS_MOST = 400,   /* of one page with another: beyond that is no newspaper */
};

/* An equal headline is worth more than any words. */
#define SAME_HEADLINE 1000.0

/* The best partner must be this much better than the next. */
#define CLEARLY 1.5

static int compare_pairs(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Spread evenly, so that the lowest are a fair sample; the same on all machines. */
static uint32_t mix(uint32_t before, uint32_t after)
{
	uint64_t h = ((uint64_t)before << 32 | after) * 0x9E3779B97F4A7C15U;
	return (uint32_t)(h >> 32) ^ (uint32_t)(h >> 11);
}

static void add_pairs(struct archive_jump *j, struct view text)
{
	uint32_t before = 0;
	for (size_t at = 0; at < text.len && j->pair_count < PAIRS_READ;) {
		uint32_t c = glyph_fold(glyph_next(text, &at));
		if (c == 0)
			continue;
		bool word = han_is_word(c);
		if (word && before)
			j->pairs[j->pair_count++] = mix(before, c);
		before = word ? c : 0;
	}
}

static void sort_pairs(struct archive_jump *j)
{
	uint32_t kept = 0;
	if (j->pair_count > 0)
		qsort(j->pairs, j->pair_count, sizeof(*j->pairs), compare_pairs);
	for (uint32_t i = 0; i < j->pair_count && kept < PAIRS_KEPT; i++)
		if (kept == 0 || j->pairs[kept - 1] != j->pairs[i])
			j->pairs[kept++] = j->pairs[i];
	j->pair_count = kept;
	j->pairs = mem_grow(j->pairs, kept ? kept : 1, sizeof(*j->pairs));
}

static void keep_number(char out[12], struct view number)
{
	if (number.len > 0 && number.len < 12)
		memcpy(out, number.data, number.len);
}

void jumps_read(const struct article *a, uint32_t number, struct archive_jump *out)
{
	out->article = number;
	keep_number(out->to, a->continues);
	keep_number(out->from, a->continued_from);
	out->headline = a->headline_printed ? hash_view(a->headline) : 0;
	out->pairs = mem_array(PAIRS_READ, sizeof(*out->pairs));
	add_pairs(out, a->headline);
	for (size_t i = 0; i < a->body_count; i++)
		add_pairs(out, a->body[i].text);
	sort_pairs(out);
}

/* The ends on one page that point to another, and those on the other that point back. */
struct meeting {
	struct archive *archive;
	struct archive_jump *ends[2][ENDS_MOST];
	uint32_t articles[2][ENDS_MOST];
	bool joined[2][ENDS_MOST];
	size_t count[2];
};

static void add_ends(struct meeting *m, int side, const struct archive_page *p, struct view other)
{
	for (uint32_t i = p->first_jump; i < p->first_jump + p->jump_count; i++) {
		struct archive_jump *j = &m->archive->jumps.items[i];
		struct view number = view_of(side == 0 ? j->to : j->from);
		if (number.len == 0 || !page_number_same(number, other) || m->count[side] == ENDS_MOST)
			continue;
		m->ends[side][m->count[side]] = j;
		m->articles[side][m->count[side]] = p->first_article + j->article;
		m->joined[side][m->count[side]++] = false;
	}
}

static bool has_pair(const struct archive_jump *j, uint32_t pair)
{
	return bsearch(&pair, j->pairs, j->pair_count, sizeof(pair), compare_pairs) != NULL;
}

/* In how many of the ends the pair stands: those that all have say nothing. */
static size_t count_with(const struct meeting *m, uint32_t pair)
{
	size_t n = 0;
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < m->count[side]; i++)
			n += has_pair(m->ends[side][i], pair);
	return n;
}

static double likeness(const struct meeting *m, const struct archive_jump *a,
                       const struct archive_jump *b)
{
	double score = a->headline && a->headline == b->headline ? SAME_HEADLINE : 0;
	for (uint32_t i = 0; i < a->pair_count; i++) {
		if (!has_pair(b, a->pairs[i]))
			continue;
		double others = (double)count_with(m, a->pairs[i]) - 1;
		score += 1 / (others * others);
	}
	return score;
}

/* The partner of one end that is clearly better than all others, or -1. */
static ptrdiff_t best_of(const struct meeting *m, const double *scores, int side, size_t end)
{
	int other = 1 - side;
	double best = 0, second = 0;
	ptrdiff_t found = -1;
	for (size_t i = 0; i < m->count[other]; i++) {
		if (m->joined[other][i])
			continue;
		double s = side == 0 ? scores[end * m->count[1] + i] : scores[i * m->count[1] + end];
		if (s > best) {
			second = best;
			best = s;
			found = (ptrdiff_t)i;
		} else if (s > second) {
			second = s;
		}
	}
	return best > second * CLEARLY ? found : -1;
}

static void join(struct meeting *m, size_t to, size_t from)
{
	uint32_t a = m->articles[0][to], b = m->articles[1][from];
	m->archive->articles.items[a].continues = b;
	m->archive->articles.items[b].continued_from = a;
	m->joined[0][to] = m->joined[1][from] = true;
}

/* Joins those that are each other's clear best, until there are no more. */
static void join_best(struct meeting *m)
{
	double *scores = mem_array(m->count[0] * m->count[1], sizeof(*scores));
	for (size_t i = 0; i < m->count[0]; i++)
		for (size_t k = 0; k < m->count[1]; k++)
			scores[i * m->count[1] + k] = likeness(m, m->ends[0][i], m->ends[1][k]);
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < m->count[0]; i++) {
			if (m->joined[0][i])
				continue;
			ptrdiff_t k = best_of(m, scores, 0, i);
			if (k < 0 || best_of(m, scores, 1, (size_t)k) != (ptrdiff_t)i)
				continue;
			join(m, i, (size_t)k);
			again = true;
		}
	}
	free(scores);
}

static bool same_edition(const struct archive_page *p, const struct archive_page *q)
{
	return view_eq(view_slice(p->number, 0, p->edition), view_slice(q->number, 0, q->edition));
}

/* Articles that page p sends to page q. */
static void join_pages(struct meeting *m, const struct archive_page *p,
                       const struct archive_page *q)
{
	m->count[0] = m->count[1] = 0;
	struct view from = editions_bare(p), to = editions_bare(q);
	if (from.len == 0 || to.len == 0 || !same_edition(p, q))
		return;
	add_ends(m, 0, p, to);
	add_ends(m, 1, q, from);
	if (m->count[0] == 1 && m->count[1] == 1)
		join(m, 0, 0);
	else if (m->count[0] > 0 && m->count[1] > 0)
		join_best(m);
}

static bool has_jumps(const struct archive *a, const struct archive_span *issue)
{
	for (uint32_t i = issue->first_page; i < issue->first_page + issue->page_count; i++)
		if (a->pages.items[i].jump_count > 0)
			return true;
	return false;
}

static void join_issue(struct meeting *m, const struct archive_span *issue)
{
	const struct archive_page *pages = m->archive->pages.items + issue->first_page;
	for (uint32_t i = 0; i < issue->page_count; i++)
		for (uint32_t k = 0; pages[i].jump_count > 0 && k < issue->page_count; k++)
			if (i != k && pages[k].jump_count > 0)
				join_pages(m, &pages[i], &pages[k]);
}

void jumps_join(struct archive *a)
{
	struct meeting *m = mem_alloc(sizeof(*m));
	m->archive = a;
	for (size_t i = 0; i < a->issues.len; i++)
		if (has_jumps(a, &a->issues.items[i]))
			join_issue(m, &a->issues.items[i]);
	free(m);
	archive_forget_jumps(a);
}
