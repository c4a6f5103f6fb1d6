#include "check/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/media.h"
#include "base/mem.h"
#include "base/pool.h"
#include "cache/own_files.h"
#include "check/data.h"
#include "check/markup.h"
#include "check/page.h"
#include "check/reference.h"
#include "input/scan.h"
#include "site/own_address.h"

/* What is known of one file when it was read. */
struct outcome {
	struct report report;
	struct page_ids ids;
	size_t links;
	size_t told; /* messages so far */
	struct reference_anchors anchors;
	struct diagnostics_repeated *habits; /* mostly none */
};

struct checking {
	struct scan scan;
	struct reference_site site;
	struct buf *texts;        /* one a thread, used again and again */
	struct outcome *outcomes; /* one a file, without its ids */
	struct hashset ids;       /* of all pages */
	struct diagnostics_limit often;
	struct buf base;
	struct check_count *count;
};

/* --- Before: which files there are --- */

static void add_folders(struct reference_site *site, struct view name)
{
	for (size_t i = name.len; i > 0; i--) {
		if (name.data[i - 1] == '/' &&
		    !hashset_add(&site->folders, hashset_hash(view_slice(name, 0, i - 1))))
			return;
	}
}

/* It is no part of what readers get. */
static void leave_out_list(struct scan *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->files.len; i++) {
		if (!view_eq(view_of(s->files.items[i].name), VIEW(OWN_FILES_NAME)))
			s->files.items[kept++] = s->files.items[i];
	}
	s->files.len = kept;
}

static void tell_stray(const struct scan *s, const struct own_files *own, struct report *r)
{
	struct hashset listed = { 0 };
	for (struct view rest = buf_view(&own->paths); rest.len > 0;)
		hashset_add(&listed, hashset_hash(view_cut(&rest, '\n')));
	for (size_t i = 0; i < s->files.len; i++) {
		struct view name = view_of(s->files.items[i].name);
		if (own_address_is(name) && !hashset_has(&listed, hashset_hash(name)))
			report_error(r, s->files.items[i].path, 0, 0,
			             "stands at an address of the site, but the last build did not make it: "
			             "its text may have been taken out of the archive; remove it");
	}
	hashset_free(&listed);
}

/* What was taken out of the archive must not stay because nobody knows of it. */
static void check_own_files(const struct checking *c, const char *folder, struct report *r)
{
	struct own_files own;
	own_files_read(&own, folder);
	if (own.state == CONTAINER_SOUND)
		tell_stray(&c->scan, &own, r);
	else if (own.state != CONTAINER_ABSENT)
		report_error(r, folder, 0, 0,
		             "the list of the site's own files (" OWN_FILES_NAME
		             ") is damaged: build the site again, which makes it anew");
	own_files_free(&own);
}

static bool list(struct checking *c, const char *folder, struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	if (!scan_folder(folder, &all, &c->scan, r))
		return false;
	leave_out_list(&c->scan);
	for (size_t i = 0; i < c->scan.files.len; i++) {
		struct view name = view_of(c->scan.files.items[i].name);
		map_put(&c->site.files, name, NULL)->number = i;
		add_folders(&c->site, name);
	}
	if (c->scan.files.len == 0)
		report_error(r, folder, 0, 0, "holds no files: build the site first");
	return c->scan.files.len > 0;
}

/* The site's own address, as the page at its top gives it. */
static void find_base(struct checking *c)
{
	const union map_value *top = map_get(&c->site.files, VIEW("index.html"));
	struct report ignored = { 0 }; /* what cannot be read is told in its turn */
	struct buf text = { 0 };
	if (top && file_read(c->scan.files.items[top->number].path, &text, &ignored)) {
		unescape_html(&c->base, page_base(buf_view(&text)));
		c->site.base = buf_view(&c->base);
	}
	buf_free(&text);
	report_free(&ignored);
}

/* --- One file --- */

static void check_kind(struct reference_file *f, enum media_syntax kind, struct page_ids *ids)
{
	if (kind != MEDIA_XML || !markup_is_recoded(f->told->text))
		data_check_text(f->told);
	switch (kind) {
	case MEDIA_HTML: page_check(f, ids); break;
	case MEDIA_XML: markup_check(f); break;
	case MEDIA_JSON: data_check_json(f->told, f->told->text, 0); break;
	case MEDIA_LINES: data_check_lines(f->told); break;
	case MEDIA_STYLE: data_check_style(f); break;
	default: break;
	}
}

