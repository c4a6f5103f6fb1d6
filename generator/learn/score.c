#include "learn/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

/* Texts are compared without blanks, in their folded form. */
static struct view fold(struct view text, struct buf *out)
{
	buf_truncate(out, 0);
	for (size_t i = 0; i < text.len;) {
		uint32_t c = glyph_fold(glyph_next(text, &i));
		if (c != 0 && c != ' ')
			buf_put_code(out, c);
	}
	return buf_view(out);
}

struct scoring {
	const struct gold_page *gold;
	const struct page *page;
	size_t lines;
	bool *full;  /* of a line (from 1): it is not blank */
	int *holder; /* of a line: the article it came to, -1 none, -2 furniture */
};

static void hold(struct scoring *s, const struct span *spans, size_t n, int who, struct score *out)
{
	for (size_t i = 0; i < n; i++) {
		for (uint32_t l = spans[i].first; l <= spans[i].last && l <= s->lines; l++) {
			if (!s->full[l])
				continue;
			out->doubled += s->holder[l] != -1;
			s->holder[l] = who;
		}
	}
}

static struct scoring begin_scoring(const struct gold_page *gold, const struct page *page,
                                    struct score *out)
{
	struct scoring s = { gold, page, gold->text.len, NULL, NULL };
	s.full = mem_array(s.lines + 1, sizeof(*s.full));
	s.holder = mem_array(s.lines + 1, sizeof(*s.holder));
	for (size_t l = 1; l <= s.lines; l++) {
		s.full[l] = !glyph_text_blank(gold->text.lines[l - 1]);
		s.holder[l] = -1;
	}
	for (size_t i = 0; i < page->article_count; i++)
		hold(&s, page->articles[i].lines, page->articles[i].line_count, (int)i, out);
	for (size_t i = 0; i < page->furniture_count; i++)
		hold(&s, &page->furniture[i].lines, 1, -2, out);
	for (size_t l = 1; l <= s.lines; l++)
		out->lost += s.full[l] && s.holder[l] == -1;
	return s;
}

/* The article that begins on a line, or NULL. */
static const struct article *article_from(const struct scoring *s, uint32_t line)
{
	for (size_t i = 0; i < s->page->article_count; i++)
		if (article_first_line(&s->page->articles[i]) == line)
			return &s->page->articles[i];
	return NULL;
}

static uint32_t first_line(const struct gold_article *a)
{
	return a->lines[0].first;
}

static void score_boundaries(const struct scoring *s, struct score *out)
{
	const struct gold_page *g = s->gold;
	size_t found = 0;
	for (size_t i = 0; i < g->article_count; i++)
		found += article_from(s, first_line(&g->articles[i])) != NULL;
	out->found += found;
	out->missed += g->article_count - found;
	for (size_t i = 0; i < s->page->article_count; i++) {
		bool known = false;
		for (size_t k = 0; k < g->article_count && !known; k++)
			known = first_line(&g->articles[k]) == article_first_line(&s->page->articles[i]);
		out->made_up += !known;
	}
}

/* Whether one article holds the lines of the annotated one and no others. */
static bool is_exact(const struct scoring *s, const struct gold_article *a)
{
	int who = s->holder[first_line(a)];
	size_t gold = 0, held = 0;
	for (size_t i = 0; i < a->line_count; i++) {
		for (uint32_t l = a->lines[i].first; l <= a->lines[i].last && l <= s->lines; l++) {
			if (s->full[l] && s->holder[l] != who)
				return false;
			gold += s->full[l];
		}
	}
	for (size_t l = 1; l <= s->lines; l++)
		held += s->full[l] && s->holder[l] == who;
	return who >= 0 && gold == held;
}

/* What the program says it is sure of. */
static void score_confidence(const struct scoring *s, struct score *out)
{
	const double sure = 0.95;
	for (size_t i = 0; i < s->page->article_count; i++) {
		const struct article *a = &s->page->articles[i];
		if (a->confidence < sure)
			continue;
		out->sure++;
		for (size_t k = 0; k < s->gold->article_count; k++) {
			const struct gold_article *g = &s->gold->articles[k];
			out->sure_exact += s->holder[first_line(g)] == (int)i && is_exact(s, g);
		}
	}
}

static bool has_headline(const struct article *found, struct view headline)
{
	struct buf a = { 0 }, b = { 0 };
	struct view met = fold(found->headline, &a), gold = fold(headline, &b);
	bool ok = view_starts(met, gold) || (met.len >= 12 && view_starts(gold, met));
	if (!ok && found->kicker.data) {
		struct buf c = { 0 };
		ok = view_eq(fold(found->kicker, &c), gold);
		buf_free(&c);
	}
	buf_free(&a);
	buf_free(&b);
	return ok;
}

static void score_articles(const struct scoring *s, struct score *out)
{
	for (size_t i = 0; i < s->gold->article_count; i++) {
		const struct gold_article *a = &s->gold->articles[i];
		const struct article *found = article_from(s, first_line(a));
		out->articles++;
		out->exact += is_exact(s, a);
		out->headlines += found && (!a->headline.data || has_headline(found, a->headline));
	}
}

static void collect_bodies(const struct page *page, struct map *texts)
{
	struct buf folded = { 0 };
	for (size_t i = 0; i < page->article_count; i++)
		for (size_t k = 0; k < page->articles[i].body_count; k++)
			map_put(texts, fold(page->articles[i].body[k].text, &folded), NULL);
	buf_free(&folded);
}

static void score_paragraphs(const struct scoring *s, struct score *out)
{
	enum { LONG = 60 * 3 };
	struct map texts = { 0 };
	struct buf joined = { 0 }, folded = { 0 };
	collect_bodies(s->page, &texts);
	for (size_t i = 0; i < s->gold->article_count; i++) {
		const struct gold_article *a = &s->gold->articles[i];
		for (size_t k = 0; k < a->paragraph_count; k++) {
			buf_truncate(&joined, 0);
			for (uint32_t l = a->paragraphs[k].first; l <= a->paragraphs[k].last && l <= s->lines;
			     l++)
				buf_put(&joined, s->gold->text.lines[l - 1]);
			struct view text = fold(buf_view(&joined), &folded);
			if (text.len < LONG)
				continue;
			out->paragraphs++;
			out->whole += map_get(&texts, text) != NULL;
		}
	}
	buf_free(&joined);
	buf_free(&folded);
	map_free(&texts);
}

void score_page(const struct gold_page *gold, const struct page *page, struct score *out)
{
	struct scoring s = begin_scoring(gold, page, out);
	out->pages++;
	score_boundaries(&s, out);
	score_articles(&s, out);
	score_paragraphs(&s, out);
	score_confidence(&s, out);
	free(s.full);
	free(s.holder);
}

double score_share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

double score_f1(const struct score *s)
{
	double p = score_share(s->found, s->found + s->made_up);
	double r = score_share(s->found, s->found + s->missed);
	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
