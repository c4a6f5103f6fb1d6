#include "page/published.h"

#include <stdlib.h>

#include "base/array.h"
#include "page/pattern.h"

/* What a mention of a date says about the day of the paper. */
enum sense {
	SENSE_HEADER,    /* the page's own date */
	SENSE_DATELINE,  /* a dateline: reported on that day */
	SENSE_NEWS,      /* a day without a year in the first words of a report */
	SENSE_HISTORY,   /* the day of a "this day in history" column */
	SENSE_SIGNED,    /* the day under a notice */
	SENSE_MENTION,   /* anything else */
};

struct mention {
	enum sense          sense;
	struct printed_date date;
	uint32_t            line;
};

struct mentions {
	ARRAY(struct mention) items;
};

static bool in_future_plan(struct glyphs g, size_t i)
{
	/* 到2025年, 至2035年, 2022—2035年 */
	return i > 0 && (g.code[i - 1] == 0x5230 || g.code[i - 1] == 0x81F3 || g.code[i - 1] == 0x2014 ||
	                 g.code[i - 1] == 0x524D || g.code[i - 1] == '-');
}

static enum sense sense_of(struct glyphs g, size_t i, size_t end, enum label label,
                           const struct printed_date *d, size_t dateline_end)
{
	enum { OPENING = 40 };
	if (label == LABEL_FURNITURE)
		return SENSE_HEADER;
	if (i < dateline_end)
		return SENSE_DATELINE;
	if (i == 0 && end == g.len && d->year)
		return SENSE_HISTORY;
	if (end == g.len && d->year && d->day)
		return SENSE_SIGNED;
	bool opening = i <= dateline_end + OPENING && !d->year && d->month && d->day;
	return opening && label != LABEL_HEADLINE && label != LABEL_START_HEADLINE ? SENSE_NEWS
	                                                                           : SENSE_MENTION;
}

/* The end of a dateline at the beginning, or within a bracket at the end. */
static size_t dateline_of(struct glyphs g, size_t *from)
{
	size_t dated;
	*from = 0;
	size_t end = pattern_dateline(g, g.len && g.code[0] == '(' ? 1 : 0, &dated);
	if (end || g.len < 8 || g.code[g.len - 1] != ')')
		return end;
	size_t open = g.len - 1;
	while (open > 0 && g.code[open] != '(' && g.len - open < 40)
		open--;
	*from = open;
	return pattern_dateline(g, open + 1, &dated);
}

static void find_in_block(const struct block *b, enum label label, struct mentions *out)
{
	struct glyphs g = b->glyphs;
	size_t from, dateline_end = dateline_of(g, &from);
	for (size_t i = 0; i < g.len;) {
		struct printed_date d;
		bool begins = i == 0 || !(glyph_is_digit(g.code[i]) && glyph_is_digit(g.code[i - 1]));
		size_t end = begins ? pattern_date(g, i, &d) : 0;
		if (!end) {
			i++;
			continue;
		}
		bool useful = (d.month && d.day) || (d.year >= 1000 && !in_future_plan(g, i)) || d.day;
		if (useful) {
			struct mention *m = array_push(&out->items);
			size_t limit = i >= from ? dateline_end : 0;
			*m = (struct mention){ sense_of(g, i, end, label, &d, limit), d, b->lines.first };
		}
		i = end;
	}
}

/* Votes for a day of the year, or for a year. */
struct vote {
	int    value;   /* month * 100 + day, or year */
	double weight;
};

struct votes {
	ARRAY(struct vote) items;
};

static void cast(struct votes *v, int value, double weight)
{
	for (size_t i = 0; i < v->items.len; i++) {
		if (v->items.items[i].value == value) {
			v->items.items[i].weight += weight;
			return;
		}
	}
	*array_push(&v->items) = (struct vote){ value, weight };
}

/* The value with the most weight, the greater on a tie; 0 where nothing was cast. */
static int winner(const struct votes *v)
{
	struct vote best = { 0, 0 };
	for (size_t i = 0; i < v->items.len; i++) {
		struct vote x = v->items.items[i];
		if (x.weight > best.weight || (x.weight == best.weight && x.value > best.value))
			best = x;
	}
	return best.value;
}

/* The day after month and day, in a common year: the year is not known yet. */
static int next_day(int month, int day)
{
	struct date d = { 2001, month, day };
	if (!date_valid(d))
		return (month == 2 && day == 29) ? 301 : 0;
	d = date_from_days(date_to_days(d) + 1);
	return d.month * 100 + d.day;
}

static void vote_for_day(const struct mention *m, struct votes *v)
{
	const struct printed_date *d = &m->date;
	if (!d->month || !d->day)
		return;
	int same = d->month * 100 + d->day;
	switch (m->sense) {
	case SENSE_HEADER:
		cast(v, same, 100);
		break;
	case SENSE_DATELINE:
		cast(v, next_day(d->month, d->day), 6);
		cast(v, same, 1);
		break;
	case SENSE_NEWS:
		cast(v, next_day(d->month, d->day), 2);
		cast(v, same, 0.3);
		break;
	case SENSE_HISTORY:
		cast(v, same, 4);
		break;
	case SENSE_SIGNED:
		cast(v, same, 1);
		cast(v, next_day(d->month, d->day), 1);
		break;
	case SENSE_MENTION:
		if (!d->year)
			cast(v, next_day(d->month, d->day), 0.5);
		break;
	}
}

