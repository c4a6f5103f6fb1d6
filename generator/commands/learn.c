#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/source.h"
#include "base/file.h"
#include "base/mem.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "input/input.h"
#include "learn/adapt.h"
#include "segment/inference.h"
#include "segment/weights.h"

static const char usage[] =
	"Usage: broadsheet learn [-c site.conf] [-o FILE]\n"
	"\n"
	"Learns from the archive's own corrections how this newspaper is cut: pages that\n"
	"corrections.conf says something of count as right once they are cut so, and\n"
	"those that broadsheet is surest of keep it from forgetting the rest. Writes\n"
	"weights that the build uses once site.conf names them; without them all is as\n"
	"it was.\n"
	"\n"
	"  -c, --config FILE      the configuration (site.conf)\n"
	"  -o, --output FILE      write the weights there; weights of site.conf without it,\n"
	"                         or weights.bin beside that\n"
	"  -q, --quiet            tell only what is wrong\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

/* Sure pages for each corrected one, and what makes them sure. */
enum { SURE_FOR_ONE = 4, SURE_MOST = 200, FEWEST_ARTICLES = 3 };
static const double SURE = 0.97;

struct learning {
	const char *config_path, *output;
	bool quiet;
	struct config config;
	struct corrections corrections;
	struct archive archive; /* of what segmenting needs */
	struct gold gold;
	const struct weights
		*start; /* those that pages read in such a way are cut with; NULL before the first */
	size_t corrected, sure;
	size_t differ,
		differed; /* of the corrected pages: cut otherwise without corrections, after and before */
	struct report report;
};

static bool is_sure(const struct page *p)
{
	for (size_t i = 0; i < p->article_count; i++)
		if (p->articles[i].confidence < SURE)
			return false;
	return p->article_count >= FEWEST_ARTICLES;
}

static bool same_cuts(const struct page *a, const struct page *b)
{
	bool same = a->article_count == b->article_count;
	for (size_t i = 0; same && i < a->article_count; i++)
		same = article_first_line(&a->articles[i]) == article_first_line(&b->articles[i]);
	return same;
}

/* Whether the weights cut the page otherwise than the corrections do. */
static bool differs(const struct segmented_page *segmented, const struct weights *w)
{
	struct page plain;
	segment_page(&segmented->text, w, &plain);
	bool same = same_cuts(&plain, &segmented->page);
	page_free(&plain);
	return !same;
}

/* A page that corrections say something of, or, where sure is asked for, one of the surest. */
static void take_page(struct learning *l, const struct segmented_page *segmented, bool sure)
{
	struct segment_options o = { .weights = inference_weights(&segmented->text) };
	struct arena arena = { 0 };
	if (!l->start)
		l->start = o.weights;
	o.constraints = correct_pins(segmented->wanted, &arena, &o.constraint_count);
	if (!sure && o.constraint_count > 0) {
		adapt_add(&l->gold, &segmented->text, &o);
		l->differed += differs(segmented, o.weights);
		l->corrected++;
	} else if (sure && o.constraint_count == 0 && is_sure(&segmented->page)) {
		adapt_add(&l->gold, &segmented->text, &o);
		l->sure++;
	}
	arena_free(&arena);
}

/* What is done with each page that is read. */
struct use {
	bool sure;                   /* surest pages are wanted, not corrected ones */
	const struct weights *after; /* NULL while pages are gathered */
};

static void use_page(struct learning *l, const struct segmented_page *segmented, struct use use)
{
	if (!use.after)
		take_page(l, segmented, use.sure);
	else if (segmented->wanted)
		l->differ += differs(segmented, use.after);
}

static bool is_corrected(const struct learning *l, const struct source *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (corrections_of(&l->corrections, view_of(s->files[i]->below)))
			return true;
	return false;
}

/*
 * Reads the pages of a source and does something with them. One that cannot be
 * read costs the others nothing; false, with errors, if its corrections are wrong.
 */
static bool read_source(struct learning *l, const struct source *s, struct use use)
{
	struct source_bytes bytes = { 0 };
	struct input_pages pages = { 0 };
	struct report told = { 0 };
	bool ok = source_load(s, &bytes, &told) && source_pages(&l->archive, s, &bytes, &pages, &told);
	report_spare(&told);
	for (size_t i = 0; ok && i < pages.len; i++) {
		struct segmented_page segmented;
		archive_segment(&l->archive, s, &pages.items[i], NULL, &segmented, &told);
		use_page(l, &segmented, use);
		segmented_page_free(&segmented);
	}
	/* What is read again was told before. */
	if (!use.after && !(use.sure && is_corrected(l, s)))
		report_append(&l->report, &told);
	report_free(&told);
	input_pages_free(&pages);
	source_bytes_free(&bytes);
	return l->report.errors == 0;
}

