#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum lock_result hold(int *fd, enum lock_mode mode)
{
	if (*fd < 0)
		return LOCK_FAILED;
	if (flock(*fd, (mode == LOCK_SHARED ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
		return LOCK_TAKEN;
	int error = errno;
	lock_drop(*fd);
	*fd = -1;
	errno = error;
	return error == EWOULDBLOCK ? LOCK_HELD : LOCK_FAILED;
}

enum lock_result lock_take(const char *path, enum lock_mode mode, int *fd)
{
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	return hold(fd, mode);
}

/* Another folder may have been put there while this one was being locked. */
static bool is_at(const char *path, int fd)
{
	struct stat held, there;
	return fstat(fd, &held) == 0 && stat(path, &there) == 0 && held.st_dev == there.st_dev &&
	       held.st_ino == there.st_ino;
}

enum lock_result lock_take_folder(const char *path, enum lock_mode mode, int *fd)
{
	for (;;) {
		*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		enum lock_result result = hold(fd, mode);
		if (result != LOCK_TAKEN || is_at(path, *fd))
			return result;
		lock_drop(*fd);
	}
}

void lock_drop(int fd)
{
	if (fd >= 0)
		close(fd);
}
