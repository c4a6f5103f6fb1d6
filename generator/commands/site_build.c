#include "commands/site_build.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive/collect.h"
#include "archive/config_folders.h"
#include "archive/link.h"
#include "archive/source.h"
#include "base/epoch.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "base/key.h"
#include "base/progress.h"
#include "base/serialize.h"
#include "cache/seed.h"
#include "input/input.h"
#include "picture/pictures.h"
#include "search/variants.h"
#include "segment/weights.h"
#include "site/environment.h"
#include "site/explain.h"
#include "site/pages/pages.h"

struct building {
	const struct site_build_order *order;
	struct config config;
	struct weights weights;
	struct corrections corrections;
	struct archive archive;
	struct site site;
	struct picture_files pictures;
	struct environment world;
	struct page_cache kept;
	struct build_log made;
	struct build_log_environment now; /* what the log is going to say of this build */
	size_t told_before;               /* messages that every build gives by itself */
	struct site_build_result *result;
	struct progress progress;
	struct report *report;
	struct report aside; /* of what this build alone has to tell */
};

static bool read_config(struct building *b)
{
	if (!config_read(b->order->config, &b->config, b->report))
		return false;
	if (b->order->source)
		b->config.source = b->order->source;
	if (b->order->output)
		b->config.output = b->order->output;
	b->config.review = b->order->review;
	return config_folders_check(&b->config, b->report) && epoch_check(b->report);
}

static bool read_weights(struct building *b)
{
	b->archive.config = &b->config;
	if (!b->config.weights)
		return true;
	b->archive.weights = &b->weights;
	return weights_load(&b->weights, b->config.weights, b->report);
}

static bool read_corrections(struct building *b)
{
	b->archive.corrections = &b->corrections;
	return corrections_read(&b->config, &b->corrections, b->report);
}

static bool read_site(struct building *b)
{
	bool ok = site_open(&b->config, page_kinds, &b->site, b->report);
	ok = writer_open(&b->site.writer, b->config.output, b->config.state, b->report) && ok;
	if (!ok)
		return false;
	b->archive.seed = seed_of_archive(b->config.state);
	environment_find(&b->site, b->archive.weights, b->archive.seed, &b->world);
	return true;
}

/* A clean build trusts nothing that is there. */
static void open_kept(struct building *b)
{
	char *path = writer_state(&b->site.writer, "pages");
	page_cache_open(&b->kept, path, b->world.pages, b->order->clean, &b->aside);
	free(path);
}

static bool scan(struct building *b)
{
	const struct config *c = &b->config;
	struct scan_rules pages = archive_scan_rules(c);
	pages.others = true;
	if (!scan_folder(b->config.source, &pages, &b->archive.scan, b->report) ||
	    !picture_files_scan(c, &b->pictures, b->report))
		return false;
	picture_files_claim(&b->pictures, &b->archive.scan);
	if (b->archive.scan.files.len == 0)
		report_error(b->report, b->config.source, 0, 0,
		             "holds no pages: put text files there that end in .txt");
	gather_files(&b->archive.scan, config_paper(&b->config), &b->archive.gathered);
	input_tell_others(&b->archive.scan, c->path, b->report);
	return b->archive.scan.files.len > 0 &&
	       corrections_check_files(&b->corrections, &b->archive.scan, b->report) &&
	       source_check_corrections(&b->archive, b->report);
}

static struct hash128 add_file(struct hash128 key, const struct scan_file *f)
{
	key = key_text(key, view_of(f->name));
	key = key_number(key, f->stamp.size ^ f->stamp.inode << 32);
	key = key_number(key, (uint64_t)f->stamp.modified);
	return key_number(key, (uint64_t)f->stamp.changed);
}

/* The archive's own variants of characters, which its index is made with; what is wrong in them is told there. */
static struct hash128 add_variants(const struct building *b, struct hash128 key)
{
	struct buf path = { 0 }, text = { 0 };
	struct report ignored = { 0 };
	buf_printf(&path, "%s/%s", b->config.source, VARIANTS_NAME);
	if (access(path.data, R_OK) == 0 && file_read(path.data, &text, &ignored))
		key = key_text(key, buf_view(&text));
	report_free(&ignored);
	buf_free(&path);
	buf_free(&text);
	return key;
}

