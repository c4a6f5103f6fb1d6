#include "site/misplaced.h"

#include "base/hashset.h"
#include "cache/own_files.h"
#include "site/own_address.h"

/* Whether the path is that file or folder, or lies in it. */
static bool is_at(struct view path, struct view place)
{
	return view_starts(path, place) && (path.len == place.len || path.data[place.len] == '/');
}

/* What the site keeps for files whose names no plan knows, and why; NULL if it does not. */
static const char *kept_for(struct view path)
{
	if (view_starts(path, VIEW(OWN_FILES_NAME)))
		return "the names of broadsheet's own lists begin like that";
	if (view_eq(path, VIEW("search")) ||
	    (is_at(path, VIEW("search")) && view_ends(path, VIEW(".js"))))
		return "the search index stands there";
	if (is_at(path, VIEW("review")))
		return "what is in review/ is for the archive's own people and not published";
	return NULL;
}

static void check_place(const char *file, struct view path, struct report *r)
{
	const char *kept = kept_for(path);
	if (kept)
		report_error(r, file, 0, 0, "would be %.*s on the site, but %s: rename it", VIEW_ARG(path),
		             kept);
	else if (own_address_is(path))
		report_warning(r, file, 0, 0,
		               "would be %.*s on the site, an address of the kind that it gives to its own "
		               "pages, and one of these may come to need it: rename it",
		               VIEW_ARG(path));
}

/* --- Files that would be folders --- */

struct folders {
	const struct plan *plan;
	struct hashset seen;
	struct report *report;
};

static void see_folders(void *context, struct view path, const char *owner)
{
	struct folders *f = context;
	struct view folder = view_folder(path);
	while (folder.len > 0) {
		folder.len--; /* without its slash */
		uint64_t hash = hashset_hash(folder);
		if (!hashset_add(&f->seen, hash))
			return;
		if (hashset_has(&f->plan->paths, hash))
			report_error(f->report, owner, 0, 0,
			             "would be %.*s on the site, where %.*s is a file: rename one of the two",
			             VIEW_ARG(path), VIEW_ARG(folder));
		folder = view_folder(folder);
	}
}

bool misplaced_check(const struct plan *p, struct report *r)
{
	struct folders folders = { .plan = p, .report = r };
	size_t errors = r->errors;
	for (size_t i = 0; i < p->assets->files.len; i++)
		check_place(p->assets->files.items[i].path, view_of(p->assets->files.items[i].name), r);
	for (size_t i = 0; i < p->documents->len; i++)
		check_place(p->documents->items[i].file, p->documents->items[i].path, r);
	plan_each(p, see_folders, &folders);
	hashset_free(&folders.seen);
	return r->errors == errors;
}
