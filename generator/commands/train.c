#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "learn/adapt.h"
#include "learn/learn.h"
#include "learn/score.h"
#include "segment/segment.h"

static const char usage[] =
	"Usage: broadsheet train [-o FILE] [--rounds N] [--seed N] [--from WEIGHTS]\n"
	"                        GOLD_FOLDER...\n"
	"       broadsheet train --score [-w WEIGHTS] GOLD_FOLDER...\n"
	"\n"
	"Learns from annotated pages how a newspaper is cut into articles. A folder\n"
	"holds pages and gold.json or expected.json, which say what the pages hold; one\n"
	"that is named twice counts twice.\n"
	"\n"
	"  -o, --output FILE      write the weights there, not to standard output\n"
	"      --rounds N         go through all pages N times (1; 12 with --from)\n"
	"      --seed N           begin with other random numbers: N is 0 to 1000 (0). Files of\n"
	"                         weights that began differently, put one behind the other in\n"
	"                         one file, are used together, and err less than each alone\n"
	"      --from WEIGHTS     go on from these weights and stay near them, as learn does\n"
	"      --score            learn nothing: cut the pages and print for each folder\n"
	"                         how well that went\n"
	"  -w, --weights FILE     cut them with these weights\n"
	"  -q, --quiet            tell no progress\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_SCORE = USAGE_VERSION + 1, OPTION_ROUNDS, OPTION_SEED, OPTION_FROM };

struct order {
	const char *output, *weights, *from;
	int rounds; /* 0: as usual */
	int seed;
	struct learn_options learn;
	bool quiet, score;
	char **folders;
	size_t count;
};

static bool read_number(const char *text, int least, int *number)
{
	char rest;
	return sscanf(text, "%d%c", number, &rest) == 1 && *number >= least && *number <= 1000;
}

static bool write_weights(const struct gold *g, const struct order *order, struct report *r)
{
	struct weights w, start = { 0 };
	struct buf out = { 0 };
	struct learn_options o = order->learn;
	char *place = order->output ? file_output_path(order->output, r) : NULL;
	if (order->output && !place)
		return false;
	if (order->from && !weights_load(&start, order->from, r))
		return false;
	if (order->from)
		o = adapt_options(&start);
	o.progress = order->learn.progress;
	o.seed = (uint64_t)order->seed;
	o.rounds = order->rounds ? order->rounds : o.rounds;
	learn_weights(g, &o, &w);
	weights_free(&start);
	weights_write(&w, &out);
	weights_free(&w);
	bool ok = true;
	if (order->output)
		ok = file_write(place, buf_view(&out), r) != FILE_FAILED;
	else
		fwrite(out.data, 1, out.len, stdout);
	free(place);
	buf_free(&out);
	return ok;
}

static void print_scores(const struct order *order, const struct score *scores)
{
	puts("folder                    pages articles  boundary P      R     F1  exact headline "
	     "paragraph lost doubled  sure right");
	for (size_t i = 0; i < order->count; i++) {
		const struct score *s = &scores[i];
		printf("%-25s %5zu %8zu %11.3f %6.3f %6.3f %6.3f %8.3f %9.3f %4zu %7zu %5zu %.3f\n",
		       order->folders[i], s->pages, s->articles,
		       score_share(s->found, s->found + s->made_up),
		       score_share(s->found, s->found + s->missed), score_f1(s),
		       score_share(s->exact, s->articles), score_share(s->headlines, s->articles),
		       score_share(s->whole, s->paragraphs), s->lost, s->doubled, s->sure,
		       score_share(s->sure_exact, s->sure));
	}
}

static bool score_folders(const struct gold *g, const struct order *order, struct report *r)
{
	struct weights w = { 0 };
	if (order->weights && !weights_load(&w, order->weights, r))
		return false;
	struct score *scores = mem_array(order->count, sizeof(*scores));
	for (size_t i = 0; i < g->pages.len; i++) {
		struct page page;
		segment_page(&g->pages.items[i].text, order->weights ? &w : NULL, &page);
		score_page(&g->pages.items[i], &page, &scores[g->pages.items[i].folder]);
		page_free(&page);
	}
	print_scores(order, scores);
	free(scores);
	weights_free(&w);
	return true;
}

static int train(struct order *order)
{
	struct report r = { 0 };
	struct gold g = { 0 };
	bool ok = true;
	for (size_t i = 0; i < order->count; i++)
		ok = gold_read(order->folders[i], &g, &r) && ok;
	if (ok)
		ok = order->score ? score_folders(&g, order, &r) : write_weights(&g, order, &r);
	report_print(&r, stderr);
	report_free(&r);
	gold_free(&g);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_train(int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'o' },
		{ "rounds", required_argument, NULL, OPTION_ROUNDS },
		{ "from", required_argument, NULL, OPTION_FROM },
		{ "seed", required_argument, NULL, OPTION_SEED },
		{ "score", no_argument, NULL, OPTION_SCORE },
		{ "weights", required_argument, NULL, 'w' },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct order order = { .learn = learn_defaults() };
	int c, status;
	while ((c = getopt_long(argc, argv, "o:w:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'o')
			order.output = optarg;
		else if (c == 'w')
			order.weights = optarg;
		else if (c == 'q')
			order.quiet = true;
		else if (c == OPTION_FROM)
			order.from = optarg;
		else if (c == OPTION_SCORE)
			order.score = true;
		else if (c == OPTION_ROUNDS && !read_number(optarg, 1, &order.rounds))
			return usage_wrong(argv[0], "--rounds: expected a number, met \"%s\"", optarg);
		else if (c == OPTION_SEED && !read_number(optarg, 0, &order.seed))
			return usage_wrong(argv[0], "--seed: expected a number, met \"%s\"", optarg);
	}
	order.folders = argv + optind;
	order.count = (size_t)(argc - optind);
	if (order.count == 0)
		return usage_wrong(argv[0], "expected a folder of annotated pages");
	if (order.score && (order.output || order.from))
		return usage_wrong(argv[0], "--score learns nothing, so there is nothing for -o or --from");
	if (order.weights && !order.score)
		return usage_wrong(argv[0], "-w goes with --score");
	if (!order.quiet && isatty(STDERR_FILENO))
		order.learn.progress = stderr;
	return train(&order);
}
