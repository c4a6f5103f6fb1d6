/*
 * Fuzz target: JSON, then, each behind a NUL, the template "t" that it fills,
 * and the templates "u" and "v" that this one may name.
 */
#include "targets.h"

#include <jansson.h>

#include "mustache/mustache.h"

static bool add_all(struct mustache_set *set, struct view rest, struct report *r)
{
	static const char *const names[] = { "t", "u", "v" };
	bool ok = true;
	for (size_t i = 0; i < 3 && (i == 0 || rest.data); i++)
		ok = mustache_add(set, view_of(names[i]), view_cut(&rest, '\0'), names[i], r) && ok;
	return ok && mustache_link(set, r);
}

void fuzz_template(struct view bytes)
{
	struct report r = { 0 };
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct mustache_set *set = mustache_new();
	struct view rest = bytes, json = view_cut(&rest, '\0');
	json_t *root = rest.data ? json_loadb(json.data, json.len, 0, NULL) : NULL;
	mustache_allow_missing(set);
	if (root && add_all(set, rest, &r))
		mustache_render(mustache_find(set, VIEW("t")), value_from_json(&arena, root), &out, &r);
	json_decref(root);
	buf_free(&out);
	arena_free(&arena);
	mustache_free(set);
	report_free(&r);
}
