#include "publish/transport.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"
#include "publish/empty_folders.h"
#include "publish/tool.h"

/*
 * rsync, to its daemon or over ssh. What differs there is found by checksums,
 * and so is right whoever changed it, and whatever the times of files are: the
 * site may have been built anew elsewhere. Each file gets its place when it is
 * whole.
 */
#define PARTIAL 23 /* exit status: something of what was asked could not be done */

static const char only_list[] = "--include=/" REMOTE_MANIFEST_NAME;
/* Of a list's lines, those that begin with # or ; are passed over. */
static const struct transport_lines names = { .name = "files", .before = "./", .end = '\0' };

static const char *option(struct upload *s, const char *name, const char *value)
{
	return arena_printf(&s->arena, "%s%s", name, value).data;
}

/* --- One run of rsync --- */

/*
 * A daemon with "max connections" refuses one more before anything is sent, and
 * counts one that has ended until its own process there is gone, which takes a
 * moment after ours is. So a refusal is asked about again, a few times, each
 * after twice the wait of the one before.
 */
enum { WAIT_FIRST = 50, WAIT_MOST = 3200 /* milliseconds: some six seconds together */ };

static int run_rsync(struct tool *t, const struct upload *s)
{
	for (long wait = WAIT_FIRST;; wait *= 2) {
		int status = tool_run(t, s->report);
		bool refused =
			status > 0 && view_find(buf_view(&t->said), VIEW("max connections ("), 0) >= 0;
		if (!refused || s->beside || wait > WAIT_MOST || interrupt_seen())
			return status;
		buf_truncate(&t->said, 0);
		struct timespec pause = { .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000 };
		nanosleep(&pause, NULL);
	}
}

static bool do_rsync(struct tool *t, const struct upload *s)
{
	int status = run_rsync(t, s);
	if (status > 0)
		tool_failed(t, status, s->report);
	buf_free(&t->said);
	return status == 0;
}

/* --- What a transport does --- */

static const char *site_folder(struct upload *s)
{
	return arena_printf(&s->arena, "%s/", s->site).data;
}

/* Where nothing was sent yet there may be no folder, either. */
static bool read_list(struct upload *s)
{
	const char *arguments[] = {
		"rsync", "-r", only_list, "--exclude=*", s->to->target.data, option(s, s->scratch, "/"),
		NULL
	};
	struct tool t = { .arguments = arguments, .end = '\n', .quiet = true };
	int status = run_rsync(&t, s);
	bool none = status == PARTIAL && view_find(buf_view(&t.said), VIEW("(2)"), 0) >= 0;
	bool ok = status == 0 || none;
	if (!ok && status > 0)
		tool_failed(&t, status, s->report);
	buf_free(&t.said);
	return ok && transport_take_list(s);
}

/* A line as "<f+++++++++ path", or "<fcs...... path" for a file that is there and differs. */
static void take_difference(void *context, struct view line)
{
	struct upload *s = context;
	struct view path = line, item = view_cut(&path, ' ');
	if (!path.data || item.len < 3 || item.data[1] != 'f')
		return;
	struct upload_file *f = (struct upload_file *)upload_set_find(&s->goods, path);
	if (f)
		f->state = item.data[2] == '+' ? UPLOAD_NEW : UPLOAD_CHANGED;
}

/*
 * Several at once use what one alone leaves idle: processors, and a line with a
 * long way. Over ssh each may ask for a password, so there it is done on request.
 */
static size_t usual(const struct upload *s)
{
	return view_starts(buf_view(&s->to->target), VIEW("rsync://")) ? 4 : 1;
}

static bool compare_part(struct upload *s, const upload_files *files)
{
	const char *list = transport_write_files(s, &names, files);
	if (!list)
		return false;
	const char *arguments[] = { "rsync",
		                        "-cn8",
		                        "--from0",
		                        option(s, "--files-from=", list),
		                        "--out-format=%i %n",
		                        site_folder(s),
		                        s->to->target.data,
		                        NULL };
	struct tool t = { .arguments = arguments, .end = '\n', .line = take_difference, .context = s };
	return do_rsync(&t, s);
}

static bool compare(struct upload *s)
{
	return transport_side_by_side(s, &s->goods.files, usual(s), compare_part);
}

static void count_file(void *context, struct view line)
{
	transport_tell(context, !view_ends(line, VIEW("/")));
}

/* They are known to differ, which their times and sizes may not tell. */
static bool send_part(struct upload *s, const upload_files *files)
{
	const char *list = transport_write_files(s, &names, files);
	if (!list)
		return false;
	const char *arguments[] = { "rsync",
		                        "-Ipz8",
		                        "--chmod=D755,F644",
		                        "--from0",
		                        option(s, "--files-from=", list),
		                        "--out-format=%n",
		                        site_folder(s),
		                        s->to->target.data,
		                        NULL };
	struct tool t = { .arguments = arguments, .end = '\n', .line = count_file, .context = s };
	return do_rsync(&t, s);
}

static bool send(struct upload *s, const upload_files *files)
{
	return transport_side_by_side(s, files, usual(s), send_part);
}

