#include "site/writer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/hash.h"
#include "base/lock.h"
#include "base/mem.h"
#include "cache/own_files.h"
#include "site/own_address.h"
#include "site/path.h"

/* Of the file in which the state folder has the hash of the list. */
#define LIST_ENDING "list"

/* The paths that the list has; they are none of ours if they lead elsewhere. */
static void take_paths(struct writer *w, struct view lines)
{
	while (lines.len > 0) {
		struct view path = view_cut(&lines, '\n');
		if (!path_is_below(path))
			continue;
		buf_put(&w->earlier, path);
		buf_putc(&w->earlier, '\n');
	}
}

/* The state remembers which list the last build left: a sound one may be that of an earlier build. */
static bool is_last(const struct writer *w, const struct own_files *list)
{
	struct buf text = { 0 };
	struct report ignored = { 0 };
	char *path = writer_state(w, LIST_ENDING);
	bool last = access(path, F_OK) == 0 && file_read(path, &text, &ignored) &&
	            strtoull(text.data, NULL, 16) == list->hash;
	report_free(&ignored);
	buf_free(&text);
	free(path);
	return last;
}

static bool remember_list(const struct writer *w, struct report *r)
{
	struct own_files list;
	struct buf text = { 0 };
	char *path = writer_state(w, LIST_ENDING);
	own_files_read(&list, w->output);
	buf_printf(&text, "%016llx\n", (unsigned long long)list.hash);
	bool ok = file_write(path, buf_view(&text), r) != FILE_FAILED;
	own_files_free(&list);
	buf_free(&text);
	free(path);
	return ok;
}

/*
 * A site whose list is gone, damaged or not the last one would keep what was
 * taken out of the archive, and publish it. So what stands at addresses that
 * only the site gives is taken for its own.
 */
static bool find_own(struct writer *w, const struct own_files *list, struct report *r)
{
	struct hashset listed = { 0 };
	size_t found;
	for (struct view rest = buf_view(&w->earlier); rest.len > 0;)
		hashset_add(&listed, hashset_hash(view_cut(&rest, '\n')));
	bool ok = own_address_find(w->full, &listed, &w->earlier, &found, r);
	hashset_free(&listed);
	if (list->state == CONTAINER_DAMAGED || list->state == CONTAINER_FOREIGN)
		w->lost = "damaged";
	else if (found > 0)
		w->lost = list->state == CONTAINER_ABSENT ? "gone" : "not that of the last build";
	return ok;
}

void writer_tell_lost(const struct writer *w, struct report *r)
{
	if (w->lost)
		report_warning(r, w->folder, 0, 0,
		               "the list of the files that broadsheet made there (" OWN_FILES_NAME
		               ") is %s: what stands at addresses of the site is taken for its own, "
		               "all else stays",
		               w->lost);
}

static bool read_own_files(struct writer *w, struct report *r)
{
	struct own_files list;
	own_files_read(&list, w->full);
	take_paths(w, buf_view(&list.paths));
	w->unfinished = list.unfinished;
	bool last = list.state == CONTAINER_SOUND && is_last(w, &list);
	bool ok = last || find_own(w, &list, r);
	w->listed = list.state == CONTAINER_SOUND && !w->lost;
	own_files_free(&list);
	return ok;
}

/* What begins the names of all that is remembered of the folder of that full path. */
static char *state_of(const char *full, const char *state)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/site-%016llx", state, (unsigned long long)hash_view(view_of(full)));
	return buf_detach(&path);
}

char *writer_state_path(const char *output, const char *state, const char *ending)
{
	char *full = file_full_path(output);
	struct writer w = { .state = state_of(full, state) };
	char *path = writer_state(&w, ending);
	free(w.state);
	free(full);
	return path;
}

char *writer_state(const struct writer *w, const char *ending)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s.%s", w->state, ending);
	return buf_detach(&path);
}

