#include "segment/date_mention.h"

#include "language/language.h"
#include "segment/page_header.h"
#include "segment/pattern.h"

/* More than any printed page has; the bound keeps a vast file's weighing short. */
enum { MOST_MENTIONS = 4000 };

enum {
	OPENING_LENGTH = 40,  /* glyphs of a report that tell when it happened */
	DATELINE_LENGTH = 16, /* from the agency to the date */
	FORECAST_LENGTH = 60
};

/* A block being read. */
struct reader {
	struct glyphs g;
	enum label label;
	uint32_t block;
	bool dated;         /* a date was met, and so opening and dateline are known */
	size_t dateline;    /* where the date of a dateline that begins the block stands, or 0 */
	size_t opening;     /* where a report's first words end; 0 if none begins here */
	bool year_named;    /* so days that follow may be of that year */
	bool forecast_read; /* the day after 至 is only its end */
	struct date_mentions *out;
};

/* A numeral that is one beyond doubt; the letter O is not. */
static bool is_numeral(struct glyphs g, uint32_t c)
{
	return c >= 0x80 && language_glyph(&g.language->numerals, c);
}

static size_t numeral_end(struct glyphs g, size_t i)
{
	bool digits = glyph_is_digit(g.code[i]);
	while (i < g.len && (digits ? glyph_is_digit(g.code[i]) : is_numeral(g, g.code[i])))
		i++;
	return i;
}

/* Where the next number or the name of a month stands at or after i. */
static size_t next_numeral(struct glyphs g, size_t i)
{
	const struct language *l = g.language;
	for (; i < g.len; i++) {
		uint32_t c = g.code[i];
		if (l->begins_number[c & 511] && (glyph_is_digit(c) || is_numeral(g, c)))
			return i;
		if (language_at(&l->months, g, i))
			return i;
	}
	return i;
}

static struct date_mention *put(struct reader *r, enum date_mention_sense sense, size_t i)
{
	struct date_mention *m = array_push(&r->out->items);
	*m = (struct date_mention){
		.sense = sense, .weekday = -1, .block = r->block, .glyph = (uint32_t)i
	};
	return m;
}

/* --- Dates --- */

/* 1997年底, 1997年上半年: the month by whose end it is over, or 0. */
static int season_at(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->seasons, g, i);
	return w ? w->value : 0;
}

/* A dash between two dates, as typists write it. */
static bool is_dash(uint32_t c)
{
	return c == 0x2014 || c == '-' || c == '~';
}

/* Whether c may stand between two days or months: 至, — and the like. */
static bool is_range(struct glyphs g, uint32_t c)
{
	return is_dash(c) || language_glyph(&g.language->ranges, c);
}

/* 至11月, after 1997年1月: the later month counts. */
static size_t later_month(struct glyphs g, size_t i, int *month)
{
	size_t at = i;
	while (at < g.len && (is_range(g, g.code[at]) || g.code[at] == 0x3001))
		at++;
	struct printed_date d;
	size_t end = at > i ? pattern_date(g, at, &d) : 0;
	if (!end || d.year || !d.month || d.day || d.month < *month)
		return 0;
	*month = d.month;
	return end;
}

/* A month by its name at i, and perhaps a day: 元月, 元月5日. */
static size_t read_named_month(struct glyphs g, size_t i, struct printed_date *d)
{
	struct printed_date rest;
	const struct language_word *w = language_at(&g.language->months, g, i);
	if (!w)
		return 0;
	size_t after = pattern_date(g, i + w->length, &rest);
	d->month = w->value;
	if (after && !rest.year && !rest.month)
		d->day = rest.day;
	return d->day ? after : i + w->length;
}

/* The printed date at i with what pattern_date() leaves out: 元月, months of a range, 年底. */
static size_t read_date(struct glyphs g, size_t i, struct printed_date *d)
{
	*d = (struct printed_date){ 0 };
	size_t end = pattern_date(g, i, d);
	bool named = !end && language_at(&g.language->months, g, i);
	end = named ? i : end;
	if ((end || named) && !d->month && !d->day) {
		size_t after = read_named_month(g, end, d);
		if (after)
			return after;
	}
	if (d->month && !d->day) {
		size_t later = later_month(g, end, &d->month);
		return later ? later : end;
	}
	if (end && d->year && !d->month)
		d->month = season_at(g, end);
	return end;
}

