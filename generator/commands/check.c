#include <stdio.h>
#include <unistd.h>

#include "archive/config.h"
#include "base/pool.h"
#include "check/check.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "publish/checked.h"

static const char usage[] =
	"Usage: broadsheet check [-c site.conf] [-o OUTPUT] [FOLDER]\n"
	"\n"
	"Checks a site that was built, or any other folder of web pages: dead links and\n"
	"anchors, ids that stand twice, faults in HTML, XML and JSON, in feeds and\n"
	"sitemaps, pages without title or language. Each fault is told with file, line\n"
	"and column.\n"
	"\n"
	"  -c, --config FILE      the configuration that names the site's folder,\n"
	"                         site.conf by default\n"
	"  -o, --output FOLDER    check this folder; FOLDER means the same; with -c beside it,\n"
	"                         publish need not check again what was found right\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

static void print_summary(const char *folder, const struct check_count *n, const struct report *r)
{
	printf("%s: %zu files, %zu pages, %zu links: ", folder, n->files, n->pages, n->links);
	if (r->errors == 0)
		printf("all right");
	else
		printf("%zu %s", r->errors, r->errors == 1 ? "fault" : "faults");
	if (r->warnings > 0)
		printf(", %zu %s", r->warnings, r->warnings == 1 ? "warning" : "warnings");
	putchar('\n');
}

/* A folder without a configuration is anybody's: nothing is remembered of it. */
static int run(const char *config, const char *folder)
{
	struct report report = { 0 };
	struct config c = { 0 };
	struct check_count count = { 0 };
	bool ok = true;
	if (config || !folder) {
		ok = config_read(config ? config : "site.conf", &c, &report);
		folder = folder ? folder : c.output;
	}
	bool known = ok;
	if (ok && c.state)
		ok = checked_folder(folder, c.state, pool_processors(), &count, &report);
	else
		ok = ok && check_folder(folder, pool_processors(), &count, &report);
	report_print(&report, stderr);
	if (known)
		print_summary(folder, &count, &report);
	config_free(&c);
	report_free(&report);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_check(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		USAGE_OPTIONS,
	};
	const char *config = NULL, *folder = NULL;
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'c')
			config = optarg;
		else
			folder = optarg;
	}
	if (optind < argc && !folder)
		folder = argv[optind++];
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s': one folder is checked at a time",
		                   argv[optind]);
	if (folder && !*folder)
		return usage_wrong(argv[0], "the name of the folder is empty");
	return run(config, folder);
}
