#include "commands/building.h"

#include <stdlib.h>

#include "archive/collect.h"
#include "archive/link.h"
#include "base/progress.h"
#include "page/weights.h"
#include "site/world.h"

struct building {
	const struct building_order *order;
	struct config       config;
	struct weights      weights;
	struct corrections  corrections;
	struct archive      archive;
	struct site         site;
	struct world        world;
	struct kept         kept;
	struct made         made;
	struct building_result *result;
	struct progress     progress;
	struct report      *report;
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
	return true;
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
	bool ok = site_open(&b->config, &b->site, b->report);
	ok = writer_open(&b->site.writer, b->config.output, b->config.state, b->report) && ok;
	return ok && world_find(&b->config, &b->world, b->report);
}

/* A clean build trusts nothing that is there. */
static void open_kept(struct building *b)
{
	char *path = writer_state(&b->site.writer, "pages");
	kept_open(&b->kept, path, b->order->clean ? 0 : b->world.pages, b->report);
	b->kept.version = b->world.pages;
	free(path);
}

static bool scan(struct building *b)
{
	struct scan_rules pages = { .ending = ".txt", .except = b->config.output };
	if (!scan_folder(b->config.source, &pages, &b->archive.scan, b->report))
		return false;
	if (b->archive.scan.files.len == 0)
		report_error(b->report, b->config.source, 0, 0,
		             "holds no pages: put text files there that end in .txt");
	return b->archive.scan.files.len > 0 &&
	       corrections_check_files(&b->corrections, &b->archive.scan, b->report);
}

static void told_collect(void *context, size_t done)
{
	progress_tell(context, done);
}

static bool collect(struct building *b)
{
	progress_begin(&b->progress, "reading pages", b->archive.scan.files.len, !b->order->quiet);
	if (b->world.known)
		open_kept(b);
	bool ok = collect_pages(&b->archive, b->world.known ? &b->kept : NULL, b->order->threads,
	                        told_collect, &b->progress, b->report);
	progress_end(&b->progress);
	if (b->world.known)
		kept_flush(&b->kept, &b->archive.scan, b->report);
	return ok;
}

static bool link_all(struct building *b)
{
	return link_archive(&b->archive, b->report) &&
	       site_plan(&b->site, &b->archive, b->report);
}

static bool rehearse(struct building *b)
{
	return render_rehearse(&b->site, b->report);
}

static void told_render(void *context, size_t done, size_t all)
{
	struct progress *p = context;
	p->all = all;
	progress_tell(p, done);
}

/* What stands is looked at here, at the last moment before anything is changed. */
static void open_made(struct building *b)
{
	made_open(&b->made, writer_state(&b->site.writer, "made"),
	          b->order->clean || !b->world.known ? 0 : b->world.site);
	made_look(&b->made, b->config.output, buf_view(&b->site.writer.earlier), b->order->threads);
}

static bool render(struct building *b)
{
	struct render_order order = { b->order->threads, b->world.site | 1, &b->made, told_render,
	                              &b->progress };
	b->site.writer.anew = b->order->clean;
	open_made(b);
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_site(&b->site, &order, &b->result->count, b->report);
	progress_end(&b->progress);
	return ok && made_save(&b->made, b->world.site, 0, b->report);
}

/* Nothing in the output is touched before the last stage. */
static bool build(struct building *b)
{
	return read_config(b) && read_weights(b) && read_corrections(b) && read_site(b) &&
	       scan(b) && collect(b) && link_all(b) && rehearse(b) && render(b);
}

/* What the summary tells, for as long as the result lives. */
static void keep_result(struct building *b)
{
	struct building_result *r = b->result;
	r->output = arena_string(&r->arena, view_of(b->config.output));
	r->pages = b->archive.pages.len;
	r->articles = b->archive.standing_count;
	r->has_address = b->config.base_url.len > 0;
}

static void free_building(struct building *b)
{
	site_close(&b->site);
	archive_free(&b->archive);
	kept_close(&b->kept);
	made_close(&b->made);
	weights_free(&b->weights);
	corrections_free(&b->corrections);
	config_free(&b->config);
}

bool building_run(const struct building_order *order, struct building_result *out,
                  struct report *r)
{
	struct building b = { .order = order, .result = out, .report = r, .kept.fd = -1 };
	*out = (struct building_result){ 0 };
	bool ok = build(&b);
	if (ok)
		keep_result(&b);
	free_building(&b);
	return ok;
}

void building_free(struct building_result *r)
{
	arena_free(&r->arena);
}
