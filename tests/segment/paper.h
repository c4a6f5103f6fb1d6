#ifndef TESTS_PAGE_PAPER_H
#define TESTS_PAGE_PAPER_H

/*
 * A little page for a test: its text, blocks, and what is made of them.
 * Include after cmocka.
 */
#include <string.h>

#include "page/page.h"
#include "segment/assemble.h"
#include "segment/block.h"
#include "segment/segment.h"

struct paper {
	struct text text;
	struct blocks blocks;
	struct page page;
	struct arena arena;
};

static inline struct paper *paper_read(struct view utf8)
{
	struct paper *p = calloc(1, sizeof(*p));
	struct report r = { 0 };
	assert_non_null(p);
	assert_true(text_decode(utf8, "page.txt", NULL, &p->text, &r));
	block_make(&p->text, &p->arena, &p->blocks);
	report_free(&r);
	return p;
}

/* A page whose blocks have these labels. */
static inline struct paper *paper_assemble(const char *utf8, size_t count, const enum label *labels)
{
	struct paper *p = paper_read(view_of(utf8));
	assert_int_equal(p->blocks.len, count);
	double *likely = arena_array(&p->arena, count, sizeof(*likely));
	for (size_t i = 0; i < count; i++)
		likely[i] = label_starts_article(labels[i]) ? 0.9 : 0.2;
	assemble_page(&p->blocks, labels, likely, &p->page);
	return p;
}

#define PAPER(utf8, ...)                                                             \
	paper_assemble(utf8, sizeof((enum label[]){ __VA_ARGS__ }) / sizeof(enum label), \
	               (enum label[]){ __VA_ARGS__ })

/* A page as the program reads it. */
static inline struct paper *paper_segment(struct view utf8)
{
	struct paper *p = paper_read(utf8);
	segment_page(&p->text, NULL, &p->page);
	return p;
}

static inline void paper_free(struct paper *p)
{
	page_free(&p->page);
	text_free(&p->text);
	arena_free(&p->arena);
	free(p);
}

static inline void assert_text(struct view met, const char *expected)
{
	char copy[4096];
	if (expected == NULL) {
		assert_null(met.data);
		return;
	}
	assert_true(met.data != NULL && met.len < sizeof(copy));
	memcpy(copy, met.data, met.len);
	copy[met.len] = '\0';
	assert_string_equal(copy, expected);
}

static inline void assert_span(struct span met, uint32_t first, uint32_t last)
{
	assert_int_equal(met.first, first);
	assert_int_equal(met.last, last);
}

static inline void assert_body(const struct article *a, size_t i, enum body_type type,
                               const char *text)
{
	assert_true(i < a->body_count);
	assert_int_equal(a->body[i].type, type);
	assert_text(a->body[i].text, text);
}

#endif
