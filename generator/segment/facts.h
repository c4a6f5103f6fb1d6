#ifndef SEGMENT_FACTS_H
#define SEGMENT_FACTS_H

#include "base/arena.h"
#include "segment/block.h"
#include "segment/geometry.h"

/*
 * What can be seen of each block by itself and beside the others: the raw
 * material of the features, found once a page.
 */

enum first_class {
	FIRST_HAN,
	FIRST_DIGIT,
	FIRST_LETTER,
	FIRST_QUOTE,
	FIRST_TITLE,
	FIRST_PAREN,
	FIRST_DASH,
	FIRST_BULLET,
	FIRST_STRAY,
	FIRST_OTHER,
	FIRST_COUNT
};

enum last_class {
	LAST_SENTENCE,
	LAST_QUOTED_SENTENCE,
	LAST_COMMA,
	LAST_COLON,
	LAST_PAREN,
	LAST_QUOTE,
	LAST_HAN,
	LAST_DIGIT,
	LAST_LETTER,
	LAST_DASH,
	LAST_OTHER,
	LAST_COUNT
};

enum paren_class {
	PAREN_NONE,
	PAREN_NAMES,
	PAREN_PHOTO,
	PAREN_PICTURE_NOTE,
	PAREN_DATE,
	PAREN_AGENCY,
	PAREN_JUMP,
	PAREN_OTHER,
	PAREN_COUNT
};

enum number_class {
	NUMBER_NONE,
	NUMBER_HAN,
	NUMBER_PAREN,
	NUMBER_DIGIT,
	NUMBER_ORDINAL,
	NUMBER_COUNT
};

/* How a text sets its numbers and quotations: columns of one paper differ. */
enum setting {
	SETTING_DIGITS = 1, /* 1月4日 */
	SETTING_NUMERALS,   /* 一月四日 */
	SETTING_CURLY = 1,  /* “…” */
	SETTING_CORNER,     /* 『…』 */
};

/* What a block looks like by itself, in one word. */
enum shape {
	SHAPE_LINE,        /* short, could be a headline */
	SHAPE_FULL_LINE,   /* so, or a paragraph's first line: it fills its column */
	SHAPE_LINE_COLON,  /* short, ends with a colon or sentence mark */
	SHAPE_LINE_NUMBER, /* short and numbered */
	SHAPE_LINE_NOTE,   /* short, with a note to a picture at its end */
	SHAPE_TINY,        /* at most four glyphs */
	SHAPE_NAMES,
	SHAPE_MAYBE_NAMES,
	SHAPE_PAREN, /* in brackets as a whole */
	SHAPE_DATELINE,
	SHAPE_SIGNED,  /* a text that ends with names in brackets */
	SHAPE_CAPTION, /* a text that ends with a photographer */
	SHAPE_TEXT,    /* one that ends its sentence */
	SHAPE_TEXT_COLON,
	SHAPE_TORN, /* one that does not */
	SHAPE_COUNT
};

/* A block no longer than this may be a headline or subhead. */
enum { FACTS_SHORT = 40 };

struct facts {
	size_t length; /* glyphs */
	enum first_class first;
	enum last_class last;
	enum paren_class ending; /* a bracket at the end */
	enum paren_class whole;  /* a bracket around the block */
	enum number_class number;
	int number_value;  /* of a numbered block */
	int number_before; /* of the numbered block of the same class before it, or 0 */
	enum shape shape;
	size_t sentences; /* 。！？ within */
	size_t stops;     /* 。 alone: headlines exclaim and ask, but have no full stop */
	size_t commas;
	bool is_short; /* short, and no sentence */
	bool dateline;
	bool dateline_place;
	bool says_reporter; /* 记者…报道 in the first words */
	bool credits;       /* nothing but names and roles */
	bool maybe_names;   /* may be pen names */
	bool office;        /* a person's office and name */
	uint8_t figures;    /* SETTING_DIGITS, SETTING_NUMERALS or 0 */
	uint8_t quotes;     /* SETTING_CURLY, SETTING_CORNER or 0 */
	bool photo_credit;  /* …摄 at the end, without brackets */
	bool jump_from, jump_to;
	bool day_line; /* nothing but a day with its year */
	bool page_header, imprint;
	bool notice, death;
	bool picture;      /* 图为, 图片 */
	bool lead_word;    /* 日前, 今天, … near the beginning */
	bool going_on;     /* 他说, 此外, … at the beginning */
	bool open_bracket; /* more opened than closed */
	bool stray_close;  /* more closed than opened */
	bool colon_inside, title_inside, quote_inside, blank_inside, dash_inside;
	bool speech_mark;              /* begins as somebody speaking */
	uint32_t head_pair, tail_pair; /* hashes of the first and last two glyphs */
	int likeness_next;             /* shared rare pairs, per mille of this block's */
	int likeness_previous;
	int continuity; /* what the texts before and after it share */
	int bridge[3];  /* words found on both sides, but nowhere else: near to far */
	int kin_next;   /* words that the page repeats, in the next block */
	int kin_previous;
	int opening_known;  /* pairs of its first words that the blocks before hold, per mille */
	size_t until_end;   /* blocks to the page's end if none of them is short, capped; else 0 */
	bool names_day;     /* a day in the first words, as news does */
	int alike;          /* pairs that a short block shares with one of the short ones near it */
	bool repeated;      /* the same text stands elsewhere on the page */
	size_t stock;       /* short blocks of the page that begin with the same word, capped */
	size_t day_run;     /* long blocks in a row that name a day, this among them, capped */
	size_t since_short; /* blocks since the last short one, capped */
	size_t until_short;
	bool parallel_length, parallel_words; /* like the short block before */
	bool wrapped;                         /* the page's lines are cut at the width of a column */
	bool below_full;                      /* the line directly above fills it */
	bool fills;                           /* its own last line does, with another directly below */
	struct geometry place;
};

/* facts[i] is of blocks->items[i]; they live in the arena. */
struct facts *facts_find(const struct blocks *blocks, struct arena *a);

#endif
