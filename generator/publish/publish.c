#include "publish/publish.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/config_folders.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/hash.h"
#include "base/map.h"
#include "check/check.h"
#include "publish/checked.h"
#include "publish/last_generation.h"
#include "publish/transport.h"
#include "site/writer.h"

static const struct transport *way_to(const struct destination *d)
{
	static const struct transport *const ways[] = {
		[DESTINATION_FOLDER] = &transport_folder,
		[DESTINATION_RSYNC] = &transport_rsync,
		[DESTINATION_RCLONE] = &transport_rclone,
		[DESTINATION_GIT] = &transport_git,
	};
	return ways[d->kind];
}

/* --- Whether the site may be sent --- */

/* Long work is told of on a terminal. */
static void tell_stage(const struct publish_order *order, const char *what)
{
	if (!order->quiet && isatty(STDERR_FILENO)) {
		fprintf(stderr, "\r\033[K%s", what);
		fflush(stderr);
	}
}

/* The lock of the writer keeps builds away while the site is read. */
static bool is_whole(const struct publish_order *order, const struct writer *w, struct report *r)
{
	if (w->unfinished)
		report_error(r, order->site, 0, 0,
		             "is half built, as the last build was interrupted: "
		             "build it again, which completes it");
	if (!w->staging && !w->listed)
		report_warning(r, order->site, 0, 0,
		               "has no list of its own files (" OWN_FILES_NAME
		               ") that could be read, so nobody knows whether something is left of what "
		               "was taken out of the archive: build it again");
	return !w->unfinished;
}

static bool is_right(const struct publish_order *order, const struct upload_set *g,
                     struct known_files *known, struct report *r)
{
	struct check_count count;
	struct hash128 key = known_files_key(&g->scan);
	size_t from = r->messages.len;
	bool right = checked_before(known, key, r);
	if (!right) {
		tell_stage(order, "checking the site…");
		right = check_folder(order->site, order->threads, &count, r);
	}
	if (right)
		checked_note(known, key, r, from);
	else
		report_error(r, order->site, 0, 0,
		             "has faults and is not sent: mend what stands above and build it again");
	known_files_save(known);
	return right;
}

static bool has_wanted(const struct publish_order *order, const struct upload_set *g,
                       struct report *r)
{
	if (!upload_set_find(g, VIEW("index.html"))) {
		report_error(r, order->site, 0, 0, "has no index.html: build the site first");
		return false;
	}
	bool review = !order->review;
	for (size_t i = 0; !review && i < g->files.len; i++)
		review = view_starts(g->files.items[i].path, VIEW("review/"));
	if (!review)
		report_error(r, order->site, 0, 0, "has no review to send: build it with --review");
	return review;
}

/* A site in its own destination, or the other way round, would grow with every run. */
static bool is_apart(const struct destination *to, const struct publish_order *order,
                     struct report *r)
{
	if (to->kind != DESTINATION_FOLDER)
		return true;
	const char *there = to->target.data;
	if (!folder_has(order->site, there) && !folder_has(there, order->site))
		return config_folders_check_destination(order->config, there, r);
	report_error(r, NULL, 0, 0,
	             "the destination '%s' and the site's folder %s lie one in the other: "
	             "name another folder",
	             to->text, order->site);
	return false;
}

/* --- What is to be done --- */

static void find_gone(struct upload *s)
{
	for (size_t i = 0; i < s->sent.files.len; i++) {
		struct view path = map_key(&s->sent.files, i);
		if (upload_set_find(&s->goods, path))
			continue;
		*array_push(last_generation_stays(s, path) ? &s->left : &s->gone) = path;
	}
}

static void see_other(struct upload *s, struct view path)
{
	if (upload_set_find(&s->goods, path) || view_eq(path, VIEW(REMOTE_MANIFEST_NAME)))
		return;
	*array_push(last_generation_stays(s, path) ? &s->left : &s->gone) = path;
}

/* A file where the site has a folder, or in a folder where it has a file, must go before. */
static bool is_in_the_way(const struct upload *s, struct view gone)
{
	struct view up = gone;
	while (up.len > 0) {
		if (up.data[--up.len] == '/' && upload_set_find(&s->goods, up))
			return true;
	}
	return upload_set_has_folder(&s->goods, gone);
}

static void find_obstacles(struct upload *s)
{
	size_t left = 0;
	for (size_t i = 0; i < s->gone.len; i++) {
		struct view path = s->gone.items[i];
		if (is_in_the_way(s, path))
			*array_push(&s->obstacles) = path;
		else
			s->gone.items[left++] = path;
	}
	s->gone.len = left;
}

/* --- Others that publish to the same place --- */