/* Whether one of the words stands in the clause after i. */
static bool soon_follows(struct glyphs g, size_t i, const struct language_list *words)
{
	enum { CLAUSE = 16 };
	for (size_t k = i; k < g.len && k < i + CLAUSE; k++) {
		if (language_at(words, g, k))
			return true;
		if (g.code[k] == U'。' || g.code[k] == U'；')
			return false;
	}
	return false;
}

/* What the words around the date at i to end say of its lying ahead. */
static enum date_mention_outlook outlook_of(struct glyphs g, size_t i, size_t end,
                                            const struct printed_date *d)
{
	const struct language *l = g.language;
	if (language_before(&l->until_words, g, i) || soon_follows(g, end, &l->done_words))
		return OUTLOOK_NONE;
	if (language_before(&l->ahead_words, g, i) || language_at(&l->ahead_after, g, end) ||
	    soon_follows(g, end, &l->plan_words))
		return OUTLOOK_PLAN;
	bool round = d->year % 10 == 0 && d->year && !d->month;        /* 2000年奥运会 */
	bool since = d->month && language_at(&l->since_words, g, end); /* 1998年5月1日起施行 */
	bool span = i > 0 && is_range(g, g.code[i - 1]);
	return round || since || span ? OUTLOOK_REACHED : OUTLOOK_NONE;
}

/* 每年1月1日, 上月15日, 10日内, 2000年前: no day or year of now. */
static bool is_no_date(struct glyphs g, size_t i, size_t end, const struct printed_date *d)
{
	const struct language *l = g.language;
	bool hundreds = d->year && d->year % 100 == 0 && !d->month;
	if (hundreds && (language_at(&l->ago_after, g, end) || language_before(&l->ago_before, g, i)))
		return true;
	if (language_before(&l->every_words, g, i))
		return true;
	if (d->month)
		return false;
	if (d->year)
		return language_at(&l->decades, g, end); /* 1990年代 */
	return language_at(&l->durations, g, end) || language_before(&l->other_months, g, i);
}

/* 电 or 讯 after a date, an agency before it, nothing but a place between. */
static bool is_dateline(struct glyphs g, size_t i, size_t end)
{
	const struct language *l = g.language;
	end = pattern_blanks(g, end);
	if (!language_at(&l->dateline_ends, g, end) || language_at(&l->not_datelines, g, end))
		return false;
	for (size_t k = i; k > 0 && i - k < DATELINE_LENGTH; k--) {
		uint32_t c = g.code[k - 1];
		if (language_before(&l->outlet_ends, g, k))
			return true;
		if (!glyph_is_han(c) && !glyph_is_digit(c) && c != ' ' && c != 0x3001 && c != 0xB7 &&
		    c != 0x2014 && c != '-')
			return false;
	}
	return false;
}

static bool is_day(struct glyphs g, size_t i, enum language_day day)
{
	const struct language_word *w = language_at(&g.language->day_words, g, i);
	return w && w->value == (int)day;
}

/* 昨天（18日）, 18日（昨天）. */
static bool stands_by(struct glyphs g, size_t i, size_t end, enum language_day day)
{
	bool bracket = i > 0 && g.code[i - 1] == '(';
	size_t before = bracket ? i - 1 : i;
	for (size_t k = 1; k <= 2 && k <= before; k++)
		if (is_day(g, before - k, day))
			return true;
	if (end < g.len && g.code[end] == '(')
		end++;
	return is_day(g, end, day);
}

static bool is_forecast(struct glyphs g, size_t end)
{
	int hour;
	size_t after = pattern_number(g, end, &hour);
	if (g.len > FORECAST_LENGTH || !after || !language_at(&g.language->hour_units, g, after))
		return false;
	return language_search(&g.language->forecast_words, g, 0) >= 0;
}

/* Where a report's first words end, found when the block's first date is met. */
static size_t opening_of(struct reader *r)
{
	size_t dateline = pattern_dateline(r->g, 0, &r->dateline);
	bool lead = r->label == LABEL_LEAD || r->label == LABEL_START_LEAD ||
	            r->label == LABEL_CAPTION || r->label == LABEL_START_CAPTION;
	return dateline || lead ? dateline + OPENING_LENGTH : 0;
}

