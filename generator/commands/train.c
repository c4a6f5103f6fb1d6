#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "learn/learn.h"
#include "learn/score.h"
#include "segment/segment.h"

static const char usage[] =
	"Usage: broadsheet train [-o FILE] GOLD_FOLDER...\n"
	"       broadsheet train --evaluate FOLDS [--score GOLD_FOLDER]... GOLD_FOLDER...\n"
	"\n"
	"Learns from annotated pages how a newspaper is cut into articles. A folder\n"
	"holds pages and gold.json or expected.json, which say what the pages hold.\n"
	"\n"
	"  -o, --output FILE      write the weights there, not to standard output\n"
	"      --except FOLD/FOLDS  leave out the pages of one fold of the days, to\n"
	"                         measure on pages that the weights have not seen\n"
	"      --evaluate FOLDS   learn from all days but those of a fold, score that\n"
	"                         fold, for each fold; print a table, no weights\n"
	"      --score GOLD_FOLDER  score that folder, too, but do not learn from it; its\n"
	"                         days are those of the others\n"
	"  -q, --quiet            tell no progress\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_EXCEPT = USAGE_VERSION + 1, OPTION_EVALUATE, OPTION_SCORE };

struct order {
	const char *output;
	struct learn_options learn;
	bool quiet;
	size_t folds;          /* to evaluate in; 0: write weights */
	ARRAY(char *) folders; /* to learn from, then to score only */
	size_t learned;        /* how many of them are learned from */
	ARRAY(char *) scored;
};

static bool read_fold(const char *text, struct learn_options *o)
{
	char rest;
	return sscanf(text, "%zu/%zu%c", &o->fold, &o->folds, &rest) == 2 && o->folds > 1 &&
	       o->fold < o->folds;
}

static bool read_count(const char *text, size_t *count)
{
	char rest;
	return sscanf(text, "%zu%c", count, &rest) == 1 && *count >= 2 && *count <= 1000;
}

static bool write_weights(const struct gold *g, const struct order *order, struct report *r)
{
	struct weights w;
	struct buf out = { 0 };
	char *place = order->output ? file_output_path(order->output, r) : NULL;
	if (order->output && !place)
		return false;
	learn_weights(g, &order->learn, &w);
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

/* Scores the pages that were left out; scores has one for each folder. */
static void score_fold(const struct gold *g, const struct learn_options *o, struct score *scores)
{
	struct weights w;
	learn_weights(g, o, &w);
	for (size_t i = 0; i < g->pages.len; i++) {
		if (!learn_left_out(g, i, o))
			continue;
		struct page page;
		segment_page(&g->pages.items[i].text, &w, &page);
		score_page(&g->pages.items[i], &page, &scores[g->pages.items[i].folder]);
		page_free(&page);
	}
	weights_free(&w);
}

static void print_scores(const struct order *order, const struct score *scores)
{
	puts("folder                    pages articles  boundary P      R     F1  article headline "
	     "paragraph lost doubled");
	for (size_t i = 0; i < order->folders.len; i++) {
		const struct score *s = &scores[i];
		printf("%-25s %5zu %8zu %11.3f %6.3f %6.3f %8.3f %8.3f %9.3f %4zu %7zu\n",
		       order->folders.items[i], s->pages, s->articles,
		       score_share(s->found, s->found + s->made_up),
		       score_share(s->found, s->found + s->missed), score_f1(s),
		       score_share(s->exact, s->articles), score_share(s->headlines, s->articles),
		       score_share(s->whole, s->paragraphs), s->lost, s->doubled);
	}
}

static void evaluate(const struct gold *g, const struct order *order)
{
	struct score *scores = mem_array(order->folders.len, sizeof(*scores));
	struct learn_options o = order->learn;
	o.folds = order->folds;
	for (o.fold = 0; o.fold < o.folds; o.fold++) {
		if (o.progress)
			fprintf(o.progress, "fold %zu of %zu\n", o.fold + 1, o.folds);
		score_fold(g, &o, scores);
	}
	print_scores(order, scores);
	free(scores);
}

static int train(struct order *order)
{
	struct report r = { 0 };
	struct gold g = { 0 };
	bool ok = true;
	for (size_t i = 0; i < order->folders.len; i++) {
		if (i == order->learned)
			order->learn.learned = g.pages.len;
		ok = gold_read(order->folders.items[i], &g, &r) && ok;
	}
	if (ok && order->folds)
		evaluate(&g, order);
	else if (ok)
		ok = write_weights(&g, order, &r);
	report_print(&r, stderr);
	report_free(&r);
	gold_free(&g);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

static int check_order(struct order *o, char **folders, int count, const char *name)
{
	if (count == 0)
		return usage_wrong(name, "expected a folder of annotated pages");
	if (o->scored.len > 0 && !o->folds)
		return usage_wrong(name, "--score goes with --evaluate");
	for (int i = 0; i < count; i++)
		*array_push(&o->folders) = folders[i];
	o->learned = o->folders.len;
	for (size_t i = 0; i < o->scored.len; i++)
		*array_push(&o->folders) = o->scored.items[i];
	return USAGE_DONE;
}

int command_train(int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'o' },
		{ "evaluate", required_argument, NULL, OPTION_EVALUATE },
		{ "score", required_argument, NULL, OPTION_SCORE },
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
		else if (c == OPTION_EVALUATE && !read_count(optarg, &order.folds))
			return usage_wrong(argv[0], "--evaluate: expected a number of folds from 2, met \"%s\"",
			                   optarg);
		else if (c == OPTION_SCORE)
			*array_push(&order.scored) = optarg;
		else if (c == OPTION_EXCEPT && !read_fold(optarg, &order.learn))
			return usage_wrong(argv[0], "--except: expected FOLD/FOLDS such as 0/5, met \"%s\"",
			                   optarg);
	}
	status = check_order(&order, argv + optind, argc - optind, argv[0]);
	if (!order.quiet && isatty(STDERR_FILENO))
		order.learn.progress = stderr;
	if (status == USAGE_DONE)
		status = train(&order);
	array_free(&order.folders);
	array_free(&order.scored);
	return status;
}
