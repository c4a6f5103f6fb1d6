#include "publish/transport.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/mem.h"
#include "base/pool.h"

void transport_tell(struct upload *s, size_t n)
{
	static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
	struct upload *whole = s->whole ? s->whole : s;
	pthread_mutex_lock(&one_at_a_time);
	whole->done += n;
	progress_tell(&whole->progress, whole->done);
	pthread_mutex_unlock(&one_at_a_time);
}

bool transport_stopped(struct upload *s)
{
	if (!interrupt_seen())
		return false;
	report_error(s->report, NULL, 0, 0, "interrupted");
	return true;
}

/* --- Side by side --- */

enum { PART_LEAST = 200 /* files; for fewer a connection more is not worth while */ };

struct part {
	struct upload upload;
	struct report report;
	upload_files files; /* borrowed */
	bool ok;
};

struct parts {
	struct upload *whole;
	struct part *items;
	size_t count;
	bool (*run)(struct upload *part, const upload_files *files);
};

static struct parts cut(struct upload *s, const upload_files *files, size_t most)
{
	size_t count = files->len / PART_LEAST;
	count = count < 1 ? 1 : count > most ? most : count;
	struct parts p = { .whole = s, .items = mem_array(count, sizeof(*p.items)), .count = count };
	for (size_t i = 0; i < count; i++) {
		size_t from = files->len * i / count, end = files->len * (i + 1) / count;
		struct part *part = &p.items[i];
		part->upload = *s;
		part->upload.arena = (struct arena){ 0 };
		part->upload.whole = s;
		part->upload.part = i + 1;
		part->upload.beside = true;
		part->files.items = files->items + from;
		part->files.len = end - from;
	}
	return p;
}

static void *run_part(void *context, size_t thread, size_t job)
{
	const struct parts *p = context;
	struct part *part = &p->items[job];
	(void)thread;
	part->upload.report = &part->report;
	part->ok = p->run(&part->upload, &part->files);
	return part;
}

/* What it had to tell is told by its second run, too, if that fails. */
static bool take_part(void *context, size_t job, void *result)
{
	const struct parts *p = context;
	struct part *part = result;
	if (!part->ok && !interrupt_seen()) {
		report_free(&part->report);
		report_warning(p->whole->report, NULL, 0, 0,
		               "part %zu of %zu was not taken beside the others, and is sent again",
		               job + 1, p->count);
	}
	report_append(p->whole->report, &part->report);
	return true;
}

static void drop_part(void *context, void *result)
{
	(void)context;
	(void)result;
}

static bool run_again(struct parts *p)
{
	bool ok = true;
	for (size_t i = 0; i < p->count; i++) {
		struct part *part = &p->items[i];
		if (!part->ok && !interrupt_seen()) {
			part->upload.beside = false;
			run_part(p, 0, i);
			report_append(p->whole->report, &part->report);
		}
		ok = ok && part->ok;
		arena_free(&part->upload.arena);
	}
	return ok;
}

bool transport_side_by_side(struct upload *s, const upload_files *files, size_t usual,
                            bool (*run)(struct upload *part, const upload_files *files))
{
	struct parts p = cut(s, files, s->at_once ? s->at_once : usual);
	p.run = run;
	if (p.count == 1) {
		free(p.items);
		return run(s, files);
	}
	/* One that ends must not let the signal through while another still writes. */
	struct sigaction ignored = { .sa_handler = SIG_IGN }, before;
	sigaction(SIGPIPE, &ignored, &before);
	struct pool_jobs jobs = {
		.count = p.count, .context = &p, .work = run_part, .take = take_part, .drop = drop_part
	};
	pool_run(p.count, &jobs);
	bool ok = run_again(&p);
	sigaction(SIGPIPE, &before, NULL);
	free(p.items);
	return ok;
}

/* --- Lists for tools --- */

const char *transport_path(struct upload *s, const char *folder, const char *name)
{
	return arena_printf(&s->arena, "%s/%s", folder, name).data;
}

static void put_line(struct buf *b, const struct transport_lines *l, struct view path)
{
	buf_puts(b, l->before);
	buf_put(b, path);
	buf_putc(b, l->end);
}

static const char *write_lines(struct upload *s, const char *name, struct buf *lines)
{
	const char *path = transport_path(s, s->scratch, name);
	if (s->part > 0)
		path = arena_printf(&s->arena, "%s-%zu", path, s->part).data;
	bool ok = file_replace(path, buf_view(lines), s->report) != FILE_FAILED;
	buf_free(lines);
	return ok ? path : NULL;
}

const char *transport_write_files(struct upload *s, const struct transport_lines *l,
                                  const upload_files *files)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < files->len; i++)
		put_line(&lines, l, files->items[i].path);
	return write_lines(s, l->name, &lines);
}

const char *transport_write_paths(struct upload *s, const struct transport_lines *l,
                                  const transport_paths *paths)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < paths->len; i++)
		put_line(&lines, l, paths->items[i]);
	return write_lines(s, l->name, &lines);
}

bool transport_take_list(struct upload *s)
{
	const char *path = transport_path(s, s->scratch, REMOTE_MANIFEST_NAME);
	struct buf list = { 0 };
	bool ok = access(path, F_OK) != 0 || file_read(path, &list, s->report);
	remote_manifest_read(&s->sent, buf_view(&list));
	buf_free(&list);
	return ok;
}
