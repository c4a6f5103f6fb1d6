#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/pool.h"
#include "commands/commands.h"
#include "commands/site_build.h"
#include "commands/usage.h"

#define THREADS_MAX 256

static const char usage[] =
	"Usage: broadsheet build [-c site.conf] [-s SOURCE] [-o OUTPUT] [-j N] [--clean] [--review] [--explain] [-q]\n"
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
	"      --review           make review/ as well: each page beside its articles, with\n"
	"                         what is doubtful and the lines that would correct it\n"
	"      --explain          say of each file of the site whether it was made, kept or\n"
	"                         removed, and why\n"
	"  -q, --quiet            tell errors alone\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_CLEAN = USAGE_VERSION + 1, OPTION_REVIEW, OPTION_EXPLAIN };

static void print_summary(const struct site_build_result *b)
{
	const char *slash = b->output[strlen(b->output) - 1] == '/' ? "" : "/";
	struct buf size = { 0 };
	budget_put_number(&size, b->budget.files);
	buf_puts(&size, " files of ");
	budget_put_bytes(&size, b->budget.bytes);
	printf("%s%s: %zu %s, %zu %s, %s: %zu files written, %zu unchanged", b->output, slash, b->pages,
	       b->pages == 1 ? "page" : "pages", b->articles, b->articles == 1 ? "article" : "articles",
	       size.data, b->count.written, b->count.same);
	buf_free(&size);
	if (b->count.removed > 0)
		printf(", %zu removed", b->count.removed);
	if (!b->has_address)
		printf(", no sitemap without base_url");
	printf("; open %s%sindex.html\n", b->output, slash);
}

static int run(const struct site_build_order *order)
{
	struct site_build_result result;
	struct report report = { 0 };
	interrupt_watch();
	bool ok = site_build_run(order, &result, &report);
	if (order->quiet)
		report_print_errors(&report, stderr);
	else
		report_print(&report, stderr);
	if (ok && !order->quiet)
		print_summary(&result);
	site_build_free(&result);
	report_free(&report);
	return ok ? USAGE_DONE : interrupt_status() ? interrupt_status() : USAGE_FAILED;
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
		{ "review", no_argument, NULL, OPTION_REVIEW },
		{ "explain", no_argument, NULL, OPTION_EXPLAIN },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct site_build_order order = { .config = "site.conf", .threads = pool_processors() };
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
		case OPTION_EXPLAIN: order.explain = true; break;
		case OPTION_REVIEW: order.review = true; break;
		default:
			if (!read_threads(optarg, &order.threads))
				return usage_wrong(argv[0], "-j needs a number from 1 to %d, not '%s'", THREADS_MAX,
				                   optarg);
		}
	}
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s'", argv[optind]);
	if ((order.output && !*order.output) || (order.source && !*order.source))
		return usage_wrong(argv[0], "the name of a folder is empty");
	return run(&order);
}
