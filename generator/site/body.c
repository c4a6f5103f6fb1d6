#include "site/body.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "segment/opening.h"

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

static void append_item(cmark_node *document, const struct body_item *item, int subhead_level,
                        struct view dateline)
{
	bool subhead = item->type == BODY_SUBHEAD;
	struct view text = opening_trim(item->text);
	cmark_node *node = cmark_node_new(subhead ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
	if (subhead)
		cmark_node_set_heading_level(node, subhead_level);
	if (dateline.len > 0) {
		bool inside = view_starts(text, dateline);
		append_dateline(node, dateline);
		text = opening_after_dateline(text, dateline);
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
