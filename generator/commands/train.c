#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "learn/learn.h"

static const char usage[] =
    "Usage: broadsheet train [-o FILE] GOLD_FOLDER...\n"
    "\n"
    "Learns from annotated pages how a newspaper is cut into articles. A folder\n"
    "holds pages and gold.json or expected.json, which say what the pages hold.\n"
    "\n"
    "  -o, --output FILE      write the weights there, not to standard output\n"
    "      --except FOLD/FOLDS  leave out the pages of one fold of the days, to\n"
    "                         measure on pages that the weights have not seen\n"
    "  -q, --quiet            tell no progress\n"
    "  -h, --help             show this help\n"
    "      --version          show the version\n";

enum { OPTION_EXCEPT = USAGE_VERSION + 1 };

struct order {
	const char          *output;
	struct learn_options learn;
	bool                 quiet;
};

static bool read_fold(const char *text, struct learn_options *o)
{
	char rest;
	return sscanf(text, "%zu/%zu%c", &o->fold, &o->folds, &rest) == 2 && o->folds > 1 &&
	       o->fold < o->folds;
}

static bool write_weights(const struct gold *g, const struct order *order, struct report *r)
{
	struct weights w;
	struct buf out = { 0 };
	learn_weights(g, &order->learn, &w);
	weights_write(&w, &out);
	weights_free(&w);
	bool ok = true;
	if (order->output)
		ok = file_write(order->output, buf_view(&out), r) != FILE_FAILED;
	else
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return ok;
}

static int train(const struct order *order, char **folders, int count)
{
	struct report r = { 0 };
	struct gold g = { 0 };
	bool ok = true;
	for (int i = 0; i < count; i++)
		ok = gold_read(folders[i], &g, &r) && ok;
	if (ok)
		ok = write_weights(&g, order, &r);
	report_print(&r, stderr);
	report_free(&r);
	gold_free(&g);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_train(int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'o' },
		{ "except", required_argument, NULL, OPTION_EXCEPT },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct order order = { .learn = learn_defaults() };
	int c, status;
	while ((c = getopt_long(argc, argv, "o:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'o')
			order.output = optarg;
		else if (c == 'q')
			order.quiet = true;
		else if (!read_fold(optarg, &order.learn))
			return usage_wrong(argv[0], "--except: expected FOLD/FOLDS such as 0/5, met \"%s\"", optarg);
	}
	if (optind == argc)
		return usage_wrong(argv[0], "expected a folder of annotated pages");
	if (!order.quiet && isatty(STDERR_FILENO))
		order.learn.progress = stderr;
	return train(&order, argv + optind, argc - optind);
}
