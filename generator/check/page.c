#include "check/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/escape.h"
#include "check/data.h"
#include "check/nesting.h"
#include "check/token.h"

struct page {
	struct reference_file *file;
	struct diagnostics *told;
	struct page_ids *ids;
	struct hashset seen; /* ids of this page */
	struct nesting nesting;
	struct buf room;
	bool doctype, html, titled, in_head_title, moved, in_data;
};

/* --- Links --- */

static bool has_word(struct view list, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= list.len; i++) {
		if (strncasecmp(list.data + i, word, len) == 0 && (i == 0 || list.data[i - 1] == ' ') &&
		    (i + len == list.len || list.data[i + len] == ' '))
			return true;
	}
	return false;
}

/* What a <link> leads to is part of the page only for some relations. */
static enum reference_use use_of_link(const struct token *t, struct view href)
{
	struct view rel = token_value(t, "rel");
	bool absolute = view_find(href, VIEW("://"), 0) >= 0;
	if (has_word(rel, "canonical") && absolute)
		return REFERENCE_ADDRESS;
	return has_word(rel, "stylesheet") || has_word(rel, "icon") || has_word(rel, "preload") ||
	               has_word(rel, "modulepreload") || has_word(rel, "manifest")
	           ? REFERENCE_RESOURCE
	           : REFERENCE_LINK;
}

static bool is_any(struct view name, const char *const *words)
{
	for (; *words; words++) {
		if (token_is(name, *words))
			return true;
	}
	return false;
}

static void check_attribute(struct page *p, const struct token *t, const struct token_attribute *a)
{
	static const char *const links[] = {
		"href", "xlink:href", "action", "formaction", "cite", NULL
	};
	static const char *const resources[] = { "src", "poster", "data", NULL };
	static const char *const sets[] = { "srcset", "imagesrcset", NULL };
	if (!a->value.data || p->moved)
		return;
	if (is_any(a->name, links))
		reference_check(p->file, a->value, a->value_at,
		                token_is(t->name, "link") ? use_of_link(t, a->value) : REFERENCE_LINK);
	else if (is_any(a->name, resources) &&
	         (!token_is(a->name, "data") || token_is(t->name, "object")))
		reference_check(p->file, a->value, a->value_at,
		                token_is(t->name, "iframe") ? REFERENCE_LINK : REFERENCE_RESOURCE);
	else if (is_any(a->name, sets))
		reference_check_set(p->file, a->value, a->value_at);
}

static size_t skip(struct view v, size_t at, const char *characters)
{
	while (at < v.len && strchr(characters, v.data[at]))
		at++;
	return at;
}

/* The address in the value of a refresh, as in 0; url='PAGE'; empty if it names none. */
static struct view address_of_refresh(struct view v)
{
	size_t seconds = skip(v, skip(v, 0, " \t\n\r"), "0123456789.");
	size_t begin = skip(v, seconds, "; ,\t\n\r"), at = begin;
	if (begin == seconds)
		return VIEW("");
	if (v.len - at > 3 && strncasecmp(v.data + at, "url", 3) == 0) {
		at = skip(v, at + 3, " \t\n\r");
		at = at < v.len && v.data[at] == '=' ? skip(v, at + 1, " \t\n\r") : begin;
	}
	struct view rest = view_slice(v, at, v.len);
	bool quoted = rest.len > 0 && (rest.data[0] == '\'' || rest.data[0] == '"');
	return quoted ? view_cut(&(struct view){ rest.data + 1, rest.len - 1 }, rest.data[0]) : rest;
}

/* --- Ids --- */

/* A place that links may lead to; any place, without an id. */
static void add_place(struct page *p, struct view id)
{
	struct buf key = { 0 };
	buf_truncate(&p->room, 0);
	unescape_html(&p->room, id);
	*array_push(p->ids) = reference_key(&key, p->file->name, buf_view(&p->room));
	buf_free(&key);
}

static void check_id(struct page *p, const struct token_attribute *id)
{
	if (id->value.len == 0) {
		diagnostics_error(p->told, id->at, "this id is empty: name it or take it away");
		return;
	}
	add_place(p, id->value);
	if (!hashset_add(&p->seen, hashset_hash(buf_view(&p->room))))
		diagnostics_error(p->told, id->value_at,
		                  "the id \"%.*s\" stands twice in this page: give one of them another",
		                  VIEW_ARG(id->value));
}

static void check_ids(struct page *p, const struct token *t)
{
	const struct token_attribute *id = token_attribute(t, "id");
	if (id)
		check_id(p, id);
	const struct token_attribute *name = token_attribute(t, "name");
	if (name && name->value.len > 0 && token_is(t->name, "a"))
		add_place(p, name->value); /* as pages of old have it, often beside the id */
}