static bool tell_lock(const struct writer *w, enum lock_result result, const char *path,
                      struct report *r)
{
	if (result == LOCK_HELD)
		report_error(r, w->folder, 0, 0,
		             "another build or publish is at this site: wait until it has ended");
	else if (result == LOCK_FAILED)
		report_error(r, path, 0, 0, "cannot be locked: %s", strerror(errno));
	return result == LOCK_TAKEN;
}

/* Of what is remembered of this output. */
static bool lock_state(struct writer *w, const char *state, enum lock_mode mode, struct report *r)
{
	if (!file_make_folder(state, r))
		return false;
	char *path = writer_state(w, "lock");
	bool ok = tell_lock(w, lock_take(path, mode, &w->lock), path, r);
	free(path);
	return ok;
}

static bool is_empty(const char *folder)
{
	DIR *d = opendir(folder);
	size_t names = 0;
	while (d && names < 3 && readdir(d))
		names++;
	if (d)
		closedir(d);
	return d && names == 2;
}

/* Whether the folder can be put in place as a whole: it is not there, or is empty and no mount. */
static bool can_be_staged(const char *full)
{
	struct stat st, above;
	struct buf parent = { 0 };
	if (lstat(full, &st) != 0)
		return errno == ENOENT;
	buf_printf(&parent, "%s/..", full);
	bool plain = S_ISDIR(st.st_mode) && stat(parent.data, &above) == 0 && above.st_dev == st.st_dev;
	buf_free(&parent);
	return plain && is_empty(full);
}

static bool is_no_lock(enum lock_result result)
{
	/* The last two are one on some systems. */
	static const int none[] = { EBADF, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP, ENOTSUP };
	bool any = false;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		any = any || errno == none[i];
	return result == LOCK_FAILED && any;
}

/*
 * Builds that remember things in different folders share the output alone. So
 * it is locked, too, or what is to take its place. Where the file system has no
 * locks for folders, that of the state has to do.
 */
static bool lock_folder(struct writer *w, const char *place, enum lock_mode mode, struct report *r)
{
	enum lock_result result = lock_take_folder(place, mode, &w->folder_lock);
	return is_no_lock(result) || tell_lock(w, result, place, r);
}

/* Locks the output if there is one, else the folder that will be it. */
static bool lock_output(struct writer *w, struct report *r)
{
	struct buf staging = { 0 };
	bool ok = true;
	buf_printf(&staging, "%s%s", w->full, FILE_TEMPORARY);
	while (ok && can_be_staged(w->full)) {
		ok = file_make_folder(staging.data, r) && lock_folder(w, staging.data, LOCK_ALONE, r);
		/* Another build may just have ended: then there is an output, and this is nothing. */
		if (ok && can_be_staged(w->full)) {
			w->staging = buf_detach(&staging);
			w->output = w->staging;
			return true;
		}
		lock_drop(w->folder_lock);
		w->folder_lock = -1;
		if (ok)
			rmdir(staging.data);
	}
	buf_free(&staging);
	return ok && lock_folder(w, w->full, LOCK_ALONE, r);
}

/* Where the site is, and what is remembered of it. */
static bool find_site(struct writer *w, const char *output, const char *state, struct report *r)
{
	*w = (struct writer){ .output = output, .folder = output, .lock = -1, .folder_lock = -1 };
	struct stat st;
	if (stat(output, &st) == 0 && !S_ISDIR(st.st_mode)) {
		report_error(r, output, 0, 0, "is no folder: name another one to write the site to");
		return false;
	}
	/* What is remembered of the site goes by its full path: a wrong one would find another's. */
	char *known = realpath(output, NULL);
	if (!known && errno != ENOENT) {
		report_error(r, output, 0, 0, "cannot be found: %s", strerror(errno));
		return false;
	}
	free(known);
	w->full = file_full_path(output);
	w->state = state_of(w->full, state);
	return true;
}

bool writer_open(struct writer *w, const char *output, const char *state, struct report *r)
{
	if (!find_site(w, output, state, r) || !lock_state(w, state, LOCK_ALONE, r) ||
	    !lock_output(w, r))
		return false;
	return w->staging || read_own_files(w, r);
}

