#include "mustache/mustache.h"

#include <assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/key.h"
#include "base/mem.h"
#include "mustache/compile.h"
#include "mustache/render.h"

struct mustache_set *mustache_new(void)
{
	return mem_alloc(sizeof(struct mustache_set));
}

void mustache_allow_missing(struct mustache_set *set)
{
	set->allow_missing = true;
}

bool mustache_add(struct mustache_set *set, struct view name, struct view source, const char *file,
                  struct report *r)
{
	return mustache_add_at(set, name, source, file, 1, 1, r);
}

bool mustache_add_at(struct mustache_set *set, struct view name, struct view source,
                     const char *file, size_t line, size_t column, struct report *r)
{
	if (mustache_find(set, name)) {
		report_error(r, file, line, column,
		             "there is a template \"%.*s\" already: give one of them another name",
		             VIEW_ARG(name));
		return false;
	}
	set->linked = false;
	set->content = key_text(key_text(set->content, name), source);
	struct token_origin origin = { arena_string(&set->arena, view_of(file)), (uint32_t)line,
		                           (uint32_t)column };
	struct mustache_template *t = compile_template(set, arena_view(&set->arena, source), origin, r);
	if (t == NULL)
		return false;
	map_put(&set->templates, name, NULL)->pointer = t;
	return true;
}

bool mustache_add_file(struct mustache_set *set, struct view name, const char *path,
                       struct report *r)
{
	struct buf source = { 0 };
	bool ok = file_read(path, &source, r);
	struct view text = buf_view(&source);
	if (view_starts(text, VIEW("\xEF\xBB\xBF")))
		text = view_slice(text, 3, text.len);
	ok = ok && mustache_add(set, name, text, path, r);
	buf_free(&source);
	return ok;
}

struct hash128 mustache_content(const struct mustache_set *set)
{
	return set->content;
}

static bool link_template(const struct mustache_set *set, struct mustache_template *t,
                          struct report *r)
{
	bool ok = true;
	for (uint32_t i = 0; i < t->count; i++) {
		struct node *n = &t->nodes[i];
		if ((n->kind != NODE_PARTIAL && n->kind != NODE_PARENT) || n->dynamic)
			continue;
		n->target = mustache_find(set, n->name->text);
		if (n->target || set->allow_missing)
			continue;
		report_error(r, t->file, n->line, n->column,
		             "there is no template \"%.*s\": add it, or correct the name",
		             VIEW_ARG(n->name->text));
		ok = false;
	}
	return ok;
}

bool mustache_link(struct mustache_set *set, struct report *r)
{
	bool ok = true;
	for (size_t i = 0; i < set->templates.len; i++)
		ok = link_template(set, map_at(&set->templates, i)->pointer, r) && ok;
	set->linked = ok;
	return ok;
}

const struct mustache_template *mustache_find(const struct mustache_set *set, struct view name)
{
	union map_value *found = map_get(&set->templates, name);
	return found ? found->pointer : NULL;
}

bool mustache_render(const struct mustache_template *t, const struct value *data, struct buf *out,
                     struct report *r)
{
	assert(t->set->linked);
	size_t before = out->len;
	if (render_template(t, data, out, r))
		return true;
	buf_truncate(out, before);
	return false;
}

void mustache_free(struct mustache_set *set)
{
	if (set == NULL)
		return;
	map_free(&set->templates);
	map_free(&set->words);
	arena_free(&set->arena);
	free(set);
}
