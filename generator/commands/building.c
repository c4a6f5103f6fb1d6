#include "commands/building.h"

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
#include "base/serialize.h"
#include "cache/seed.h"
#include "input/input.h"
#include "picture/pictures.h"
#include "search/variants.h"
#include "segment/weights.h"
#include "site/explain.h"
#include "site/pages/pages.h"

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

bool building_read(struct building *b)
{
	return read_config(b) && read_weights(b) && read_corrections(b) &&
	       site_open(&b->config, page_kinds, &b->site, b->report);
}

void building_find_world(struct building *b)
{
	b->archive.seed = seed_of_archive(b->config.state);
	environment_find(&b->site, b->archive.weights, b->archive.seed, &b->world);
}

void building_open_records(struct building *b, bool anew)
{
	char *path = writer_state(&b->site.writer, "pages");
	page_cache_open(&b->kept, path, b->world.pages, anew, &b->aside);
	free(path);
}

bool building_scan(struct building *b)
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
	input_tell_others(&b->archive.scan, c->path, b->report);
	bool ok = b->archive.scan.files.len > 0 &&
	          corrections_check_files(&b->corrections, &b->archive.scan, b->report);
	b->told_before = b->report->messages.len;
	return ok;
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

static void add_files(const struct scan *s, struct hash128 *key, bool *settled)
{
	for (size_t i = 0; i < s->files.len; i++) {
		*settled = *settled && scan_settled(s, &s->files.items[i].stamp);
		*key = add_file(*key, &s->files.items[i]);
	}
}

struct hash128 building_inputs(const struct building *b, bool *settled)
{
	struct hash128 key = add_variants(b, b->world.site);
	*settled = true;
	for (size_t i = 0; i < b->corrections.pages.len; i++) {
		key = key_text(key, b->corrections.pages.items[i].name);
		key = key_join(key, corrections_key(&b->corrections.pages.items[i], b->archive.seed));
	}
	add_files(&b->archive.scan, &key, settled);
	add_files(&b->site.assets, &key, settled);
	for (size_t i = 0; i < b->pictures.count; i++)
		add_files(&b->pictures.scans[i], &key, settled);
	return key;
}

void building_open_log(struct building *b, bool anew)
{
	build_log_open(&b->made, writer_state(&b->site.writer, "build"), b->world.identity,
	               b->world.parts, anew || !b->world.known, &b->aside);
	build_log_look(&b->made, b->site.writer.output, buf_view(&b->site.writer.earlier),
	               b->order->threads);
	memcpy(b->now.parts, b->world.parts, sizeof(b->now.parts));
}

/* A file that is changed from now on gets another time than this build gave it. */
static void wait_for_tick(void)
{
	struct timespec tick = { 0, 12 * 1000 * 1000 };
	nanosleep(&tick, NULL);
}

/* Every so many jobs what they looked at is let go, so that memory stays flat. */
#define REST 64

void building_progress(void *building, size_t done)
{
	struct building *b = building;
	if (done % REST == 0)
		page_cache_rest(&b->kept);
	progress_tell(&b->progress, done);
}

bool building_gather(struct building *b)
{
	gather_files(&b->archive.scan, config_paper(&b->config), &b->archive.gathered);
	return source_check_corrections(&b->archive, b->report);
}

bool building_collect(struct building *b, size_t parts)
{
	struct collect_order order = { b->order->threads, building_progress, b, parts };
	if (!building_gather(b))
		return false;
	progress_begin(&b->progress, "reading pages", b->archive.gathered.sources.len,
	               !b->order->quiet);
	if (b->world.known)
		building_open_records(b, b->order->clean && !parts);
	bool ok = collect_pages(&b->archive, b->world.known ? &b->kept : NULL, &order, b->report);
	progress_end(&b->progress);
	if (ok && b->archive.pages.len == 0) {
		report_error(b->report, b->config.source, 0, 0, "holds no page that can be read");
		ok = false;
	}
	if (b->world.known && !parts)
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
static bool make_pictures(struct building *b, bool make)
{
	char *folder = writer_state(&b->site.writer, "pictures");
	struct pictures_order order = { .files = &b->pictures,
		                            .folder = folder,
		                            .threads = b->order->threads,
		                            .clean = b->order->clean && make,
		                            .only_known = !make,
		                            .told = told_pictures,
		                            .context = &b->progress };
	bool whole;
	progress_begin(&b->progress, "making pictures of pages", 0, !b->order->quiet);
	bool ok = pictures_make(&b->archive, &order, &whole, b->report);
	progress_end(&b->progress);
	if (!whole)
		b->now.inputs = (struct hash128){ 0, 0 };
	free(folder);
	return ok;
}

bool building_link(struct building *b, bool pictures)
{
	return link_archive(&b->archive, b->report) && make_pictures(b, pictures) &&
	       site_plan(&b->site, &b->archive, b->order->threads, b->report);
}

static void told_render(void *context, size_t done, size_t all)
{
	struct building *b = context;
	if (done % REST == 1) {
		page_cache_rest(&b->kept);
		for (size_t i = 0; i < b->step_count; i++)
			build_log_rest(&b->steps[i]);
	}
	b->progress.all = all;
	progress_tell(&b->progress, done);
}

struct render_order building_render_order(struct building *b)
{
	b->site.writer.anew = b->order->clean;
	if (b->world.known && !b->batches)
		b->batches = writer_state(&b->site.writer, "batches");
	return (struct render_order){ .threads = b->order->threads,
		                          .world = b->world.site.low | 1,
		                          .made = &b->made,
		                          .steps = b->steps,
		                          .step_count = b->step_count,
		                          .batches = b->batches,
		                          .told = told_render,
		                          .context = b };
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
	/* What could not be read may be readable next time, though it looks the same. */
	if (b->report->faults > 0)
		b->now.inputs = (struct hash128){ 0, 0 };
	if (b->result->count.written > 0)
		wait_for_tick();
	return build_log_save(&b->made, &b->now, b->report);
}

bool building_end(struct building *b)
{
	budget_take(&b->result->budget, b->made.now.items, b->made.now.len, &b->site.plan,
	            &b->result->arena);
	budget_warn(&b->result->budget, &b->config, b->report);
	if (b->order->explain)
		explain_build(&b->made, &b->site);
	return remember(b);
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

void building_tell(struct building *b, bool ok)
{
	b->result->pages = b->result->pages ? b->result->pages : b->archive.pages.len;
	b->result->articles = b->result->articles ? b->result->articles : b->archive.standing_count;
	if (!ok && b->report->errors == 0 && interrupt_seen())
		report_error(b->report, NULL, 0, 0,
		             "interrupted: what was not yet made stands as it was, "
		             "and the next build completes it");
	report_append(b->report, &b->aside);
	if (ok && b->report->faults > 0)
		report_fault(b->report, NULL, 0, 0,
		             "all else was built: mend what is named above, or take it out of the source "
		             "folder");
	if (ok)
		keep_result(b);
}

void building_free(struct building *b)
{
	site_close(&b->site);
	archive_free(&b->archive);
	picture_files_free(&b->pictures);
	page_cache_close(&b->kept);
	build_log_close(&b->made);
	weights_free(&b->weights);
	corrections_free(&b->corrections);
	free(b->batches);
	config_free(&b->config);
}