static bool write_list(struct upload *s, struct view list)
{
	const char *path = transport_path(s, s->scratch, REMOTE_MANIFEST_NAME);
	if (file_replace(path, list, s->report) == FILE_FAILED)
		return false;
	const char *arguments[] = { "rsync", "-Ipz", "--chmod=F644", path, s->to->target.data, NULL };
	struct tool t = { .arguments = arguments, .end = '\n' };
	return do_rsync(&t, s);
}

/* --- Everything that is there --- */

static void take_name(void *context, struct view line)
{
	struct transport_seeing *seeing = context;
	struct view name = line, word = view_cut(&name, ' ');
	if (name.data && view_starts(word, VIEW("del")) && !view_ends(name, VIEW("/")))
		seeing->see(seeing->sending, arena_view(&seeing->sending->arena, name));
}

/* What would be deleted if the site were empty. */
static bool list_all(struct upload *s, void (*see)(struct upload *s, struct view path))
{
	const char *empty = transport_path(s, s->scratch, "empty/");
	const char *arguments[] = {
		"rsync", "-rn8", "--delete", "--out-format=%o %n", empty, s->to->target.data, NULL
	};
	struct transport_seeing seeing = { s, see };
	struct tool t = { .arguments = arguments, .end = '\n', .line = take_name, .context = &seeing };
	return file_make_folder(empty, s->report) && do_rsync(&t, s);
}

/* --- Removing --- */

/*
 * Of a folder that is sent, rsync --delete removes what is there and not here;
 * here, folders stand that are empty. Rules say what may go: the paths, and
 * nothing else. (--delete-missing-args is made for this, but rsync 3.4.3, and
 * 3.2.7 as Debian 12 mended it, take what it sends for an attack:
 * https://github.com/RsyncProject/rsync/issues/910.)
 *
 * Each thing there is held against each rule, so rules come a few at a time.
 */
enum { RULES = 1000 };

/* In a rule *, ? and [ are wild, and \\ makes them tame, but only where one of them is. */
static void put_rule(struct buf *b, struct view path, const char *end)
{
	bool wild = memchr(path.data, '*', path.len) || memchr(path.data, '?', path.len) ||
	            memchr(path.data, '[', path.len);
	buf_puts(b, "R /");
	for (size_t i = 0; i < path.len; i++) {
		if (wild && strchr("*?[\\", path.data[i]))
			buf_putc(b, '\\');
		buf_putc(b, path.data[i]);
	}
	buf_puts(b, end);
	buf_putc(b, '\0');
}

static const char *write_rules(struct upload *s, const transport_paths *paths, const char *end)
{
	struct buf rules = { 0 };
	const char *file = transport_path(s, s->scratch, "rules");
	for (size_t i = 0; i < paths->len; i++)
		put_rule(&rules, paths->items[i], end);
	buf_puts(&rules, "P *");
	buf_putc(&rules, '\0');
	bool ok = file_replace(file, buf_view(&rules), s->report) != FILE_FAILED;
	buf_free(&rules);
	return ok ? file : NULL;
}

/* The folders above the paths, where those that are to go are not. */
static bool make_folders(struct upload *s, const char *in, const transport_paths *paths)
{
	transport_paths above = empty_folders_above(s, paths);
	bool ok = file_make_folder(in, s->report);
	for (size_t i = 0; ok && i < above.len; i++)
		ok = file_make_folder(transport_path(s, in, above.items[i].data), s->report);
	for (size_t i = paths->len; i-- > 0;)
		rmdir(transport_path(s, in, paths->items[i].data));
	array_free(&above);
	return ok;
}

/* A few paths, each with end after it: "/" if they are folders. The folder from is not there yet. */
static bool remove_some(struct upload *s, const transport_paths *paths, const char *end,
                        const char *from)
{
	const char *rules = write_rules(s, paths, end);
	if (!rules || !make_folders(s, from, paths))
		return false;
	const char *arguments[] = { "rsync",
		                        "-r",
		                        "--delete",
		                        "--from0",
		                        option(s, "--filter=. ", rules),
		                        option(s, from, "/"),
		                        s->to->target.data,
		                        NULL };
	struct tool t = { .arguments = arguments, .end = '\n' };
	return do_rsync(&t, s);
}

/* The last first: a folder goes when those in it are gone, and others' files keep it. */
static bool remove_many(struct upload *s, const transport_paths *paths, const char *end)
{
	bool ok = true;
	for (size_t left = paths->len; ok && left > 0;) {
		size_t n = left < RULES ? left : RULES;
		left -= n;
		transport_paths some = { .items = paths->items + left, .len = n };
		const char *name =
			arena_printf(&s->arena, "removal-%zu%s", left, *end ? "-folders" : "").data;
		ok = remove_some(s, &some, end, transport_path(s, s->scratch, name));
	}
	return ok;
}

static bool remove_all(struct upload *s, const transport_paths *paths)
{
	transport_paths above = empty_folders_above(s, paths), unused = empty_folders_unused(s, &above);
	bool ok = remove_many(s, paths, "") && remove_many(s, &unused, "/");
	array_free(&above);
	array_free(&unused);
	return ok;
}

const struct transport transport_rsync = {
	.read_list = read_list,
	.compare = compare,
	.list_all = list_all,
	.send = send,
	.remove = remove_all,
	.write_list = write_list,
};
