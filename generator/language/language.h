#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/view.h"
#include "text/glyph.h"

/*
 * What the program asks of the language that a newspaper is printed in. This
 * is the door to the folder. The words stand in plain text, one a line, in a
 * folder per language (zh/, en/); compile/ makes a constant struct
 * language of each folder when the program is built. A new language is such a
 * folder and its row in language.c.
 */

/* A word of a list and what its line says of it; see the list for the meaning. */
struct language_word {
	const char32_t *text; /* folded as glyphs are */
	const char *utf8;
	uint8_t length; /* glyphs */
	uint8_t place;
	int16_t value;
	int16_t more;
};

/*
 * Words that begin (or, where the list is asked what stands before a place,
 * end) with glyphs of the same lowest bits follow one another, the longer
 * first: those of a glyph c are words[starts[c & mask]] up to, and without,
 * words[starts[(c & mask) + 1]].
 */
struct language_list {
	const struct language_word *words;
	const uint16_t *starts;
	uint16_t mask;
	uint16_t count;
	bool spaced; /* blanks part the words, which are given in small letters */
};

/* How personal names are told from other words. */
enum language_names {
	LANGUAGE_NAMES_HAN,     /* by surnames and by the characters that parents choose */
	LANGUAGE_NAMES_CAPITALS /* by their capitals */
};

/* How a day is written. */
enum language_dates {
	LANGUAGE_DATES_UNITS, /* each number with its unit: 1987年3月16日 */
	LANGUAGE_DATES_NAMES  /* with the month's name: March 16, 1987 */
};

/* What a word of a byline does: language_word.value; .more is an enum credit_role. */
enum language_byline {
	LANGUAGE_BYLINE_BEFORE,  /* the names to come have this role */
	LANGUAGE_BYLINE_AFTER,   /* the names before have it; with / or : after it, those to come */
	LANGUAGE_BYLINE_WRITTEN, /* the names before keep their role */
	LANGUAGE_BYLINE_BOTH,    /* the names before or to come wrote and photographed */
	LANGUAGE_BYLINE_DROP,    /* the names to come are no credit */
	LANGUAGE_BYLINE_LENT,    /* the names before are none */
	LANGUAGE_BYLINE_GROUP,   /* the credit is of a group of articles */
	LANGUAGE_BYLINE_PICTURE, /* before names only: 图片由X提供, but (传真照片) */
	LANGUAGE_BYLINE_PASS,    /* says nothing */
	LANGUAGE_BYLINE_NOTE     /* up to the next comma stands who the author is: 作者为… */
};

/* Where a word of a single glyph is one, rather than part of a name: language_word.place. */
enum language_place {
	LANGUAGE_PLACE_START,   /* where a run of names would begin */
	LANGUAGE_PLACE_END,     /* at the end of a run */
	LANGUAGE_PLACE_ALONE,   /* between marks */
	LANGUAGE_PLACE_CLOSING, /* after at least one name */
	LANGUAGE_PLACE_JOINING  /* the same, before a word or an agency */
};

/* The parts of a date that a unit closes. */
enum language_unit { LANGUAGE_UNIT_YEAR, LANGUAGE_UNIT_MONTH, LANGUAGE_UNIT_DAY };

enum language_day { LANGUAGE_DAY_TODAY, LANGUAGE_DAY_YESTERDAY };

/* What a record or a column of a table has of an article that is cut already. */
enum language_field {
	LANGUAGE_FIELD_HEADLINE,
	LANGUAGE_FIELD_KICKER,
	LANGUAGE_FIELD_DECK,
	LANGUAGE_FIELD_BYLINE,
	LANGUAGE_FIELD_DATE,
	LANGUAGE_FIELD_PAGE,
	LANGUAGE_FIELD_BODY,
	LANGUAGE_FIELD_KIND,
	LANGUAGE_FIELD_NEWSPAPER,
	LANGUAGE_FIELDS
};

enum language_jump { LANGUAGE_JUMP_FROM, LANGUAGE_JUMP_TO };

/* How often a surname is met, and a character in given names. */
enum language_surname {
	LANGUAGE_SURNAME_RARE = 1,
	LANGUAGE_SURNAME_USUAL,
	LANGUAGE_SURNAME_COMMON
};
enum language_given { LANGUAGE_GIVEN_OFTEN, LANGUAGE_GIVEN_KNOWN, LANGUAGE_GIVEN_NEVER };