static void check_size(const char *path, struct report *r)
{
	struct stat st;
	if (stat(path, &st) != 0)
		report_error(r, path, 0, 0, "cannot be read: %s", strerror(errno));
	else if ((unsigned long long)st.st_size > CHECK_LARGEST)
		report_warning(
			r, path, 0, 0,
			"is larger than 25 MiB (%llu bytes): some hosts refuse it, as Cloudflare Pages",
			(unsigned long long)st.st_size);
}

static void *check_one(void *context, size_t thread, size_t job)
{
	struct checking *c = context;
	struct outcome *out = &c->outcomes[job];
	const struct scan_file *file = &c->scan.files.items[job];
	enum media_syntax kind = media_of(view_of(file->name))->syntax;
	check_size(file->path, &out->report);
	struct buf *text = &c->texts[thread];
	buf_truncate(text, 0);
	if (kind == MEDIA_OTHER || !file_read(file->path, text, &out->report))
		return out;
	struct diagnostics told = { .report = &out->report,
		                        .path = file->path,
		                        .text = buf_view(text) };
	struct reference_file f = { .site = &c->site, .name = view_of(file->name), .told = &told };
	check_kind(&f, kind, &out->ids);
	out->told = told.count;
	out->links = f.count;
	out->anchors = f.anchors;
	out->habits = diagnostics_repeated_keep(&f.habits);
	f.anchors = (struct reference_anchors){ 0 };
	reference_free(&f);
	return out;
}

static bool take_one(void *context, size_t job, void *result)
{
	struct checking *c = context;
	struct outcome *out = result;
	for (size_t i = 0; i < out->ids.len; i++)
		hashset_add(&c->ids, out->ids.items[i]);
	array_free(&out->ids);
	c->count->files++;
	c->count->pages += media_of(view_of(c->scan.files.items[job].name))->syntax == MEDIA_HTML;
	c->count->links += out->links;
	return true;
}

static void drop_nothing(void *context, void *result)
{
	(void)context;
	(void)result;
}

/* --- After: what could be told only when all was read --- */

static void finish_one(struct checking *c, size_t i, struct report *r)
{
	struct outcome *out = &c->outcomes[i];
	const char *path = c->scan.files.items[i].path;
	struct diagnostics told = { .report = &out->report, .path = path, .count = out->told };
	for (size_t k = 0; k < out->anchors.len; k++) {
		struct reference_anchor *a = &out->anchors.items[k];
		if (!reference_is_there(a, &c->ids))
			diagnostics_error_at(&told, a->line, a->column,
			                     "the link \"%s\" is dead: the page has no such id", a->link);
		free(a->link);
	}
	diagnostics_end(&told);
	array_free(&out->anchors);
	diagnostics_limit_append(&c->often, path, r, &out->report);
	diagnostics_repeated_tell(out->habits, &c->often, path, r);
}

static void run(struct checking *c, size_t threads, struct report *r)
{
	struct pool_jobs jobs = { .count = c->scan.files.len,
		                      .context = c,
		                      .work = check_one,
		                      .take = take_one,
		                      .drop = drop_nothing };
	c->texts = mem_array(threads, sizeof(*c->texts));
	c->outcomes = mem_array(jobs.count, sizeof(*c->outcomes));
	pool_run(threads, &jobs);
	for (size_t i = 0; i < jobs.count; i++)
		finish_one(c, i, r);
	diagnostics_limit_end(&c->often, c->site.folder, r);
	for (size_t i = 0; i < threads; i++)
		buf_free(&c->texts[i]);
	free(c->texts);
	free(c->outcomes);
}

bool check_folder(const char *folder, size_t threads, struct check_count *out, struct report *r)
{
	size_t errors = r->errors;
	struct checking c = { .count = out, .site.folder = folder };
	*out = (struct check_count){ 0 };
	if (list(&c, folder, r)) {
		check_own_files(&c, folder, r);
		find_base(&c);
		run(&c, threads, r);
	}
	hashset_free(&c.ids);
	hashset_free(&c.site.folders);
	map_free(&c.site.files);
	buf_free(&c.base);
	scan_free(&c.scan);
	return r->errors == errors;
}
