#include "check/markup.h"

#include <string.h>

#include "check/nesting.h"
#include "check/rules.h"
#include "check/token.h"

struct markup {
	struct reference_file *file;
	struct told           *told;
	struct nesting         nesting;
	struct rules           rules;
	struct buf             text;    /* of the element that began last */
	size_t                 text_at;
	size_t                 roots;
};

static struct view local_name(struct view name)
{
	const char *colon = memchr(name.data, ':', name.len);
	return colon ? view_slice(name, (size_t)(colon - name.data) + 1, name.len) : name;
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
		told_error(m->told, t->at, "<%.*s> is a second root: XML has one", VIEW_ARG(t->name));
	rules_start(&m->rules, t, local_name(t->name), depth);
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
		rules_end(&m->rules, local_name(t->name), buf_view(&m->text), m->text_at, depth);
	buf_truncate(&m->text, 0);
}

static void text(struct markup *m, const struct token *t)
{
	if (m->nesting.open.len == 0 && view_trim(t->text).len > 0 &&
	    !(t->at == 0 && view_eq(view_trim(t->text), VIEW("\xEF\xBB\xBF"))))
		told_error(m->told, t->at, "text stands outside of the root: put it inside");
	if (m->rules.kind != RULES_NONE)
		reference_decode(&m->text, t->text);
}

void markup_check(struct reference_file *f)
{
	struct markup m = { .file = f, .told = f->told, .nesting = { .told = f->told, .xml = true },
	                    .rules = { .file = f } };
	struct token_reader reader = { .text = f->told->text };
	const struct token *t;
	while ((t = token_xml(&reader))->kind != TOKEN_END_OF_TEXT) {
		if (t->fault)
			told_error(m.told, t->fault_at, "%s", t->fault);
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
		told_file_error(m.told, "has no element: it is no XML");
	nesting_finish(&m.nesting);
	rules_finish(&m.rules);
	token_free(&reader);
	buf_free(&m.text);
}
