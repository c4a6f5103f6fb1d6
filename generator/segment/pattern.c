#include "segment/pattern.h"

size_t pattern_blanks(struct glyphs g, size_t i)
{
	while (i < g.len && glyph_is_blank(g.code[i]))
		i++;
	return i;
}

const bool pattern_may_begin_number[512] = {
	['0'] = true,         ['1'] = true,         ['2'] = true,         ['3'] = true,
	['4'] = true,         ['5'] = true,         ['6'] = true,         ['7'] = true,
	['8'] = true,         ['9'] = true,         ['O'] = true,         [U'一' & 511] = true,
	[U'二' & 511] = true, [U'三' & 511] = true, [U'四' & 511] = true, [U'五' & 511] = true,
	[U'六' & 511] = true, [U'七' & 511] = true, [U'八' & 511] = true, [U'九' & 511] = true,
	[U'十' & 511] = true, [U'零' & 511] = true, [U'〇' & 511] = true, [U'○' & 511] = true,
};

static int han_digit(uint32_t c)
{
	switch (c) {
	case 0x96F6:
	case 0x3007:
	case 0x25CB:
	case 'O': return 0; /* 零〇○O */
	case 0x4E00: return 1;
	case 0x4E8C: return 2;
	case 0x4E09: return 3;
	case 0x56DB: return 4;
	case 0x4E94: return 5;
	case 0x516D: return 6;
	case 0x4E03: return 7;
	case 0x516B: return 8;
	case 0x4E5D: return 9;
	default: return -1;
	}
}

/* 三十一, 十二, 二十: with 十, up to 99. */
static size_t read_tens(struct glyphs g, size_t i, int *out)
{
	int tens = 1, ones = 0;
	if (i < g.len && han_digit(g.code[i]) > 0)
		tens = han_digit(g.code[i++]);
	if (i >= g.len || g.code[i] != 0x5341)
		return 0;
	i++;
	if (i < g.len && han_digit(g.code[i]) > 0)
		ones = han_digit(g.code[i++]);
	*out = tens * 10 + ones;
	return i;
}

size_t pattern_number(struct glyphs g, size_t i, int *out)
{
	size_t end = read_tens(g, i, out);
	if (end)
		return end;
	int n = 0;
	size_t start = i;
	for (; i < g.len && i < start + 4; i++) {
		int d = glyph_is_digit(g.code[i])       ? (int)(g.code[i] - '0')
		        : glyph_is_digit(g.code[start]) ? -1
		                                        : han_digit(g.code[i]);
		if (d < 0)
			break;
		n = n * 10 + d;
	}
	*out = n;
	return i > start && !(i < g.len && glyph_is_digit(g.code[i])) ? i : 0;
}

static size_t number_and_unit(struct glyphs g, size_t i, uint32_t unit, uint32_t other, int *out)
{
	size_t end = pattern_number(g, i, out);
	end = end ? pattern_blanks(g, end) : 0;
	return end && end < g.len && (g.code[end] == unit || g.code[end] == other) ? end + 1 : 0;
}

/* 1998-01-04, 1998.1.4, 1998/01/04 */
static size_t numeric_date(struct glyphs g, size_t i, struct printed_date *out)
{
	int year, month, day;
	size_t end = pattern_number(g, i, &year);
	if (!end || year < 1800 || year > 2200 || end >= g.len)
		return 0;
	uint32_t mark = g.code[end];
	if (mark != '-' && mark != '.' && mark != '/')
		return 0;
	size_t next = pattern_number(g, end + 1, &month);
	if (!next || next >= g.len || g.code[next] != mark || month < 1 || month > 12)
		return 0;
	end = pattern_number(g, next + 1, &day);
	if (!end || day < 1 || day > 31)
		return 0;
	*out = (struct printed_date){ year, month, day, 0 };
	return end;
}