/* 2002 for an issue of January 1 that reports 2001年12月31日. */
static int year_from_full_date(const struct printed_date *d, int day)
{
	int named = d->month * 100 + d->day;
	return named > day && named >= 1100 && day <= 300 ? d->year + 1 : d->year;
}

static void vote_for_year(const struct mention *m, int day, struct votes *v)
{
	const struct printed_date *d = &m->date;
	if (d->year < 1600 || d->year > 2200)
		return;
	if (m->sense == SENSE_HEADER)
		cast(v, d->year, 100);
	else if (m->sense == SENSE_HISTORY)
		return;
	else if (m->sense == SENSE_SIGNED)
		cast(v, year_from_full_date(d, day), 3);
	else if (d->month)
		cast(v, year_from_full_date(d, day), 1);
	else
		cast(v, d->year, 1);
}

/* Years long before the latest one that is often named are history. */
static int choose_year(struct votes *v)
{
	int best = 0;
	double best_weight = 0, most = 0;
	for (size_t i = 0; i < v->items.len; i++)
		if (v->items.items[i].weight > most)
			most = v->items.items[i].weight;
	for (size_t i = 0; i < v->items.len; i++) {
		struct vote x = v->items.items[i];
		bool strong = x.weight >= most * 0.34;
		if (strong && x.value > best) {
			best = x.value;
			best_weight = x.weight;
		}
	}
	(void)best_weight;
	return best;
}

static int by_line(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

static bool supports(const struct mention *m, struct date p)
{
	struct votes v = { 0 };
	vote_for_day(m, &v);
	bool yes = false;
	for (size_t i = 0; i < v.items.len; i++)
		yes |= v.items.items[i].value == p.month * 100 + p.day;
	array_free(&v.items);
	return yes || (m->date.year == p.year && m->sense != SENSE_HISTORY);
}

static void keep_evidence(const struct mentions *all, struct page *out)
{
	out->evidence = arena_array(&out->arena, all->items.len, sizeof(*out->evidence));
	for (size_t i = 0; i < all->items.len; i++) {
		const struct mention *m = &all->items.items[i];
		if (supports(m, out->published))
			out->evidence[out->evidence_count++] = (struct span){ m->line, m->line };
	}
	qsort(out->evidence, out->evidence_count, sizeof(*out->evidence), by_line);
	size_t n = 0;
	for (size_t i = 0; i < out->evidence_count; i++)
		if (n == 0 || out->evidence[n - 1].first != out->evidence[i].first)
			out->evidence[n++] = out->evidence[i];
	out->evidence_count = n;
}

static void date_from_text(const struct mentions *all, struct page *out)
{
	struct votes days = { 0 }, years = { 0 };
	for (size_t i = 0; i < all->items.len; i++)
		vote_for_day(&all->items.items[i], &days);
	int day = winner(&days);
	for (size_t i = 0; i < all->items.len; i++)
		vote_for_year(&all->items.items[i], day, &years);
	struct date d = { choose_year(&years), day / 100, day % 100 };
	if (date_valid(d)) {
		out->published = d;
		out->published_by = DATE_TEXT;
		keep_evidence(all, out);
	}
	array_free(&days.items);
	array_free(&years.items);
}

/* The number that a page header prints: 第2版 is "02". */
static void number_from_header(const struct blocks *blocks, const enum label *labels,
                               struct page *out)
{
	for (size_t i = 0; i < blocks->len && !out->number.data; i++) {
		struct glyphs g = blocks->items[i].glyphs;
		if (labels[i] != LABEL_FURNITURE)
			continue;
		for (size_t k = 0; k < g.len && !out->number.data; k++) {
			size_t from, to;
			if ((k > 0 && glyph_is_digit(g.code[k - 1])) || !pattern_page_number(g, k, &from, &to))
				continue;
			int n;
			if (pattern_number(g, from, &n) == to)
				out->number = arena_printf(&out->arena, "%02d", n);
			else
				out->number = arena_view(&out->arena, glyph_slice(blocks->items[i].text, g, from, to));
		}
	}
}

void published_find(const struct text *t, const struct blocks *blocks, const enum label *labels,
                    struct page *out)
{
	struct view number;
	published_from_name(view_of(t->name), &out->published, &number);
	out->number = arena_view(&out->arena, number);
	if (!out->number.data)
		number_from_header(blocks, labels, out);
	if (date_known(out->published)) {
		out->published_by = DATE_FILENAME;
		return;
	}
	struct mentions all = { 0 };
	for (size_t i = 0; i < blocks->len; i++)
		find_in_block(&blocks->items[i], labels[i], &all);
	date_from_text(&all, out);
	array_free(&all.items);
}
