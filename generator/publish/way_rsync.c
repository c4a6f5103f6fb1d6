#include "publish/way.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/tool.h"

/*
 * rsync, to its daemon or over ssh. What differs there is found by checksums,
 * and so is right whoever changed it, and whatever the times of files are: the
 * site may have been built anew elsewhere. Each file gets its place when it is
 * whole.
 */
#define PARTIAL 23 /* exit status: something of what was asked could not be done */

static const struct way_lines names = { .name = "files", .before = "", .end = '\0' };

static const char *option(struct sending *s, const char *name, const char *value)
{
	return arena_printf(&s->arena, "%s%s", name, value).data;
}

static const char *site_folder(struct sending *s)
{
	return arena_printf(&s->arena, "%s/", s->site).data;
}

/* Where nothing was sent yet there may be no folder, either. */
static bool read_list(struct sending *s)
{
	const char *fetched = way_path(s, s->scratch, SENT_NAME);
	const char *arguments[] = { "rsync", "-r", "--include=/" SENT_NAME, "--exclude=*", s->to->target.data,
	                            option(s, s->scratch, "/"), NULL };
	struct tool t = { .arguments = arguments, .end = '\n', .quiet = true };
	struct buf list = { 0 };
	int status = tool_run(&t, s->report);
	bool none = status == PARTIAL && view_find(buf_view(&t.said), VIEW("(2)"), 0) >= 0;
	bool ok = status == 0 || none;
	if (!ok && status > 0)
		tool_failed(&t, status, s->report);
	if (ok && access(fetched, F_OK) == 0)
		ok = file_read(fetched, &list, s->report);
	sent_read(&s->sent, buf_view(&list));
	buf_free(&list);
	buf_free(&t.said);
	return ok;
}

/* A line as "<f+++++++++ path", or "<fcs...... path" for a file that is there and differs. */
static void take_difference(void *context, struct view line)
{
	struct sending *s = context;
	struct view path = line, item = view_cut(&path, ' ');
	if (!path.data || item.len < 3 || item.data[1] != 'f')
		return;
	struct goods_file *f = (struct goods_file *)goods_find(&s->goods, path);
	if (f)
		f->state = item.data[2] == '+' ? GOODS_NEW : GOODS_CHANGED;
}