static bool read_corrected(struct learning *l, const struct weights *after)
{
	bool ok = true;
	for (size_t i = 0; ok && i < l->archive.gathered.sources.len; i++) {
		const struct source *s = &l->archive.gathered.sources.items[i];
		if (is_corrected(l, s))
			ok = read_source(l, s, (struct use){ false, after });
	}
	return ok;
}

/* Spread over the archive, so that they show the habits of all its years. */
static bool gather_sure(struct learning *l)
{
	size_t wanted = l->corrected * SURE_FOR_ONE, sources = l->archive.gathered.sources.len;
	wanted = wanted > SURE_MOST ? SURE_MOST : wanted;
	size_t stride = wanted && sources > wanted * 2 ? sources / (wanted * 2) : 1;
	bool ok = true;
	for (size_t i = 0; ok && i < sources && l->sure < wanted; i += stride)
		ok = read_source(l, &l->archive.gathered.sources.items[i], (struct use){ true, NULL });
	return ok;
}

/* Where the weights go: as told, as site.conf says, or beside it; in memory to be freed. */
static char *output_path(const struct learning *l)
{
	struct buf path = { 0 };
	const char *slash = strrchr(l->config_path, '/');
	if (l->output || l->config.weights)
		return mem_string(l->output ? l->output : l->config.weights);
	buf_printf(&path, "%.*sweights.bin", (int)(slash ? slash + 1 - l->config_path : 0),
	           l->config_path);
	return path.data;
}

static void tell(const struct learning *l, const char *path)
{
	printf(
		"Learned from %zu corrected pages and %zu sure ones: without its corrections, %zu of the "
		"corrected pages are cut otherwise than with them (before: %zu).\n",
		l->corrected, l->sure, l->differ, l->differed);
	if (l->config.weights && strcmp(l->config.weights, path) == 0)
		printf(
			"%s is written, and the next build uses it; without the line `weights` in %s all is as it was.\n",
			path, l->config_path);
	else
		printf("%s is written. A build uses it once %s says under [site]: weights = %s\n", path,
		       l->config_path, path);
}

static bool write_weights(struct learning *l)
{
	struct learn_options o = adapt_options(l->start);
	struct weights w;
	struct buf out = { 0 };
	char *path = output_path(l), *place = file_output_path(path, &l->report);
	if (!place) {
		free(path);
		return false;
	}
	learn_weights(&l->gold, &o, &w);
	weights_write(&w, &out);
	bool ok = file_write(place, buf_view(&out), &l->report) != FILE_FAILED && read_corrected(l, &w);
	if (ok && !l->quiet)
		tell(l, path);
	weights_free(&w);
	buf_free(&out);
	free(place);
	free(path);
	return ok;
}

static bool learn(struct learning *l)
{
	if (!config_read(l->config_path, &l->config, &l->report) ||
	    !corrections_read(&l->config, &l->corrections, &l->report))
		return false;
	const struct config *c = &l->config;
	struct scan_rules pages = archive_scan_rules(c);
	l->archive.config = &l->config;
	l->archive.corrections = &l->corrections;
	if (!scan_folder(l->config.source, &pages, &l->archive.scan, &l->report))
		return false;
	gather_files(&l->archive.scan, config_paper(&l->config), &l->archive.gathered);
	if (!read_corrected(l, NULL))
		return false;
	if (l->corrected == 0) {
		report_error(
			&l->report, l->corrections.path ? l->corrections.path : l->config_path, 0, 0,
			"no page has a correction of cuts, headlines or roles to learn from: make some, as "
			"`make review` proposes them");
		return false;
	}
	return gather_sure(l) && write_weights(l);
}

int command_learn(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct learning l = { .config_path = "site.conf" };
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'q')
			l.quiet = true;
		else
			*(c == 'c' ? &l.config_path : &l.output) = optarg;
	}
	if (optind < argc)
		return usage_wrong(argv[0], "expected no argument, met \"%s\"", argv[optind]);
	bool ok = learn(&l);
	report_print(&l.report, stderr);
	ok = ok && l.report.faults == 0;
	gold_free(&l.gold);
	archive_free(&l.archive);
	corrections_free(&l.corrections);
	config_free(&l.config);
	report_free(&l.report);
	return ok ? USAGE_DONE : USAGE_FAILED;
}
