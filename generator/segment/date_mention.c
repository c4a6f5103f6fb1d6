#include "segment/date_mention.h"

#include "segment/era.h"
#include "segment/nearby.h"
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
	bool dated;         /* a date was met, and so opening is known */
	size_t opening;     /* where a report's first words end; 0 if none begins here */
	bool year_named;    /* so days that follow may be of that year */
	bool forecast_read; /* the day after 至 is only its end */
	struct date_mentions *out;
};

static bool is_han_numeral(uint32_t c)
{
	switch (c) {
	case U'一':
	case U'二':
	case U'三':
	case U'四':
	case U'五':
	case U'六':
	case U'七':
	case U'八':
	case U'九':
	case U'十':
	case U'〇':
	case U'零':
	case U'○': return true;
	default: return false;
	}
}

static size_t numeral_end(struct glyphs g, size_t i)
{
	bool digits = glyph_is_digit(g.code[i]);
	while (i < g.len && (digits ? glyph_is_digit(g.code[i]) : is_han_numeral(g.code[i])))
		i++;
	return i;
}

/* Where the next number stands at or after i, or the 元 of 元月. */
static size_t next_numeral(struct glyphs g, size_t i)
{
	for (; i < g.len; i++) {
		uint32_t c = g.code[i];
		if (pattern_may_begin_number[c & 511] && (glyph_is_digit(c) || is_han_numeral(c)))
			return i;
		if (c == U'元' && glyph_at(g, i, U"元月"))
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
	static const struct {
		const char32_t *word;
		int month;
	} seasons[] = {
		{ U"底", 12 },    { U"末", 12 },    { U"岁末", 12 }, { U"冬", 12 },
		{ U"下半年", 7 }, { U"上半年", 6 }, { U"秋", 9 },    { U"夏", 6 },
		{ U"春", 3 },     { U"初", 1 },     { U"元旦", 1 },  { U"元月", 1 },
	};
	for (size_t k = 0; k < sizeof(seasons) / sizeof(*seasons); k++)
		if (i < g.len && g.code[i] == *seasons[k].word && glyph_at(g, i, seasons[k].word))
			return seasons[k].month;
	return 0;
}

/* 至11月, after 1997年1月: the later month counts. */
static size_t later_month(struct glyphs g, size_t i, int *month)
{
	size_t at = i;
	while (at < g.len && nearby_one_of(g.code[at], U"至到—-~、"))
		at++;
	struct printed_date d;
	size_t end = at > i ? pattern_date(g, at, &d) : 0;
	if (!end || d.year || !d.month || d.day || d.month < *month)
		return 0;
	*month = d.month;
	return end;
}

/* The printed date at i with what pattern_date() leaves out: 元月, months of a range, 年底. */
static size_t read_date(struct glyphs g, size_t i, struct printed_date *d)
{
	*d = (struct printed_date){ 0 };
	size_t end = g.code[i] == U'元' ? i : pattern_date(g, i, d);
	if ((end || g.code[i] == U'元') && !d->month && !d->day && glyph_at(g, end, U"元月")) {
		struct printed_date rest;
		size_t after = pattern_date(g, end + 2, &rest);
		d->month = 1;
		if (after && !rest.year && !rest.month)
			d->day = rest.day;
		return d->day ? after : end + 2;
	}
	if (d->month && !d->day) {
		size_t later = later_month(g, end, &d->month);
		return later ? later : end;
	}
	if (end && d->year && !d->month)
		d->month = season_at(g, end);
	return end;
}

/* Whether word stands in the words after i. */
static bool soon_follows(struct glyphs g, size_t i, uint32_t word)
{
	enum { CLAUSE = 16 };
	for (size_t k = i; k < g.len && k < i + CLAUSE; k++) {
		if (g.code[k] == word)
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
	static const char32_t *const ahead[] = { U"力争",   U"争取",   U"确保",   U"预计",   U"计划",
		                                     U"将于",   U"将在",   U"拟于",   U"拟在",   U"明年",
		                                     U"定于",   U"截止",   U"希望于", U"展望",   U"迎接",
		                                     U"迈向",   U"力争到", U"争取到", U"确保到", U"预计到",
		                                     U"计划到", NULL };
	bool before = end < g.len && g.code[end] == U'前';
	if (nearby_before(g, i, U"截至") || soon_follows(g, end, U'已'))
		return OUTLOOK_NONE;
	if (nearby_before_any(g, i, ahead) || before || soon_follows(g, end, U'将'))
		return OUTLOOK_PLAN;
	bool round = d->year % 10 == 0 && d->year && !d->month;       /* 2000年奥运会 */
	bool since = d->month && end < g.len && g.code[end] == U'起'; /* 1998年5月1日起施行 */
	bool span = i > 0 && nearby_one_of(g.code[i - 1], U"到至—-~");
	return round || since || span ? OUTLOOK_REACHED : OUTLOOK_NONE;
}

/* 每年1月1日, 上月15日, 10日内, 2000年前: no day or year of now. */
static bool is_no_date(struct glyphs g, size_t i, size_t end, const struct printed_date *d)
{
	static const char32_t *const ago[] = { U"前", U"之前", U"以前", U"来", U"历史", NULL };
	bool hundreds = d->year && d->year % 100 == 0 && !d->month;
	if (hundreds && (nearby_after_any(g, end, ago) || nearby_before(g, i, U"距今")))
		return true;
	static const char32_t *const every[] = { U"每年", U"每年的", U"每月", U"每月的", NULL };
	if (nearby_before_any(g, i, every))
		return true;
	if (d->month)
		return false;
	if (d->year)
		return glyph_at(g, end, U"代"); /* 1990年代 */
	static const char32_t *const other_months[] = { U"上月", U"下月", U"上个月", U"第", NULL };
	bool duration = end < g.len && nearby_one_of(g.code[end], U"内游均龄夜本元");
	return duration || nearby_before_any(g, i, other_months);
}

/* 电 or 讯 after a date, an agency before it, nothing but a place between. */
static bool is_dateline(struct glyphs g, size_t i, size_t end)
{
	static const char32_t *const other[] = { U"电视", U"电影", U"电话", U"电力",
		                                     U"电子", U"讯问", NULL };
	static const char32_t *const kinds[] = { U"专电", U"急电", U"综合电", U"专讯",
		                                     U"电讯", U"快讯", NULL };
	end = pattern_blanks(g, end);
	if (end >= g.len || nearby_after_any(g, end, other) ||
	    !(g.code[end] == U'电' || g.code[end] == U'讯' || nearby_after_any(g, end, kinds)))
		return false;
	for (size_t k = i; k > 0 && i - k < DATELINE_LENGTH; k--) {
		uint32_t c = g.code[k - 1];
		if (nearby_one_of(c, U"社报网台刊"))
			return true;
		if (!glyph_is_han(c) && !glyph_is_digit(c) && !nearby_one_of(c, U" 、·—-"))
			return false;
	}
	return false;
}

/* 昨天（18日）, 18日（昨天）. */
static bool stands_by(struct glyphs g, size_t i, size_t end, uint32_t word)
{
	bool bracket = i > 0 && g.code[i - 1] == '(';
	size_t before = bracket ? i - 1 : i;
	for (size_t k = 1; k <= 2 && k <= before; k++)
		if (g.code[before - k] == word)
			return true;
	if (end < g.len && g.code[end] == '(')
		end++;
	return end < g.len && g.code[end] == word;
}

static bool is_forecast(struct glyphs g, size_t end)
{
	int hour;
	size_t after = pattern_number(g, end, &hour);
	if (g.len > FORECAST_LENGTH || !after || after >= g.len || g.code[after] != U'时')
		return false;
	return glyph_find(g, U"预报", 0) >= 0 || glyph_find(g, U"天气", 0) >= 0;
}

/* Where a report's first words end, found when the block's first date is met. */
static size_t opening_of(const struct reader *r)
{
	size_t dated;
	size_t dateline = pattern_dateline(r->g, 0, &dated);
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
	if (is_dateline(g, i, end))
		return DATE_MENTION_DATELINE;
	if (stands_by(g, i, end, U'昨'))
		return DATE_MENTION_YESTERDAY;
	if (stands_by(g, i, end, U'今'))
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
	static const char32_t *const begun[] = { U"步入", U"进入", U"迈入",       U"跨入",
		                                     U"迎来", U"走进", U"即将过去的", NULL };
	static const char32_t *const ended[] = { U"过去的", U"告别", U"送走", NULL };
	if (nearby_before_any(g, i, begun))
		return DATE_MENTION_YEAR_BEGUN;
	return nearby_before_any(g, i, ended) ? DATE_MENTION_YEAR_ENDED : DATE_MENTION_YEAR;
}

/* Keeps the date at i to end, if it tells anything. */
static void keep_date(struct reader *r, size_t i, size_t end, const struct printed_date *d)
{
	if ((!d->year && !d->day) || is_no_date(r->g, i, end, d))
		return;
	enum date_mention_sense sense = d->day     ? sense_of(r, i, end, d)
	                                : d->month ? DATE_MENTION_MONTH
	                                           : sense_of_year(r->g, i);
	struct date_mention *m = put(r, sense, i);
	m->year = d->year;
	m->month = d->month;
	m->day = d->last_day > d->day ? d->last_day : d->day;
	m->outlook = outlook_of(r->g, i, end, d);
	m->last_year = nearby_before(r->g, i, U"去年");
	r->year_named |= d->year || m->last_year;
	r->forecast_read |= sense == DATE_MENTION_FORECAST;
	if (d->day && d->last_day == 0)
		pattern_weekday(r->g, end, &m->weekday);
}

/* --- Blocks --- */

/* Reads what stands at a numeral; returns where to go on. */
static size_t read_numeral(struct reader *r, size_t i)
{
	struct printed_date d;
	size_t stop = r->g.code[i] == U'元' ? i + 1 : numeral_end(r->g, i);
	size_t next = pattern_blanks(r->g, stop);
	uint32_t unit = next < r->g.len ? r->g.code[next] : 0;
	bool may_be_date = unit && nearby_one_of(unit, U"年月日号./-");
	size_t end = may_be_date ? read_date(r->g, i, &d) : 0;
	if (end) {
		if (!r->dated)
			r->opening = opening_of(r);
		r->dated = true;
		keep_date(r, i, end, &d);
		return end;
	}
	struct date_mention era;
	if (stop - i > 1 && era_read(r->g, i, stop, &era)) {
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
}
