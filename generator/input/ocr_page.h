#ifndef INPUT_OCR_PAGE_H
#define INPUT_OCR_PAGE_H

#include "base/buf.h"
#include "base/map.h"
#include "input/input.h"

/* A pixel in points, where a scan does not say how many it has: at 300 to an inch. */
#define OCR_PIXEL (72.0F / 300)

/*
 * A printed page as programs of recognition write it, whatever the format:
 * blocks of lines of words with boxes. A reader puts words into lines as it
 * meets them; ocr_pages_put() makes texts of the pages.
 */

/* Whether a paragraph begins with a line, as the source tells. */
enum ocr_paragraph { OCR_PARAGRAPH_UNSAID, OCR_PARAGRAPH_BEGINS, OCR_PARAGRAPH_GOES_ON };

struct ocr_line {
	struct view text; /* as printed */
	struct text_box box;
	uint32_t block; /* which of the page's, from 1 */
	enum ocr_paragraph paragraph;
	uint32_t article;    /* as in struct text_label */
	enum line_role role; /* so, too */

	/* A word that goes on in the next line. */
	bool goes_on;
	struct view whole; /* all of that word, if the source tells */
	bool rest;         /* and the first word is the rest of one */
};

struct ocr_block {
	uint32_t within; /* another block, from 1; 0: the page */
};

/* What an identifier of the file stands for, and which: a block, from 1, or a line, from 0. */
enum ocr_named { OCR_NAMED_BLOCK, OCR_NAMED_LINE, OCR_NAMED_COUNT };

struct ocr_page {
	ARRAY(struct ocr_line) lines; /* in the order of reading */
	ARRAY(struct ocr_block) blocks;
	ARRAY(struct text_box) pictures;
	float unit;          /* of the boxes that the reader gives, in points */
	float width, height; /* in points; 0: not known */
	struct text_stated stated;
	uint32_t notices;   /* articles that its lines are of by their numbers, all of them notices */
	struct arena arena; /* of the above */
	bool naming;        /* whether identifiers are kept */
	struct map names;   /* their what and which, as ocr_named() tells */

	/* The line that is being made. */
	struct buf text;
	float size;            /* of the type of most of its characters */
	ptrdiff_t votes, bold; /* for that size; for bold type, less those against it */
	bool wide;             /* it has characters that are set without blanks */
};

/* A box in the page's unit, as read from a file; none where it measures nothing. */
struct text_box ocr_box(const struct ocr_page *p, float left, float top, float width, float height);

/* Begins a block; within is 0 or the number of another one. Gives its number. */
uint32_t ocr_begin_block(struct ocr_page *p, struct view id, uint32_t within);

/* Begins a line of a block; it is in the page's lines at once, and its fields may be set. */
struct ocr_line *ocr_begin_line(struct ocr_page *p, uint32_t block, struct text_box box);

/* Notes that a picture is printed there, unless that is within the one before. */
void ocr_put_picture(struct ocr_page *p, struct text_box box);

/* Notes what the identifier stands for; a word's stands for its line. */
void ocr_name(struct ocr_page *p, struct view id, enum ocr_named what, size_t which);

/* False if it stands for nothing. */
bool ocr_named(const struct ocr_page *p, struct view id, enum ocr_named *what, size_t *which);

/* Puts a word into it, with a blank in front where words of its script have one. */
void ocr_put_word(struct ocr_page *p, struct view word, float size, bool bold);

/* Puts text as it comes: only blanks in a row are one. */
void ocr_put_text(struct ocr_page *p, struct view text);

/* A text of the page's own, without what has no place in one; absent where it has nothing. */
struct view ocr_clean(struct ocr_page *p, struct view text);

/* The line has all its words. */
void ocr_end_line(struct ocr_page *p);

/*
 * Puts the lines in the order of their ranks, one of each line; those of one rank stay
 * as they stood. Gives where each line stands now, in the arena.
 */
size_t *ocr_order_lines(struct ocr_page *p, const uint64_t *ranks, struct arena *a);

/*
 * Makes texts of pages of one file, in their order, and frees the pages: words
 * that go on in the next line are put together, in the first of both, lines
 * without a word stay, empty. A page without any word is left out.
 */
void ocr_pages_put(struct ocr_page *pages, size_t count, uint32_t file, struct input_pages *out);

/* Tells of a file without any: a warning where it is sound, and a fault where it is damaged. */
void ocr_tell_no_text(const char *path, bool sound, struct report *r);

void ocr_page_free(struct ocr_page *p);

#endif
