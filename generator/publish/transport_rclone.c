#include "publish/transport.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/empty_folders.h"
#include "publish/tool.h"

/*
 * rclone, to all that it is set up for. Most of these tell a checksum of each
 * file, and what differs is found by that. Some, as WebDAV, tell the size
 * alone: a file is then taken for the same only if the list of what was sent
 * says so, too.
 */
enum { DIFFERENT = 1, NO_FOLDER = 3 }; /* exit statuses */
enum { WORDS = 16 };

/* Many small files are sent: more at once than rclone's 4, unless somebody has said otherwise. */
#define USUAL 16

static const char only_list[] = "--include=/" REMOTE_MANIFEST_NAME;

struct remote {
	bool hashes;
	bool folders; /* that stay when they are empty */
};

static struct tool rclone(struct upload *s, const char *const *words)
{
	const char **all = arena_array(&s->arena, WORDS, sizeof(*all));
	size_t n = 0;
	all[n++] = "rclone";
	while (n + 3 < WORDS && *words)
		all[n++] = *words++;
	if (s->at_once || !getenv("RCLONE_TRANSFERS"))
		all[n++] = arena_printf(&s->arena, "--transfers=%zu", s->at_once ? s->at_once : USUAL).data;
	return (struct tool){ .arguments = all, .end = '\n' };
}