static enum date_mention_sense sense_of(struct reader *r, size_t i, size_t end,
                                        const struct printed_date *d)
{
	struct glyphs g = r->g;
	bool bracket = i > 0 && glyph_opens(g.code[i - 1]);
	size_t from = bracket ? i - 1 : i;
	size_t to = bracket && end < g.len && glyph_closes(g.code[end]) ? end + 1 : end;
	bool named = g.language->dates == LANGUAGE_DATES_NAMES && i > 0 && i == r->dateline;
	if (named || is_dateline(g, i, end))
		return DATE_MENTION_DATELINE;
	if (stands_by(g, i, end, LANGUAGE_DAY_YESTERDAY))
		return DATE_MENTION_YESTERDAY;
	if (stands_by(g, i, end, LANGUAGE_DAY_TODAY))
		return DATE_MENTION_TODAY;
	if (d->month && !r->forecast_read && is_forecast(g, end))
		return DATE_MENTION_FORECAST;
	if (from == 0 && to == g.len && d->month)
		return DATE_MENTION_ALONE;
	if (to == g.len && d->year)
		return DATE_MENTION_SIGNED;
	if (!d->year && !d->last_day && !r->year_named && i <= r->opening)
		return d->month ? DATE_MENTION_OPENING : DATE_MENTION_BARE;
	return d->month ? DATE_MENTION_PASSING : DATE_MENTION_BARE;
}

/* A year alone, and what is said of its coming or going. */
static enum date_mention_sense sense_of_year(struct glyphs g, size_t i)
{
	if (language_before(&g.language->year_begun, g, i))
		return DATE_MENTION_YEAR_BEGUN;
	return language_before(&g.language->year_ended, g, i) ? DATE_MENTION_YEAR_ENDED
	                                                      : DATE_MENTION_YEAR;
}

/* Keeps the date at i to end, if it tells anything. */
static void keep_date(struct reader *r, size_t i, size_t end, const struct printed_date *d)
{
	if ((!d->year && !d->day) || is_no_date(r->g, i, end, d))
		return;
	const struct language_word *era =
		d->year ? language_before(&r->g.language->eras, r->g, i) : NULL;
	i -= era ? era->length : 0;
	enum date_mention_sense sense = d->day     ? sense_of(r, i, end, d)
	                                : d->month ? DATE_MENTION_MONTH
	                                           : sense_of_year(r->g, i);
	struct date_mention *m = put(r, sense, i);
	m->year = d->year;
	m->month = d->month;
	m->day = d->last_day > d->day ? d->last_day : d->day;
	m->outlook = outlook_of(r->g, i, end, d);
	m->last_year = language_before(&r->g.language->last_year, r->g, i) != NULL;
	r->year_named |= d->year || m->last_year;
	r->forecast_read |= sense == DATE_MENTION_FORECAST;
	if (d->day && d->last_day == 0)
		pattern_weekday(r->g, end, &m->weekday);
}

/* --- Years told without their number --- */

/* Plans and congresses come every five years. */
enum { EVERY = 5, LEAST_PLAN = 6, MOST_PLAN = 25, LEAST_CONGRESS = 11, MOST_CONGRESS = 40 };

static int year_of_number(const struct language_word *w, int number)
{
	return w->more + EVERY * (number - w->value);
}

/* “十四五”, 九五计划: a plan runs five years. */
static bool read_plan(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	const struct language *l = g.language;
	const struct language_word *plan = language_glyph(&l->plans, g.code[end - 1]);
	int number;
	if (end - i < 2 || !plan || pattern_number(glyph_head(g, end - 1), i, &number) != end - 1 ||
	    number < LEAST_PLAN || number > MOST_PLAN || !language_at(&l->plan_nouns, g, end))
		return false;
	size_t after = end + (g.code[end] == U'”');
	const struct language_word *text = language_at(&l->plan_texts, g, after);
	const struct language_word *year =
		language_at(&l->plan_years, g, text ? after + text->length : after);
	out->sense = year ? DATE_MENTION_PLAN_YEAR : DATE_MENTION_PLAN;
	out->year = year_of_number(plan, number) + (year ? year->value : 0);
	return true;
}

/* 党的十五大 */
static bool read_congress(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	const struct language *l = g.language;
	const struct language_word *w = language_at(&l->congresses, g, end);
	int number;
	if (!w || pattern_number(g, i, &number) != end || number < LEAST_CONGRESS ||
	    number > MOST_CONGRESS)
		return false;
	if (!language_before(&l->congress_before, g, i) && !language_at(&l->congress_after, g, end))
		return false;
	out->sense = DATE_MENTION_CONGRESS;
	out->year = year_of_number(w, number);
	return true;
}

