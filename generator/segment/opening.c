#include "segment/opening.h"

#define BYLINE_MOST 120 /* bytes in front of a text */

/* Without the blanks, also full-width ones, that indent a paragraph in print. */
struct view opening_trim(struct view v)
{
	for (;;) {
		v = view_trim(v);
		if (view_starts(v, VIEW("\xE3\x80\x80")))
			v = view_slice(v, 3, v.len);
		else if (view_ends(v, VIEW("\xE3\x80\x80")))
			v = view_slice(v, 0, v.len - 3);
		else if (view_starts(v, VIEW("\xC2\xA0")))
			v = view_slice(v, 2, v.len);
		else
			return v;
	}
}

struct view opening_after_dateline(struct view text, struct view dateline)
{
	return view_starts(text, dateline) ? view_slice(text, dateline.len, text.len) : text;
}

/* Whether these words are a byline or tell from where the text goes on. */
static bool is_apart(struct view v)
{
	static const char *const signs[] = { "记者", "通讯员", "特约", "报道", "上接" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (view_find(v, view_of(signs[i]), 0) >= 0)
			return true;
	}
	return false;
}

/* The end of the words before mark, if they are few and no part of the text; else 0. */
static size_t end_of_byline(struct view text, struct view mark)
{
	struct view head = view_slice(text, 0, BYLINE_MOST);
	ptrdiff_t at = view_find(head, mark, 0);
	if (at < 0)
		return 0;
	struct view byline = view_slice(head, 0, (size_t)at + mark.len);
	bool sentence = view_find(byline, VIEW("。"), 0) >= 0 || view_find(byline, VIEW("，"), 0) >= 0;
	return !sentence && is_apart(byline) ? byline.len : 0;
}

/* Without （记者张波） or 记者张波报道： in front, unless nothing else is there. */
static struct view after_byline(struct view text)
{
	static const char *const marks[] = { "报道：", "报道:", "报道　" };
	size_t end = 0;
	if (view_starts(text, VIEW("（")))
		end = end_of_byline(text, VIEW("）"));
	else if (view_starts(text, VIEW("(")))
		end = end_of_byline(text, VIEW(")"));
	for (size_t i = 0; end == 0 && i < sizeof(marks) / sizeof(*marks); i++)
		end = end_of_byline(text, view_of(marks[i]));
	struct view rest = opening_trim(view_slice(text, end, text.len));
	return rest.len > 0 ? rest : text;
}

struct view opening_text(const struct article *a)
{
	for (size_t i = 0; i < a->body_count; i++) {
		struct view text = opening_trim(a->body[i].text);
		if (a->body[i].type != BODY_PARAGRAPH)
			continue;
		/* A paragraph of the dateline or byline alone says nothing yet. */
		text = opening_trim(opening_after_dateline(text, a->dateline));
		if (text.len > 0)
			return after_byline(text);
	}
	return a->body_count > 0 ? opening_trim(a->body[0].text) : VIEW_NULL;
}
