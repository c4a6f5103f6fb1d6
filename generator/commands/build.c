#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/pool.h"
#include "commands/commands.h"
#include "commands/site_build.h"
#include "commands/site_steps.h"
#include "commands/usage.h"

static const char usage[] =
	"Usage: broadsheet build [-c site.conf] [-s SOURCE] [-o OUTPUT] [-j N] [--clean] [--review] [--explain] [-q]\n"
	"       broadsheet build --step read|render --part K/N [OPTIONS]\n"
	"       broadsheet build --step gather|finish [OPTIONS]\n"
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
	"      --step STEP        do only this step, for a batch engine that runs them on many\n"
	"                         machines: read, gather, render, finish, in this order\n"
	"      --part K/N         of read and render: the K-th of N parts; parts of a step may\n"
	"                         run in any order, at the same time, and again\n"
	"  -q, --quiet            tell errors alone\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_CLEAN = USAGE_VERSION + 1, OPTION_REVIEW, OPTION_EXPLAIN, OPTION_STEP, OPTION_PART };

/* What the command line asks for. */
struct asked {
	struct site_build_order order;
	bool in_steps;
	enum site_step step;
	struct part part; /* count 0: none was given */
};

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
	report_print_from(&report, order->quiet ? REPORT_FAULT : REPORT_WARNING, stderr);
	if (ok && !order->quiet)
		print_summary(&result);
	ok = ok && report.faults == 0;
	site_build_free(&result);
	report_free(&report);
	return ok ? USAGE_DONE : interrupt_status() ? interrupt_status() : USAGE_FAILED;
}

/* What a step did, as the next ones go on from it. */
static void print_step(const struct asked *a, const struct site_steps_result *r)
{
	const char *name = site_step_name(a->step);
	if (a->step == SITE_STEP_READ)
		printf("read %zu/%zu: %zu sources\n", a->part.number, a->part.count, r->sources);
	else if (a->step == SITE_STEP_RENDER)
		printf("render %zu/%zu: %zu files written, %zu unchanged\n", a->part.number, a->part.count,
		       r->site.count.written, r->site.count.same);
	else
		printf("%s: %zu %s, %zu %s\n", name, r->site.pages, r->site.pages == 1 ? "page" : "pages",
		       r->site.articles, r->site.articles == 1 ? "article" : "articles");
}

static enum report_level level_of(const struct asked *a)
{
	if (!site_step_tells(a->step))
		return REPORT_ERROR;
	return a->order.quiet ? REPORT_FAULT : REPORT_WARNING;
}

static int run_step(const struct asked *a)
{
	struct site_steps_result result;
	struct report report = { 0 };
	interrupt_watch();
	bool ok = site_steps_run(&a->order, a->step, &a->part, &result, &report);
	report_print_from(&report, level_of(a), stderr);
	if (ok && !a->order.quiet && a->step == SITE_STEP_FINISH)
		print_summary(&result.site);
	else if (ok && !a->order.quiet)
		print_step(a, &result);
	/* An engine stops at a step that fails, and the next ones do without what could not be read. */
	ok = ok && (report.faults == 0 || a->step != SITE_STEP_FINISH);
	site_steps_free(&result);
	report_free(&report);
	return ok ? USAGE_DONE : interrupt_status() ? interrupt_status() : USAGE_FAILED;
}

/* Whether the options for steps go with one another. */
static bool check_step(const struct asked *a, const char *command, int *status)
{
	const char *name = a->in_steps ? site_step_name(a->step) : NULL;
	*status = USAGE_WRONG;
	if (!a->in_steps && a->part.count)
		usage_wrong(command, "--part is for a --step");
	else if (a->in_steps && site_step_has_parts(a->step) && !a->part.count)
		usage_wrong(command, "--step %s needs --part K/N", name);
	else if (a->in_steps && !site_step_has_parts(a->step) && a->part.count)
		usage_wrong(command, "--step %s has no parts", name);
	else if (a->in_steps && a->order.explain)
		usage_wrong(command, "--explain is for a whole build");
	else
		return true;
	return false;
}

static bool read_step(const char *text, struct asked *out)
{
	out->in_steps = true;
	out->step = SITE_STEP_READ;
	while (site_step_name(out->step) && strcmp(site_step_name(out->step), text) != 0)
		out->step++;
	return site_step_name(out->step);
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
		{ "step", required_argument, NULL, OPTION_STEP },
		{ "part", required_argument, NULL, OPTION_PART },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct asked asked = { .order = { .config = "site.conf", .threads = pool_processors() } };
	struct site_build_order *order = &asked.order;
	int c, status;
	while ((c = getopt_long(argc, argv, "c:s:o:j:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		switch (c) {
		case 'c': order->config = optarg; break;
		case 's': order->source = optarg; break;
		case 'o': order->output = optarg; break;
		case 'q': order->quiet = true; break;
		case OPTION_CLEAN: order->clean = true; break;
		case OPTION_EXPLAIN: order->explain = true; break;
		case OPTION_REVIEW: order->review = true; break;
		case OPTION_STEP:
			if (!read_step(optarg, &asked))
				return usage_wrong(argv[0], "--step is read, gather, render or finish, not '%s'",
				                   optarg);
			break;
		case OPTION_PART:
			if (!part_read(optarg, &asked.part))
				return usage_wrong(argv[0], "--part needs K/N, as in 2/7, not '%s'", optarg);
			break;
		default:
			if (!usage_jobs(argv[0], optarg, &order->threads))
				return USAGE_WRONG;
		}
	}
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s'", argv[optind]);
	if ((order->output && !*order->output) || (order->source && !*order->source))
		return usage_wrong(argv[0], "the name of a folder is empty");
	if (!check_step(&asked, argv[0], &status))
		return status;
	return asked.in_steps ? run_step(&asked) : run(order);
}