/* <meta http-equiv="refresh" content="0; url=PAGE"> */
static void check_refresh(struct page *p, const struct token *t)
{
	const struct token_attribute *content = token_attribute(t, "content");
	if (!content || !content->value.data || !token_is(token_value(t, "http-equiv"), "refresh"))
		return;
	struct view address = address_of_refresh(content->value);
	if (address.len == 0)
		return;
	reference_check(p->file, address,
	                content->value_at + (size_t)(address.data - content->value.data),
	                REFERENCE_LINK);
	add_place(p, VIEW(""));
}

/* --- The page as a whole --- */

static void check_html(struct page *p, const struct token *t)
{
	struct view lang = token_value(t, "lang");
	p->html = true;
	if (view_trim(lang).len == 0)
		diagnostics_error(p->told, t->at,
		                  "<html> has no lang: name the page's language, as lang=\"zh-Hans\"");
}

static bool in_drawing(const struct page *p)
{
	for (size_t i = 0; i < p->nesting.open.len; i++) {
		if (token_is(p->nesting.open.items[i].name, "svg"))
			return true;
		if (i > 64)
			return false;
	}
	return false;
}

static void start(struct page *p, const struct token *t)
{
	if (token_is(t->name, "html"))
		check_html(p, t);
	else if (token_is(t->name, "title"))
		p->in_head_title = !in_drawing(p);
	else if (token_is(t->name, "meta"))
		check_refresh(p, t);
	else if (token_is(t->name, "script"))
		p->in_data = token_is(token_value(t, "type"), "application/ld+json") ||
		             token_is(token_value(t, "type"), "application/json");
	else if (token_is(t->name, "base") && token_value(t, "href").len > 0) {
		diagnostics_error(
			p->told, t->at,
			"<base> moves every link of the page: take it away; links were not checked");
		p->moved = true;
	}
	for (size_t i = 0; i < t->attributes.len; i++)
		check_attribute(p, t, &t->attributes.items[i]);
	check_ids(p, t);
	nesting_start(&p->nesting, t);
}

static void text(struct page *p, const struct token *t)
{
	if (p->in_head_title && token_is(nesting_inside(&p->nesting), "title"))
		p->titled = p->titled || view_trim(t->text).len > 0;
	if (p->in_data && token_is(nesting_inside(&p->nesting), "script"))
		data_check_json(p->told, t->text, t->at);
}

static void take(struct page *p, const struct token *t)
{
	if (t->fault)
		diagnostics_error(p->told, t->fault_at, "%s", t->fault);
	switch (t->kind) {
	case TOKEN_START: start(p, t); break;
	case TOKEN_END: nesting_end(&p->nesting, t); break;
	case TOKEN_TEXT: text(p, t); break;
	default: p->doctype = p->doctype || token_is(t->name, "<!doctype");
	}
}

static void check_whole(struct page *p)
{
	if (!p->doctype)
		diagnostics_file_error(
			p->told, "has no <!DOCTYPE html>: begin with it, or browsers show the page as in 1998");
	if (!p->html)
		diagnostics_file_error(p->told, "has no <html lang=\"…\">: name the page's language");
	if (!p->titled)
		diagnostics_file_error(p->told, "has no title: put <title>…</title> into its head");
}

/* Links to a place in the same page, now that all its ids are known. */
static void check_own_anchors(struct page *p)
{
	struct reference_file *f = p->file;
	struct hashset own = { 0 };
	for (size_t i = 0; i < p->ids->len; i++)
		hashset_add(&own, p->ids->items[i]);
	size_t kept = 0;
	for (size_t i = 0; i < f->anchors.len; i++) {
		if (reference_is_there(&f->anchors.items[i], &own))
			free(f->anchors.items[i].link);
		else
			f->anchors.items[kept++] = f->anchors.items[i];
	}
	f->anchors.len = kept;
	hashset_free(&own);
}

void page_check(struct reference_file *f, struct page_ids *ids)
{
	struct page p = { .file = f, .told = f->told, .ids = ids, .nesting = { .told = f->told } };
	struct token_reader reader = { .text = f->told->text };
	const struct token *t;
	while ((t = token_html(&reader))->kind != TOKEN_END_OF_TEXT)
		take(&p, t);
	nesting_finish(&p.nesting);
	check_whole(&p);
	check_own_anchors(&p);
	hashset_free(&p.seen);
	buf_free(&p.room);
	token_free(&reader);
}

struct view page_base(struct view page)
{
	struct token_reader reader = { .text = page };
	struct view base = VIEW_NULL;
	const struct token *t;
	while (!base.data && (t = token_html(&reader))->kind != TOKEN_END_OF_TEXT) {
		if (t->kind == TOKEN_START && token_is(t->name, "link") &&
		    has_word(token_value(t, "rel"), "canonical"))
			base = token_value(t, "href");
	}
	token_free(&reader);
	const char *slash = base.data ? memrchr(base.data, '/', base.len) : NULL;
	if (!slash || !view_starts(base, VIEW("http")))
		return VIEW_NULL;
	return view_slice(base, 0, (size_t)(slash - base.data) + 1);
}