/* What language.characters knows of one ideograph, derived from the lists of names. */
enum {
	LANGUAGE_IS_SURNAME = 3,    /* enum language_surname; 0: it is none */
	LANGUAGE_IS_GIVEN = 3 << 2, /* enum language_given, or that nothing is known */
	LANGUAGE_GIVEN_UNKNOWN = 3,
	LANGUAGE_TRANSCRIBES = 1 << 4,
	LANGUAGE_OPENS_SURNAME = 1 << 5,  /* the first of several */
	LANGUAGE_OPENS_WORD = 1 << 6,     /* of name_words */
	LANGUAGE_OPENS_SYLLABLE = 1 << 7, /* of name_syllables */
	LANGUAGE_FIRST_CHARACTER = 0x4E00,
	LANGUAGE_LAST_CHARACTER = 0x9FFF
};

/*
 * The lists are sections of the same names in the files of a language's
 * folder; what a column holds is told there. "Before" and "after" are seen
 * from a date or a number.
 */
struct language {
	const char *code; /* "zh": BCP 47 */
	enum language_names names;
	enum language_dates dates;
	bool spaced;
	int width; /* glyphs that say as much as one of Chinese, roughly: lengths are counted in those */

	/* Bylines: who wrote and photographed. */
	struct language_list agencies;          /* value: whether it is this paper itself */
	struct language_list byline_words;      /* value: enum language_byline, more, place */
	struct language_list branch_begins;     /* between an agency and 记者: 驻埃及 */
	struct language_list branch_ends;       /* asked before a place: 山西分社 */
	struct language_list outlet_ends;       /* asked before a place: 中央人民广播电台 */
	struct language_list agency_works;      /* 发, 照片; value: whatever follows */
	struct language_list countries;         /* in a note on a name: (美) */
	struct language_list peoples_ends;      /* the same: (维吾尔族) */
	struct language_list not_in_bylines;    /* words of sentences, of which credits have none */
	struct language_list report_words;      /* after reporters; value: part of the byline */
	struct language_list office_ends;       /* asked before a place: 国家主席 */
	struct language_list photo_ends;        /* asked before a place: 摄, 摄影报道 */
	struct language_list photo_verbs;       /* the same, of a bracket */
	struct language_list agency_photo_ends; /* asked before a place: (…美联社照片) */
	struct language_list about_words;       /* begin a deck on somebody: 访省长X */
	struct language_list unnamed_writers;   /* stand for a name: a staff reporter; value: role */
	struct language_list name_particles;    /* within names: van */
	struct language_list name_joints;       /* between names: and */

	/* Names. */
	struct language_list surnames;         /* value: enum language_surname */
	struct language_list given_characters; /* value: enum language_given */
	struct language_list name_words;       /* words that only look like names */
	struct language_list name_syllables;   /* that Tibetan and Mongolian names are made of */
	struct language_list transcribing;     /* characters that write other languages' sounds */
	struct language_list places;           /* provinces, big cities, countries */
	const uint8_t *characters; /* bits as above, from LANGUAGE_FIRST_CHARACTER on, or NULL */

	/* Datelines. */
	struct language_list dateline_openings; /* before an agency; value: only right before it */
	struct language_list dateline_nouns;    /* right after an agency: 消息 */
	struct language_list dateline_ends;     /* 讯, 电; value: after a paper's name too */
	struct language_list datelines_alone;   /* 又讯 */
	struct language_list paper_ends;        /* 晚报 */
	struct language_list not_in_places;     /* no place of a dateline holds these */
	struct language_list not_datelines;     /* 电视, where 电 might end a dateline */
	struct language_list plain_datelines;   /* what a report without one could have: 本报讯 */

