#include "segment/creditplace.h"

#include "segment/name_character.h"
#include "segment/pattern.h"

bool creditplace_in_end(struct glyphs g, size_t *open, struct credit_list *out)
{
	enum { LONGEST = 60 };
	size_t end = g.len;
	while (end > 0 && (g.code[end - 1] == ' ' || g.code[end - 1] == 0x3002))
		end--;
	*out = (struct credit_list){ .len = 0 };
	if (end == 0 || g.code[end - 1] != ')')
		return false;
	size_t i = end - 1;
	while (i > 0 && g.code[i] != '(' && end - i < LONGEST)
		i--;
	if (g.code[i] != '(')
		return false;
	*open = i;
	return credit_read(g, i + 1, end - 1, false, out);
}

/* Where reporters named after a dateline begin to report: 报道, 从北京获悉. */
static bool begins_report(struct glyphs g, size_t i)
{
	static const char32_t *const words_of_report[] = {
		U"报道", U"报导", U"从",   U"在",   U"近日", U"日前", U"今天", U"昨天",
		U"昨日", U"今日", U"获悉", U"采访", U"综合", U"综述", U"述评", U"摄影报道",
		U"最近", U"昨晚", U"今晚", U"目前", U"获知", U"了解",
	};
	for (size_t k = 0; k < sizeof(words_of_report) / sizeof(*words_of_report); k++)
		if (g.code[i] == *words_of_report[k] && glyph_at(g, i, words_of_report[k]))
			return true;
	return false;
}

/* The glyph after 报道 and the colon that may follow it. */
static size_t report_end(struct glyphs g, size_t i)
{
	if (glyph_at(g, i, U"报道") || glyph_at(g, i, U"报导"))
		i += 2;
	return i < g.len && (g.code[i] == ':' || g.code[i] == ',') ? i + 1 : i;
}

size_t creditplace_after_dateline(struct glyphs g, size_t i, struct credit_list *out)
{
	enum { LONGEST = 90 };
	*out = (struct credit_list){ .len = 0 };
	size_t at = pattern_blanks(g, i);
	if (at < g.len && g.code[at] == '(') {
		for (size_t end = at + 1; end < g.len && end < at + LONGEST; end++)
			if (g.code[end] == ')')
				return credit_read(g, at + 1, end, false, out) ? end + 1 : i;
		return i;
	}
	for (size_t end = at + 4; end < g.len && end < at + LONGEST; end++) {
		uint32_t c = g.code[end];
		if (c == 0x3002 || c == '(')
			break;
		bool stop = c == ':' || begins_report(g, end);
		if (stop && credit_read(g, at, end, false, out) && out->says_role)
			return report_end(g, end);
		if (c == ':')
			break;
	}
	*out = (struct credit_list){ .len = 0 };
	return i;
}

bool creditplace_ends_photo(struct glyphs g, size_t end)
{
	return end >= 3 && (g.code[end - 1] == 0x6444 || glyph_at(g, end - 2, U"摄影") ||
	                    (end >= 5 && glyph_at(g, end - 4, U"摄影报道")));
}

bool creditplace_of_photo(struct glyphs g, size_t *from, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	size_t end = g.len;
	while (end > 0 && credit_is_outer_mark(g.code[end - 1]))
		end--;
	if (!creditplace_ends_photo(g, end))
		return false;
	size_t i = end;
	while (i > 0 && end - i < LONGEST && !glyph_ends_sentence(g.code[i - 1]) &&
	       !glyph_closes(g.code[i - 1]))
		i--;
	for (*from = pattern_blanks(g, i); *from + 3 <= end; (*from)++) {
		bool begins = *from == i || g.code[*from - 1] == ' ' || pattern_agency(g, *from);
		if (begins && credit_read(g, *from, end, false, out))
			return true;
	}
	*out = (struct credit_list){ .len = 0 };
	return false;
}

/* Whether an office, a title, a place or a company may end before i. */
static bool ends_office(struct glyphs g, size_t i, size_t from)
{
	static const char32_t ends[] =
		U"省市县区乡镇村州盟旗厂局院委部处科室队站所行店府会馆社报校台团军厅"
		U"司矿坊屯庄连营心学记席理长任授员士使裁人办师";
	for (const char32_t *c = ends; *c; c++)
		if (g.code[i - 1] == *c)
			return i >= from + 2;
	return i >= from + 2 && name_character_is_place(g.code + i - 2);
}

bool creditplace_after_office(struct glyphs g, size_t from, size_t to, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	if (to > from + LONGEST)
		return false;
	for (size_t i = from; i < to; i++)
		if (!glyph_is_han(g.code[i]) && !credit_is_mark(g.code[i]))
			return false;
	for (size_t i = from + 2; i + 2 <= to; i++)
		if (ends_office(g, i, from) && credit_read(g, i, to, false, out) && !out->says_role)
			return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}
