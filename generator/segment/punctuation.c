#include "segment/punctuation.h"

#include "segment/pattern.h"

/* Words that tell something where they stand within a block's first glyphs. */
enum word_list { WORDS_LEAD, WORDS_NOTICE_END, WORDS_IMPRINT, WORDS_PICTURE, WORD_LISTS };

static const struct {
	size_t within;               /* glyphs */
	size_t longest;              /* blocks that are longer are not looked at; 0: all are */
	const char32_t words[20][8]; /* an empty one ends them */
} word_lists[WORD_LISTS] = {
	[WORDS_LEAD] = { 60,
	                 0,
	                 { U"日前", U"近日", U"今天", U"昨天", U"昨日", U"今日", U"最近", U"新近",
	                   U"不久前", U"前不久", U"日电", U"记者从", U"获悉", U"今晚", U"昨晚",
	                   U"日上午", U"日下午", U"日举行" } },
	[WORDS_NOTICE_END] = { 400,
	                       399,
	                       { U"特此通知", U"特此公告", U"特此声明", U"声明作废", U"特此通告",
	                         U"特此致谢" } },
	[WORDS_IMPRINT] = { 80,
	                    79,
	                    { U"责任编辑", U"本版编辑", U"本版责编", U"责编", U"值班主任", U"值班编委",
	                      U"版式设计", U"美术编辑", U"国内统一", U"邮发代号", U"社址",
	                      U"广告许可证", U"订阅热线", U"零售每份", U"本版主编", U"热线电话" } },
	[WORDS_PICTURE] = { 12,
	                    0,
	                    { U"图为", U"图片", U"左图", U"右图", U"上图", U"下图", U"题图", U"这是",
	                      U"插图", U"漫画", U"照片" } },
};

/* What a glyph may be, as bits: the first of a word of list l is bit l. */
enum { ANY_WORD = (1 << WORD_LISTS) - 1, MARK = 1 << WORD_LISTS, FIGURE = 2 << WORD_LISTS };

static void mark_all(struct punctuation_table *t, const char32_t *glyphs, unsigned kind)
{
	for (; *glyphs; glyphs++)
		t->kinds[*glyphs & 1023] |= (uint8_t)kind;
}

struct punctuation_table punctuation_make(void)
{
	struct punctuation_table t = { .kinds = { 0 } };
	for (int l = 0; l < WORD_LISTS; l++)
		for (const char32_t(*w)[8] = word_lists[l].words; (*w)[0]; w++)
			t.kinds[(*w)[0] & 1023] |= (uint8_t)(1 << l);
	mark_all(&t, U"。!?,、:—《 ‘’“”()[]{}<>》〈〉「」『』【】〔〕〖〗", MARK);
	mark_all(&t, U"0123456789百一二三四五六七八九十零〇○O", FIGURE);
	return t;
}

/* The lists to look for in a block of this length, as bits. */
static unsigned wanted_words(size_t len)
{
	unsigned wanted = 0;
	for (int l = 0; l < WORD_LISTS; l++)
		if (!word_lists[l].longest || len <= word_lists[l].longest)
			wanted |= 1U << l;
	return wanted;
}

static bool any_word_at(struct glyphs g, size_t i, int list)
{
	struct glyphs head = { g.code, g.at,
		                   g.len < word_lists[list].within ? g.len : word_lists[list].within };
	for (const char32_t(*w)[8] = word_lists[list].words; (*w)[0]; w++)
		if (g.code[i] == (*w)[0] && glyph_at(head, i, *w))
			return true;
	return false;
}

/* Of the lists, those that need no further look: a word of theirs was found here, or its place is passed. */
static unsigned read_word(struct glyphs g, size_t i, unsigned lists, unsigned *found)
{
	unsigned done = 0;
	for (int l = 0; lists >> l; l++) {
		if (!(lists >> l & 1))
			continue;
		bool here = any_word_at(g, i, l);
		*found |= (unsigned)here << l;
		done |= (unsigned)(here || i >= word_lists[l].within) << l;
	}
	return done;
}

/* The first date or share tells: 1月4日, 一月四日, 百分之九. Returns 0 where there is none. */
static uint8_t read_figure(struct glyphs g, size_t i)
{
	struct printed_date d;
	if (i + 1 >= g.len)
		return 0;
	if (glyph_is_digit(g.code[i]))
		return SETTING_DIGITS;
	if (g.code[i] == U'百')
		return glyph_at(g, i, U"百分之") ? SETTING_NUMERALS : 0;
	bool numeral = pattern_begins_number(g.code[i]) && glyph_is_han(g.code[i]);
	return numeral && pattern_date(g, i, &d) && (d.day || d.year) ? SETTING_NUMERALS : 0;
}

/* How many brackets are open, and how few ever were. */
struct depth {
	long now, lowest;
};

static void read_mark(struct facts *f, struct glyphs g, size_t i, struct depth *depth)
{
	uint32_t c = g.code[i];
	if (c == 0x3002 || c == '!' || c == '?')
		f->sentences++, f->stops += c == 0x3002;
	else if (c == ',' || c == 0x3001)
		f->commas++;
	else if (c == ':' && i + 1 < g.len)
		f->colon_inside = true;
	else if (c == 0x300A)
		f->title_inside = true;
	else if (c == 0x2014 && i > 0)
		f->dash_inside = true;
	else if (c == ' ')
		f->blank_inside = true;
	if (c == 0x201C || c == 0x300E || c == 0x300C) {
		f->quote_inside = true;
		if (!f->quotes)
			f->quotes = c == 0x201C ? SETTING_CURLY : SETTING_CORNER;
	}
	if (c != '<' && c != '>' && c != 0x2019 && c != 0x2018)
		depth->now += glyph_opens(c) - glyph_closes(c);
	if (depth->now < depth->lowest)
		depth->lowest = depth->now;
}

void punctuation_read(const struct punctuation_table *t, struct glyphs g, struct facts *f)
{
	struct depth depth = { 0, 0 };
	unsigned wanted = MARK | FIGURE | wanted_words(g.len), found = 0;
	for (size_t i = 0; i < g.len; i++) {
		unsigned kinds = t->kinds[g.code[i] & 1023] & wanted;
		if (!kinds)
			continue;
		if (kinds & ANY_WORD)
			wanted &= ~read_word(g, i, kinds & ANY_WORD, &found);
		if ((kinds & FIGURE) && (f->figures = read_figure(g, i)) != 0)
			wanted &= ~(unsigned)FIGURE;
		if (kinds & MARK)
			read_mark(f, g, i, &depth);
	}
	f->stray_close = depth.lowest < 0;
	f->open_bracket = depth.now - depth.lowest > 0;
	f->lead_word = found >> WORDS_LEAD & 1;
	f->notice = found >> WORDS_NOTICE_END & 1;
	f->imprint = found >> WORDS_IMPRINT & 1;
	f->picture = found >> WORDS_PICTURE & 1;
}
