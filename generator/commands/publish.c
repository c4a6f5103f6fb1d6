#include <stdio.h>
#include <sys/stat.h>

#include "archive/config.h"
#include "base/epoch.h"
#include "base/interrupt.h"
#include "base/pool.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "publish/publish.h"
#include "site/budget.h"

static const char usage[] =
	"Usage: broadsheet publish [-c site.conf] [-o OUTPUT] [-n] [-j N] [--review] [--prune] [-q] DESTINATION\n"
	"\n"
	"Sends a built site to where its readers are: what changed, pages before the\n"
	"lists that link to them, and removes in the end what is no longer of the site.\n"
	"A site with faults, as check finds them, is not sent. What was interrupted is\n"
	"completed by the same command. A DESTINATION is one of\n"
	"\n"
	"  FOLDER                 of this machine\n"
	"  rsync://HOST/MODULE/PATH, or [USER@]HOST:PATH over ssh\n"
	"  rclone:REMOTE:PATH     S3, WebDAV, SFTP and all else that rclone is set up for\n"
	"  git+URL#BRANCH         one commit on that branch; gh-pages without #BRANCH\n"
	"\n"
	"Passwords and keys stay in the settings of these tools.\n"
	"\n"
	"  -c, --config FILE      the archive's configuration, site.conf by default\n"
	"  -o, --output FOLDER    send the site of this folder\n"
	"  -n, --dry-run          change nothing; print what would be sent and removed\n"
	"  -j, --jobs N           send N parts side by side; without it 4 to rsync's daemon, 16\n"
	"                         files with rclone, as many as there are processors to a\n"
	"                         folder, and 1 over ssh, where each may ask for a password\n"
	"      --review           send review/ as well\n"
	"      --prune            remove also what broadsheet did not put there\n"
	"  -q, --quiet            tell errors alone\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_REVIEW = USAGE_VERSION + 1, OPTION_PRUNE };

static void print_summary(const struct publish_order *order, const struct publish_count *n)
{
	struct buf size = { 0 };
	budget_put_bytes(&size, n->bytes);
	printf("%s: %zu new, %zu changed, %zu removed, %zu as they were; %s %s\n", order->destination,
	       n->fresh, n->changed, n->removed, n->same, size.data,
	       order->dry_run ? "would be sent" : "sent");
	buf_free(&size);
}

static int run(struct publish_order *order, const char *config, const char *output)
{
	struct config c = { 0 };
	struct report report = { 0 };
	struct publish_count count;
	interrupt_watch();
	bool ok = config_read(config, &c, &report);
	order->site = output ? output : c.output;
	order->config = &c;
	ok = ok && epoch_check(&report) && publish_site(order, &count, &report);
	if (order->quiet)
		report_print_from(&report, REPORT_ERROR, stderr);
	else
		report_print(&report, stderr);
	if (ok && !order->quiet)
		print_summary(order, &count);
	config_free(&c);
	report_free(&report);
	return ok ? USAGE_DONE : interrupt_status() ? interrupt_status() : USAGE_FAILED;
}

int command_publish(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		{ "dry-run", no_argument, NULL, 'n' },
		{ "jobs", required_argument, NULL, 'j' },
		{ "review", no_argument, NULL, OPTION_REVIEW },
		{ "prune", no_argument, NULL, OPTION_PRUNE },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct publish_order order = { .threads = pool_processors() };
	const char *config = "site.conf", *output = NULL;
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:nj:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		switch (c) {
		case 'c': config = optarg; break;
		case 'o': output = optarg; break;
		case 'n': order.dry_run = true; break;
		case 'q': order.quiet = true; break;
		case 'j':
			if (!usage_jobs(argv[0], optarg, &order.at_once))
				return USAGE_WRONG;
			break;
		case OPTION_REVIEW: order.review = true; break;
		default: order.prune = true; break;
		}
	}
	if (argc - optind != 1)
		return usage_wrong(argv[0], "expected one destination");
	if (output && !*output)
		return usage_wrong(argv[0], "the name of the folder is empty");
	order.destination = argv[optind];
	/* What is sent is for everybody, whichever way it goes; tools inherit this. */
	umask(022);
	return run(&order, config, output);
}
