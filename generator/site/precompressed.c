#include "site/precompressed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/stream.h"
#include "site/compress.h"

#define LINES 64 /* files in one job */
#define CHUNK (64 * 1024)

/* What one thread has at hand. */
struct worker {
	struct compress *forms[COMPRESS_FORMS];
	char *chunk;
	struct buf text;   /* of a file that is compressed as a whole, once for all forms, */
	bool read;         /* and whether it is that of the file in hand */
	struct buf packed; /* a form of it */
};

struct companions {
	struct site *site;
	const struct build_log *made;
	unsigned forms;
	bool part;
	struct worker *workers; /* one a thread */
	struct buf paths;       /* of the files that have companions, one a line */
	ARRAY(struct view) parts;
	build_log_files fresh; /* what was made; the build log is read by all threads until the end */
	struct precompressed_count *count;
	struct report *report;
};

/* What one job did. */
struct outcome {
	build_log_files made;
	struct buf absent; /* paths, one a line */
	struct precompressed_count count;
	struct report report;
};

/* ── which files ── */

static void put_companion(struct buf *b, struct view path, size_t form)
{
	buf_truncate(b, 0);
	buf_put(b, path);
	buf_puts(b, compress_endings[form]);
}

static size_t first_form(unsigned forms)
{
	return forms & CONFIG_GZIP ? COMPRESS_GZIP : COMPRESS_BROTLI;
}

static void see_planned(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct companions *c = context;
	struct buf name = { 0 };
	put_companion(&name, path, first_form(c->forms));
	if ((!c->part || build_log_now(c->made, hash_view(path))) && compress_suits(path) &&
	    plan_has(&c->site->plan, buf_view(&name))) {
		buf_put(&c->paths, path);
		buf_putc(&c->paths, '\n');
	}
	buf_free(&name);
}

/* Of files that no plan knows, the manifest has to hear first. */
static bool see_late(struct companions *c)
{
	struct writer *w = &c->site->writer;
	struct buf name = { 0 };
	bool ok = true;
	struct buf before = { 0 }; /* the list gets longer on the way */
	buf_put(&before, buf_view(&w->late.lines));
	for (struct view rest = buf_view(&before); ok && rest.len > 0;) {
		struct view path = view_cut(&rest, '\n');
		if (!compress_suits(path))
			continue;
		buf_put(&c->paths, path);
		buf_putc(&c->paths, '\n');
		for (size_t form = 0; ok && form < COMPRESS_FORMS; form++) {
			put_companion(&name, path, form);
			ok = !(c->forms >> form & 1) || writer_expect_late(w, buf_view(&name), c->report);
		}
	}
	buf_free(&before);
	buf_free(&name);
	return ok;
}

/* ── one file ── */

static bool fail(struct outcome *o, const char *path, const char *what)
{
	report_error(&o->report, path, 0, 0, "cannot be %s: %s", what, strerror(errno));
	return false;
}