static bool compare(struct sending *s)
{
	const char *list = way_write_files(s, &names, &s->goods.files);
	if (!list)
		return false;
	const char *arguments[] = { "rsync", "-cn8", "--from0", option(s, "--files-from=", list),
	                            "--out-format=%i %n", site_folder(s), s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n', .line = take_difference, .context = s };
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

static void count_file(void *context, struct view line)
{
	way_tell(context, !view_ends(line, VIEW("/")));
}

/* They are known to differ, which their times and sizes may not tell. */
static bool send(struct sending *s, const goods_files *files)
{
	const char *list = way_write_files(s, &names, files);
	if (!list)
		return false;
	const char *arguments[] = { "rsync", "-Iz8", "--chmod=D755,F644", "--from0",
	                            option(s, "--files-from=", list), "--out-format=%n", site_folder(s),
	                            s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n', .line = count_file, .context = s };
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

static bool write_list(struct sending *s, struct view list)
{
	const char *path = way_path(s, s->scratch, SENT_NAME);
	if (file_replace(path, list, s->report) == FILE_FAILED)
		return false;
	const char *arguments[] = { "rsync", "-Iz", "--chmod=F644", path, s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n' };
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

/* --- Everything that is there --- */

struct seeing {
	struct sending *sending;
	void (*see)(struct sending *s, struct view path);
};

static void take_name(void *context, struct view line)
{
	struct seeing *seeing = context;
	struct view name = line, word = view_cut(&name, ' ');
	if (name.data && view_starts(word, VIEW("del")) && !view_ends(name, VIEW("/")))
		seeing->see(seeing->sending, arena_view(&seeing->sending->arena, name));
}

/* What would be deleted if the site were empty. */
static bool list_all(struct sending *s, void (*see)(struct sending *s, struct view path))
{
	const char *empty = way_path(s, s->scratch, "empty/");
	const char *arguments[] = { "rsync", "-rn8", "--delete", "--out-format=%o %n", empty,
	                            s->to->target.data, NULL };
	struct seeing seeing = { s, see };
	struct tool t = { .arguments = arguments, .end = '\n', .line = take_name, .context = &seeing };
	bool ok = file_make_folder(empty, s->report) && tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

/* --- Removing --- */

/*
 * rsync removes what it is asked to send and does not find. The folders in
 * which it looks have to be there, so they are made, empty, for this.
 */
struct removal {
	const char *folder;
	way_paths   folders; /* that hold what is removed, each once, in byte order */
};

static int compare_views(const void *a, const void *b)
{
	return view_cmp(*(const struct view *)a, *(const struct view *)b);
}

static struct view above(struct view path)
{
	while (path.len > 0 && path.data[path.len - 1] != '/')
		path.len--;
	return view_slice(path, 0, path.len > 0 ? path.len - 1 : 0);
}

static bool make_folders(struct sending *s, struct removal *m, const way_paths *paths)
{
	struct map known = { 0 };
	bool ok = file_make_folder(m->folder, s->report);
	for (size_t i = 0; i < paths->len; i++) {
		bool fresh = true;
		for (struct view up = above(paths->items[i]); fresh && up.len > 0; up = above(up)) {
			map_put(&known, up, &fresh);
			if (fresh)
				*array_push(&m->folders) = arena_view(&s->arena, up);
		}
	}
	map_free(&known);
	if (m->folders.len > 0)
		qsort(m->folders.items, m->folders.len, sizeof(*m->folders.items), compare_views);
	for (size_t i = 0; ok && i < m->folders.len; i++)
		ok = file_make_folder(arena_printf(&s->arena, "%s/%.*s", m->folder,
		                                   VIEW_ARG(m->folders.items[i])).data, s->report);
	return ok;
}

static bool remove_named(struct sending *s, const struct removal *m, const way_paths *paths)
{
	const char *list = way_write_paths(s, &names, paths);
	if (!list)
		return false;
	const char *arguments[] = { "rsync", "-d", "--no-implied-dirs", "--delete-missing-args", "--from0",
	                            option(s, "--files-from=", list), option(s, m->folder, "/"),
	                            s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n' };
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

static size_t depth_of(struct view path)
{
	size_t depth = 0;
	for (size_t i = 0; i < path.len; i++)
		depth += path.data[i] == '/';
	return depth;
}

/* Whether the site has a file in that folder, or below. */
static bool is_used(const struct sending *s, struct view folder)
{
	size_t low = 0, high = s->goods.files.len;
	struct buf start = { 0 };
	buf_put(&start, folder);
	buf_putc(&start, '/');
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (view_cmp(s->goods.files.items[middle].path, buf_view(&start)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool used = low < s->goods.files.len && view_starts(s->goods.files.items[low].path, buf_view(&start));
	buf_free(&start);
	return used;
}

/* From the lowest up, as a folder goes only when it is empty; somebody else's files keep it. */
static bool remove_folders(struct sending *s, const struct removal *m)
{
	size_t deepest = 0;
	bool ok = true;
	for (size_t i = 0; i < m->folders.len; i++)
		deepest = depth_of(m->folders.items[i]) > deepest ? depth_of(m->folders.items[i]) : deepest;
	for (size_t depth = deepest + 1; ok && depth-- > 0;) {
		way_paths paths = { 0 };
		for (size_t i = 0; i < m->folders.len; i++) {
			struct view folder = m->folders.items[i];
			if (depth_of(folder) == depth && !is_used(s, folder)) {
				rmdir(arena_printf(&s->arena, "%s/%.*s", m->folder, VIEW_ARG(folder)).data);
				*array_push(&paths) = folder;
			}
		}
		ok = paths.len == 0 || remove_named(s, m, &paths);
		array_free(&paths);
	}
	return ok;
}

static bool remove_all(struct sending *s, const way_paths *paths)
{
	struct removal m = { .folder = way_path(s, s->scratch, "removal") };
	bool ok = make_folders(s, &m, paths) && remove_named(s, &m, paths) && remove_folders(s, &m);
	array_free(&m.folders);
	return ok;
}

const struct way way_rsync = {
	.read_list = read_list, .compare = compare, .list_all = list_all,
	.send = send, .remove = remove_all, .write_list = write_list,
};
