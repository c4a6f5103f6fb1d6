#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

enum lock_result lock_take(const char *path, int *fd)
{
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (*fd < 0)
		return LOCK_FAILED;
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return LOCK_TAKEN;
	int error = errno;
	lock_drop(*fd);
	*fd = -1;
	errno = error;
	return error == EWOULDBLOCK ? LOCK_HELD : LOCK_FAILED;
}

void lock_drop(int fd)
{
	if (fd >= 0)
		close(fd);
}
