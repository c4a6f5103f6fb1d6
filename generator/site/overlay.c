#include "site/overlay.h"

#include <sys/stat.h>

static void add(struct overlay *l, const char *folder)
{
	struct stat st, first;
	if (stat(folder, &st) != 0)
		return;
	/* In broadsheet's own source the two are one. */
	if (l->count > 0 && stat(l->folder[0], &first) == 0 && st.st_dev == first.st_dev &&
	    st.st_ino == first.st_ino)
		return;
	l->folder[l->count++] = folder;
}

struct overlay overlay_templates(const struct config *c, const char *below, struct arena *a)
{
	struct overlay l = { .count = 0 };
	const char *slash = *below ? "/" : "";
	add(&l, arena_printf(a, "%s%s%s", c->templates, slash, below).data);
	if (c->installed_templates)
		add(&l, arena_printf(a, "%s%s%s", c->installed_templates, slash, below).data);
	return l;
}

struct overlay overlay_static(const struct config *c)
{
	struct overlay l = { .count = 0 };
	add(&l, c->static_folder);
	if (c->installed_static)
		add(&l, c->installed_static);
	return l;
}