/* False if a file could change and nobody would see. */
static bool add_files(const struct scan *s, struct hash128 *key)
{
	for (size_t i = 0; i < s->files.len; i++) {
		if (!scan_settled(s, &s->files.items[i].stamp))
			return false;
		*key = add_file(*key, &s->files.items[i]);
	}
	return true;
}

/* Of all that this build reads; not known if some of it could change and nobody would see. */
static struct hash128 key_of_inputs(const struct building *b)
{
	struct hash128 key = add_variants(b, b->world.site);
	for (size_t i = 0; i < b->corrections.pages.len; i++) {
		key = key_text(key, b->corrections.pages.items[i].name);
		key = key_join(key, corrections_key(&b->corrections.pages.items[i], b->archive.seed));
	}
	bool seen = add_files(&b->archive.scan, &key) && add_files(&b->site.assets, &key);
	for (size_t i = 0; i < b->pictures.count; i++)
		seen = seen && add_files(&b->pictures.scans[i], &key);
	return seen ? key : (struct hash128){ 0, 0 };
}

/* Whether nothing changed since the last build, neither what is read nor what was written. */
static bool rests(struct building *b)
{
	bool trusted = b->world.known && !b->order->clean;
	struct view paths = buf_view(&b->site.writer.earlier);
	build_log_open(&b->made, writer_state(&b->site.writer, "build"), b->world.identity,
	               b->world.parts, !trusted, &b->aside);
	build_log_look(&b->made, b->site.writer.output, paths, b->order->threads);
	memcpy(b->now.parts, b->world.parts, sizeof(b->now.parts));
	if (b->world.known)
		b->now.inputs = key_of_inputs(b);
	b->told_before = b->report->messages.len;
	size_t lines = b->made.looked_at;
	struct serialized note = { .left = build_log_noted(&b->made, CONTAINER_RESULT, 0) };
	if (!key_known(b->now.inputs) || !hash128_eq(b->made.last.inputs, b->now.inputs) ||
	    b->made.standing != lines || b->made.file_count != lines || !note.left.data)
		return false;
	b->result->pages = serialize_number(&note);
	b->result->articles = serialize_number(&note);
	b->result->count.same = lines;
	if (b->order->explain)
		explain_rest(paths);
	budget_take(&b->result->budget, b->made.files, b->made.file_count, NULL, &b->result->arena);
	while (note.left.len > 0 && !note.bad)
		report_again(b->report, serialize_view(&note));
	return true;
}

/* A file that is changed from now on gets another time than this build gave it. */
static void wait_for_tick(void)
{
	struct timespec tick = { 0, 12 * 1000 * 1000 };
	nanosleep(&tick, NULL);
}

static void told_collect(void *context, size_t done)
{
	progress_tell(context, done);
}

static bool collect(struct building *b)
{
	progress_begin(&b->progress, "reading pages", b->archive.gathered.sources.len,
	               !b->order->quiet);
	if (b->world.known)
		open_kept(b);
	bool ok = collect_pages(&b->archive, b->world.known ? &b->kept : NULL, b->order->threads,
	                        told_collect, &b->progress, b->report);
	progress_end(&b->progress);
	if (ok && b->archive.pages.len == 0) {
		report_error(b->report, b->config.source, 0, 0, "holds no page that can be read");
		ok = false;
	}
	if (b->world.known)
		page_cache_flush(&b->kept, &b->archive.scan, &b->aside);
	return ok;
}

static void told_pictures(void *context, size_t done, size_t all)
{
	struct progress *p = context;
	p->all = all;
	progress_tell(p, done);
}

/* Where a program is missing, the next build has to look again. */
static bool make_pictures(struct building *b)
{
	char *folder = writer_state(&b->site.writer, "pictures");
	struct pictures_order order = { &b->pictures,    folder,        b->order->threads,
		                            b->order->clean, told_pictures, &b->progress };
	bool whole;
	progress_begin(&b->progress, "making pictures of pages", 0, !b->order->quiet);
	bool ok = pictures_make(&b->archive, &order, &whole, b->report);
	progress_end(&b->progress);
	if (!whole)
		b->now.inputs = (struct hash128){ 0, 0 };
	free(folder);
	return ok;
}

