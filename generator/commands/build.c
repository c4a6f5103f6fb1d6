#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/collect.h"
#include "archive/link.h"
#include "base/pool.h"
#include "base/progress.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "page/weights.h"
#include "site/render.h"

#define THREADS_MAX 256

static const char usage[] =
    "Usage: broadsheet build [-c site.conf] [-s SOURCE] [-o OUTPUT] [-j N] [--clean] [-q]\n"
    "\n"
    "Reads the pages of an archive and makes its website. What is there already and\n"
    "would be the same is left alone; files that an earlier build made and this one\n"
    "does not are removed; others never.\n"
    "\n"
    "  -c, --config FILE      the archive's configuration, site.conf by default\n"
    "  -s, --source FOLDER    read the pages from there\n"
    "  -o, --output FOLDER    write the site there\n"
    "  -j, --jobs N           work on N pages at a time, as many as there are\n"
    "                         processors by default\n"
    "      --clean            write every file anew\n"
    "  -q, --quiet            tell errors alone\n"
    "  -h, --help             show this help\n"
    "      --version          show the version\n";

enum { OPTION_CLEAN = USAGE_VERSION + 1 };

struct order {
	const char *config;
	const char *source; /* NULL: what the configuration says; also for output */
	const char *output;
	size_t      threads;
	bool        clean;
	bool        quiet;
};

struct building {
	const struct order *order;
	struct config       config;
	struct weights      weights;
	struct corrections  corrections;
	struct archive      archive;
	struct site         site;
	struct render_count count;
	struct progress     progress;
	struct report       report;
};

static bool read_config(struct building *b)
{
	if (!config_read(b->order->config, &b->config, &b->report))
		return false;
	if (b->order->source)
		b->config.source = b->order->source;
	if (b->order->output)
		b->config.output = b->order->output;
	return true;
}

static bool read_weights(struct building *b)
{
	b->archive.config = &b->config;
	if (!b->config.weights)
		return true;
	b->archive.weights = &b->weights;
	return weights_load(&b->weights, b->config.weights, &b->report);
}

static bool read_corrections(struct building *b)
{
	b->archive.corrections = &b->corrections;
	return corrections_read(&b->config, &b->corrections, &b->report);
}

static bool read_site(struct building *b)
{
	bool ok = site_open(&b->config, &b->site, &b->report);
	return writer_open(&b->site.writer, b->config.output, b->config.state, &b->report) && ok;
}

static bool scan(struct building *b)
{
	struct scan_rules pages = { .ending = ".txt", .except = b->config.output };
	if (!scan_folder(b->config.source, &pages, &b->archive.scan, &b->report))
		return false;
	if (b->archive.scan.files.len == 0)
		report_error(&b->report, b->config.source, 0, 0,
		             "holds no pages: put text files there that end in .txt");
	return b->archive.scan.files.len > 0 &&
	       corrections_check_files(&b->corrections, &b->archive.scan, &b->report);
}

static void told_collect(void *context, size_t done)
{
	progress_tell(context, done);
}

static bool collect(struct building *b)
{
	progress_begin(&b->progress, "reading pages", b->archive.scan.files.len, !b->order->quiet);
	bool ok = collect_pages(&b->archive, b->order->threads, told_collect, &b->progress,
	                        &b->report);
	progress_end(&b->progress);
	return ok;
}

static bool link_all(struct building *b)
{
	return link_archive(&b->archive, &b->report) &&
	       site_plan(&b->site, &b->archive, &b->report);
}

static bool rehearse(struct building *b)
{
	return render_rehearse(&b->site, &b->report);
}

static void told_render(void *context, size_t done, size_t all)
{
	struct progress *p = context;
	p->all = all;
	progress_tell(p, done);
}

static bool render(struct building *b)
{
	b->site.writer.anew = b->order->clean;
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_site(&b->site, b->order->threads, told_render, &b->progress, &b->count,
	                      &b->report);
	progress_end(&b->progress);
	return ok;
}

/* Nothing in the output is touched before the last stage. */
static bool build(struct building *b)
{
	return read_config(b) && read_weights(b) && read_corrections(b) && read_site(b) && scan(b) && collect(b) &&
	       link_all(b) && rehearse(b) && render(b);
}

static void print_summary(const struct building *b)
{
	const struct archive *a = &b->archive;
	const char *output = b->config.output;
	const char *slash = output[strlen(output) - 1] == '/' ? "" : "/";
	printf("%s%s: %zu %s, %zu %s, %zu files written, %zu unchanged", output, slash, a->pages.len,
	       a->pages.len == 1 ? "page" : "pages", a->articles.len,
	       a->articles.len == 1 ? "article" : "articles", b->count.written, b->count.same);
	if (b->count.removed > 0)
		printf(", %zu removed", b->count.removed);
	if (b->config.base_url.len == 0)
		printf(", no sitemap without base_url");
	printf("; open %s%sindex.html\n", output, slash);
}

static void free_building(struct building *b)
{
	site_close(&b->site);
	archive_free(&b->archive);
	weights_free(&b->weights);
	corrections_free(&b->corrections);
	config_free(&b->config);
	report_free(&b->report);
}

static int run(const struct order *order)
{
	struct building b = { .order = order };
	bool ok = build(&b);
	if (order->quiet)
		report_print_errors(&b.report, stderr);
	else
		report_print(&b.report, stderr);
	if (ok && !order->quiet)
		print_summary(&b);
	free_building(&b);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

static bool read_threads(const char *text, size_t *out)
{
	char *end;
	long n = strtol(text, &end, 10);
	*out = (size_t)n;
	return *text && !*end && n >= 1 && n <= THREADS_MAX;
}

int command_build(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "source", required_argument, NULL, 's' },
		{ "output", required_argument, NULL, 'o' },
		{ "jobs", required_argument, NULL, 'j' },
		{ "clean", no_argument, NULL, OPTION_CLEAN },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct order order = { .config = "site.conf", .threads = pool_processors() };
	int c, status;
	while ((c = getopt_long(argc, argv, "c:s:o:j:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		switch (c) {
		case 'c': order.config = optarg; break;
		case 's': order.source = optarg; break;
		case 'o': order.output = optarg; break;
		case 'q': order.quiet = true; break;
		case OPTION_CLEAN: order.clean = true; break;
		default:
			if (!read_threads(optarg, &order.threads))
				return usage_wrong(argv[0], "-j needs a number from 1 to %d, not '%s'",
				                   THREADS_MAX, optarg);
		}
	}
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s'", argv[optind]);
	if ((order.output && !*order.output) || (order.source && !*order.source))
		return usage_wrong(argv[0], "the name of a folder is empty");
	return run(&order);
}
