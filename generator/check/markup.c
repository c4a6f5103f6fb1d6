#include "check/markup.h"

#include <string.h>
#include <strings.h>

#include <expat.h>

#include "base/escape.h"
#include "check/nesting.h"
#include "check/rules.h"
#include "check/token.h"

struct markup {
	struct reference_file *file;
	struct diagnostics *told;
	struct nesting nesting;
	struct rules rules;
	struct buf text; /* of the element that began last */
	size_t text_at;
	size_t roots;
	struct view prefix; /* of the root's name */
};

/* The prefix with its colon, or an empty view. */
static struct view prefix_of(struct view name)
{
	const char *colon = memchr(name.data, ':', name.len);
	return view_slice(name, 0, colon ? (size_t)(colon - name.data) + 1 : 0);
}

/* As the rules know it. What has another prefix than the root is of another namespace. */
static struct view local_name(const struct markup *m, struct view name)
{
	struct view prefix = prefix_of(name);
	return view_eq(prefix, m->prefix) ? view_slice(name, prefix.len, name.len) : name;
}

static void check_links(struct markup *m, const struct token *t)
{
	if (m->rules.kind != RULES_NONE)
		return; /* those have rules of their own */
	for (size_t i = 0; i < t->attributes.len; i++) {
		const struct token_attribute *a = &t->attributes.items[i];
		if (a->value.data && (token_is(a->name, "href") || token_is(a->name, "xlink:href") ||
		                      token_is(a->name, "src")))
			reference_check(m->file, a->value, a->value_at, REFERENCE_LINK);
	}
}

static void start(struct markup *m, const struct token *t)
{
	size_t depth = m->nesting.open.len + 1;
	if (depth == 1 && m->roots++ > 0)
		diagnostics_error(m->told, t->at, "<%.*s> is a second root: XML has one",
		                  VIEW_ARG(t->name));
	if (depth == 1)
		m->prefix = prefix_of(t->name);
	rules_start(&m->rules, t, local_name(m, t->name), depth);
	check_links(m, t);
	nesting_start(&m->nesting, t);
	buf_truncate(&m->text, 0);
	m->text_at = t->at;
}

static void end(struct markup *m, const struct token *t)
{
	size_t depth = m->nesting.open.len;
	nesting_end(&m->nesting, t);
	if (m->nesting.open.len < depth)
		rules_end(&m->rules, local_name(m, t->name), buf_view(&m->text), m->text_at, depth);
	buf_truncate(&m->text, 0);
}

static void text(struct markup *m, const struct token *t)
{
	if (m->nesting.open.len == 0 && view_trim(t->text).len > 0 &&
	    !(t->at == 0 && view_eq(view_trim(t->text), VIEW("\xEF\xBB\xBF"))))
		diagnostics_error(m->told, t->at, "text stands outside of the root: put it inside");
	if (m->rules.kind != RULES_NONE)
		unescape_html(&m->text, t->text);
}

enum { MOUTHFUL = 1 << 28 }; /* bytes at a time: expat counts in int */

/*
 * The last word on what XML is. Our own reading comes first, as it knows what
 * to do about a fault, and goes on behind it. An encoding that expat does not
 * know is no fault; a prefix without its namespace is one, as browsers have it.
 */
static void check_strictly(struct diagnostics *told)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, '\0');
	struct view rest = told->text;
	enum XML_Status status = parser ? XML_STATUS_OK : XML_STATUS_ERROR;
	while (status == XML_STATUS_OK && rest.data) {
		struct view part = view_slice(rest, 0, MOUTHFUL);
		rest = rest.len > part.len ? view_slice(rest, part.len, rest.len) : VIEW_NULL;
		status = XML_Parse(parser, part.data, (int)part.len, !rest.data);
	}
	if (parser && status != XML_STATUS_OK && XML_GetErrorCode(parser) != XML_ERROR_UNKNOWN_ENCODING)
		diagnostics_error(told, (size_t)XML_GetCurrentByteIndex(parser),
		                  "is no well-formed XML: %s", XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
}

static bool is_wide(struct view text)
{
	return view_starts(text, VIEW("\xFE\xFF")) || view_starts(text, VIEW("\xFF\xFE"));
}

bool markup_is_recoded(struct view text)
{
	if (is_wide(text))
		return true;
	if (!view_starts(text, VIEW("<?xml ")))
		return false;
	ptrdiff_t end = view_find(text, VIEW("?>"), 0);
	struct view line = view_slice(text, 0, end < 0 ? 0 : (size_t)end);
	ptrdiff_t encoding = view_find(line, VIEW("encoding="), 0);
	struct view name = encoding < 0 ? VIEW("") : view_slice(line, (size_t)encoding + 10, 5);
	return encoding >= 0 && strncasecmp(name.data, "utf-8", name.len) != 0;
}

void markup_check(struct reference_file *f)
{
	struct markup m = { .file = f,
		                .told = f->told,
		                .nesting = { .told = f->told, .xml = true },
		                .rules = { .file = f } };
	struct token_reader reader = { .text = f->told->text };
	size_t before = f->told->count;
	const struct token *t;
	if (is_wide(f->told->text)) {
		check_strictly(f->told);
		return;
	}
	while ((t = token_xml(&reader))->kind != TOKEN_END_OF_TEXT) {
		if (t->fault)
			diagnostics_error(m.told, t->fault_at, "%s", t->fault);
		if (t->kind == TOKEN_START)
			start(&m, t);
		else if (t->kind == TOKEN_END)
			end(&m, t);
		else if (t->kind == TOKEN_TEXT)
			text(&m, t);
		else if (token_is(t->name, "<![CDATA["))
			buf_put(&m.text, t->text);
	}
	if (m.roots == 0)
		diagnostics_file_error(m.told, "has no element: it is no XML");
	nesting_finish(&m.nesting);
	if (f->told->count == before)
		check_strictly(f->told);
	rules_finish(&m.rules);
	token_free(&reader);
	buf_free(&m.text);
}