/* 至5日, -5日, 、5日 after a day. */
static size_t range_end(struct glyphs g, size_t i, int *day)
{
	if (i >= g.len ||
	    !(g.code[i] == 0x81F3 || g.code[i] == '-' || g.code[i] == 0x2014 || g.code[i] == 0x5230))
		return 0;
	while (i < g.len &&
	       (g.code[i] == 0x2014 || g.code[i] == '-' || g.code[i] == 0x81F3 || g.code[i] == 0x5230))
		i++;
	return number_and_unit(g, i, 0x65E5, 0x53F7, day);
}

/* Blanks may stand between the parts of a date that begins at i: 1998年 1月 4日. */
static size_t next_part(struct glyphs g, size_t i, size_t at)
{
	return at > i ? pattern_blanks(g, at) : at;
}

/* Most numbers of a text are of no date, which what follows them tells. */
static bool goes_on_as_date(struct glyphs g, size_t i)
{
	int n;
	size_t end = pattern_number(g, i, &n);
	end = end ? pattern_blanks(g, end) : g.len;
	if (end >= g.len)
		return false;
	switch (g.code[end]) {
	case U'年':
	case U'月':
	case U'日':
	case U'号':
	case '-':
	case '.':
	case '/': return true;
	default: return false;
	}
}

size_t pattern_date(struct glyphs g, size_t i, struct printed_date *out)
{
	struct printed_date d = { 0 };
	if (i >= g.len || !pattern_begins_number(g.code[i]) || !goes_on_as_date(g, i))
		return 0;
	size_t end = numeric_date(g, i, out);
	if (end)
		return end;
	size_t at = i;
	if ((end = number_and_unit(g, at, 0x5E74, 0x5E74, &d.year)) != 0 && d.year >= 1000)
		at = end;
	else
		d.year = 0;
	if ((end = number_and_unit(g, next_part(g, i, at), 0x6708, 0x6708, &d.month)) != 0 &&
	    d.month >= 1 && d.month <= 12)
		at = end;
	else
		d.month = 0;
	if (d.year == 0 || d.month != 0) {
		if ((end = number_and_unit(g, next_part(g, i, at), 0x65E5, 0x53F7, &d.day)) != 0 &&
		    d.day >= 1 && d.day <= 31)
			at = end;
		else
			d.day = 0;
	}
	if (at == i)
		return 0;
	if (d.day && (end = range_end(g, at, &d.last_day)) != 0 && d.last_day >= 1 && d.last_day <= 31)
		at = end;
	else
		d.last_day = 0;
	*out = d;
	return at;
}

size_t pattern_weekday(struct glyphs g, size_t i, int *weekday)
{
	static const char32_t names[] = U"日一二三四五六";
	i = pattern_blanks(g, i);
	if (i < g.len && g.code[i] == '(')
		i++;
	size_t word = glyph_at(g, i, U"星期") || glyph_at(g, i, U"礼拜") ? 2 : glyph_at(g, i, U"周");
	if (!word || i + word >= g.len)
		return 0;
	uint32_t c = g.code[i + word] == 0x5929 ? names[0] : g.code[i + word]; /* 星期天 */
	for (int d = 0; d < 7; d++) {
		if (names[d] == c) {
			*weekday = d;
			return i + word + 1;
		}
	}
	return 0;
}

