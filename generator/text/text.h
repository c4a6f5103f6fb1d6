#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/report.h"
#include "base/view.h"
#include "text/line_role.h"

/*
 * One printed page as Unicode lines: a source file, or one of the pages in it.
 *
 * A line is UTF-8 and verbatim, less its end (LF, CRLF or CR). Bytes that are
 * no character in the file's encoding stand as U+FFFD, with a warning that
 * names file, line and the byte's offset in the file. Control characters have
 * no place in a text, tab aside: form feed and vertical tab become a blank,
 * any other (NUL too) is taken out, each line with one warning. But a form feed
 * at the beginning or end of a line begins a page, and is only noted. Noncharacters
 * such as U+FFFE, which neither HTML nor XML can hold, stand as U+FFFD. A
 * byte-order mark inside is of files that were joined, and goes; leftovers of
 * GBK in the private use area become the characters they mean (text/legacy.h).
 * All else stays, full-width blanks and zero-width characters included.
 */
struct text_box {
	float left, top, width, height; /* in points of 1/72 inch, from the page's upper left corner */
	float size;                     /* of the type, in points; 0: not known */
	float weight;                   /* of the type: 400 is regular, 700 bold; 0: not known */
	uint32_t column;                /* from 1; 0: not known */
	uint32_t area;                  /* the rectangle it is in, from 1; 0: not known, or none */
};

/*
 * What the source itself says of a line, which is then no question for the
 * model. Lines of one article are neighbours; an article whose number is given
 * begins with its first line and ends with its last.
 */
struct text_label {
	uint32_t article;    /* from 1; 0: not told */
	uint32_t block;      /* from 1: neighbours of one number are one paragraph; 0: not told */
	enum line_role role; /* or LINE_ROLE_UNSAID */
};

/* What the source says of a whole article. */
struct text_article {
	struct view kind; /* a word of page/kind.h; absent: not told */
};

/* What the source says of the page beside its lines; absent or 0 where it does not. */
struct text_stated {
	struct date date;
	struct view number; /* "02", "A05" */
	struct view newspaper;
};

struct text {
	const char *name;     /* as messages and records name the file */
	const char *encoding; /* what it was read as: "UTF-8", "GB18030", … */
	struct view *lines;   /* in the order of reading */
	size_t len;
	size_t before; /* lines of the file on earlier pages: lines[0] is line before + 1 */
	uint32_t file; /* which of the source's files it stands in, from 0 */
	uint32_t part,
		parts; /* of a file with several pages: this is which, from 1, of how many; else 0 */
	const uint32_t
		*breaks; /* of a text that was decoded: places in lines before which a form feed is */
	size_t break_count;
	const struct text_box *boxes;        /* of each line, where the source tells; else NULL */
	const struct text_label *labels;     /* so, too */
	const struct text_box *pictures;     /* where pictures are printed, where it tells of them */
	size_t picture_count;
	const struct text_article *articles; /* by their number in labels less 1 */
	size_t article_count;
	float width, height; /* of the page, in points; 0: not known */
	bool recognised;     /* from an image, and told in blocks: ALTO, hOCR, PAGE XML */
	struct text_stated stated;
	const struct language *language; /* of its words; NULL until who read it says so: the default */
	struct view newspaper; /* what the paper is or was called, as heads of pages print it, a name a
	                          line; may be empty */
	struct arena arena;    /* holds all of the above but the language and the paper's name */
};

/* A line by its number in the file, which has to be one of the page's. */
static inline struct view text_line(const struct text *t, size_t number)
{
	return t->lines[number - t->before - 1];
}

/* Whether the page has a line of that number. */
static inline bool text_has(const struct text *t, size_t number)
{
	return number > t->before && number - t->before <= t->len;
}

struct language;

/*
 * Reads the file at path; messages and records call it name (which is copied).
 *
 * The encoding is decided in this order: a byte-order mark (UTF-8, UTF-16 LE
 * and BE); valid UTF-8, or UTF-8 with less that is damaged than is sound; what
 * encoding_detect() finds in how often characters stand there, GB 18030 and
 * fallback (the name of an encoding, or NULL), the first of them that fits
 * without an error and without characters of private use; and if none does, the
 * one that loses least. Each piece that is no character is then told.
 *
 * Returns false, with an error in the report, for a file that cannot be read
 * or that is no text (many control characters: a PDF, a picture, a ZIP).
 * Whatever is returned, text_free() may be called.
 */
bool text_read(const char *path, const char *name, const char *fallback, struct text *out,
               struct report *r);

/* The same for bytes in memory. */
bool text_decode(struct view bytes, const char *name, const char *fallback, struct text *out,
                 struct report *r);

/* What people say of a text's encoding; either may be NULL. */
struct text_encoding {
	const char *named;    /* it is this, whatever it looks like (but for a byte-order mark) */
	const char *fallback; /* as above */
};

bool text_decode_as(struct view bytes, const char *name, const struct text_encoding *encoding,
                    struct text *out, struct report *r);

/* Whether it may be the name of an encoding: for whoever reads it from a configuration. */
bool text_encoding_known(const char *name);

/* What a file calls its page as stated.number has it, in the arena: of two figures at least. Absent if v is empty. */
struct view text_page_number(struct view v, struct arena *a);

void text_free(struct text *t);

#endif
