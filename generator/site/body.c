#include "site/body.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#define BYLINE_MOST 120 /* bytes in front of a text */

/* Without the blanks, also full-width ones, that indent a paragraph in print. */
static struct view without_indent(struct view v)
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

static void append_literal(cmark_node *to, struct view text)
{
	/* cmark takes terminated strings only. */
	char *copy = malloc(text.len + 1);
	cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
	if (copy) {
		memcpy(copy, text.data ? text.data : "", text.len);
		copy[text.len] = '\0';
		cmark_node_set_literal(node, copy);
	}
	free(copy);
	cmark_node_append_child(to, node);
}

/* Text of one or more lines; a line that stood alone, as in a poem, stays so. */
static void append_text(cmark_node *to, struct view text)
{
	for (bool first = true; text.data; first = false) {
		if (!first)
			cmark_node_append_child(to, cmark_node_new(CMARK_NODE_LINEBREAK));
		append_literal(to, view_cut(&text, '\n'));
	}
}

static void append_dateline(cmark_node *paragraph, struct view dateline)
{
	cmark_node *strong = cmark_node_new(CMARK_NODE_STRONG);
	append_literal(strong, dateline);
	cmark_node_append_child(paragraph, strong);
}

static struct view after_dateline(struct view text, struct view dateline)
{
	return view_starts(text, dateline) ? view_slice(text, dateline.len, text.len) : text;
}

static void append_item(cmark_node *document, const struct body_item *item, int subhead_level,
                        struct view dateline)
{
	bool subhead = item->type == BODY_SUBHEAD;
	struct view text = without_indent(item->text);
	cmark_node *node = cmark_node_new(subhead ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
	if (subhead)
		cmark_node_set_heading_level(node, subhead_level);
	if (dateline.len > 0) {
		bool inside = view_starts(text, dateline);
		append_dateline(node, dateline);
		text = after_dateline(text, dateline);
		if (!inside && text.len > 0)
			append_literal(node, VIEW(" "));
	}
	append_text(node, text);
	cmark_node_append_child(document, node);
}

static void push_run(struct value *list, struct arena *arena, cmark_node *document, bool caption)
{
	char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);
	struct value *run = value_push_object(list);
	value_set_text(run, "html", arena_view(arena, view_trim(view_of(html))));
	value_set_bool(run, "caption", caption);
	free(html);
}

void body_push_runs(struct value *list, struct arena *arena, const struct article *a,
                    int subhead_level)
{
	bool told = a->dateline.len == 0;
	for (size_t i = 0; i < a->body_count;) {
		bool caption = a->body[i].type == BODY_CAPTION;
		cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
		for (; i < a->body_count && (a->body[i].type == BODY_CAPTION) == caption; i++) {
			bool here = !told && a->body[i].type == BODY_PARAGRAPH;
			append_item(document, &a->body[i], subhead_level, here ? a->dateline : VIEW_NULL);
			told = told || here;
		}
		push_run(list, arena, document, caption);
		cmark_node_free(document);
	}
}

static bool has_halfwidth(struct view v)
{
	for (size_t i = 1; i + 1 < v.len; i++) {
		bool sign = v.data[i] == ',' || v.data[i] == '.' || v.data[i] == ':' || v.data[i] == ';';
		/* Beyond ASCII on both sides: what else is in these pages is Han. */
		if (sign && (v.data[i - 1] & 0x80) && (v.data[i + 1] & 0x80))
			return true;
	}
	return false;
}

bool body_is_halfwidth(const struct article *a)
{
	for (size_t i = 0; i < a->body_count; i++) {
		if (has_halfwidth(a->body[i].text))
			return true;
	}
	return false;
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
	struct view rest = without_indent(view_slice(text, end, text.len));
	return rest.len > 0 ? rest : text;
}

struct view body_opening(const struct article *a)
{
	for (size_t i = 0; i < a->body_count; i++) {
		struct view text = without_indent(a->body[i].text);
		if (a->body[i].type != BODY_PARAGRAPH)
			continue;
		/* A paragraph of the dateline or byline alone says nothing yet. */
		text = without_indent(after_dateline(text, a->dateline));
		if (text.len > 0)
			return after_byline(text);
	}
	return a->body_count > 0 ? without_indent(a->body[0].text) : VIEW_NULL;
}