bool writer_open_state(struct writer *w, const char *output, const char *state, struct report *r)
{
	return find_site(w, output, state, r) && lock_state(w, state, LOCK_SHARED, r);
}

/* ── a build of several processes ── */

/* The folder that files are put into was made when the build was begun. */
static void find_begun(struct writer *w)
{
	if (!can_be_staged(w->full))
		return;
	struct buf staging = { 0 };
	buf_printf(&staging, "%s%s", w->full, FILE_TEMPORARY);
	w->staging = buf_detach(&staging);
	w->output = w->staging;
}

bool writer_join(struct writer *w, const char *output, const char *state, bool alone,
                 struct report *r)
{
	enum lock_mode mode = alone ? LOCK_ALONE : LOCK_SHARED;
	if (!find_site(w, output, state, r) || !lock_state(w, state, mode, r))
		return false;
	find_begun(w);
	struct own_files list;
	own_files_read(&list, w->output);
	bool begun = list.state == CONTAINER_SOUND && list.unfinished;
	if (!begun)
		report_error(r, w->folder, 0, 0,
		             "no build in steps was begun there: run --step gather first");
	bool ok = begun && lock_folder(w, w->output, mode, r);
	take_paths(w, buf_view(&list.paths));
	w->list = list.hash;
	w->shared = !alone;
	w->joined = w->listed = w->unfinished = true;
	own_files_free(&list);
	return ok;
}

uint64_t writer_list(const struct writer *w)
{
	struct own_files list;
	own_files_read(&list, w->output);
	own_files_free(&list);
	return list.hash;
}

void writer_take(struct writer *w, struct view paths)
{
	take_paths(w, paths);
}

static void put_path(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct buf *b = context;
	buf_put(b, path);
	buf_putc(b, '\n');
}

/* What the site has in the end; before, any path of the plan may get a file. */
struct listing {
	const struct writer *writer;
	struct buf *lines;
};

static void put_present(void *context, struct view path, const char *owner)
{
	const struct listing *l = context;
	if (!path_list_has(&l->writer->absent, path))
		put_path(l->lines, path, owner);
}

static bool is_wanted(const struct writer *w, const struct plan *plan, struct view path)
{
	return hashset_has(&plan->paths, hashset_hash(path)) || path_list_has(&w->late, path);
}

static int compare_paths(const void *a, const void *b)
{
	return view_cmp(*(const struct view *)a, *(const struct view *)b);
}

/* In one order, whichever of them were made and which were kept. */
static void put_late(struct listing *l)
{
	ARRAY(struct view) paths = { 0 };
	for (struct view rest = buf_view(&l->writer->late.lines); rest.len > 0;)
		*array_push(&paths) = view_cut(&rest, '\n');
	if (paths.len > 0)
		qsort(paths.items, paths.len, sizeof(*paths.items), compare_paths);
	for (size_t i = 0; i < paths.len; i++)
		put_present(l, paths.items[i], NULL);
	array_free(&paths);
}

static bool write_list(const struct writer *w, const struct plan *plan, bool with_earlier,
                       struct report *r)
{
	struct buf b = { 0 };
	struct listing l = { w, &b };
	plan_each(plan, put_present, &l);
	put_late(&l);
	for (struct view rest = buf_view(&w->earlier); with_earlier && rest.len > 0;) {
		struct view path = view_cut(&rest, '\n');
		if (!is_wanted(w, plan, path))
			put_path(&b, path, NULL);
	}
	bool ok = own_files_write(w->output, buf_view(&b), with_earlier, !w->staging, r);
	buf_free(&b);
	return ok;
}

bool writer_has(const struct writer *w, struct view path)
{
	struct buf full = { 0 };
	buf_printf(&full, "%s/%.*s", w->output, VIEW_ARG(path));
	bool there = access(full.data, F_OK) == 0;
	buf_free(&full);
	return there;
}

