/*
 * Preloaded, writes down in which order files below OBSERVED are put in place
 * and removed, one a line, to the file OBSERVED_LOG.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void note(const char *what, const char *path)
{
	const char *folder = getenv("OBSERVED"), *log = getenv("OBSERVED_LOG");
	size_t len = folder ? strlen(folder) : 0;
	if (!folder || !log || strncmp(path, folder, len) != 0 || path[len] != '/')
		return;
	FILE *f = fopen(log, "a");
	if (f) {
		fprintf(f, "%s %s\n", what, path + len + 1);
		fclose(f);
	}
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *) =
		(int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
	int result = real(from, to);
	if (result == 0)
		note("put", to);
	return result;
}

int unlink(const char *path)
{
	int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
	int result = real(path);
	if (result == 0)
		note("remove", path);
	return result;
}
