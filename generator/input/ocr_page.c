#include "input/ocr_page.h"

#include <math.h>
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "input/paragraphs.h"
#include "text/glyph.h"
#include "text/legacy.h"
#include "text/utf8.h"

struct text_box ocr_box(const struct ocr_page *p, float left, float top, float width, float height)
{
	float unit = p->unit, right = (left + width) * unit, bottom = (top + height) * unit;
	left = fmaxf(left * unit, 0);
	top = fmaxf(top * unit, 0);
	right = p->width > 0 ? fminf(right, p->width) : right;
	bottom = p->height > 0 ? fminf(bottom, p->height) : bottom;
	if (!(right > left) || !(bottom > top))
		return (struct text_box){ 0 };
	return (
		struct text_box){ .left = left, .top = top, .width = right - left, .height = bottom - top };
}

uint32_t ocr_begin_block(struct ocr_page *p, struct view id, uint32_t within)
{
	*array_push(&p->blocks) = (struct ocr_block){ within };
	ocr_name(p, id, OCR_NAMED_BLOCK, p->blocks.len);
	return (uint32_t)p->blocks.len;
}

struct ocr_line *ocr_begin_line(struct ocr_page *p, uint32_t block, struct text_box box)
{
	struct ocr_line *l = array_push(&p->lines);
	l->block = block;
	l->box = box;
	buf_truncate(&p->text, 0);
	p->size = 0;
	p->votes = p->bold = 0;
	p->wide = false;
	return l;
}

void ocr_put_picture(struct ocr_page *p, struct text_box box)
{
	const struct text_box *last = p->pictures.len > 0 ? array_last(&p->pictures) : NULL;
	bool within = last && box.left >= last->left && box.top >= last->top &&
	              box.left + box.width <= last->left + last->width &&
	              box.top + box.height <= last->top + last->height;
	if (box.width > 0 && !within)
		*array_push(&p->pictures) = box;
}

void ocr_name(struct ocr_page *p, struct view id, enum ocr_named what, size_t which)
{
	if (p->naming && id.len > 0)
		map_put(&p->names, id, NULL)->number = which * OCR_NAMED_COUNT + what;
}

bool ocr_named(const struct ocr_page *p, struct view id, enum ocr_named *what, size_t *which)
{
	const union map_value *at = map_get(&p->names, id);
	if (!at)
		return false;
	*what = (enum ocr_named)(at->number % OCR_NAMED_COUNT);
	*which = at->number / OCR_NAMED_COUNT;
	return true;
}

/* ── words ── */

/* Whether a character is set without blanks around it. */
static bool is_wide(uint32_t c)
{
	bool hangul = (c >= 0x3130 && c < 0x3190) || (c >= 0xAC00 && c < 0xD800);
	return c >= 0x2E80 && !hangul && !(c >= 0xFB00 && c < 0xFE30);
}

static uint32_t last_code(struct view v)
{
	size_t at = v.len;
	while (at > 0 && ((unsigned char)v.data[--at] & 0xC0) == 0x80)
		continue;
	return v.len > 0 ? glyph_next(v, &at) : 0;
}

static uint32_t first_code(struct view v)
{
	size_t at = 0;
	return v.len > 0 ? glyph_next(v, &at) : 0;
}

/* Appends text without what has no place in a line; blanks in a row are one. */
static void put_clean(struct buf *b, struct view text)
{
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		unsigned code = utf8_next(text, &i);
		bool blank = ascii_is_blank(code);
		uint32_t meant = legacy_character(code);
		if (blank && b->len > 0 && b->data[b->len - 1] != ' ')
			buf_putc(b, ' ');
		else if (!blank && meant)
			buf_put_code(b, meant);
		else if (!blank && code == UTF8_INVALID)
			buf_put_code(b, 0xFFFD);
		else if (!blank && utf8_stays(code))
			buf_put(b, view_slice(text, from, i - from));
	}
}

struct view ocr_clean(struct ocr_page *p, struct view text)
{
	struct buf b = { 0 };
	put_clean(&b, view_trim(text));
	struct view clean = b.len > 0 ? arena_view(&p->arena, view_trim(buf_view(&b))) : VIEW_NULL;
	buf_free(&b);
	return clean;
}

static bool is_word_character(uint32_t c)
{
	return glyph_is_letter(c) || glyph_is_digit(c);
}

/* Whether a blank stands between two words of a line. */
static bool blank_between(const struct ocr_page *p, struct view word)
{
	uint32_t left = last_code(buf_view(&p->text)), right = first_code(word);
	if (left == 0 || left == ' ' || is_wide(left) || is_wide(right))
		return false;
	return !p->wide || (is_word_character(left) && is_word_character(right));
}

/* The size that more than half of the characters have wins; the bold ones, too. */
static void vote(struct ocr_page *p, size_t characters, float size, bool bold)
{
	ptrdiff_t n = (ptrdiff_t)characters;
	if (size == p->size) {
		p->votes += n;
	} else if (p->votes >= n) {
		p->votes -= n;
	} else {
		p->votes = n - p->votes;
		p->size = size;
	}
	p->bold += bold ? n : -n;
}

