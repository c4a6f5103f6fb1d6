#include "site/planning.h"

#include "search/search.h"
#include "site/misplaced.h"
#include "site/path_registry.h"
#include "site/redirects.h"

static void take_path(void *context, struct view path, const char *owner)
{
	path_registry_take(context, path, owner);
}

static void trace_path(void *context, struct view path, const char *owner)
{
	path_registry_trace(context, path, owner);
}

bool planning_make(const struct archive *a, const struct document_list *documents,
                   const struct scan *assets, const struct page_kind *const *kinds,
                   struct plan *out, struct report *r)
{
	struct path_registry registry = { .exact = &out->paths };
	plan_open(a, documents, assets, kinds, out);
	plan_each(out, take_path, &registry);
	bool ok = redirects_plan(out, &registry, r);
	if (registry.found > 0) {
		plan_each(out, trace_path, &registry);
		path_registry_tell(&registry, r);
	}
	/* Of what the search index has, pages link to this alone; its other names are not known yet. */
	if (a->config->search)
		hashset_add(&out->late, hashset_hash(VIEW(SEARCH_MANIFEST)));
	ok = ok && registry.found == 0 && misplaced_check(out, r);
	path_registry_free(&registry);
	return ok;
}
