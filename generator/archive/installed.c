#include "archive/installed.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/program.h"

/* Known to the Makefile. */
#ifndef BROADSHEET_SHARE
#define BROADSHEET_SHARE "/usr/local/share/broadsheet"
#endif

/* A folder that may be the one, and something that no other folder of that name has. */
struct place {
	const char *below; /* counted from the program's folder */
	const char *mark;
};

static const char *full_path(const char *path, struct arena *a)
{
	char *real = realpath(path, NULL);
	const char *kept = real ? arena_string(a, view_of(real)) : NULL;
	free(real);
	return kept;
}

static bool has(const char *folder, const char *name)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%s", folder, name);
	bool there = access(path.data, F_OK) == 0;
	buf_free(&path);
	return there;
}

/* Wherever the program was moved to, together with its files. */
static const char *near_program(struct arena *a)
{
	static const struct place places[] = {
		{ "../share/broadsheet", "templates" },
		{ "..", "generator/broadsheet.1" },
		{ "../..", "generator/broadsheet.1" },
	};
	struct buf folder = { 0 };
	const char *found = NULL;
	if (program_folder(&folder)) {
		size_t len = folder.len;
		for (size_t i = 0; i < sizeof(places) / sizeof(*places) && !found; i++) {
			buf_truncate(&folder, len);
			buf_printf(&folder, "/%s", places[i].below);
			if (has(folder.data, places[i].mark))
				found = full_path(folder.data, a);
		}
	}
	buf_free(&folder);
	return found;
}

const char *installed_folder(struct arena *a)
{
	const char *named = getenv("BROADSHEET_SHARE");
	if (named)
		return *named ? arena_string(a, view_of(named)) : NULL;
	const char *near = near_program(a);
	if (near)
		return near;
	return has(BROADSHEET_SHARE, "templates") ? BROADSHEET_SHARE : NULL;
}
