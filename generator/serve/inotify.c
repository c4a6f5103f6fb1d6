#include "serve/inotify.h"

#include <sys/stat.h>

bool inotify_is_one_of(const char *path, const char *const *folders)
{
	struct stat a, b;
	if (stat(path, &a) != 0)
		return false;
	for (; *folders; folders++) {
		if (stat(*folders, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
			return true;
	}
	return false;
}

#ifdef __linux__

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/mem.h"

#define EVENTS                                                                               \
	(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | \
	 IN_MOVE_SELF)

/* A folder with all in it, or a name that matters in it. */
struct place {
	int number; /* inotify's */
	char *path;
	char *name; /* NULL: all, and what is below */
};

struct tell {
	int fd;
	const char *const *except;
	bool failed; /* there is no room for another folder */
	ARRAY(struct place) places;
};

static void add_place(struct tell *t, const char *path, const char *name)
{
	int number = inotify_add_watch(t->fd, path, EVENTS | IN_MASK_ADD);
	if (number < 0) {
		t->failed = t->failed || errno == ENOSPC || errno == ENOMEM;
		return;
	}
	for (size_t i = 0; i < t->places.len; i++) {
		struct place *p = &t->places.items[i];
		if (p->number != number || name || p->name)
			continue;
		free(p->path); /* the folder may have been given another name */
		p->path = mem_string(path);
		return;
	}
	*array_push(&t->places) =
		(struct place){ number, mem_string(path), name ? mem_string(name) : NULL };
}

static void add_folder(struct tell *t, const char *path)
{
	if (inotify_is_one_of(path, t->except))
		return;
	add_place(t, path, NULL);
	DIR *folder = opendir(path);
	if (!folder)
		return;
	const struct dirent *entry;
	while ((entry = readdir(folder)) != NULL) {
		struct buf below = { 0 };
		struct stat st;
		buf_printf(&below, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN) &&
		    lstat(below.data, &st) == 0 && S_ISDIR(st.st_mode))
			add_folder(t, below.data);
		buf_free(&below);
	}
	closedir(folder);
}

/* A file may be replaced by another of its name, and a folder come later. */
static void add_name(struct tell *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = { 0 };
	if (slash)
		buf_put(&folder, (struct view){ path, slash > path ? (size_t)(slash - path) : 1 });
	else
		buf_puts(&folder, ".");
	add_place(t, folder.data, slash ? slash + 1 : path);
	buf_free(&folder);
}

struct tell *inotify_open(const char *const *paths, const char *const *except)
{
	struct tell *t = mem_alloc(sizeof(*t));
	struct stat st;
	t->except = except;
	t->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	t->failed = t->fd < 0;
	for (; *paths && !t->failed; paths++) {
		add_name(t, *paths);
		if (stat(*paths, &st) == 0 && S_ISDIR(st.st_mode))
			add_folder(t, *paths);
	}
	if (!t->failed)
		return t;
	inotify_close(t);
	return NULL;
}

int inotify_descriptor(const struct tell *t)
{
	return t->fd;
}

static bool concerns(struct tell *t, const struct inotify_event *e)
{
	const char *name = e->len > 0 ? e->name : "";
	if (e->mask & IN_Q_OVERFLOW)
		return true;
	for (size_t i = 0; i < t->places.len; i++) {
		struct place p = t->places.items[i];
		if (p.number != e->wd || (p.name && strcmp(p.name, name) != 0) ||
		    (!p.name && name[0] == '.'))
			continue;
		struct buf below = { 0 };
		buf_printf(&below, "%s/%s", p.path, name);
		bool spared = inotify_is_one_of(below.data, t->except);
		if (!spared && (e->mask & IN_ISDIR) && (e->mask & (IN_CREATE | IN_MOVED_TO)))
			add_folder(t, below.data);
		buf_free(&below);
		if (!spared)
			return true;
	}
	return false;
}

bool inotify_read(struct tell *t)
{
	_Alignas(struct inotify_event) char bytes[16 * 1024];
	bool any = false;
	ssize_t n;
	while ((n = read(t->fd, bytes, sizeof(bytes))) > 0) {
		for (char *p = bytes; p < bytes + n;) {
			const struct inotify_event *e = (const void *)p;
			any = concerns(t, e) || any;
			p += sizeof(*e) + e->len;
		}
	}
	return any;
}

void inotify_close(struct tell *t)
{
	for (size_t i = 0; i < t->places.len; i++) {
		free(t->places.items[i].path);
		free(t->places.items[i].name);
	}
	array_free(&t->places);
	if (t->fd >= 0)
		close(t->fd);
	free(t);
}

#else

#include <stddef.h>

struct tell *inotify_open(const char *const *paths, const char *const *except)
{
	(void)paths;
	(void)except;
	return NULL;
}

int inotify_descriptor(const struct tell *t)
{
	(void)t;
	return -1;
}

bool inotify_read(struct tell *t)
{
	(void)t;
	return false;
}

void inotify_close(struct tell *t)
{
	(void)t;
}

#endif
