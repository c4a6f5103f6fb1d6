#include "input/scan.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unicode/utf8.h>

#include "base/file.h"

#ifdef __APPLE__
#define st_mtim st_mtimespec
#define st_ctim st_ctimespec
#endif

#define SECOND    1000000000 /* in nanoseconds */
#define DEPTH_MAX 100        /* folders in folders; a bound for the stack */

struct walk {
	const struct scan_rules *rules;
	struct scan *scan;
	struct report *report;
	struct buf path;   /* of the folder or file that is looked at */
	size_t name_from;  /* where its name for records begins */
	size_t below_from; /* and what is below the folder */
	bool opened;       /* the first folder could be */
	size_t excepting;  /* how many folders are left out */
	struct stat except[4];
};

/* What an editor keeps beside a file that it has open, or had: a copy, a lock. */
static bool is_of_an_editor(const char *name, size_t len)
{
	bool marked = len > 2 && name[0] == '#' && name[len - 1] == '#';
	bool swap = name[0] == '.' && len > 5 && strncmp(name + len - 4, ".sw", 3) == 0;
	return marked || swap || strncmp(name, ".#", 2) == 0 || strncmp(name, "~$", 2) == 0 ||
	       strncmp(name, ".~lock.", 7) == 0 || (len > 1 && name[len - 1] == '~');
}

bool scan_is_litter(const char *name)
{
	static const char *const names[] = { ".DS_Store",   ".AppleDouble", ".Spotlight-V100",
		                                 ".Trashes",    ".fseventsd",   "__MACOSX",
		                                 "Icon\r",      "Thumbs.db",    "ehthumbs.db",
		                                 "desktop.ini", "$RECYCLE.BIN", "System Volume Information",
		                                 ".directory",  "@eaDir",       ".localized" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	return strncmp(name, "._", 2) == 0 || strncmp(name, ".Trash-", 7) == 0 ||
	       is_of_an_editor(name, strlen(name));
}

static bool is_wanted(const char *name, const struct scan_rules *rules)
{
	const char *ending = rules->ending;
	size_t len = strlen(name), tail = ending ? strlen(ending) : 0;
	if (rules->wanted)
		return rules->wanted(view_of(name));
	return !ending || (len > tail && strcasecmp(name + len - tail, ending) == 0);
}

/* A name that can stand in a message, a record and an address. */
static bool is_text(const char *name)
{
	int32_t len = (int32_t)strlen(name);
	for (int32_t i = 0; i < len;) {
		UChar32 code;
		U8_NEXT(name, i, len, code);
		if (code < 0x20 || code == 0x7F)
			return false;
	}
	return true;
}

/* The bytes of a name with those that are no text as \xNN. */
static void put_quoted(struct buf *b, const char *name)
{
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c < 0x20 || c >= 0x7F)
			buf_printf(b, "\\x%02X", c);
		else
			buf_putc(b, *name);
	}
}

static void refuse_name(struct walk *w, size_t folder_len, const char *name)
{
	struct buf shown = { 0 };
	buf_put(&shown, view_slice(buf_view(&w->path), 0, folder_len));
	put_quoted(&shown, name);
	report_error(w->report, shown.data, 0, 0, "the file's name is not UTF-8 text: rename the file");
	buf_free(&shown);
}

static int64_t nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

static struct scan_stamp stamp_of(const struct stat *st)
{
	return (struct scan_stamp){ (uint64_t)st->st_size, nanoseconds(st->st_mtim),
		                        nanoseconds(st->st_ctim), (uint64_t)st->st_ino };
}

static void walk_folder(struct walk *w, int depth);

static bool is_excepted(const struct walk *w, const struct stat *st)
{
	for (size_t i = 0; i < w->excepting; i++)
		if (st->st_dev == w->except[i].st_dev && st->st_ino == w->except[i].st_ino)
			return true;
	return false;
}

/* The file of this path, to be put into a list. */
static struct scan_file file_of(struct walk *w, const struct stat *st)
{
	const char *kept = arena_string(&w->scan->arena, buf_view(&w->path));
	return (struct scan_file){ kept, kept + w->name_from, kept + w->below_from, stamp_of(st) };
}

static void walk_entry(struct walk *w, const char *name, int depth)
{
	const char *path = w->path.data;
	struct stat st;
	if (lstat(path, &st) != 0) {
		report_error(w->report, path, 0, 0, "cannot be looked at: %s", strerror(errno));
	} else if (S_ISDIR(st.st_mode)) {
		/* A site that was not finished. */
		bool skip = is_excepted(w, &st) || view_ends(view_of(name), VIEW(FILE_TEMPORARY));
		if (!skip)
			walk_folder(w, depth + 1);
	} else if (is_wanted(name, w->rules)) {
		if (S_ISREG(st.st_mode)) {
			*array_push(&w->scan->files) = file_of(w, &st);
		} else if (S_ISLNK(st.st_mode)) {
			report_warning(w->report, path, 0, 0,
			               "is a link and was left out: put the file itself here");
		} else {
			report_warning(w->report, path, 0, 0, "is no regular file and was left out");
		}
	} else if (w->rules->others && S_ISREG(st.st_mode)) {
		*array_push(&w->scan->others) = file_of(w, &st);
	} else if (w->rules->others && S_ISLNK(st.st_mode)) {
		report_warning(w->report, path, 0, 0,
		               "is a link and was left out: put the file or folder itself here");
	}
}

