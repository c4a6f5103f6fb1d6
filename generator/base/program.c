#include "base/program.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"

#ifdef __APPLE__
#include <mach-o/dyld.h>

static bool find_path(char *path, size_t size)
{
	uint32_t room = (uint32_t)size;
	return _NSGetExecutablePath(path, &room) == 0;
}
#else
static bool find_path(char *path, size_t size)
{
	static const char link[] = "/proc/self/exe";
	(void)size;
	for (size_t i = 0; i < sizeof(link); i++)
		path[i] = link[i];
	return true;
}
#endif

uint64_t program_print(void)
{
	char path[4096];
	struct buf bytes = { 0 };
	struct report ignored = { 0 };
	uint64_t fingerprint = 0;
	if (find_path(path, sizeof(path)) && file_read(path, &bytes, &ignored))
		fingerprint = hash_view(buf_view(&bytes));
	buf_free(&bytes);
	report_free(&ignored);
	return fingerprint;
}

bool program_folder(struct buf *out)
{
	char path[4096];
	char *real = find_path(path, sizeof(path)) ? realpath(path, NULL) : NULL;
	const char *slash = real ? strrchr(real, '/') : NULL;
	if (slash)
		buf_put(out, (struct view){ real, slash > real ? (size_t)(slash - real) : 1 });
	free(real);
	return slash;
}
