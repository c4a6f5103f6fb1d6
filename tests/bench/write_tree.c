#include "write_tree.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* nftw() has no context. */
static struct tree *reading;
static size_t base;

static char *bytes_of(const char *path, size_t size)
{
	char *bytes = malloc(size + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t got = 0;
	while (bytes && fd >= 0 && got < size) {
		ssize_t n = read(fd, bytes + got, size - got);
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	if (fd >= 0)
		close(fd);
	if (got == size)
		return bytes;
	free(bytes);
	return NULL;
}

static int see(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)place;
	if (type != FTW_F && type != FTW_D)
		return 0;
	if ((reading->len & (reading->len - 1)) == 0) {
		size_t room = reading->len ? 2 * reading->len : 1;
		struct tree_entry *more = realloc(reading->items, room * sizeof(*more));
		if (!more)
			return 1;
		reading->items = more;
	}
	struct tree_entry *e = &reading->items[reading->len];
	*e = (struct tree_entry){ .path = strdup(path + base) };
	if (type == FTW_F) {
		e->size = (size_t)st->st_size;
		e->bytes = bytes_of(path, e->size);
		if (!e->bytes)
			return 1;
	}
	reading->len++;
	return e->path ? 0 : 1;
}

bool tree_read(const char *folder, struct tree *out)
{
	*out = (struct tree){ 0 };
	reading = out;
	base = strlen(folder);
	return nftw(folder, see, 32, FTW_PHYS) == 0;
}

static bool write_file(const char *path, const struct tree_entry *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	size_t put = 0;
	while (put < e->size) {
		ssize_t n = write(fd, e->bytes + put, e->size - put);
		if (n <= 0)
			break;
		put += (size_t)n;
	}
	return close(fd) == 0 && put == e->size;
}

bool tree_write(const struct tree *tree, const char *folder)
{
	char path[8192];
	for (size_t i = 0; i < tree->len; i++) {
		const struct tree_entry *e = &tree->items[i];
		int n = snprintf(path, sizeof(path), "%s%s", folder, e->path);
		if (n < 0 || (size_t)n >= sizeof(path))
			return false;
		if (e->bytes ? !write_file(path, e) : mkdir(path, 0777) != 0)
			return false;
	}
	return true;
}
