#include "publish/way.h"

#include <unistd.h>

#include "base/file.h"
#include "publish/emptied.h"
#include "publish/tool.h"

/*
 * rsync, to its daemon or over ssh. What differs there is found by checksums,
 * and so is right whoever changed it, and whatever the times of files are: the
 * site may have been built anew elsewhere. Each file gets its place when it is
 * whole.
 */
#define PARTIAL 23 /* exit status: something of what was asked could not be done */

static const char only_list[] = "--include=/" SENT_NAME;
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
	const char *arguments[] = { "rsync", "-r", only_list, "--exclude=*", s->to->target.data,
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
static bool make_folders(struct sending *s, const char *in, const way_paths *folders)
{
	bool ok = file_make_folder(in, s->report);
	for (size_t i = 0; ok && i < folders->len; i++)
		ok = file_make_folder(way_path(s, in, folders->items[i].data), s->report);
	return ok;
}

static bool remove_named(struct sending *s, const char *from, const way_paths *paths)
{
	const char *list = way_write_paths(s, &names, paths);
	if (!list)
		return false;
	const char *arguments[] = { "rsync", "-d", "--no-implied-dirs", "--delete-missing-args", "--from0",
	                            option(s, "--files-from=", list), option(s, from, "/"),
	                            s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n' };
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

/* From the lowest up, as a folder goes only when it is empty; somebody else's files keep it. */
static bool remove_folders(struct sending *s, const char *from, const way_paths *folders)
{
	size_t deepest = 0;
	bool ok = true;
	for (size_t i = 0; i < folders->len; i++) {
		size_t depth = emptied_depth(folders->items[i]);
		deepest = depth > deepest ? depth : deepest;
	}
	for (size_t depth = deepest + 1; ok && depth-- > 0;) {
		way_paths paths = { 0 };
		for (size_t i = 0; i < folders->len; i++) {
			if (emptied_depth(folders->items[i]) != depth)
				continue;
			rmdir(way_path(s, from, folders->items[i].data));
			*array_push(&paths) = folders->items[i];
		}
		ok = paths.len == 0 || remove_named(s, from, &paths);
		array_free(&paths);
	}
	return ok;
}

static bool remove_all(struct sending *s, const way_paths *paths)
{
	const char *from = way_path(s, s->scratch, "removal");
	way_paths above = emptied_above(s, paths), unused = emptied_unused(s, &above);
	bool ok = make_folders(s, from, &above) && remove_named(s, from, paths) &&
	          remove_folders(s, from, &unused);
	array_free(&above);
	array_free(&unused);
	return ok;
}

const struct way way_rsync = {
	.read_list = read_list, .compare = compare, .list_all = list_all,
	.send = send, .remove = remove_all, .write_list = write_list,
};