	/* Numbers and dates. */
	struct language_list numerals;    /* value: 0 to 10, 20, 30 */
	const bool *begins_number;        /* for c & 511: whether a digit or numeral has these bits */
	struct language_list share_words; /* 百分之 */
	struct language_list eras; /* asked before a year: 民国; value: the year before its first */
	struct language_list ordinal_ends; /* 16th */
	struct language_list ordinals;     /* 第 */
	struct language_list date_units;   /* value: enum language_unit */
	struct language_list hour_units;   /* 时 */
	struct language_list ranges;       /* between days and months: 至 */
	struct language_list weekdays;     /* value: 0 is Sunday */
	struct language_list months;       /* names of months; value: 1 to 12 */
	struct language_list seasons;      /* after a year: 年底; value: the month in which it ends */
	struct language_list ahead_words;  /* asked before a place: 预计 */
	struct language_list ahead_after;  /* 2000年前 */
	struct language_list until_words;  /* asked before a place: 截至 */
	struct language_list done_words;   /* soon after: 已 */
	struct language_list plan_words;   /* soon after: 将 */
	struct language_list since_words;  /* 起 */
	struct language_list ago_after;    /* after hundreds: 500年前 */
	struct language_list ago_before;   /* asked before a place: 距今 */
	struct language_list every_words;  /* asked before a place: 每年 */
	struct language_list decades;      /* 1990年代 */
	struct language_list other_months; /* asked before a place: 上月15日 */
	struct language_list durations;    /* 10日内 */
	struct language_list day_words;    /* value: enum language_day */
	struct language_list forecast_words;
	struct language_list last_year;  /* asked before a place: 去年 */
	struct language_list year_begun; /* asked before a place: 步入 */
	struct language_list year_ended; /* asked before a place: 告别 */
	struct language_list plans;      /* 十四五; value: a plan's number, more: its first year */
	struct language_list plan_nouns; /* after a plan */
	struct language_list plan_texts; /* the same, before its years */
	struct language_list plan_years; /* 开局之年; value: years since the first */
	struct language_list congresses; /* 二十大; value and more as of plans */
	struct language_list congress_before;  /* asked before a place: 党的 */
	struct language_list congress_after;   /* 大精神 */
	struct language_list anniversaries;    /* asked before a place: 建党; value: the year */
	struct language_list anniversary_ends; /* 周年 */

	/* What stands around articles. */
	struct language_list page_words;   /* 版 */
	struct language_list page_before;  /* Page, whose number comes after it */
	struct language_list jump_words;   /* value: enum language_jump */
	struct language_list header_stops; /* no page header holds these */
	struct language_list header_words; /* a page header with a date holds one */
	struct language_list imprint_words;
	struct language_list edge_words; /* of heads and feet of pages; value: names follow */

	/* What blocks begin or end with. */
	struct language_list sentence_marks; /* beside those of glyph_ends_sentence() */
	struct language_list number_marks;   /* after a number that begins a block: 一是 */
	struct language_list going_on;       /* a text that goes on: 据悉 */
	struct language_list lead_words;     /* in the first words of a report: 日前 */
	struct language_list picture_words;  /* 图为 */
	struct language_list picture_notes;  /* begin a note in brackets: 附图 */
	struct language_list death_ends;     /* asked before a place: 逝世 */
	struct language_list death_words;
	struct language_list notice_starts;
	struct language_list notice_signs; /* 特此通知, anywhere near the end of a block */

	/* Notices that run together. */
	struct language_list notice_titles;   /* asked before a place: 通知 */
	struct language_list notice_headings; /* whole lines above notices: To Let */
	struct language_list notice_closings; /* 特此通知 */
	struct language_list notice_openings; /* 兹有 */
	struct language_list notice_marks;    /* 特此 */
	struct language_list deaths_told;     /* asked before a place: 逝世 */

	/* Letters to the editor. */
	struct language_list salutations;      /* begin one, with a mark behind: Sir, */
	struct language_list letter_addresses; /* begin a line above that */
	struct language_list letter_closings;  /* in a line before the signature */

	/* Kinds of articles, by words of the headline and its companions, or of the text. */
	struct language_list obituary_head;
	struct language_list obituary_head_not;
	struct language_list obituary_opening;
	struct language_list obituary_lead;
	struct language_list obituary_lead_not;
	struct language_list obituary_ages;
	struct language_list weather_head;
	struct language_list weather_topics; /* of a headline, and then figures in the text */
	struct language_list weather_figures;
	struct language_list history_head;
	struct language_list photo_head;
	struct language_list photo_note_head; /* the same of a very short article */
	struct language_list interpretation_head;
	struct language_list comment_head;
	struct language_list comment_begins;
	struct language_list comment_begins_not;
	struct language_list letter_head;
	struct language_list letter_opening;
	struct language_list list_head;
	struct language_list feature_head;
	struct language_list first_person;
	struct language_list first_person_not; /* after it: 我国, 我们 */

	/* Words that tell nothing of what a text is about. */
	struct language_list stopwords;
	struct language_list number_words; /* characters of numbers and dates */
	struct language_list particles;    /* value: no word begins or ends with it */

