/*
 * Preloaded, makes one call of a kind fail, as on a full or broken disk.
 *
 *	FAULT=write:12 LD_PRELOAD=faults.so PROGRAM…
 *
 * The call must be about a file below FAULT_BELOW; open counts only where it
 * would write. At an unlink, the program is killed.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int below(const char *path)
{
	const char *folder = getenv("FAULT_BELOW");
	return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_of(int fd)
{
	char link[64], path[4096];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	return below(path);
}

/* Whether this call is the one that fails; it was made by name. */
static int fails(const char *name)
{
	static int calls;
	const char *fault = getenv("FAULT");
	size_t len = strlen(name);
	if (!fault || strncmp(fault, name, len) != 0 || fault[len] != ':' ||
	    __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) != atoi(fault + len + 1))
		return 0;
	errno = ENOSPC;
	return 1;
}

int open(const char *path, int flags, ...)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
	va_list args;
	va_start(args, flags);
	unsigned mode = flags & O_CREAT ? va_arg(args, unsigned) : 0;
	va_end(args);
	return flags & O_CREAT && below(path) && fails("open") ? -1 : real(path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	ssize_t (*real)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	if (is_of(fd) && fails("write")) {
		real(fd, bytes, len / 2); /* some of it still goes */
		errno = ENOSPC;
		return -1;
	}
	return real(fd, bytes, len);
}

int close(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
	int failing = is_of(fd) && fails("close");
	int result = real(fd);
	if (failing)
		errno = EIO;
	return failing ? -1 : result;
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *) =
		(int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
	return below(to) && fails("rename") ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode)
{
	int (*real)(const char *, mode_t) = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir");
	return below(path) && fails("mkdir") ? -1 : real(path, mode);
}

int unlink(const char *path)
{
	int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
	if (below(path) && fails("unlink"))
		raise(SIGKILL);
	return real(path);
}