/* Which publication from here was under way last; 0 if that is not known. */
static uint64_t last_run(struct upload *s)
{
	struct buf text = { 0 };
	struct report ignored = { 0 };
	const char *path = arena_printf(&s->arena, "%s.run", s->kept).data;
	uint64_t run = 0;
	if (access(path, F_OK) == 0 && file_read(path, &text, &ignored))
		run = strtoull(text.data, NULL, 16);
	report_free(&ignored);
	buf_free(&text);
	return run;
}

/* One from here that was interrupted is gone on with; any other may still be at work. */
static void tell_others(struct upload *s)
{
	if (s->sent.run && s->sent.run != last_run(s))
		report_warning(s->report, NULL, 0, 0,
		               "somebody else's publication to %s has begun and not ended: if it is still "
		               "at work, give this command again when it has",
		               s->to->text);
}

static bool begin_run(struct upload *s)
{
	struct buf text = { 0 };
	const char *path = arena_printf(&s->arena, "%s.run", s->kept).data;
	if (getentropy(&s->run, sizeof(s->run)) != 0 || !s->run)
		s->run = 1;
	buf_printf(&text, "%016llx\n", (unsigned long long)s->run);
	bool ok = file_write(path, buf_view(&text), s->report) != FILE_FAILED;
	buf_free(&text);
	return ok;
}

/* Whether the list there is still the one that this publication has put at its beginning. */
static bool is_alone(struct upload *s, const struct transport *way)
{
	struct remote_manifest before = s->sent;
	s->sent = (struct remote_manifest){ 0 };
	unlink(transport_path(s, s->scratch, REMOTE_MANIFEST_NAME));
	bool read = way->read_list(s), alone = s->sent.run == s->run;
	remote_manifest_free(&s->sent);
	s->sent = before;
	if (read && !alone)
		report_error(s->report, NULL, 0, 0,
		             "somebody else has published to %s at the same time, and what is there may "
		             "be of both: give the same command again when they have ended",
		             s->to->text);
	return read && alone;
}

/* A way that replaces all at once finds what is gone when it compares. */
static bool look(struct upload *s, const struct transport *way)
{
	if (way->read_list && !way->read_list(s))
		return false;
	tell_others(s);
	if (!way->compare(s))
		return false;
	if (s->prune && way->list_all)
		return way->list_all(s, see_other);
	if (way->read_list)
		find_gone(s);
	return true;
}

static void take_count(const struct upload *s, struct publish_count *out)
{
	for (size_t i = 0; i < s->goods.files.len; i++) {
		const struct upload_file *f = &s->goods.files.items[i];
		out->fresh += f->state == UPLOAD_NEW;
		out->changed += f->state == UPLOAD_CHANGED;
		out->same += f->state == UPLOAD_SAME;
		out->bytes += f->state == UPLOAD_SAME ? 0 : f->size;
	}
	out->removed = s->gone.len + s->obstacles.len;
}

/* The files of one step, in byte order; to be freed. */
static upload_files of_step(const struct upload *s, size_t step)
{
	upload_files files = { 0 };
	for (size_t i = 0; i < s->goods.files.len; i++) {
		const struct upload_file *f = &s->goods.files.items[i];
		if (f->state != UPLOAD_SAME && upload_set_step(f) == step)
			*array_push(&files) = *f;
	}
	return files;
}

static void print_plan(const struct upload *s)
{
	for (size_t i = 0; i < s->obstacles.len; i++)
		printf("removed %.*s\n", VIEW_ARG(s->obstacles.items[i]));
	for (size_t step = 0; step < UPLOAD_STEPS; step++) {
		upload_files files = of_step(s, step);
		for (size_t i = 0; i < files.len; i++)
			printf("%s %.*s\n", files.items[i].state == UPLOAD_NEW ? "new    " : "changed",
			       VIEW_ARG(files.items[i].path));
		array_free(&files);
	}
	for (size_t i = 0; i < s->gone.len; i++)
		printf("removed %.*s\n", VIEW_ARG(s->gone.items[i]));
}

/* --- Doing it --- */

static bool write_list(struct upload *s, const struct transport *way, bool before)
{
	struct buf list = { 0 };
	remote_manifest_put_head(&list, before ? s->run : 0);
	for (size_t i = 0; i < s->goods.files.len; i++) {
		const struct upload_file *f = &s->goods.files.items[i];
		remote_manifest_put(&list, f->path,
		                    before && f->state != UPLOAD_SAME ? REMOTE_MANIFEST_UNSURE : f->hash);
	}
	for (size_t i = 0; before && i < s->sent.files.len; i++) {
		struct view path = map_key(&s->sent.files, i);
		uint64_t hash = map_get(&s->sent.files, path)->number;
		if (!upload_set_find(&s->goods, path))
			remote_manifest_put(&list, path,
			                    hash == REMOTE_MANIFEST_LEFT ? hash : REMOTE_MANIFEST_UNSURE);
	}
	for (size_t i = 0; !before && i < s->left.len; i++)
		remote_manifest_put(&list, s->left.items[i], REMOTE_MANIFEST_LEFT);
	bool ok = way->write_list(s, buf_view(&list));
	buf_free(&list);
	return ok;
}