size_t pattern_agency(struct glyphs g, size_t i)
{
	/* by first character, for searching by halves */
	static const char32_t *const names[] = {
		U"中国新闻社", U"中东社", U"中央社", U"中新社",     U"中新网",         U"中通社",
		U"人民日报",   U"人民网", U"伊通社", U"俄新社",     U"俄通社",         U"保通社",
		U"共同社",     U"匈通社", U"叙通社", U"合众国际社", U"国际文传电讯社", U"土通社",
		U"埃菲社",     U"塔斯社", U"央视网", U"安莎社",     U"巴通社",         U"德新社",
		U"拉美社",     U"新华社", U"新华网", U"时事社",     U"朝中社",         U"本刊",
		U"本台",       U"本报",   U"本社",   U"本网",       U"欧新社",         U"法新社",
		U"泛非社",     U"波通社", U"罗通社", U"美联社",     U"越通社",         U"路透社",
		U"阿通社",     U"韩联社",
	};
	/* their first characters, by the lowest bits of the code: one look sends most glyphs on */
	static const bool may_begin[512] = {
		[U'中' & 511] = true, [U'人' & 511] = true, [U'伊' & 511] = true, [U'俄' & 511] = true,
		[U'保' & 511] = true, [U'共' & 511] = true, [U'匈' & 511] = true, [U'叙' & 511] = true,
		[U'合' & 511] = true, [U'国' & 511] = true, [U'土' & 511] = true, [U'埃' & 511] = true,
		[U'塔' & 511] = true, [U'央' & 511] = true, [U'安' & 511] = true, [U'巴' & 511] = true,
		[U'德' & 511] = true, [U'拉' & 511] = true, [U'新' & 511] = true, [U'时' & 511] = true,
		[U'朝' & 511] = true, [U'本' & 511] = true, [U'欧' & 511] = true, [U'法' & 511] = true,
		[U'泛' & 511] = true, [U'波' & 511] = true, [U'罗' & 511] = true, [U'美' & 511] = true,
		[U'越' & 511] = true, [U'路' & 511] = true, [U'阿' & 511] = true, [U'韩' & 511] = true,
	};
	const size_t count = sizeof(names) / sizeof(*names);
	if (i >= g.len || !may_begin[g.code[i] & 511])
		return 0;
	size_t k = 0;
	for (size_t left = count; left > 0;) {
		size_t half = left / 2;
		bool less = names[k + half][0] < g.code[i];
		k += less ? half + 1 : 0;
		left = less ? left - half - 1 : half;
	}
	for (; k < count && names[k][0] == g.code[i]; k++)
		if (glyph_at(g, i, names[k]))
			return i + glyph_length(names[k]);
	return 0;
}

/* A paper named in its own dateline: 太原晚报讯, 晨报讯. Returns where 讯 stands. */
static size_t named_paper(struct glyphs g, size_t i)
{
	enum { LONGEST = 8 };
	static const char32_t *const papers[] = { U"日报", U"晚报",   U"晨报",   U"早报",  U"时报",
		                                      U"商报", U"都市报", U"青年报", U"电视台" };
	for (size_t end = i; end < g.len && end < i + LONGEST && glyph_is_han(g.code[end]); end++) {
		for (size_t k = 0; k < sizeof(papers) / sizeof(*papers); k++) {
			if (g.code[end] != *papers[k] || !glyph_at(g, end, papers[k]))
				continue;
			size_t after = end + glyph_length(papers[k]);
			if (after < g.len && g.code[after] == 0x8BAF)
				return after;
		}
	}
	return 0;
}

/* No place of a dateline holds these: 新华社是国家通讯社, 本报记者. */
static bool is_of_sentence(uint32_t c)
{
	static const char32_t set[] = U"是的了在记者为与将";
	for (const char32_t *p = set; *p; p++)
		if (*p == c)
			return true;
	return false;
}

/*
 * After the agency: a place of at most ten glyphs, a date, blanks, then 讯 or
 * 电. A comma, a bracket or a full stop before that ends the attempt: 本报 may
 * just begin a sentence.
 */
static size_t dateline_rest(struct glyphs g, size_t i, size_t *dated)
{
	enum { LONGEST_PLACE = 14 };
	static const char32_t *const ends[] = {
		U"专电", U"急电", U"快讯", U"专讯", U"综合电", U"电讯"
	};
	if (glyph_at(g, i, U"消息"))
		return i + 2;
	size_t place = 0;
	*dated = 0;
	while (i < g.len && place <= LONGEST_PLACE) {
		for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++)
			if (g.code[i] == *ends[k] && glyph_at(g, i, ends[k]))
				return i + glyph_length(ends[k]);
		if (g.code[i] == 0x8BAF || g.code[i] == 0x7535)
			return i + 1;
		struct printed_date d;
		size_t end = pattern_date(g, i, &d);
		if (end && d.day) {
			*dated = i;
			i = end;
			continue;
		}
		uint32_t c = g.code[i];
		if ((!glyph_is_han(c) && c != ' ' && c != 0x3001 && c != 0xB7) || is_of_sentence(c))
			return 0;
		place += c != ' ';
		i++;
	}
	return 0;
}