/* 建党100周年: the feast's year. */
static bool read_anniversary(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	enum { REACH = 8 };
	const struct language *l = g.language;
	int number;
	if (!language_at(&l->anniversary_ends, g, end) || pattern_number(g, i, &number) != end)
		return false;
	for (size_t back = 0; back <= REACH && back <= i; back++) {
		const struct language_word *w = language_before(&l->anniversaries, g, i - back);
		if (!w)
			continue;
		out->sense = DATE_MENTION_ANNIVERSARY;
		out->year = w->value + number;
		return true;
	}
	return false;
}

/* 2021 in 2021—2035年: as a date only the second is read. */
static bool read_span(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	int year, last;
	if (end - i != 4 || end >= g.len || !is_range(g, g.code[end]))
		return false;
	size_t from = end;
	while (from < g.len && from < end + 2 && is_range(g, g.code[from]))
		from++;
	size_t to = pattern_number(g, from, &last);
	if (pattern_number(g, i, &year) != end || !to || to >= g.len ||
	    !pattern_is_unit(g.language, g.code[to], LANGUAGE_UNIT_YEAR) || year < 1000 || last < year)
		return false;
	out->sense = DATE_MENTION_YEAR;
	out->year = year;
	return true;
}

/*
 * Years told without their number, at a numeral from i to end: “十四五”, 党的
 * 二十大, 建党100周年. Sets sense and year of *out; false if none is.
 */
static bool read_era(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	return read_plan(g, i, end, out) || read_congress(g, i, end, out) ||
	       read_anniversary(g, i, end, out) || read_span(g, i, end, out);
}

/* --- Blocks --- */

/* Reads what stands at a numeral; returns where to go on. */
static size_t read_numeral(struct reader *r, size_t i)
{
	struct printed_date d;
	const struct language *l = r->g.language;
	bool named = language_at(&l->months, r->g, i) != NULL;
	size_t stop = named ? i + 1 : numeral_end(r->g, i);
	size_t next = pattern_blanks(r->g, stop);
	uint32_t unit = next < r->g.len ? r->g.code[next] : 0;
	bool may_be_date = named || language_at(&l->months, r->g, next) || unit == '.' || unit == '/' ||
	                   unit == '-' || language_glyph(&l->date_units, unit);
	size_t end = may_be_date ? read_date(r->g, i, &d) : 0;
	if (end) {
		if (!r->dated)
			r->opening = opening_of(r);
		r->dated = true;
		keep_date(r, i, end, &d);
		return end;
	}
	struct date_mention era;
	if (stop - i > 1 && read_era(r->g, i, stop, &era)) {
		struct date_mention *m = put(r, era.sense, i);
		m->year = era.year;
	}
	return stop;
}

static void read_block(struct reader *r)
{
	size_t i = next_numeral(r->g, 0);
	while (i < r->g.len && r->out->items.len < MOST_MENTIONS)
		i = next_numeral(r->g, read_numeral(r, i));
}

/*
 * One day that stands alone is a signature's or the paper's; a column of history has
 * several.
 */
static void tell_signatures(struct date_mentions *all)
{
	struct date_mention *alone = NULL;
	for (size_t i = 0; i < all->items.len; i++) {
		struct date_mention *m = &all->items.items[i];
		if (m->sense != DATE_MENTION_ALONE || !m->year)
			continue;
		if (alone && alone->year != m->year)
			return;
		alone = m;
	}
	for (size_t i = 0; alone && i < all->items.len; i++)
		if (all->items.items[i].sense == DATE_MENTION_ALONE && all->items.items[i].year)
			all->items.items[i].sense = DATE_MENTION_SIGNED;
}

void date_mention_find(const struct blocks *blocks, const enum label *labels,
                       struct date_mentions *out)
{
	for (size_t i = 0; i < blocks->len && out->items.len < MOST_MENTIONS; i++) {
		struct reader r = {
			.g = blocks->items[i].glyphs, .label = labels[i], .block = (uint32_t)i, .out = out
		};
		struct page_header h;
		if (!page_header_read(blocks, i, labels[i], &h) || !h.date.day) {
			read_block(&r);
			continue;
		}
		struct date_mention *m = put(&r, DATE_MENTION_HEADER, h.date_at);
		m->year = h.date.year;
		m->month = h.date.month;
		m->day = h.date.day;
		m->weekday = h.weekday;
	}
	tell_signatures(out);
}
