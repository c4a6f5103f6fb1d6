#include "segment/punctuation.h"

#include "language/language.h"
#include "segment/pattern.h"

/* Words that tell something where they stand within a block's first glyphs. */
enum word_list { WORDS_LEAD, WORDS_NOTICE_END, WORDS_IMPRINT, WORDS_PICTURE, WORD_LISTS };

static const struct {
	size_t within;  /* glyphs */
	size_t longest; /* blocks that are longer are not looked at; 0: all are */
} word_lists[WORD_LISTS] = {
	[WORDS_LEAD] = { 60, 0 },
	[WORDS_NOTICE_END] = { 400, 399 },
	[WORDS_IMPRINT] = { 80, 79 },
	[WORDS_PICTURE] = { 12, 0 },
};

static const struct language_list *words_of(const struct language *l, int list)
{
	switch ((enum word_list)list) {
	case WORDS_LEAD: return &l->lead_words;
	case WORDS_NOTICE_END: return &l->notice_signs;
	case WORDS_IMPRINT: return &l->imprint_words;
	default: return &l->picture_words;
	}
}

/* What a glyph may be, as bits: the first of a word of list l is bit l. */
enum { ANY_WORD = (1 << WORD_LISTS) - 1, MARK = 1 << WORD_LISTS, FIGURE = 2 << WORD_LISTS };

static void mark_all(struct punctuation_table *t, const char32_t *glyphs, unsigned kind)
{
	for (; *glyphs; glyphs++)
		t->kinds[*glyphs & 1023] |= (uint8_t)kind;
}

static void mark_list(struct punctuation_table *t, const struct language_list *l, unsigned kind)
{
	for (size_t i = 0; i < l->count; i++) {
		uint32_t c = l->words[i].text[0];
		t->kinds[c & 1023] |= (uint8_t)kind;
		if (l->spaced && c >= 'a' && c <= 'z')
			t->kinds[(c & ~0x20U) & 1023] |= (uint8_t)kind;
	}
}

void punctuation_make(const struct language *l, struct punctuation_table *out)
{
	*out = (struct punctuation_table){ .kinds = { 0 } };
	for (int list = 0; list < WORD_LISTS; list++)
		mark_list(out, words_of(l, list), 1U << list);
	mark_all(out, U"。!?,、:—《 ‘’“”()[]{}<>》〈〉「」『』【】〔〕〖〗", MARK);
	mark_all(out, U"0123456789", FIGURE);
	mark_list(out, &l->sentence_marks, MARK);
	mark_list(out, &l->numerals, FIGURE);
	mark_list(out, &l->share_words, FIGURE);
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
	return language_at(words_of(g.language, list), glyph_head(g, word_lists[list].within), i);
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
	if (language_at(&g.language->share_words, g, i))
		return SETTING_NUMERALS;
	bool numeral = pattern_begins_number(g, i) && glyph_is_han(g.code[i]);
	return numeral && pattern_date(g, i, &d) && (d.day || d.year) ? SETTING_NUMERALS : 0;
}

/* How many brackets are open, and how few ever were. */
struct depth {
	long now, lowest;
};

/*
 * A point ends a sentence at the block's end, and before a blank or a dash where the word
 * before it is none that is cut short, as Mr. and St. are: those are short and
 * have a capital.
 */
static bool is_point(struct glyphs g, size_t i)
{
	enum { LONGEST_CUT = 4 };
	if (!language_glyph(&g.language->sentence_marks, g.code[i]) || i == 0)
		return false;
	if (i + 1 == g.len)
		return true;
	uint32_t next = g.code[i + 1];
	if (!glyph_is_blank(next) && !glyph_closes(next) && next != '"' && next != 0x2014)
		return false;
	size_t from = i;
	while (from > 0 && glyph_is_letter(g.code[from - 1]))
		from--;
	bool capital = from < i && g.code[from] >= 'A' && g.code[from] <= 'Z';
	return !capital || i - from > LONGEST_CUT;
}

static void read_mark(struct facts *f, struct glyphs g, size_t i, struct depth *depth)
{
	uint32_t c = g.code[i];
	bool point = is_point(g, i);
	if (c == 0x3002 || c == '!' || c == '?' || point)
		f->sentences++, f->stops += c == 0x3002 || point;
	else if (c == ',' || c == 0x3001)
		f->commas++;
	else if (c == ':' && i + 1 < g.len)
		f->colon_inside = true;
	else if (c == 0x300A)
		f->title_inside = true;
	else if (c == 0x2014 && i > 0)
		f->dash_inside = true;
	else if (c == ' ')
		f->blank_inside = !g.language->spaced;
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