void ocr_put_word(struct ocr_page *p, struct view word, float size, bool bold)
{
	word = view_trim(word);
	if (word.len == 0)
		return;
	if (blank_between(p, word))
		buf_putc(&p->text, ' ');
	p->wide = p->wide || is_wide(first_code(word)) || is_wide(last_code(word));
	put_clean(&p->text, word);
	vote(p, word.len, size, bold);
}

void ocr_put_text(struct ocr_page *p, struct view text)
{
	put_clean(&p->text, text);
}

void ocr_end_line(struct ocr_page *p)
{
	struct ocr_line *l = array_last(&p->lines);
	l->text = arena_view(&p->arena, view_trim(buf_view(&p->text)));
	l->box.size = p->size;
	l->box.weight = p->bold > 0 ? 700 : 0;
}

/* ── words that go on in the next line ── */

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0xAC || c == 0xAD || c == 0x2010 || c == 0x2011 || c == 0x2E17;
}

static struct view without_hyphen(struct view word)
{
	size_t at = word.len;
	while (at > 0 && ((unsigned char)word.data[--at] & 0xC0) == 0x80)
		continue;
	return is_hyphen(last_code(word)) ? view_slice(word, 0, at) : word;
}

/* The last word of a line and the first. */
static struct view last_word(struct view line)
{
	size_t at = line.len;
	while (at > 0 && line.data[at - 1] != ' ')
		at--;
	return view_slice(line, at, line.len);
}

static struct view first_word(struct view line)
{
	return view_cut(&line, ' ');
}

/* Where the source tells nothing: a hyphen behind a letter, and a small letter to follow. */
static bool seems_to_go_on(const struct ocr_line *l, const struct ocr_line *next)
{
	struct view word = last_word(l->text), part = without_hyphen(word);
	uint32_t hyphen = last_code(word), follows = first_code(next->text);
	if (!is_hyphen(hyphen) || !glyph_is_letter(last_code(part)))
		return false;
	return hyphen == '-' || hyphen == 0x2010 ? u_islower((UChar32)follows)
	                                         : glyph_is_letter(follows);
}

/* All of the word that ends a line and goes on in next; absent if it does not. */
static struct view whole_word(const struct ocr_line *l, const struct ocr_line *next,
                              struct arena *a)
{
	bool told = l->goes_on && (next->rest || l->whole.len == 0);
	if (!told && !(seems_to_go_on(l, next) && !l->goes_on))
		return VIEW_NULL;
	if (told && l->whole.len > 0)
		return l->whole;
	struct view part = without_hyphen(last_word(l->text)), rest = first_word(next->text);
	return arena_printf(a, "%.*s%.*s", VIEW_ARG(part), VIEW_ARG(rest));
}

static bool stand_together(const struct ocr_line *a, const struct ocr_line *b)
{
	bool begun = a->role == LINE_ROLE_START && b->role == LINE_ROLE_UNSAID;
	return a->article == b->article && (a->role == b->role || begun);
}

static void join_words(struct ocr_page *p)
{
	struct ocr_line *l = NULL;
	for (size_t i = 0; i < p->lines.len; i++) {
		struct ocr_line *next = &p->lines.items[i];
		if (next->text.len == 0)
			continue;
		struct view whole =
			l && stand_together(l, next) ? whole_word(l, next, &p->arena) : VIEW_NULL;
		struct view rest = next->text;
		view_cut(&rest, ' ');
		/* A line of one word that goes on itself keeps it. */
		if (whole.len > 0 && (rest.data || !next->goes_on)) {
			struct view last = last_word(l->text);
			l->text = arena_printf(&p->arena, "%.*s%.*s", (int)(l->text.len - last.len),
			                       l->text.data, VIEW_ARG(whole));
			next->text = rest.data ? rest : view_slice(next->text, 0, 0);
		}
		l = next->text.len > 0 ? next : NULL;
	}
}

/* ── texts ── */

static bool has_text(const struct ocr_page *p)
{
	for (size_t i = 0; i < p->lines.len; i++)
		if (!glyph_text_blank(p->lines.items[i].text))
			return true;
	return false;
}

static bool has_boxes(const struct ocr_page *p)
{
	for (size_t i = 0; i < p->lines.len; i++)
		if (p->lines.items[i].box.width > 0)
			return true;
	return false;
}

/* Whether a paragraph begins with line i: the source's word goes before what is seen. */
static bool begins(const struct ocr_page *p, size_t i, const bool *seen)
{
	const struct ocr_line *l = &p->lines.items[i];
	if (i == 0 || !stand_together(l - 1, l))
		return true;
	return l->paragraph ? l->paragraph == OCR_PARAGRAPH_BEGINS : seen[i];
}

