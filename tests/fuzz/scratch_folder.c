#include "scratch_folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static pid_t owner; /* a child that ends does not remove it */

static void remove_folder(void)
{
	if (owner == getpid())
		nftw(scratch_folder_path(), remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_folder_path(void)
{
	static char path[PATH_MAX];
	const char *above = getenv("TMPDIR");
	if (path[0])
		return path;
	snprintf(path, sizeof(path), "%s/broadsheet-fuzz-XXXXXX", above ? above : "/tmp");
	if (!mkdtemp(path))
		abort();
	owner = getpid();
	atexit(remove_folder);
	return path;
}

const char *scratch_folder_of(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];
	if (snprintf(path, PATH_MAX, "%s/%s", scratch_folder_path(), name) >= PATH_MAX)
		abort();
	return path;
}

const char *scratch_folder_put(const char *name, struct view bytes)
{
	const char *path = scratch_folder_of(name);
	struct report r = { 0 };
	if (file_replace(path, bytes, &r) == FILE_FAILED)
		abort();
	report_free(&r);
	return path;
}

void scratch_folder_remove(const char *name)
{
	nftw(scratch_folder_of(name), remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
