/*
 * Preloaded, saves a file anew while the program reads it, as an editor would.
 *
 *	MEANWHILE=close FILE=/full/path SAVED=/other/path LD_PRELOAD=meanwhile.so PROGRAM…
 *
 * SAVED takes FILE's place once: just before FILE is opened, when it was opened
 * and nothing was read yet, or when it is closed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void save(const char *when, const char *path)
{
	static int saved;
	const char *wanted = getenv("MEANWHILE"), *file = getenv("FILE"), *other = getenv("SAVED");
	if (wanted && file && other && strcmp(wanted, when) == 0 && strcmp(path, file) == 0 &&
	    __atomic_exchange_n(&saved, 1, __ATOMIC_SEQ_CST) == 0)
		rename(other, file);
}

int open(const char *path, int flags, ...)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
	va_list args;
	va_start(args, flags);
	unsigned mode = flags & O_CREAT ? va_arg(args, unsigned) : 0;
	va_end(args);
	save("before", path);
	int fd = real(path, flags, mode);
	save("open", path);
	return fd;
}

int close(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
	char link[64], path[4096];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	int result = real(fd);
	save("close", path);
	return result;
}
