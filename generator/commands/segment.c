#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/source.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/pool.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "export/article_json.h"
#include "segment/explain.h"
#include "segment/segment.h"
#include "segment/weights.h"

static const char usage[] =
	"Usage: broadsheet segment [-c site.conf] [-w WEIGHTS] [--explain | --lines] FILE...\n"
	"\n"
	"Cuts pages into articles and writes JSON Lines to standard output: one object\n"
	"an article or a run of page furniture.\n"
	"\n"
	"  -c, --config FILE      take encoding, weights and corrections from a site.conf\n"
	"  -w, --weights FILE     use these weights, made by broadsheet train\n"
	"      --explain          print no JSON, but for each block of a page its label and\n"
	"                         what decided\n"
	"      --lines            cut nothing: an object a page, with its lines as they were\n"
	"                         read and, where the source tells, where they stand\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_EXPLAIN = USAGE_VERSION + 1, OPTION_LINES };

/* Articles that corrections take down are left out. */
static void put_page(struct buf *out, const struct segmented_page *segmented)
{
	const struct page *p = &segmented->page;
	const struct corrections_section **sections = segmented->corrected.sections;
	size_t a = 0, f = 0;
	while (a < p->article_count || f < p->furniture_count) {
		bool article = f == p->furniture_count ||
		               (a < p->article_count &&
		                article_first_line(&p->articles[a]) < p->furniture[f].lines.first);
		if (article && sections && correct_withdraws(sections[a]))
			a++;
		else if (article)
			article_json_put(out, p, &p->articles[a++], NULL);
		else
			article_json_put_furniture(out, p, &p->furniture[f++]);
	}
}

struct segmenting {
	const char *config_path;  /* NULL: none */
	const char *weights_path; /* goes before the configuration's */
	struct config config;
	struct weights weights;
	struct corrections corrections;
	struct archive archive; /* of what segmenting needs */
	char *source;           /* the source folder, resolved; or NULL */
	bool explain, lines;
	struct report report;
};

/* A file's name below the source folder, in memory to be freed; NULL: it is not there. */
static char *name_below(const struct segmenting *s, const char *path)
{
	char *full = s->source ? realpath(path, NULL) : NULL;
	size_t len = s->source ? strlen(s->source) : 0;
	char *below = NULL;
	if (full && strncmp(full, s->source, len) == 0 && (full[len] == '/' || len == 1))
		below = mem_string(full + len + (full[len] == '/'));
	free(full);
	return below;
}

static void put_reasons(struct buf *out, const struct explain_reasons *list)
{
	buf_putc(out, '\t');
	for (size_t i = 0; i < list->len; i++) {
		const struct explain_reason *r = &list->items[i];
		buf_printf(out, "%s%s", i ? ", " : "", explain_name(r));
		if (r->feature)
			buf_printf(out, "=%d", r->value);
		if (r->offset)
			buf_printf(out, "@%+d", r->offset);
		buf_printf(out, " %.2f", (double)r->weight);
	}
}

/* A block a line: where, label, rival, what speaks for each, and the text. */
static void put_explained(const struct segmenting *s, const struct segmented_page *segmented,
                          struct buf *out)
{
	struct arena arena = { 0 };
	struct explained e;
	struct segment_options options = { .weights = s->archive.weights };
	options.constraints = correct_pins(segmented->wanted, &arena, &options.constraint_count);
	explain_page(&segmented->text, &options, &arena, &e);
	for (size_t i = 0; i < e.len; i++) {
		const struct explain_block *b = &e.blocks[i];
		buf_printf(out, "%s:%u-%u\t%s %.3f\t%s %.3f", segmented->text.name, b->lines.first,
		           b->lines.last, label_name(b->label), b->likely, label_name(b->rival),
		           b->rival_likely);
		put_reasons(out, &b->reasons);
		put_reasons(out, &b->against);
		buf_printf(out, "\t%.*s\n", VIEW_ARG(b->text));
	}
	arena_free(&arena);
}

static void put_segmented(const struct segmenting *s, const struct segmented_page *segmented)
{
	struct buf out = { 0 };
	if (s->explain)
		put_explained(s, segmented, &out);
	else
		put_page(&out, segmented);
	fwrite(buf_view(&out).data, 1, out.len, stdout);
	buf_free(&out);
}