static bool rclone_do(struct upload *s, const char *const *words)
{
	struct tool t = rclone(s, words);
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

/* In silence; that nothing is there is no fault. */
static bool rclone_try(struct upload *s, struct tool *t)
{
	t->quiet = true;
	int status = tool_run(t, s->report);
	bool ok = status == 0 || status == NO_FOLDER;
	if (!ok && status > 0)
		tool_failed(t, status, s->report);
	buf_free(&t->said);
	return ok;
}

/* The path of a file or folder there. */
static const char *there(struct upload *s, const char *path)
{
	const char *target = s->to->target.data;
	bool ended = strchr(":/", target[strlen(target) - 1]);
	return arena_printf(&s->arena, "%s%s%s", target, ended ? "" : "/", path).data;
}

/* --- What is there --- */

static bool read_list(struct upload *s)
{
	const char *words[] = {
		"copy", s->to->target.data, s->scratch, only_list, "--retries=1", NULL
	};
	struct tool t = rclone(s, words);
	return rclone_try(s, &t) && transport_take_list(s);
}

static void keep(void *context, struct view line)
{
	buf_put(context, line);
	buf_putc(context, '\n');
}

static bool read_features(struct upload *s, struct remote *out)
{
	const char *words[] = { "backend", "features", s->to->target.data, NULL };
	struct tool t = rclone(s, words);
	struct buf text = { 0 };
	t.line = keep;
	t.context = &text;
	bool ok = tool_do(&t, s->report);
	json_t *all = ok ? json_loadb(text.data ? text.data : "", text.len, 0, NULL) : NULL;
	json_t *features = json_object_get(all, "Features");
	out->hashes = json_array_size(json_object_get(all, "Hashes")) > 0;
	out->folders = json_is_true(json_object_get(features, "CanHaveEmptyDirectories"));
	if (ok && !features)
		report_error(s->report, NULL, 0, 0, "rclone does not tell what %s is: a newer rclone does",
		             s->to->text);
	ok = ok && features;
	json_decref(all);
	buf_free(&t.said);
	buf_free(&text);
	return ok;
}

/* Only what the last run has sent and noted is known to be the same. */
static bool is_as_sent(const struct upload *s, const struct upload_file *f)
{
	const union map_value *hash = map_get(&s->sent.files, f->path);
	return hash && hash->number == f->hash;
}

/* A line as "= path", "* path" where it differs, "+ path" where it is missing there. */
static bool take_line(struct upload *s, const struct remote *m, struct view line)
{
	struct view path = line, sign = view_cut(&path, ' ');
	struct upload_file *f =
		path.data ? (struct upload_file *)upload_set_find(&s->goods, path) : NULL;
	if (!f || sign.len != 1 || !strchr("=*+", sign.data[0]))
		return false;
	f->state = UPLOAD_CHANGED;
	if (sign.data[0] == '+')
		f->state = UPLOAD_NEW;
	else if (sign.data[0] == '=' && (m->hashes || is_as_sent(s, f)))
		f->state = UPLOAD_SAME;
	return true;
}

/* Each of the goods must have its line: rclone ends with the same status for what it could not look at. */
static bool take_lines(struct upload *s, const struct remote *m, const char *path)
{
	struct buf text = { 0 };
	size_t taken = 0;
	bool ok = file_read(path, &text, s->report);
	for (struct view rest = buf_view(&text); rest.len > 0;)
		taken += take_line(s, m, view_cut(&rest, '\n'));
	buf_free(&text);
	return ok && taken == s->goods.files.len;
}

static bool compare(struct upload *s)
{
	struct remote m;
	const char *lines = transport_path(s, s->scratch, "compared");
	const char *words[] = { "check", s->site, s->to->target.data, "--one-way", "--combined",
		                    lines,   NULL };
	if (!read_features(s, &m))
		return false;
	struct tool t = rclone(s, words);
	t.quiet = true;
	int status = tool_run(&t, s->report);
	bool ok = (status == 0 || status == DIFFERENT) && access(lines, F_OK) == 0 &&
	          take_lines(s, &m, lines);
	if (!ok && status >= 0)
		tool_failed(&t, status, s->report);
	buf_free(&t.said);
	return ok;
}

static void take_name(void *context, struct view line)
{
	struct transport_seeing *seeing = context;
	seeing->see(seeing->sending, arena_view(&seeing->sending->arena, line));
}

static bool list_all(struct upload *s, void (*see)(struct upload *s, struct view path))
{
	const char *words[] = { "lsf",         "--recursive",      "--files-only",
		                    "--fast-list", s->to->target.data, NULL };
	struct transport_seeing seeing = { s, see };
	struct tool t = rclone(s, words);
	t.line = take_name;
	t.context = &seeing;
	return rclone_try(s, &t);
}

/* --- Changing it --- */

static const struct transport_lines names = { .name = "files", .before = "", .end = '\n' };

static bool send(struct upload *s, const upload_files *files)
{
	const char *list = transport_write_files(s, &names, files);
	const char *words[] = { "copy",
		                    s->site,
		                    s->to->target.data,
		                    "--files-from-raw",
		                    list,
		                    "--ignore-times",
		                    "--no-traverse",
		                    "--stats-one-line",
		                    "--stats-log-level=NOTICE",
		                    s->progress.on ? "--stats=2s" : "--stats=0",
		                    NULL };
	bool ok = list && rclone_do(s, words);
	transport_tell(s, files->len);
	return ok;
}

static bool write_list(struct upload *s, struct view list)
{
	const char *path = transport_path(s, s->scratch, REMOTE_MANIFEST_NAME);
	const char *words[] = { "copyto", path, there(s, REMOTE_MANIFEST_NAME), "--ignore-times",
		                    NULL };
	return file_replace(path, list, s->report) != FILE_FAILED && rclone_do(s, words);
}

/* rclone before 1.66 ends rmdirs on a folder that is gone as it ends any failure, so it is asked. */
static bool is_gone(struct upload *s, const char *folder)
{
	const char *words[] = { "lsf", folder, "--max-depth=1", "--retries=1", NULL };
	struct tool t = rclone(s, words);
	t.quiet = true;
	bool gone = tool_run(&t, s->report) == NO_FOLDER;
	buf_free(&t.said);
	return gone;
}

/* With all that is below it, as far as it is empty. That it is gone already is no fault. */
static bool remove_folder(struct upload *s, struct view folder)
{
	const char *place = there(s, folder.data);
	const char *words[] = { "rmdirs", place, "--retries=1", NULL };
	struct tool t = rclone(s, words);
	t.quiet = true;
	int status = tool_run(&t, s->report);
	bool ok = status == 0 || status == NO_FOLDER || (status > 0 && is_gone(s, place));
	if (!ok && status > 0)
		tool_failed(&t, status, s->report);
	buf_free(&t.said);
	return ok;
}

static bool remove_folders(struct upload *s, const transport_paths *paths)
{
	transport_paths above = empty_folders_above(s, paths), unused = empty_folders_unused(s, &above);
	struct view last = VIEW_NULL;
	bool ok = true;
	for (size_t i = 0; ok && i < unused.len; i++) {
		struct view folder = unused.items[i];
		bool in_last = last.data && folder.len > last.len && view_starts(folder, last) &&
		               folder.data[last.len] == '/';
		if (in_last)
			continue;
		last = folder;
		ok = remove_folder(s, folder);
	}
	array_free(&above);
	array_free(&unused);
	return ok;
}

static bool remove_all(struct upload *s, const transport_paths *paths)
{
	struct remote m;
	const char *list = transport_write_paths(s, &names, paths);
	const char *words[] = { "delete", s->to->target.data, "--files-from-raw", list, NULL };
	return list && rclone_do(s, words) && read_features(s, &m) &&
	       (!m.folders || remove_folders(s, paths));
}

const struct transport transport_rclone = {
	.read_list = read_list,
	.compare = compare,
	.list_all = list_all,
	.send = send,
	.remove = remove_all,
	.write_list = write_list,
};