static void number_paragraphs(const struct ocr_page *p, const struct text_box *boxes,
                              struct text_label *labels, struct view *texts)
{
	size_t len = p->lines.len;
	uint32_t *blocks = mem_array(len, sizeof(*blocks)), number = 0;
	bool *seen = mem_array(len, sizeof(*seen));
	for (size_t i = 0; i < len; i++)
		blocks[i] = p->lines.items[i].block;
	paragraphs_find(texts, boxes, blocks, len, seen);
	for (size_t i = 0; i < len; i++) {
		const struct ocr_line *l = &p->lines.items[i];
		number += begins(p, i, seen);
		labels[i] = (struct text_label){ l->article, number, l->role };
	}
	free(blocks);
	free(seen);
}

/* The outermost block that others are in; 0 of one that stands alone. */
static uint32_t area_of(const struct ocr_page *p, uint32_t block)
{
	uint32_t area = 0;
	while (block > 0 && (block = p->blocks.items[block - 1].within) > 0)
		area = block;
	return area;
}

static void take_notices(const struct ocr_page *p, struct text *out)
{
	struct text_article *notices = arena_array(&out->arena, p->notices, sizeof(*notices));
	for (size_t i = 0; i < p->notices; i++)
		notices[i].kind = VIEW("notice");
	out->articles = p->notices > 0 ? notices : NULL;
	out->article_count = p->notices;
}

static void take_pictures(const struct ocr_page *p, struct text *out)
{
	struct text_box *pictures = arena_array(&out->arena, p->pictures.len, sizeof(*pictures));
	for (size_t i = 0; i < p->pictures.len; i++)
		pictures[i] = p->pictures.items[i];
	out->pictures = pictures;
	out->picture_count = p->pictures.len;
}

static void take_page(struct ocr_page *p, struct text *out)
{
	size_t len = p->lines.len;
	struct arena *a = &out->arena;
	struct text_box *boxes = arena_array(a, len, sizeof(*boxes));
	struct text_label *labels = arena_array(a, len, sizeof(*labels));
	out->lines = arena_array(a, len, sizeof(*out->lines));
	out->len = len;
	for (size_t i = 0; i < len; i++) {
		struct view line = p->lines.items[i].text;
		out->lines[i] = line.len > 0 ? arena_view(a, line) : VIEW("");
		boxes[i] = p->lines.items[i].box;
		boxes[i].column = p->lines.items[i].block;
		boxes[i].area = area_of(p, p->lines.items[i].block);
	}
	number_paragraphs(p, boxes, labels, out->lines);
	take_notices(p, out);
	take_pictures(p, out);
	out->boxes = has_boxes(p) ? boxes : NULL;
	out->labels = labels;
	out->recognised = true;
	out->encoding = "UTF-8";
	out->width = p->width;
	out->height = p->height;
	out->stated = p->stated;
	out->stated.number = arena_view(a, p->stated.number);
	out->stated.newspaper = arena_view(a, p->stated.newspaper);
}

void ocr_pages_put(struct ocr_page *pages, size_t count, uint32_t file, struct input_pages *out)
{
	size_t before = 0;
	for (size_t i = 0; i < count; i++) {
		struct ocr_page *p = &pages[i];
		size_t len = p->lines.len;
		join_words(p);
		if (has_text(p)) {
			struct text *t = array_push(out);
			t->before = before;
			t->part = (uint32_t)i + 1;
			t->file = file;
			take_page(p, t);
		}
		before += len;
		ocr_page_free(p);
	}
}

struct ranked_line {
	uint64_t rank;
	size_t place;
	struct ocr_line line;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked_line *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

size_t *ocr_order_lines(struct ocr_page *p, const uint64_t *ranks, struct arena *a)
{
	const size_t len = p->lines.len;
	size_t *now = arena_array(a, len, sizeof(*now));
	struct arena scratch = { 0 };
	struct ranked_line *lines = arena_array(&scratch, len, sizeof(*lines));
	for (size_t i = 0; i < len; i++)
		lines[i] = (struct ranked_line){ ranks[i], i, p->lines.items[i] };
	if (len > 0)
		qsort(lines, len, sizeof(*lines), by_rank);
	for (size_t i = 0; i < len; i++) {
		p->lines.items[i] = lines[i].line;
		now[lines[i].place] = i;
	}
	arena_free(&scratch);
	return now;
}

void ocr_tell_no_text(const char *path, bool sound, struct report *r)
{
	if (sound)
		report_warning(
			r, path, 0, 0,
			"holds no line of text: if its page has some, have it recognised anew, else take "
			"the file out of the source folder");
	else
		report_fault(
			r, path, 0, 0,
			"is damaged, and no line of text can be read in it: have the file made anew, or "
			"take it out of the source folder");
}

void ocr_page_free(struct ocr_page *p)
{
	array_free(&p->lines);
	array_free(&p->blocks);
	array_free(&p->pictures);
	buf_free(&p->text);
	map_free(&p->names);
	arena_free(&p->arena);
	*p = (struct ocr_page){ 0 };
}