/* The page as its reader made it; a line's box is left, top, width, height, size, weight, column, area. */
static void put_lines(const struct text *t)
{
	struct buf out = { 0 };
	buf_puts(&out, "{\"source\":");
	json_put_string(&out, view_of(t->name));
	buf_printf(&out, ",\"part\":%u,\"width\":%.2f,\"height\":%.2f,\"lines\":[", t->part,
	           (double)t->width, (double)t->height);
	for (size_t i = 0; i < t->len; i++) {
		buf_printf(&out, "%s{\"line\":%zu,\"text\":", i ? "," : "", t->before + i + 1);
		json_put_string(&out, t->lines[i]);
		if (t->labels)
			buf_printf(&out, ",\"block\":%u", t->labels[i].block);
		if (t->boxes) {
			const struct text_box *b = &t->boxes[i];
			buf_printf(&out, ",\"box\":[%.2f,%.2f,%.2f,%.2f,%.2f,%.0f,%u,%u]", (double)b->left,
			           (double)b->top, (double)b->width, (double)b->height, (double)b->size,
			           (double)b->weight, b->column, b->area);
		}
		buf_putc(&out, '}');
	}
	buf_puts(&out, "]}\n");
	fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
}

static bool segment_source(struct segmenting *s, const struct source *source)
{
	struct source_bytes bytes = { 0 };
	struct input_pages pages = { 0 };
	bool ok = source_load(source, &bytes, &s->report) &&
	          source_pages(&s->archive, source, &bytes, &pages, &s->report);
	for (size_t i = 0; ok && i < pages.len; i++) {
		struct segmented_page segmented;
		if (s->lines) {
			put_lines(&pages.items[i]);
			continue;
		}
		archive_segment(&s->archive, source, &pages.items[i], NULL, &segmented, &s->report);
		put_segmented(s, &segmented);
		segmented_page_free(&segmented);
	}
	input_pages_free(&pages);
	source_bytes_free(&bytes);
	return ok;
}

/* The file, with those that it names to be read with it. */
static bool segment_file(struct segmenting *s, const char *path)
{
	struct gathering gathered;
	gather_around(path, &gathered);
	const struct source *source = &gathered.sources.items[0];
	struct scan_file *named = mem_array(source->count, sizeof(*named));
	const struct scan_file **files = mem_array(source->count, sizeof(const struct scan_file *));
	char **below = mem_array(source->count, sizeof(*below));
	for (size_t i = 0; i < source->count; i++) {
		const char *file = source->files[i]->path;
		below[i] = name_below(s, file);
		named[i] = (struct scan_file){ file, file, below[i] ? below[i] : "", { 0 } };
		files[i] = &named[i];
	}
	struct source called = { files, source->count, named[0], source->articles };
	bool ok = segment_source(s, &called);
	for (size_t i = 0; i < source->count; i++)
		free(below[i]);
	free(below);
	free(files);
	free(named);
	gather_free(&gathered);
	return ok;
}

static bool prepare(struct segmenting *s)
{
	s->archive.config = &s->config;
	s->archive.threads = pool_processors();
	if (s->config_path && (!config_read(s->config_path, &s->config, &s->report) ||
	                       !corrections_read(&s->config, &s->corrections, &s->report)))
		return false;
	s->archive.corrections = &s->corrections;
	s->source = s->corrections.path ? realpath(s->config.source, NULL) : NULL;
	const char *weights = s->weights_path ? s->weights_path : s->config.weights;
	s->archive.weights = weights ? &s->weights : NULL;
	return !weights || weights_load(&s->weights, weights, &s->report);
}

static void release(struct segmenting *s)
{
	weights_free(&s->weights);
	corrections_free(&s->corrections);
	config_free(&s->config);
	report_free(&s->report);
	free(s->source);
}

int command_segment(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "weights", required_argument, NULL, 'w' },
		{ "explain", no_argument, NULL, OPTION_EXPLAIN },
		{ "lines", no_argument, NULL, OPTION_LINES },
		USAGE_OPTIONS,
	};
	struct segmenting s = { 0 };
	int c, status;
	while ((c = getopt_long(argc, argv, "c:w:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == OPTION_EXPLAIN)
			s.explain = true;
		else if (c == OPTION_LINES)
			s.lines = true;
		else
			*(c == 'c' ? &s.config_path : &s.weights_path) = optarg;
	}
	if (optind == argc)
		return usage_wrong(argv[0], "expected a file to segment");
	bool prepared = prepare(&s), ok = prepared;
	/* A file that cannot be read costs the others nothing. */
	for (int i = optind; prepared && i < argc; i++)
		ok = segment_file(&s, argv[i]) && ok;
	report_print(&s.report, stderr);
	ok = ok && s.report.errors == 0 && s.report.faults == 0;
	release(&s);
	return ok ? USAGE_DONE : USAGE_FAILED;
}