/* What a killed build may have left beside its files. */
static void remove_temporaries(const struct writer *w, const struct plan *plan)
{
	struct buf paths = { 0 }, full = { 0 };
	plan_each(plan, put_path, &paths);
	buf_put(&paths, buf_view(&w->earlier));
	for (struct view rest = buf_view(&paths); rest.len > 0;) {
		struct view path = view_cut(&rest, '\n');
		buf_truncate(&full, 0);
		buf_printf(&full, "%s/%.*s", w->output, VIEW_ARG(path));
		char *temporary = file_temporary(full.data);
		unlink(temporary);
		free(temporary);
	}
	buf_free(&paths);
	buf_free(&full);
}

/* Of paths, one a line, those of the plan are counted, and the others kept. */
static size_t count_planned(struct writer *w, const struct plan *plan, struct view paths)
{
	enum { AHEAD = 16 };
	struct view path[AHEAD];
	uint64_t hash[AHEAD];
	size_t known = 0;
	while (paths.len > 0) {
		size_t n = 0;
		for (; n < AHEAD && paths.len > 0; n++) {
			path[n] = view_cut(&paths, '\n');
			hash[n] = hashset_hash(path[n]);
			hashset_expect(&plan->paths, hash[n]);
		}
		for (size_t i = 0; i < n; i++) {
			if (hashset_has(&plan->paths, hash[i]))
				known++;
			else
				path_list_add(&w->unplanned, path[i]);
		}
	}
	return known;
}

/* ── linked folders, through which the site would be written somewhere else ── */

struct links {
	const struct writer *writer;
	struct hashset seen; /* folders */
	struct view last;    /* the folder seen last: paths come folder by folder */
	bool ok;
	struct report *report;
};

static void refuse_link(struct links *l, struct view folder)
{
	struct buf full = { 0 };
	struct stat st;
	buf_printf(&full, "%s/%.*s", l->writer->output, VIEW_ARG(folder));
	if (lstat(full.data, &st) == 0 && S_ISLNK(st.st_mode)) {
		report_error(l->report, full.data, 0, 0,
		             "is a link where the site has a folder, and is not followed: remove it, "
		             "and build again");
		l->ok = false;
	}
	buf_free(&full);
}

static void see_folders(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct links *l = context;
	struct view folder = view_folder(path);
	while (folder.len > 0) {
		folder.len--; /* without its slash */
		if (!hashset_add(&l->seen, hashset_hash(folder)))
			return;
		refuse_link(l, folder);
		folder = view_folder(folder);
	}
}

static bool has_no_links(const struct writer *w, const struct plan *plan, struct report *r)
{
	struct links l = { .writer = w, .ok = true, .report = r };
	for (struct view rest = buf_view(&w->earlier); rest.len > 0;) {
		struct view path = view_cut(&rest, '\n'), folder = view_folder(path);
		if (!l.last.data || !view_eq(folder, l.last))
			see_folders(&l, path, NULL);
		l.last = folder;
	}
	if (!w->complete)
		plan_each(plan, see_folders, &l);
	hashset_free(&l.seen);
	return l.ok;
}

/* What others have listed already, and are putting. */
static bool join(struct writer *w, const struct plan *plan, struct report *r)
{
	bool ok = w->staging || has_no_links(w, plan, r);
	if (!w->shared && !w->staging)
		remove_temporaries(w, plan);
	buf_free(&w->earlier);
	return ok;
}

bool writer_begin(struct writer *w, const struct plan *plan, struct report *r)
{
	size_t known = count_planned(w, plan, buf_view(&w->earlier));
	/* A list that has all paths already may have more. */
	w->complete = known == plan->paths.len;
	if (w->joined)
		return join(w, plan, r);
	if (w->unfinished || !w->listed)
		remove_temporaries(w, plan);
	/* What a killed build left in the staging folder may be of any archive. */
	bool ok = w->staging ? folder_clear(w->staging, r) : has_no_links(w, plan, r);
	ok = ok && (w->complete && w->listed ? own_files_mark_unfinished(w->output, r)
	                                     : write_list(w, plan, true, r));
	buf_free(&w->earlier);
	return ok;
}