static void walk_folder(struct walk *w, int depth)
{
	if (depth > DEPTH_MAX) {
		report_error(w->report, w->path.data, 0, 0,
		             "more than %d folders in one another: move these pages up", DEPTH_MAX);
		return;
	}
	DIR *folder = opendir(w->path.data);
	if (!folder) {
		report_error(w->report, w->path.data, 0, 0, "folder cannot be read: %s", strerror(errno));
		return;
	}
	w->opened = true;
	size_t len = w->path.len;
	if (len == 0 || w->path.data[len - 1] != '/')
		buf_putc(&w->path, '/');
	size_t folder_len = w->path.len;
	const struct dirent *e;
	while (errno = 0, (e = readdir(folder)) != NULL) {
		bool dots = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
		bool litter = (w->rules->no_litter || w->rules->others) && scan_is_litter(e->d_name);
		if (dots || litter || (e->d_name[0] == '.' && !w->rules->hidden))
			continue;
		buf_puts(&w->path, e->d_name);
		if (is_text(e->d_name))
			walk_entry(w, e->d_name, depth);
		else
			refuse_name(w, folder_len, e->d_name);
		buf_truncate(&w->path, folder_len);
	}
	if (errno != 0)
		report_error(w->report, w->path.data, 0, 0, "folder cannot be read: %s", strerror(errno));
	closedir(folder);
	buf_truncate(&w->path, len);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct scan_file *)a)->path, ((const struct scan_file *)b)->path);
}

static int compare_messages(const void *a, const void *b)
{
	return strcmp(((const struct report_message *)a)->text,
	              ((const struct report_message *)b)->text);
}

/* Where the folder's last name begins, or past its end for "." and "..". */
static size_t last_name(struct view folder)
{
	size_t end = folder.len;
	while (end > 1 && folder.data[end - 1] == '/')
		end--;
	size_t start = end;
	while (start > 0 && folder.data[start - 1] != '/')
		start--;
	if (end == 1 && folder.data[0] == '/')
		start = 1;
	bool dots = folder.data[start] == '.' &&
	            (end - start == 1 || (end - start == 2 && folder.data[start + 1] == '.'));
	if (start == end)
		return end; /* the root */
	return dots ? end + 1 : start;
}

static void walk_from(const char *folder, const struct scan_rules *rules, struct scan *out,
                      struct report *r)
{
	struct report found = { 0 };
	struct walk w = { .rules = rules, .scan = out, .report = &found };
	for (size_t i = 0; i < 4; i++)
		w.excepting += rules->except[i] && stat(rules->except[i], &w.except[w.excepting]) == 0;
	buf_puts(&w.path, folder);
	while (w.path.len > 1 && w.path.data[w.path.len - 1] == '/')
		buf_truncate(&w.path, w.path.len - 1);
	bool root = view_eq(buf_view(&w.path), VIEW("/"));
	w.below_from = w.path.len + !root;
	w.name_from = rules->below ? w.below_from : last_name(buf_view(&w.path));
	walk_folder(&w, 0);
	if (rules->spares && w.opened)
		report_spare(&found);
	buf_free(&w.path);
	if (found.messages.len > 0)
		qsort(found.messages.items, found.messages.len, sizeof(*found.messages.items),
		      compare_messages);
	report_append(r, &found);
}

static void begin(struct scan *s)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	*s = (struct scan){ .time = nanoseconds(now) };
}

bool scan_folder(const char *folder, const struct scan_rules *rules, struct scan *out,
                 struct report *r)
{
	size_t errors = r->errors;
	begin(out);
	walk_from(folder, rules, out, r);
	if (out->files.len > 0)
		qsort(out->files.items, out->files.len, sizeof(*out->files.items), compare);
	if (out->others.len > 0)
		qsort(out->others.items, out->others.len, sizeof(*out->others.items), compare);
	return r->errors == errors;
}

static int compare_below(const void *a, const void *b)
{
	return strcmp(((const struct scan_file *)a)->below, ((const struct scan_file *)b)->below);
}

static bool has_below(const struct scan_file *files, size_t count, const struct scan_file *f)
{
	return count > 0 && bsearch(f, files, count, sizeof(*files), compare_below);
}

bool scan_folders(const char *const *folders, size_t count, const struct scan_rules *rules,
                  struct scan *out, struct report *r)
{
	size_t errors = r->errors;
	begin(out);
	for (size_t i = 0; i < count; i++) {
		size_t before = out->files.len, kept = before;
		walk_from(folders[i], rules, out, r);
		struct scan_file *files = out->files.items;
		for (size_t k = before; k < out->files.len; k++) {
			if (!has_below(files, before, &files[k]))
				files[kept++] = files[k];
		}
		out->files.len = kept;
		if (kept > 0)
			qsort(files, kept, sizeof(*files), compare_below);
	}
	return r->errors == errors;
}

/* A time in whole seconds may be all that the file system knows. */
bool scan_settled(const struct scan *s, const struct scan_stamp *stamp)
{
	int64_t last = stamp->modified > stamp->changed ? stamp->modified : stamp->changed;
	int64_t tick = last % SECOND ? SECOND / 50 : 2 * (int64_t)SECOND;
	return last + tick < s->time;
}

bool scan_one(const char *path, const char *name, struct scan *now, struct scan_file *out)
{
	struct stat st;
	begin(now);
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	*out = (struct scan_file){ path, name, name, stamp_of(&st) };
	return true;
}

void scan_free(struct scan *s)
{
	array_free(&s->files);
	array_free(&s->others);
	arena_free(&s->arena);
	*s = (struct scan){ 0 };
}
