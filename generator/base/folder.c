#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define OPEN_MOST 16 /* folders that are open at once while one is walked */

static bool fail(struct report *r, const char *path, const char *what)
{
	report_error(r, path, 0, 0, "%s: %s", what, strerror(errno));
	return false;
}

/* Cuts the last name off a full path; false if it is the root already. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');
	if (!slash || path[1] == '\0')
		return false;
	slash[slash == path] = '\0';
	return true;
}

bool folder_has(const char *root, const char *path)
{
	char *up = file_full_path(path), *full = file_full_path(root);
	struct stat here, there;
	bool known = stat(full, &there) == 0, has = false;
	do {
		/* A folder that is mounted in two places has two full paths. */
		bool same = known && stat(up, &here) == 0 && here.st_dev == there.st_dev &&
		            here.st_ino == there.st_ino;
		has = same || strcmp(up, full) == 0;
	} while (!has && go_up(up));
	free(up);
	free(full);
	return has;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static int remove_inner(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	return at->level == 0 ? 0 : remove(path);
}

static bool walk(const char *path,
                 int (*see)(const char *path, const struct stat *st, int type, struct FTW *at),
                 struct report *r)
{
	struct stat st;
	if (lstat(path, &st) != 0 && errno == ENOENT)
		return true;
	return nftw(path, see, OPEN_MOST, FTW_DEPTH | FTW_PHYS) == 0 ||
	       fail(r, path, "cannot be removed");
}

bool folder_clear(const char *path, struct report *r)
{
	return walk(path, remove_inner, r);
}

bool folder_remove(const char *path, struct report *r)
{
	return walk(path, remove_one, r);
}

bool folder_sync(const char *path, struct report *r)
{
#ifdef __linux__
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && syncfs(fd) == 0;
	if (!ok)
		fail(r, path, "cannot be brought onto the disk");
	if (fd >= 0)
		close(fd);
	return ok;
#else
	(void)path, (void)r;
	sync();
	return true;
#endif
}
