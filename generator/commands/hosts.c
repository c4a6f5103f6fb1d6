#include <stdio.h>

#include "archive/config.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "publish/hosts.h"

static const char usage[] =
	"Usage: broadsheet hosts [-c site.conf] [-o FOLDER] [NAME]\n"
	"\n"
	"Prints what a host is set up with for this archive, as its base_url and folder\n"
	"ask for: the block of a web server, a workflow that builds and publishes, what a\n"
	"batch engine runs to build the site in steps (parallel, slurm, snakemake).\n"
	"Without NAME, prints the names that there are.\n"
	"\n"
	"  -c, --config FILE      the archive's configuration, site.conf by default\n"
	"  -o, --output FOLDER    where the site is on the server, if not where it is built\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

static int run(const char *path, const struct hosts_order *order)
{
	struct config c = { 0 };
	struct report report = { 0 };
	struct buf text = { 0 };
	bool ok =
		config_read(path, &c, &report) &&
		(order->name ? hosts_print(&c, order, &text, &report) : hosts_list(&c, &text, &report));
	report_print(&report, stderr);
	if (ok && text.len > 0)
		fwrite(text.data, 1, text.len, stdout);
	buf_free(&text);
	report_free(&report);
	config_free(&c);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_hosts(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		USAGE_OPTIONS,
	};
	const char *config = "site.conf";
	struct hosts_order order = { 0 };
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'c')
			config = optarg;
		else
			order.folder = optarg;
	}
	if (argc - optind > 1)
		return usage_wrong(argv[0], "unexpected argument '%s': one host at a time",
		                   argv[optind + 1]);
	if (order.folder && !*order.folder)
		return usage_wrong(argv[0], "the name of the folder is empty");
	order.name = argv[optind];
	return run(config, &order);
}