/* Puts all of an open file through c into to. */
static bool pour(struct compress *c, char *chunk, int fd, struct stream *to, struct report *r)
{
	struct buf packed = { 0 };
	ssize_t n;
	bool ok = true;
	while (ok && (n = read(fd, chunk, CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		ok = n > 0 && compress_put(c, (struct view){ chunk, (size_t)n }, &packed);
		stream_put(to, buf_view(&packed), r);
		buf_truncate(&packed, 0);
	}
	ok = ok && compress_end(c, &packed);
	stream_put(to, buf_view(&packed), r);
	buf_free(&packed);
	return ok;
}

/* Ready for a file. NULL, with errno, if there is no memory for it. */
static struct compress *begin_form(struct worker *w, size_t form)
{
	if (!w->forms[form])
		return w->forms[form] = compress_new((enum compress_form)form);
	errno = ENOMEM;
	return compress_again(w->forms[form]) ? w->forms[form] : NULL;
}

static void count(struct outcome *o, enum file_result result)
{
	o->count.written += result == FILE_WRITTEN;
	o->count.same += result == FILE_SAME;
}

/* A file of any length, piece by piece. */
static bool write_long(struct worker *w, struct outcome *o, const char *from, const char *to,
                       size_t form)
{
	struct stream s = { .fd = -1 };
	struct compress *c = begin_form(w, form);
	int fd = c ? open(from, O_RDONLY | O_CLOEXEC) : -1;
	bool ok = fd >= 0;
	w->chunk = w->chunk ? w->chunk : mem_alloc(CHUNK);
	if (!ok)
		fail(o, from, "compressed");
	ok = ok && stream_begin(&s, to, &o->report);
	if (ok && !pour(c, w->chunk, fd, &s, &o->report))
		ok = fail(o, from, "compressed");
	enum file_result result = ok ? stream_end(&s, &o->report) : FILE_FAILED;
	stream_drop(&s);
	count(o, result);
	if (fd >= 0)
		close(fd);
	return result != FILE_FAILED;
}

/* Most files are short. */
static bool write_whole(const struct companions *c, struct worker *w, struct outcome *o,
                        const char *from, struct view name, size_t form, uint64_t *stamp)
{
	struct compress *packing = begin_form(w, form);
	if (!w->read) {
		buf_truncate(&w->text, 0);
		w->read = file_read(from, &w->text, &o->report);
		if (!w->read)
			return false;
	}
	buf_truncate(&w->packed, 0);
	if (!packing || !compress_put(packing, buf_view(&w->text), &w->packed) ||
	    !compress_end(packing, &w->packed))
		return fail(o, from, "compressed");
	enum file_result result =
		writer_put(&c->site->writer, name, buf_view(&w->packed), stamp, &o->report);
	count(o, result);
	return result != FILE_FAILED;
}

static void put_full(const struct companions *c, struct buf *b, struct view path)
{
	buf_truncate(b, 0);
	buf_puts(b, c->site->writer.output);
	buf_putc(b, '/');
	buf_put(b, path);
}

static bool make_form(const struct companions *c, struct worker *w, struct outcome *o,
                      struct view path, size_t form, const struct build_log_file *of)
{
	struct buf name = { 0 }, from = { 0 }, to = { 0 };
	put_companion(&name, path, form);
	put_full(c, &from, path);
	struct build_log_file file = { .path = hash_view(buf_view(&name)) };
	bool ok;
	if (of->size <= COMPRESS_WHOLE_MOST) {
		ok = write_whole(c, w, o, from.data, buf_view(&name), form, &file.stamp);
		file.size = w->packed.len;
	} else {
		put_full(c, &to, buf_view(&name));
		ok = write_long(w, o, from.data, to.data, form);
		file.stamp = file_stamp_of(to.data, &file.size);
	}
	*array_push(&o->made) = file;
	buf_free(&name);
	buf_free(&from);
	buf_free(&to);
	return ok;
}

/* The form that the last build made, if it stands. */
static bool keep_form(const struct companions *c, struct outcome *o, struct view path, size_t form)
{
	struct buf name = { 0 };
	put_companion(&name, path, form);
	const struct build_log_file *before = build_log_standing(c->made, hash_view(buf_view(&name)));
	if (before)
		*array_push(&o->made) = *before;
	o->count.same += before != NULL;
	buf_free(&name);
	return before != NULL;
}

static bool remove_form(const struct companions *c, struct outcome *o, struct view path,
                        size_t form, bool changed)
{
	struct buf name = { 0 }, full = { 0 };
	put_companion(&name, path, form);
	put_full(c, &full, buf_view(&name));
	bool gone = changed && unlink(full.data) == 0;
	bool ok = !changed || gone || errno == ENOENT || fail(o, full.data, "removed");
	o->count.removed += gone;
	buf_put(&o->absent, buf_view(&name));
	buf_putc(&o->absent, '\n');
	buf_free(&name);
	buf_free(&full);
	return ok;
}

static bool make_forms(const struct companions *c, struct worker *w, struct outcome *o,
                       struct view path)
{
	const struct build_log_file *now = build_log_now(c->made, hash_view(path));
	const struct build_log_file *before = build_log_standing(c->made, hash_view(path));
	bool changed = !now || !before || before->stamp != now->stamp;
	bool small = !now || now->size < COMPRESS_LEAST;
	bool ok = true;
	w->read = false;
	for (size_t form = 0; ok && form < COMPRESS_FORMS; form++) {
		if (!(c->forms >> form & 1))
			continue;
		if (small)
			ok = remove_form(c, o, path, form, changed);
		else if (changed || !keep_form(c, o, path, form))
			ok = make_form(c, w, o, path, form, now);
	}
	return ok;
}

/* ── all files ── */

static void *work(void *context, size_t thread, size_t job)
{
	const struct companions *c = context;
	struct outcome *o = mem_alloc(sizeof(*o));
	bool ok = true;
	for (struct view rest = c->parts.items[job]; ok && rest.len > 0;)
		ok = make_forms(c, &c->workers[thread], o, view_cut(&rest, '\n'));
	return o;
}

static void drop(void *context, void *result)
{
	(void)context;
	struct outcome *o = result;
	array_free(&o->made);
	buf_free(&o->absent);
	report_free(&o->report);
	free(o);
}

static bool take(void *context, size_t job, void *result)
{
	(void)job;
	struct companions *c = context;
	struct outcome *o = result;
	for (size_t i = 0; i < o->made.len; i++)
		*array_push(&c->fresh) = o->made.items[i];
	for (struct view rest = buf_view(&o->absent); rest.len > 0;)
		writer_leave_out(&c->site->writer, view_cut(&rest, '\n'));
	c->count->written += o->count.written;
	c->count->same += o->count.same;
	c->count->removed += o->count.removed;
	report_append(c->report, &o->report);
	drop(context, result);
	return c->report->errors == 0;
}

static void cut_into_parts(struct companions *c)
{
	for (struct view rest = buf_view(&c->paths); rest.len > 0;) {
		size_t lines = 0, end = 0;
		for (; end < rest.len && lines < LINES; end++)
			lines += rest.data[end] == '\n';
		*array_push(&c->parts) = view_slice(rest, 0, end);
		rest = view_slice(rest, end, rest.len);
	}
}

static void free_workers(struct worker *workers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t form = 0; form < COMPRESS_FORMS; form++)
			compress_free(workers[i].forms[form]);
		free(workers[i].chunk);
		buf_free(&workers[i].text);
		buf_free(&workers[i].packed);
	}
	free(workers);
}

bool precompressed_make(struct site *s, struct build_log *made, bool part, size_t threads,
                        struct precompressed_count *out, struct report *r)
{
	*out = (struct precompressed_count){ 0 };
	if (!s->config->compress)
		return true;
	struct companions c = { .site = s,
		                    .made = made,
		                    .forms = s->config->compress,
		                    .part = part,
		                    .count = out,
		                    .report = r };
	c.workers = mem_array(threads, sizeof(*c.workers));
	build_log_index(made);
	plan_each(&s->plan, see_planned, &c);
	bool ok = see_late(&c);
	if (ok) {
		cut_into_parts(&c);
		struct pool_jobs jobs = { c.parts.len, &c, work, take, drop };
		ok = pool_run(threads, &jobs);
		build_log_add(made, &c.fresh);
	}
	free_workers(c.workers, threads);
	array_free(&c.fresh);
	array_free(&c.parts);
	buf_free(&c.paths);
	return ok;
}
