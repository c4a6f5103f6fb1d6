#include "serve/watch.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "serve/inotify.h"

enum {
	CALM = 40,        /* milliseconds without news */
	CALM_WAITS = 25,  /* as often at most: one who writes without end must not stop us */
	LOOK_AGAIN = 500, /* milliseconds between two looks */
};

struct watch {
	const char *const *paths, *const *except;
	struct tell *tell; /* NULL: look */
	uint64_t sight;    /* of the last look */
};

/* --- Looking --- */

/* Sums over the files, so that the order of the folder makes no difference. */
static uint64_t look_at(const struct watch *w, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return 0;
	struct buf facts = { 0 };
	buf_printf(&facts, "%s %ju %ju %jd %ld", path, (uintmax_t)st.st_ino, (uintmax_t)st.st_size,
	           S_ISDIR(st.st_mode) ? 0 : (intmax_t)st.st_mtim.tv_sec,
	           S_ISDIR(st.st_mode) ? 0 : st.st_mtim.tv_nsec);
	uint64_t sum = S_ISDIR(st.st_mode) ? 0 : hash_view(buf_view(&facts));
	buf_free(&facts);
	DIR *folder = S_ISDIR(st.st_mode) && !inotify_is_one_of(path, w->except) ? opendir(path) : NULL;
	const struct dirent *entry;
	while (folder && (entry = readdir(folder)) != NULL) {
		struct buf below = { 0 };
		buf_printf(&below, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && entry->d_type != DT_LNK)
			sum += look_at(w, below.data);
		buf_free(&below);
	}
	if (folder)
		closedir(folder);
	return sum;
}

static uint64_t look(const struct watch *w)
{
	uint64_t sum = 0;
	for (const char *const *path = w->paths; *path; path++)
		sum += look_at(w, *path);
	return sum;
}

/* --- Waiting --- */

/* Until the system has news, or that long; less than 0 when a signal came. */
static int wait_for(const struct watch *w, int milliseconds, const sigset_t *mask)
{
	struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	fd_set news;
	FD_ZERO(&news);
	if (w->tell)
		FD_SET(inotify_descriptor(w->tell), &news);
	return pselect(w->tell ? inotify_descriptor(w->tell) + 1 : 0, &news, NULL, NULL,
	               milliseconds < 0 ? NULL : &time, mask);
}

static bool has_changed(struct watch *w)
{
	if (w->tell)
		return inotify_read(w->tell);
	uint64_t before = w->sight;
	w->sight = look(w);
	return w->sight != before;
}

struct watch *watch_open(const char *const *paths, const char *const *except, bool looking)
{
	struct watch *w = mem_alloc(sizeof(*w));
	w->paths = paths;
	w->except = except;
	if (!looking)
		w->tell = inotify_open(paths, except);
	if (!w->tell)
		w->sight = look(w);
	return w;
}

bool watch_wait(struct watch *w, const sigset_t *mask)
{
	do {
		if (wait_for(w, w->tell ? -1 : LOOK_AGAIN, mask) < 0)
			return false;
	} while (!has_changed(w));
	for (int i = 0; i < CALM_WAITS; i++) {
		if (wait_for(w, CALM, mask) < 0)
			return false;
		if (!has_changed(w))
			return true;
	}
	return true;
}

void watch_close(struct watch *w)
{
	if (w->tell)
		inotify_close(w->tell);
	free(w);
}