size_t pattern_dateline(struct glyphs g, size_t i, size_t *dated)
{
	size_t start = i;
	if (glyph_at(g, i, U"综合") && pattern_agency(g, i + 2))
		i += 2;
	if (i < g.len && g.code[i] == 0x636E) /* 据 */
		i++;
	size_t agency = pattern_agency(g, pattern_blanks(g, i));
	if (agency)
		return dateline_rest(g, agency, dated);
	*dated = 0;
	size_t paper = named_paper(g, i);
	if (paper)
		return paper + 1;
	return glyph_at(g, start, U"又讯") || glyph_at(g, start, U"另讯") ? start + 2 : 0;
}

size_t pattern_page_number(struct glyphs g, size_t i, size_t *from, size_t *to)
{
	bool ordinal = i < g.len && g.code[i] == 0x7B2C; /* 第 */
	i = pattern_blanks(g, ordinal ? i + 1 : i);
	*from = i;
	if (i < g.len && g.code[i] >= 'A' && g.code[i] <= 'Z')
		i++;
	size_t digits = i;
	while (i < g.len && i < digits + 3 &&
	       (glyph_is_digit(g.code[i]) ||
	        (ordinal && (han_digit(g.code[i]) >= 0 || g.code[i] == 0x5341))))
		i++;
	*to = i;
	if (i == digits)
		return 0;
	i = pattern_blanks(g, i);
	return i < g.len && g.code[i] == 0x7248 ? i + 1 : 0; /* 版 */
}

/*
 * The page that a jump names, from i on: 第4版, A1版, 一版, or with words before
 * it (接本报今日第1版). Returns the glyph after 版, or 0.
 */
static size_t jump_page(struct glyphs g, size_t i, size_t *from, size_t *to)
{
	enum { WORDS_BEFORE = 16 };
	for (size_t at = i; at < g.len && at < i + WORDS_BEFORE && !glyph_closes(g.code[at]); at++) {
		int n;
		size_t end = pattern_page_number(g, at, from, to);
		if (end)
			return end;
		end = pattern_number(g, at, &n);
		if (end && end < g.len && g.code[end] == 0x7248) {
			*from = at;
			*to = end;
			return end + 1;
		}
		if (!glyph_is_han(g.code[at]) && !glyph_is_digit(g.code[at]) && g.code[at] != ' ')
			return 0;
	}
	return 0;
}

/* Past the number of a jump on its page (①) and the closing bracket. */
static size_t jump_close(struct glyphs g, size_t i)
{
	size_t end = i;
	while (end < g.len && end < i + 2 &&
	       ((g.code[end] >= 0x2460 && g.code[end] <= 0x2473) || glyph_is_digit(g.code[end]) ||
	        g.code[end] == ' '))
		end++;
	return end < g.len && glyph_closes(g.code[end]) ? end + 1 : i;
}

size_t pattern_jump(struct glyphs g, size_t i, enum pattern_jump *way, size_t *from, size_t *to)
{
	static const struct {
		const char32_t *word;
		enum pattern_jump way;
	} words[] = {
		{ U"紧接", JUMP_FROM }, { U"上接", JUMP_FROM }, { U"接", JUMP_FROM },
		{ U"下转", JUMP_TO },   { U"转", JUMP_TO },
	};
	bool open = i < g.len && glyph_opens(g.code[i]);
	if (open)
		i = pattern_blanks(g, i + 1);
	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++) {
		if (!glyph_at(g, i, words[k].word) || (!open && words[k].word[1] == 0))
			continue;
		size_t at = pattern_blanks(g, i + glyph_length(words[k].word));
		size_t end = jump_page(g, at, from, to);
		if (!end)
			return 0;
		*way = words[k].way;
		return open ? jump_close(g, end) : end;
	}
	return 0;
}
