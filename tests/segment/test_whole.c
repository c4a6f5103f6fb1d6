/*
 * Nothing is lost, and the same page gives the same bytes: over the seeds and
 * the pages of ../shared, as they are and spoilt in many ways.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>

#include "base/file.h"
#include "export/article_json.h"
#include "segment/segment.h"
#include "whole.h"

static const char *const folders[] = {
	"seeds/*.txt",
	"../shared/pages/lines/*.txt",
	"../shared/pages/blank/*.txt",
	"../shared/pages/wrapped/*.txt",
	"../shared/pages/torn/*.txt",
};

enum { FOLDERS = sizeof(folders) / sizeof(*folders) };

static void put_records(struct buf *out, const struct page *p)
{
	for (size_t i = 0; i < p->article_count; i++)
		article_json_put(out, p, &p->articles[i], NULL);
	for (size_t i = 0; i < p->furniture_count; i++)
		article_json_put_furniture(out, p, &p->furniture[i]);
}

static void segment_into(struct buf *records, const struct text *t)
{
	struct page p;
	size_t line;
	segment_page(t, NULL, &p);
	const char *fault = whole_fault(t, &p, &line);
	if (fault) {
		printf("# %s:%zu: %s\n", t->name, line, fault);
		for (size_t n = 0; n < t->len && t->len < 200; n++)
			printf("# %4zu %.*s\n", n + 1, VIEW_ARG(t->lines[n]));
		fail();
	}
	put_records(records, &p);
	page_free(&p);
}

static void check(struct view bytes, const char *name)
{
	struct text t = { 0 };
	struct report r = { 0 };
	struct buf once = { 0 };
	if (text_decode(bytes, name, NULL, &t, &r))
		segment_into(&once, &t);
	text_free(&t);
	report_free(&r);
	buf_free(&once);
}

static void check_file(const char *path)
{
	struct text t = { 0 };
	struct report r = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	assert_true(text_read(path, path, NULL, &t, &r));
	segment_into(&once, &t);
	segment_into(&twice, &t);
	assert_true(view_eq(buf_view(&once), buf_view(&twice)));
	buf_free(&once);
	buf_free(&twice);
	text_free(&t);
	report_free(&r);
}

static void test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < FOLDERS; i++) {
		glob_t g;
		if (glob(folders[i], 0, NULL, &g) != 0) {
			printf("skipped: %s are not there\n", folders[i]);
			continue;
		}
		for (size_t k = 0; k < g.gl_pathc; k++)
			check_file(g.gl_pathv[k]);
		globfree(&g);
	}
}

/* A fixed sequence of random numbers (xorshift), 0 to below - 1. */
static size_t draw(uint64_t *seed, size_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return below ? (size_t)(*seed >> 11) % below : 0;
}

typedef ARRAY(struct view) line_array;

static void cut_lines(struct view text, line_array *lines)
{
	while (text.data)
		*array_push(lines) = view_cut(&text, '\n');
}

/* Any character but surrogates, mostly those that newspapers and their formulas use. */
static unsigned draw_code(uint64_t *seed)
{
	static const unsigned common[] = {
		' ',    0x3000, 0x200B, 0xFEFF, 0x200D, '(',     ')',    0xFF08, 0xFF09,
		0x201C, 0x201D, 0x3002, 0xFF0C, 0x2014, '1',     0xFF11, 0x4E00, 0x5341,
		0x6708, 0x65E5, 0x5E74, 0x7535, 0x8BAF, 0x8BB0,  0x8005, 0x6444, 0x7248,
		0x7B2C, 0x7279, 0x6B64, 0x901A, 0x77E5, '\r',    '\n',   0x85,   0xA0,
		0x2028, 0x300A, 0x25CF, 'A',    0x0301, 0x20000, 0xE000, 0xFFFD, '\t',
	};
	if (draw(seed, 4) > 0)
		return common[draw(seed, sizeof(common) / sizeof(*common))];
	unsigned code = (unsigned)draw(seed, 0x110000);
	return code >= 0xD800 && code < 0xE000 ? 0x4E00 : code;
}

/* One line spoilt: cut anywhere, even inside a character, or with strange ones put in. */
static void put_spoilt(struct buf *out, struct view line, uint64_t *seed)
{
	size_t at = draw(seed, line.len + 1);
	switch (draw(seed, 4)) {
	case 0: buf_put(out, view_slice(line, 0, at)); break;
	case 1: buf_put(out, view_slice(line, at, line.len)); break;
	default:
		while (at < line.len && ((unsigned char)line.data[at] & 0xC0) == 0x80)
			at++;
		buf_put(out, view_slice(line, 0, at));
		for (size_t n = draw(seed, 4) + 1; n > 0; n--)
			buf_put_code(out, draw_code(seed));
		buf_put(out, view_slice(line, at, line.len));
	}
}

/* Some of the lines: shuffled, dropped, doubled, spoilt, run together. */
static void spoil(const line_array *lines, uint64_t *seed, struct buf *out)
{
	enum { MOST = 60 };
	if (lines->len == 0)
		return;
	size_t count = draw(seed, lines->len < MOST ? lines->len : MOST) + 1;
	size_t from = draw(seed, lines->len), shuffled = draw(seed, 3);
	for (size_t i = 0; i < count; i++) {
		struct view line =
			lines->items[shuffled ? (from + i) % lines->len : draw(seed, lines->len)];
		size_t what = draw(seed, 12);
		if (what == 0)
			continue;
		if (what <= 3)
			put_spoilt(out, line, seed);
		else
			buf_put(out, line);
		if (what == 4)
			continue;
		buf_putc(out, '\n');
		if (what == 5)
			buf_put(out, line), buf_putc(out, '\n');
	}
}

/* rounds spoilt pages of each file; returns how many. */
static size_t spoil_file(const char *path, size_t rounds, uint64_t *seed)
{
	struct buf text = { 0 }, spoilt = { 0 };
	struct report r = { 0 };
	line_array lines = { 0 };
	assert_true(file_read(path, &text, &r));
	cut_lines(buf_view(&text), &lines);
	for (size_t i = 0; i < rounds; i++) {
		buf_truncate(&spoilt, 0);
		spoil(&lines, seed, &spoilt);
		check(buf_view(&spoilt), path);
	}
	array_free(&lines);
	buf_free(&text);
	buf_free(&spoilt);
	report_free(&r);
	return rounds;
}

static void test_spoilt_pages(void **state)
{
	(void)state;
	uint64_t seed = 88172645463325252u;
	size_t pages = 0;
	for (size_t i = 0; i < FOLDERS; i++) {
		glob_t g;
		if (glob(folders[i], 0, NULL, &g) != 0)
			continue;
		for (size_t k = 0; k < g.gl_pathc; k++)
			pages += spoil_file(g.gl_pathv[k], i == 0 ? 100 : 10, &seed);
		globfree(&g);
	}
	assert_true(pages >= 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_spoilt_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
