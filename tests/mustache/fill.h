#ifndef TESTS_MUSTACHE_FILL_H
#define TESTS_MUSTACHE_FILL_H

/*
 * For the tests of this folder: fill a template and say what came of it. Include after cmocka.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "mustache/mustache.h"

struct fill_partial {
	const char *name;
	const char *source;
};

/*
 * The template "page" filled with JSON, or the messages, a line each, if it is
 * at fault. Partials end with a nameless one; NULL for none. Free the result.
 */
static inline char *fill(const char *source, const struct fill_partial *partials,
                         const char *json_text)
{
	struct mustache_set *set = mustache_new();
	struct report r = { 0 };
	struct arena arena = { 0 };
	struct buf out = { 0 };
	bool ok = mustache_add(set, VIEW("page"), view_of(source), "page", &r);
	for (; partials && partials->name; partials++)
		ok = mustache_add(set, view_of(partials->name), view_of(partials->source), partials->name,
		                  &r) &&
		     ok;
	json_t *json = json_loads(json_text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	assert_non_null(json);
	ok = ok && mustache_link(set, &r) &&
	     mustache_render(mustache_find(set, VIEW("page")), value_from_json(&arena, json), &out, &r);
	assert_int_equal(ok, r.errors == 0);
	if (!ok)
		assert_int_equal(out.len, 0);
	for (size_t i = 0; i < r.messages.len; i++)
		buf_printf(&out, "%s\n", r.messages.items[i].text);
	json_decref(json);
	arena_free(&arena);
	report_free(&r);
	mustache_free(set);
	return buf_detach(&out);
}

static inline void assert_fills(const char *source, const struct fill_partial *partials,
                                const char *json, const char *expected)
{
	char *met = fill(source, partials, json);
	assert_string_equal(met, expected);
	free(met);
}

#endif