enum file_result writer_put(const struct writer *w, struct view path, struct view content,
                            uint64_t *stamp, struct report *r)
{
	if (w->rehearsal)
		return FILE_SAME;
	char stack[512];
	struct buf heap = { 0 };
	const char *full = stack;
	int len = snprintf(stack, sizeof(stack), "%s/%.*s", w->output, VIEW_ARG(path));
	if (len < 0 || (size_t)len >= sizeof(stack)) {
		buf_printf(&heap, "%s/%.*s", w->output, VIEW_ARG(path));
		full = heap.data;
	}
	enum file_result result = w->staging ? file_make(full, content, stamp, r)
	                                     : file_put(full, content, w->anew, stamp, r);
	buf_free(&heap);
	return result;
}

void writer_keep_late(struct writer *w, struct view path)
{
	path_list_add(&w->late, path);
}

void writer_leave_out(struct writer *w, struct view path)
{
	path_list_add(&w->absent, path);
}

bool writer_expect_late(struct writer *w, struct view path, struct report *r)
{
	bool known = !path_list_add(&w->late, path) || path_list_has(&w->unplanned, path);
	return known || w->shared || w->rehearsal ||
	       own_files_add(&w->adding, w->output, path, !w->staging, r);
}

enum file_result writer_put_late(struct writer *w, struct view path, struct view content,
                                 uint64_t *stamp, struct report *r)
{
	return writer_expect_late(w, path, r) ? writer_put(w, path, content, stamp, r) : FILE_FAILED;
}

/* The new site in the place of none. */
static bool put_in_place(struct writer *w, struct report *r)
{
	if (!w->staging)
		return true;
	if (rename(w->staging, w->full) == 0) {
		w->output = w->full;
		return folder_sync(w->full, r);
	}
	report_error(r, w->folder, 0, 0, "cannot be put in place, and so stands in %s: %s", w->staging,
	             strerror(errno));
	return false;
}

void writer_each_gone(const struct writer *w, void (*see)(void *context, struct view path),
                      void *context)
{
	for (struct view rest = buf_view(&w->unplanned.lines); rest.len > 0;) {
		struct view path = view_cut(&rest, '\n');
		if (!path_list_has(&w->late, path))
			see(context, path);
	}
}

struct removal {
	const char *output;
	size_t *removed;
	bool ok;
	struct report *report;
};

static void remove_one(void *context, struct view path)
{
	struct removal *x = context;
	enum file_result result = file_remove(x->output, path, x->report);
	*x->removed += result == FILE_WRITTEN;
	x->ok = x->ok && result != FILE_FAILED;
}

bool writer_end(struct writer *w, const struct plan *plan, size_t *removed, struct report *r)
{
	struct removal removal = { w->output, removed, true, r };
	*removed = 0;
	writer_each_gone(w, remove_one, &removal);
	own_files_close(&w->adding);
	/* Only what is on the disk is listed: a build that has ended well stays, whatever happens. */
	return removal.ok && folder_sync(w->output, r) && write_list(w, plan, false, r) &&
	       put_in_place(w, r) && remember_list(w, r);
}

void writer_close(struct writer *w)
{
	own_files_close(&w->adding);
	/* A staging folder that nothing was written to. */
	if (w->staging && w->output == w->staging && !w->joined)
		rmdir(w->staging);
	lock_drop(w->state ? w->folder_lock : -1);
	lock_drop(w->state ? w->lock : -1);
	free(w->state);
	free(w->full);
	free(w->staging);
	buf_free(&w->earlier);
	path_list_free(&w->unplanned);
	path_list_free(&w->late);
	path_list_free(&w->absent);
	*w = (struct writer){ .lock = -1, .folder_lock = -1 };
}