	/* What the search offers where nothing is found. */
	struct language_list
		readings; /* letters, and the characters that are read so: see zh/search.txt */
	struct language_list misread; /* characters that are taken for each other */

	/* What tables and records of articles call their fields; value: enum language_field. */
	struct language_list fields;
};

/*
 * What site.conf may call the language of a site or a paper (BCP 47): for each
 * there are words of the site in templates/i18n.
 */
enum { LANGUAGE_TAGS = 5 };
extern const char *const language_tags[LANGUAGE_TAGS];

/* What the babel package of LaTeX calls the language of one of these tags: "chinese". */
struct view language_babel_name(struct view tag);

/* The language of a BCP 47 tag, "zh-Hans" or "en"; NULL if it is not known. */
const struct language *language_find(struct view tag);

/* That of papers of which nothing is said. */
const struct language *language_default(void);

/* The small letter of a capital one, of ASCII and Latin-1; all else is as it was. */
static inline uint32_t language_small(uint32_t c)
{
	bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
	return capital ? c | 0x20 : c;
}

static inline bool language_is_capital(uint32_t c)
{
	return language_small(c) != c;
}

/* Capital or small. */
static inline bool language_same_letter(uint32_t a, uint32_t b)
{
	return a == b || language_small(a) == language_small(b);
}

/* For language_at() and language_before(): a word between blanks, capitals or not. */
const struct language_word *language_at_spaced(const struct language_list *l, struct glyphs g,
                                               size_t i);
const struct language_word *language_before_spaced(const struct language_list *l, struct glyphs g,
                                                   size_t i);

/* Whether a word of the list begins with c. */
static inline bool language_begins(const struct language_list *l, uint32_t c)
{
	for (size_t k = l->starts[c & l->mask], end = l->starts[(c & l->mask) + 1U]; k < end; k++)
		if (l->words[k].text[0] == c)
			return true;
	return false;
}

/* The longest word of the list that begins at i, or NULL. */
static inline const struct language_word *language_at(const struct language_list *l,
                                                      struct glyphs g, size_t i)
{
	if (i >= g.len)
		return NULL;
	uint32_t c = g.code[i];
	size_t k = l->starts[c & l->mask], end = l->starts[(c & l->mask) + 1U];
	if (k == end)
		return NULL;
	if (l->spaced)
		return language_at_spaced(l, g, i);
	for (; k < end; k++)
		if (l->words[k].text[0] == c && glyph_at(g, i, l->words[k].text))
			return &l->words[k];
	return NULL;
}

/* The next shorter word of the list that begins at i, where w does, or NULL. */
const struct language_word *language_shorter(const struct language_list *l,
                                             const struct language_word *w, struct glyphs g,
                                             size_t i);

/* The longest word of the list that ends before i, or NULL. For lists that are asked so. */
static inline const struct language_word *language_before(const struct language_list *l,
                                                          struct glyphs g, size_t i)
{
	if (i == 0 || i > g.len)
		return NULL;
	uint32_t c = g.code[i - 1];
	size_t k = l->starts[c & l->mask], end = l->starts[(c & l->mask) + 1U];
	if (k == end)
		return NULL;
	if (l->spaced)
		return language_before_spaced(l, g, i);
	for (; k < end; k++) {
		const struct language_word *w = &l->words[k];
		if (w->length <= i && w->text[w->length - 1] == c && glyph_at(g, i - w->length, w->text))
			return w;
	}
	return NULL;
}

/* The entry of the list that is this one glyph, or NULL. */
static inline const struct language_word *language_glyph(const struct language_list *l, uint32_t c)
{
	for (size_t k = l->starts[c & l->mask], end = l->starts[(c & l->mask) + 1U]; k < end; k++)
		if (l->words[k].text[0] == c && l->words[k].length == 1)
			return &l->words[k];
	return NULL;
}

/* Whether a sentence may end with glyph i. */
static inline bool language_ends_sentence(struct glyphs g, size_t i)
{
	return glyph_ends_sentence(g.code[i]) || language_glyph(&g.language->sentence_marks, g.code[i]);
}

/* Where the first word of the list stands in g, at or after from; -1 if none does. */
ptrdiff_t language_search(const struct language_list *l, struct glyphs g, size_t from);

/* The longest entry of the list that the bytes of v at i begin with, or NULL. */
const struct language_word *language_at_bytes(const struct language_list *l, struct view v,
                                              size_t i);

/* Whether the whole of v is an entry of the list. */
bool language_has(const struct language_list *l, struct view v);

#endif
