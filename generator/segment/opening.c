#include "segment/opening.h"

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

struct view opening_text(const struct article *a)
{
	for (size_t i = 0; i < a->body_count; i++) {
		const struct body_item *item = &a->body[i];
		struct view text = opening_trim(view_slice(item->text, item->opening, item->text.len));
		/* A paragraph of the dateline or byline alone says nothing yet. */
		if (item->type == BODY_PARAGRAPH && text.len > 0)
			return text;
	}
	return a->body_count > 0 ? opening_trim(a->body[0].text) : VIEW_NULL;
}
