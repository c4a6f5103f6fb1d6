#include "site/body.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "segment/opening.h"
#include "site/markdown.h"

static void append_literal(cmark_node *to, struct view text)
{
	/* cmark takes terminated strings only. */
	char *copy = mem_alloc(text.len + 1);
	cmark_node *node = markdown_node(CMARK_NODE_TEXT);
	if (text.len > 0)
		memcpy(copy, text.data, text.len);
	cmark_node_set_literal(node, copy);
	free(copy);
	cmark_node_append_child(to, node);
}

/* Text of one or more lines; a line that stood alone, as in a poem, stays so. */
static void append_text(cmark_node *to, struct view text)
{
	for (bool first = true; text.data; first = false) {
		if (!first)
			cmark_node_append_child(to, markdown_node(CMARK_NODE_LINEBREAK));
		append_literal(to, view_cut(&text, '\n'));
	}
}

static void append_dateline(cmark_node *paragraph, struct view dateline)
{
	cmark_node *strong = markdown_node(CMARK_NODE_STRONG);
	append_literal(strong, dateline);
	cmark_node_append_child(paragraph, strong);
}

static void append_item(cmark_node *document, const struct body_item *item, int subhead_level,
                        struct view dateline)
{
	bool subhead = item->type == BODY_SUBHEAD;
	struct view text = opening_trim(item->text);
	cmark_node *node = markdown_node(subhead ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
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

/* What one run of the body is made of. */
enum run { RUN_TEXT, RUN_CAPTION, RUN_VERSE, RUN_ROWS };

static enum run run_of(const struct body_item *item)
{
	switch (item->type) {
	case BODY_CAPTION: return RUN_CAPTION;
	case BODY_VERSE: return RUN_VERSE;
	case BODY_ROW: return RUN_ROWS;
	default: return RUN_TEXT;
	}
}

/* The fewest lines between two of a poem: more of them part stanzas. */
static size_t least_gap(const struct body_item *items, size_t count)
{
	size_t least = SIZE_MAX;
	for (size_t i = 1; i < count; i++)
		least = items[i].gap < least ? items[i].gap : least;
	return least;
}

/* The lines of a stanza are one paragraph with breaks. */
static cmark_node *verse_document(const struct body_item *items, size_t count)
{
	cmark_node *document = markdown_node(CMARK_NODE_DOCUMENT), *paragraph = NULL;
	size_t least = least_gap(items, count);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && items[i].gap <= least) {
			cmark_node_append_child(paragraph, markdown_node(CMARK_NODE_LINEBREAK));
		} else {
			paragraph = markdown_node(CMARK_NODE_PARAGRAPH);
			cmark_node_append_child(document, paragraph);
		}
		append_text(paragraph, opening_trim(items[i].text));
	}
	return document;
}

static cmark_node *text_document(const struct body_item *items, size_t count, int subhead_level,
                                 struct view *dateline)
{
	cmark_node *document = markdown_node(CMARK_NODE_DOCUMENT);
	for (size_t i = 0; i < count; i++) {
		bool here = dateline->len > 0 && items[i].type == BODY_PARAGRAPH;
		append_item(document, &items[i], subhead_level, here ? *dateline : VIEW_NULL);
		if (here)
			*dateline = VIEW_NULL;
	}
	return document;
}

/* The bytes of a gap that parts columns at i: two blanks or more, or a wide one; else 0. */
static size_t gap_at(struct view line, size_t i)
{
	size_t end = i, blanks = 0;
	bool wide = false;
	for (;;) {
		struct view rest = view_slice(line, end, line.len);
		if (view_starts(rest, VIEW("\xE3\x80\x80"))) {
			wide = true;
			end += 3;
		} else if (view_starts(rest, VIEW(" ")) || view_starts(rest, VIEW("\t"))) {
			wide = wide || rest.data[0] == '\t';
			end++;
		} else {
			break;
		}
		blanks++;
	}
	return wide || blanks > 1 ? end - i : 0;
}

/* Names of two characters are spread over three in print: these are one cell. */
static bool is_spread_name(struct view line, size_t from, size_t gap, size_t gap_len)
{
	struct view next = view_slice(line, gap + gap_len, line.len);
	return gap - from == 3 && gap_len <= 3 && next.len >= 3 && (line.data[from] & 0x80) &&
	       (next.data[0] & 0x80) && (next.len == 3 || gap_at(next, 3));
}

static void push_row(struct value *rows, struct view line)
{
	struct value *cells = value_set_list(value_push_object(rows), "cells");
	size_t from = 0;
	line = opening_trim(line);
	for (size_t i = 0; i <= line.len; i++) {
		size_t gap = i < line.len ? gap_at(line, i) : 1;
		if (gap == 0 || is_spread_name(line, from, i, gap))
			continue;
		value_set_text(value_push_object(cells), "text", view_slice(line, from, i - from));
		from = i + gap;
		i = from - 1;
	}
}

/* cmark ends breaks as XML does; the pages are HTML. No text can hold the mark, as < is escaped. */
static void end_breaks_as_html(char *html)
{
	char *to = html;
	for (const char *from = html;;) {
		const char *end = strstr(from, "<br />");
		size_t len = end ? (size_t)(end - from) : strlen(from);
		memmove(to, from, len);
		to += len;
		if (!end)
			break;
		memcpy(to, "<br>", 4);
		to += 4;
		from = end + 6;
	}
	*to = '\0';
}

/* Pushes a run and frees its document, NULL for a table; returns the table's rows. */
static struct value *push_run(struct value *list, struct arena *arena, enum run kind,
                              cmark_node *document)
{
	char *html = document ? cmark_render_html(document, CMARK_OPT_DEFAULT) : NULL;
	struct value *run = value_push_object(list);
	if (html)
		end_breaks_as_html(html);
	value_set_text(run, "html", html ? arena_view(arena, view_trim(view_of(html))) : VIEW_NULL);
	value_set_bool(run, "caption", kind == RUN_CAPTION);
	value_set_bool(run, "verse", kind == RUN_VERSE);
	value_set_bool(run, "table", kind == RUN_ROWS);
	free(html);
	if (document)
		cmark_node_free(document);
	return value_set_list(run, "rows");
}

static void push_table(struct value *list, struct arena *arena, const struct body_item *items,
                       size_t count)
{
	struct value *rows = push_run(list, arena, RUN_ROWS, NULL);
	for (size_t i = 0; i < count; i++)
		push_row(rows, items[i].text);
}

void body_push_runs(struct value *list, struct arena *arena, const struct article *a,
                    int subhead_level)
{
	struct view dateline = a->dateline;
	for (size_t from = 0, to; from < a->body_count; from = to) {
		const struct body_item *items = &a->body[from];
		enum run kind = run_of(items);
		for (to = from + 1; to < a->body_count && run_of(&a->body[to]) == kind;)
			to++;
		if (kind == RUN_ROWS) {
			push_table(list, arena, items, to - from);
		} else {
			push_run(list, arena, kind,
			         kind == RUN_VERSE ? verse_document(items, to - from)
			                           : text_document(items, to - from, subhead_level, &dateline));
		}
	}
}

static bool has_halfwidth(struct view v)
{
	for (size_t i = 1; i + 1 < v.len; i++) {
		if ((unsigned char)v.data[i] > ';')
			continue; /* nearly all is */
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
