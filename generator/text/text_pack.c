#include "text/text_pack.h"

#include <math.h>
#include <string.h>

#include "base/serialize.h"

/* Boxes are kept in hundredths of a point. */
static const float FINE = 100;

static void put_measure(struct buf *b, float x)
{
	long n = lroundf(x * FINE);
	serialize_put_number(b, n < 0 ? (uint64_t)-n * 2 + 1 : (uint64_t)n * 2);
}

static float take_measure(struct serialized *s)
{
	uint64_t n = serialize_number(s);
	float x = (float)(n / 2) / FINE;
	return n & 1 ? -x : x;
}

static void put_line(const struct text *t, size_t i, struct buf *out)
{
	serialize_put_view(out, t->lines[i].len ? t->lines[i] : VIEW(""));
	if (t->boxes) {
		const struct text_box *b = &t->boxes[i];
		float measures[] = { b->left, b->top, b->width, b->height, b->size, b->weight };
		for (size_t k = 0; k < sizeof(measures) / sizeof(*measures); k++)
			put_measure(out, measures[k]);
		serialize_put_number(out, b->column);
		serialize_put_number(out, b->area);
	}
	if (t->labels) {
		serialize_put_number(out, t->labels[i].article);
		serialize_put_number(out, t->labels[i].block);
		serialize_put_number(out, (uint64_t)t->labels[i].role);
	}
}

void text_pack(const struct text *t, struct buf *out)
{
	serialize_put_view(out, view_of(t->encoding ? t->encoding : "UTF-8"));
	serialize_put_number(out, t->before);
	serialize_put_number(out, t->file);
	serialize_put_number(out, t->part);
	serialize_put_number(out, t->parts);
	put_measure(out, t->width);
	put_measure(out, t->height);
	serialize_put_number(out, t->recognised);
	serialize_put_number(out, (uint64_t)t->stated.date.year);
	serialize_put_number(out, (uint64_t)t->stated.date.month);
	serialize_put_number(out, (uint64_t)t->stated.date.day);
	serialize_put_view(out, t->stated.number);
	serialize_put_view(out, t->stated.newspaper);
	serialize_put_number(out, t->article_count);
	for (size_t i = 0; i < t->article_count; i++)
		serialize_put_view(out, t->articles[i].kind);
	serialize_put_number(out, t->boxes != NULL);
	serialize_put_number(out, t->labels != NULL);
	serialize_put_number(out, t->len);
	for (size_t i = 0; i < t->len; i++)
		put_line(t, i, out);
}

/* In the text's own memory. */
static struct view take_text(struct serialized *s, struct text *t)
{
	struct view v = serialize_view(s);
	return v.data ? arena_view(&t->arena, v) : v;
}

static void take_head(struct serialized *s, struct text *t)
{
	t->encoding = arena_string(&t->arena, serialize_view(s));
	t->before = serialize_number(s);
	t->file = (uint32_t)serialize_number(s);
	t->part = (uint32_t)serialize_number(s);
	t->parts = (uint32_t)serialize_number(s);
	t->width = take_measure(s);
	t->height = take_measure(s);
	t->recognised = serialize_number(s) == 1;
	t->stated.date.year = (int)serialize_number(s);
	t->stated.date.month = (int)serialize_number(s);
	t->stated.date.day = (int)serialize_number(s);
	t->stated.number = take_text(s, t);
	t->stated.newspaper = take_text(s, t);
	t->article_count = serialize_count(s);
	struct text_article *articles = arena_array(&t->arena, t->article_count, sizeof(*articles));
	for (size_t i = 0; i < t->article_count; i++)
		articles[i].kind = take_text(s, t);
	t->articles = t->article_count ? articles : NULL;
}

static void take_lines(struct serialized *s, struct text *t)
{
	bool boxed = serialize_number(s) == 1, labelled = serialize_number(s) == 1;
	t->len = serialize_count(s);
	t->lines = arena_array(&t->arena, t->len, sizeof(*t->lines));
	struct text_box *boxes = boxed ? arena_array(&t->arena, t->len, sizeof(*boxes)) : NULL;
	struct text_label *labels = labelled ? arena_array(&t->arena, t->len, sizeof(*labels)) : NULL;
	for (size_t i = 0; i < t->len && !s->bad; i++) {
		t->lines[i] = take_text(s, t);
		if (boxes) {
			struct text_box *b = &boxes[i];
			float *measures[] = { &b->left, &b->top, &b->width, &b->height, &b->size, &b->weight };
			for (size_t k = 0; k < sizeof(measures) / sizeof(*measures); k++)
				*measures[k] = take_measure(s);
			b->column = (uint32_t)serialize_number(s);
			b->area = (uint32_t)serialize_number(s);
		}
		if (labels) {
			uint64_t role;
			labels[i].article = (uint32_t)serialize_number(s);
			labels[i].block = (uint32_t)serialize_number(s);
			role = serialize_number(s);
			labels[i].role = role < LINE_ROLE_COUNT ? (enum line_role)role : LINE_ROLE_UNSAID;
		}
	}
	t->boxes = boxes;
	t->labels = labels;
}

bool text_unpack(struct view packed, struct text *out)
{
	struct serialized s = { .left = packed };
	*out = (struct text){ 0 };
	take_head(&s, out);
	take_lines(&s, out);
	bool day = date_valid(out->stated.date) || !date_known(out->stated.date);
	return !s.bad && s.left.len == 0 && day && out->before < UINT32_MAX - out->len;
}