static bool link_all(struct building *b)
{
	return link_archive(&b->archive, b->report) && make_pictures(b) &&
	       site_plan(&b->site, &b->archive, b->order->threads, b->report);
}

static bool rehearse(struct building *b)
{
	return render_rehearse(&b->site, &b->made, b->report);
}

/* Every so many jobs what they looked at is let go, so that memory stays flat. */
#define REST 64

static void told_render(void *context, size_t done, size_t all)
{
	struct building *b = context;
	if (done % REST == 1)
		page_cache_rest(&b->kept);
	b->progress.all = all;
	progress_tell(&b->progress, done);
}

/* What the next build may tell again without doing it. */
static bool remember(struct building *b)
{
	struct buf note = { 0 };
	if (!b->world.known)
		return true;
	serialize_put_number(&note, b->archive.pages.len);
	serialize_put_number(&note, b->archive.standing_count);
	for (size_t i = b->told_before; i < b->report->messages.len; i++)
		serialize_put_view(&note, view_of(b->report->messages.items[i].text));
	build_log_note(&b->made, CONTAINER_RESULT, 0, buf_view(&note));
	buf_free(&note);
	if (b->result->count.written > 0)
		wait_for_tick();
	return build_log_save(&b->made, &b->now, b->report);
}

static bool render(struct building *b)
{
	struct render_order order = { b->order->threads, b->world.site.low | 1, &b->made, told_render,
		                          b };
	b->site.writer.anew = b->order->clean;
	writer_tell_lost(&b->site.writer, &b->aside);
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_site(&b->site, &order, &b->result->count, b->report);
	progress_end(&b->progress);
	if (ok) {
		budget_take(&b->result->budget, b->made.now.items, b->made.now.len, &b->site.plan,
		            &b->result->arena);
		budget_warn(&b->result->budget, &b->config, b->report);
	}
	if (ok && b->order->explain)
		explain_build(&b->made, &b->site);
	return ok && remember(b);
}

static bool make(struct building *b)
{
	bool ok = collect(b) && link_all(b) && rehearse(b) && render(b);
	b->result->pages = b->archive.pages.len;
	b->result->articles = b->archive.standing_count;
	if (!ok && b->report->errors == 0 && interrupt_seen())
		report_error(b->report, NULL, 0, 0,
		             "interrupted: what was not yet made stands as it was, "
		             "and the next build completes it");
	return ok;
}

/* Nothing in the output is touched before the last stage. */
static bool build(struct building *b)
{
	return read_config(b) && read_weights(b) && read_corrections(b) && read_site(b) && scan(b) &&
	       (rests(b) || make(b));
}

/* What the summary tells, for as long as the result lives. */
static void keep_result(struct building *b)
{
	struct site_build_result *r = b->result;
	r->output = arena_string(&r->arena, view_of(b->config.output));
	r->has_address = b->config.base_url.len > 0;
	struct hash128 assets = { 0, 0 };
	for (size_t i = 0; i < b->site.assets.files.len; i++)
		assets = add_file(assets, &b->site.assets.files.items[i]);
	r->assets = assets.low;
}

static void free_building(struct building *b)
{
	site_close(&b->site);
	archive_free(&b->archive);
	picture_files_free(&b->pictures);
	page_cache_close(&b->kept);
	build_log_close(&b->made);
	weights_free(&b->weights);
	corrections_free(&b->corrections);
	config_free(&b->config);
}

bool site_build_run(const struct site_build_order *order, struct site_build_result *out,
                    struct report *r)
{
	struct building b = { .order = order, .result = out, .report = r };
	*out = (struct site_build_result){ 0 };
	bool ok = build(&b);
	report_append(r, &b.aside);
	if (ok)
		keep_result(&b);
	free_building(&b);
	return ok;
}

void site_build_free(struct site_build_result *r)
{
	arena_free(&r->arena);
}