/* Whether the list that is there says all that is. */
static bool is_listed(const struct upload *s)
{
	bool same = s->sent.known && s->sent.files.len == s->goods.files.len + s->left.len;
	for (size_t i = 0; same && i < s->goods.files.len; i++) {
		const struct upload_file *f = &s->goods.files.items[i];
		const union map_value *hash = map_get(&s->sent.files, f->path);
		same = hash && hash->number == f->hash;
	}
	for (size_t i = 0; same && i < s->left.len; i++)
		same = map_get(&s->sent.files, s->left.items[i])->number == REMOTE_MANIFEST_LEFT;
	return same;
}

static bool remove_all(struct upload *s, const struct transport *way, const transport_paths *paths)
{
	return paths->len == 0 || way->remove(s, paths);
}

static bool send_steps(struct upload *s, const struct transport *way)
{
	bool ok = true;
	for (size_t step = 0; ok && step < UPLOAD_STEPS; step++) {
		upload_files files = of_step(s, step);
		ok = files.len == 0 || way->send(s, &files);
		array_free(&files);
	}
	return ok;
}

static bool carry_out(struct upload *s, const struct transport *way, const struct publish_count *n)
{
	bool work = n->fresh + n->changed + n->removed > 0;
	if (way->replace)
		return !work || way->replace(s);
	if (work && !(begin_run(s) && write_list(s, way, true) && remove_all(s, way, &s->obstacles) &&
	              send_steps(s, way) && remove_all(s, way, &s->gone)))
		return false;
	if (work && !is_alone(s, way)) {
		/* So that the others hear of it, too, and that nothing there is believed. */
		write_list(s, way, true);
		return false;
	}
	return (!work && is_listed(s)) || write_list(s, way, false);
}

static bool perform(struct upload *s, const struct publish_order *order, struct publish_count *out)
{
	const struct transport *way = way_to(s->to);
	tell_stage(order, "comparing it with what is there…");
	if (!look(s, way))
		return false;
	tell_stage(order, "");
	if (!way->replace)
		find_obstacles(s);
	take_count(s, out);
	if (order->dry_run) {
		print_plan(s);
		return true;
	}
	progress_begin(&s->progress, "sending files", out->fresh + out->changed, !order->quiet);
	bool ok = carry_out(s, way, out);
	progress_end(&s->progress);
	if (!ok)
		report_error(s->report, NULL, 0, 0,
		             "%s is not up to date yet, but no link there is dead: the same "
		             "command goes on from here",
		             order->destination);
	return ok;
}

/* --- Around it --- */

/* No tool can take a full path for an option. */
static const char *full(struct upload *s, const char *folder)
{
	char *path = file_full_path(folder);
	const char *kept = arena_string(&s->arena, view_of(path));
	free(path);
	return kept;
}

static bool run(struct upload *s, const struct publish_order *order, struct publish_count *out)
{
	unsigned long long name = hash_view(view_of(order->destination));
	const char *state = full(s, order->config->state);
	s->site = full(s, order->site);
	s->kept = arena_printf(&s->arena, "%s/publish-%016llx", state, name).data;
	s->scratch = arena_printf(&s->arena, "%s.scratch", s->kept).data;
	bool ok = folder_remove(s->scratch, s->report) && file_make_folder(s->scratch, s->report) &&
	          perform(s, order, out);
	return folder_remove(s->scratch, s->report) && ok;
}

static bool publish(struct upload *s, const struct publish_order *order, struct publish_count *out)
{
	struct writer writer = { .lock = -1 };
	struct known_files known = { 0 };
	bool ok = writer_open(&writer, order->site, order->config->state, s->report) &&
	          is_whole(order, &writer, s->report);
	if (ok) {
		known_files_open(&known, writer_state(&writer, CHECKED_ENDING));
		ok = upload_set_read(&s->goods, order->site, order->review, &known, s->report) &&
		     has_wanted(order, &s->goods, s->report) &&
		     is_right(order, &s->goods, &known, s->report) && run(s, order, out);
	}
	known_files_close(&known);
	writer_close(&writer);
	return ok;
}

bool publish_site(const struct publish_order *order, struct publish_count *out, struct report *r)
{
	struct destination to;
	struct upload s = { .to = &to, .at_once = order->at_once, .prune = order->prune, .report = r };
	*out = (struct publish_count){ 0 };
	bool ok = destination_read(order->destination, &to, r) && is_apart(&to, order, r) &&
	          publish(&s, order, out);
	array_free(&s.gone);
	array_free(&s.obstacles);
	array_free(&s.left);
	remote_manifest_free(&s.sent);
	upload_set_free(&s.goods);
	arena_free(&s.arena);
	destination_free(&to);
	return ok;
}
