#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mustache/mustache.h"
#include "mustache/node.h"

static const char ending[] = ".mustache";

static int is_template(const struct dirent *entry)
{
	struct view name = view_of(entry->d_name);
	return name.data[0] != '.' && name.len > sizeof(ending) - 1 &&
	       view_ends(name, VIEW(".mustache"));
}

/* Byte order: alphasort would follow the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void put_path(struct buf *path, const char *folder, struct view name)
{
	if (strcmp(folder, ".") != 0)
		buf_printf(path, "%s/", folder);
	buf_printf(path, "%.*s%s", VIEW_ARG(name), ending);
}

/* As everywhere in an archive; who looks for changes does not follow links, either. */
static bool is_link(const char *folder, const char *file, struct report *r)
{
	struct buf path = { 0 };
	struct stat st;
	buf_printf(&path, "%s/%s", folder, file);
	bool link = lstat(path.data, &st) == 0 && S_ISLNK(st.st_mode);
	if (link)
		report_warning(r, path.data, 0, 0, "is a link and was left out: put the file itself here");
	buf_free(&path);
	return link;
}

static bool add_named(struct mustache_set *set, const char *folder, struct view name,
                      struct report *r)
{
	struct buf path = { 0 };
	put_path(&path, folder, name);
	bool ok = mustache_add_file(set, name, path.data, r);
	buf_free(&path);
	return ok;
}

/* All of the folder; with only_new, names that the set has are passed over. */
static bool add_all(struct mustache_set *set, const char *folder, bool only_new, struct report *r)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_template, by_name);
	if (count < 0) {
		report_error(r, folder, 0, 0, "the folder cannot be read: %s", strerror(errno));
		return false;
	}
	bool ok = true;
	for (int i = 0; i < count; i++) {
		struct view name = view_of(entries[i]->d_name);
		name.len -= sizeof(ending) - 1;
		bool wanted = !only_new || mustache_find(set, name) == NULL;
		if (wanted && !is_link(folder, entries[i]->d_name, r))
			ok = add_named(set, folder, name, r) && ok;
		free(entries[i]);
	}
	free(entries);
	return ok;
}

bool mustache_add_folder(struct mustache_set *set, const char *folder, struct report *r)
{
	return add_all(set, folder, false, r);
}

bool mustache_add_others(struct mustache_set *set, const char *folder, struct report *r)
{
	return add_all(set, folder, true, r);
}

/* A name may lead into a folder, never out of it. */
static bool stays_inside(struct view name)
{
	if (name.data[0] == '/')
		return false;
	while (name.data)
		if (view_eq(view_cut(&name, '/'), VIEW("..")))
			return false;
	return true;
}

static bool is_there(const char *folder, struct view name)
{
	struct buf path = { 0 };
	put_path(&path, folder, name);
	bool there = stays_inside(name) && access(path.data, F_OK) == 0;
	buf_free(&path);
	return there;
}

/* What one template asks for. */
static bool add_for(struct mustache_set *set, const struct mustache_template *t, const char *folder,
                    struct report *r)
{
	bool ok = true;
	for (uint32_t i = 0; i < t->count && ok; i++) {
		const struct node *n = &t->nodes[i];
		if (n->kind != NODE_PARTIAL && n->kind != NODE_PARENT)
			continue;
		if (n->dynamic)
			ok = add_all(set, folder, true, r);
		else if (mustache_find(set, n->name->text) == NULL && is_there(folder, n->name->text))
			ok = add_named(set, folder, n->name->text, r);
	}
	return ok;
}

bool mustache_add_needed(struct mustache_set *set, const char *folder, struct report *r)
{
	if (access(folder, X_OK) != 0) {
		report_error(r, folder, 0, 0, "the folder cannot be read: %s", strerror(errno));
		return false;
	}
	bool ok = true;
	/* The set grows meanwhile: what was added asks in its turn. */
	for (size_t i = 0; i < set->templates.len && ok; i++)
		ok = add_for(set, map_at(&set->templates, i)->pointer, folder, r);
	return ok;
}
