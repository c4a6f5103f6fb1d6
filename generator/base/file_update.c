#include "base/file_update.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

static enum file_update fail(struct report *r, const char *path, const char *what)
{
	report_error(r, path, 0, 0, "%s: %s", what, strerror(errno));
	return FILE_UPDATE_FAILED;
}

/* An absent view is a file that is not there. */
static bool holds(const char *path, struct view content)
{
	struct stat st;
	if (!content.data)
		return lstat(path, &st) != 0 && errno == ENOENT;
	return file_holds(path, content, NULL);
}

/* Whoever could read and write the old file can do so with the new one. */
static bool take_over(int fd, const struct stat *old)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return false;
	bool other = st.st_uid != old->st_uid || st.st_gid != old->st_gid;
	if (other && fchown(fd, old->st_uid, old->st_gid) != 0 &&
	    fchown(fd, (uid_t)-1, old->st_gid) != 0 && errno != EPERM)
		return false;
	return fchmod(fd, old->st_mode & 07777) == 0;
}

/* The new content beside the old one, on the disk. */
static bool write_beside(const char *temporary, struct view now, const struct stat *old)
{
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return false;
	bool ok = (!old || take_over(fd, old)) && file_write_all(fd, now) && fsync(fd) == 0;
	int error = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (!ok)
		unlink(temporary);
	errno = error;
	return ok;
}

/* Where files cannot be exchanged: what comes between the look and the renaming is not seen. */
static enum file_update rename_over(const char *path, const char *temporary, struct view was)
{
	if (!holds(path, was))
		return FILE_UPDATE_STALE;
	return rename(temporary, path) == 0 ? FILE_UPDATE_DONE : FILE_UPDATE_FAILED;
}

#ifdef RENAME_EXCHANGE
static bool swap(const char *path, const char *temporary)
{
	return renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0;
}

/*
 * Gives a place back to what was taken out of it, which stands beside; now was
 * put there. If yet another writer came meanwhile, his file is taken out thereby,
 * and goes back in the same way: the newest stays.
 */
static bool give_back(const char *path, const char *temporary, struct view now)
{
	enum { MOST = 100 };
	struct report ignored = { 0 };
	struct buf put = { 0 }, beside = { 0 };
	bool ok = true, settled = false;
	buf_put(&put, now);
	for (int i = 0; i < MOST && ok && !settled; i++) {
		buf_truncate(&beside, 0);
		ok = file_read(temporary, &beside, &ignored) && swap(path, temporary);
		settled = ok && file_holds(temporary, buf_view(&put), NULL);
		buf_truncate(&put, 0);
		buf_put(&put, buf_view(&beside));
	}
	buf_free(&put);
	buf_free(&beside);
	report_free(&ignored);
	return ok;
}

/*
 * What was in the place is looked at after it was taken out of it: so a writer
 * who came in between is seen, whether he put a file of his own there or had
 * opened the old one. Then it goes back.
 */
static enum file_update exchange(const char *path, const char *temporary, struct view was,
                                 struct view now)
{
	if (!holds(path, was))
		return FILE_UPDATE_STALE;
	if (!swap(path, temporary))
		return errno == EINVAL || errno == ENOSYS ? rename_over(path, temporary, was)
		                                          : FILE_UPDATE_FAILED;
	if (holds(temporary, was))
		return FILE_UPDATE_DONE;
	return give_back(path, temporary, now) ? FILE_UPDATE_STALE : FILE_UPDATE_FAILED;
}
#else
static enum file_update exchange(const char *path, const char *temporary, struct view was,
                                 struct view now)
{
	(void)now;
	return rename_over(path, temporary, was);
}
#endif

/* A second name is given only where there is none. */
static enum file_update put_in_place(const char *path, const char *temporary, struct view was,
                                     struct view now)
{
	if (was.data)
		return exchange(path, temporary, was, now);
	if (link(temporary, path) == 0)
		return FILE_UPDATE_DONE;
	return errno == EEXIST ? FILE_UPDATE_STALE : rename_over(path, temporary, was);
}

static enum file_update replace(const char *path, const char *temporary, struct view was,
                                struct view now, struct report *r)
{
	struct stat old;
	bool there = stat(path, &old) == 0;
	if (!holds(path, was)) /* nothing is written for what would not be taken */
		return FILE_UPDATE_STALE;
	if ((there && access(path, W_OK) != 0) || !write_beside(temporary, now, there ? &old : NULL))
		return fail(r, path, "cannot be written");
	enum file_update result = put_in_place(path, temporary, was, now);
	if (result == FILE_UPDATE_FAILED)
		fail(r, path, "cannot be put in place");
	if (result == FILE_UPDATE_DONE)
		file_keep_name(path);
	unlink(temporary);
	return result;
}

enum file_update file_update(const char *path, struct view was, struct view now, struct report *r)
{
	char *place = file_output_path(path, r);
	if (!place)
		return FILE_UPDATE_FAILED;
	char *temporary = file_temporary(place);
	enum file_update result = replace(place, temporary, was, now, r);
	free(temporary);
	free(place);
	return result;
}
