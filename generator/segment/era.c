#include "segment/era.h"

#include "segment/nearby.h"
#include "segment/pattern.h"

/* “十四五”, 九五计划: a plan runs five years; the sixth began in 1981. */
static bool read_plan(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	static const char32_t *const nouns[] = {
		U"规划", U"计划", U"期间", U"时期", U"末", U"”", NULL
	};
	struct glyphs less = { g.code, g.at, end - 1 };
	int number;
	if (end - i < 2 || g.code[end - 1] != U'五' || pattern_number(less, i, &number) != end - 1 ||
	    number < 6 || number > 25 || !nearby_after_any(g, end, nouns))
		return false;
	out->sense = DATE_MENTION_PLAN;
	out->year = 1981 + 5 * (number - 6);
	size_t after = end + (g.code[end] == U'”');
	after += glyph_at(g, after, U"规划") ? 2 : 0;
	bool first = glyph_at(g, after, U"开局之年"), last = glyph_at(g, after, U"收官之年");
	if (first || last)
		out->sense = DATE_MENTION_PLAN_YEAR;
	out->year += last ? 4 : 0;
	return true;
}

/* 党的十五大: one every five years; the fifteenth sat in 1997. */
static bool read_congress(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	static const char32_t *const topics[] = { U"大精神", U"大报告", U"大以来", U"大提出", NULL };
	int number;
	bool named = nearby_before(g, i, U"党的") || nearby_after_any(g, end, topics);
	if (!named || !glyph_at(g, end, U"大") || pattern_number(g, i, &number) != end || number < 11 ||
	    number > 40)
		return false;
	out->sense = DATE_MENTION_CONGRESS;
	out->year = 1997 + 5 * (number - 15);
	return true;
}

/* 建党100周年: the feast's year. */
static bool read_anniversary(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	static const struct {
		const char32_t *word;
		int year;
	} births[] = {
		{ U"建党", 1921 },       { U"共产党成立", 1921 }, { U"建军", 1927 },
		{ U"抗战胜利", 1945 },   { U"战争胜利", 1945 },   { U"新中国成立", 1949 },
		{ U"共和国成立", 1949 }, { U"改革开放", 1978 },   { U"三中全会", 1978 },
		{ U"香港回归", 1997 },   { U"澳门回归", 1999 },
	};
	enum { REACH = 8 };
	int number;
	if (!glyph_at(g, end, U"周年") || pattern_number(g, i, &number) != end)
		return false;
	for (size_t back = 0; back <= REACH && back <= i; back++) {
		for (size_t k = 0; k < sizeof(births) / sizeof(*births); k++) {
			if (nearby_before(g, i - back, births[k].word)) {
				out->sense = DATE_MENTION_ANNIVERSARY;
				out->year = births[k].year + number;
				return true;
			}
		}
	}
	return false;
}

/* 2021 in 2021—2035年: as a date only the second is read. */
static bool read_span(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	int year, last;
	if (end - i != 4 || end >= g.len || !nearby_one_of(g.code[end], U"—-~至"))
		return false;
	size_t from = end;
	while (from < g.len && from < end + 2 && nearby_one_of(g.code[from], U"—-~至"))
		from++;
	size_t to = pattern_number(g, from, &last);
	if (pattern_number(g, i, &year) != end || !to || !glyph_at(g, to, U"年") || year < 1000 ||
	    last < year)
		return false;
	out->sense = DATE_MENTION_YEAR;
	out->year = year;
	return true;
}

bool era_read(struct glyphs g, size_t i, size_t end, struct date_mention *out)
{
	return read_plan(g, i, end, out) || read_congress(g, i, end, out) ||
	       read_anniversary(g, i, end, out) || read_span(g, i, end, out);
}
