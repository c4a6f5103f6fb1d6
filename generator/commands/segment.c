#include <stdio.h>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "page/record.h"
#include "page/weights.h"

static const char usage[] =
    "Usage: broadsheet segment [-c site.conf] [-w WEIGHTS] FILE...\n"
    "\n"
    "Cuts pages into articles and writes JSON Lines to standard output: one object\n"
    "an article or a run of page furniture.\n"
    "\n"
    "  -c, --config FILE      take encoding and weights from a site.conf\n"
    "  -w, --weights FILE     use these weights, made by broadsheet train\n"
    "  -h, --help             show this help\n"
    "      --version          show the version\n";

static void put_page(struct buf *out, const struct page *p)
{
	size_t a = 0, f = 0;
	while (a < p->article_count || f < p->furniture_count) {
		bool article = f == p->furniture_count ||
		               (a < p->article_count &&
		                article_first_line(&p->articles[a]) < p->furniture[f].lines.first);
		if (article)
			record_put_article(out, p, &p->articles[a++], NULL);
		else
			record_put_furniture(out, p, &p->furniture[f++]);
	}
}

static bool segment_file(const char *path, const char *encoding, const struct weights *w,
                         struct report *r)
{
	struct text t = { 0 };
	struct page p = { 0 };
	struct buf out = { 0 };
	bool ok = text_read(path, path, encoding, &t, r);
	if (ok) {
		page_segment(&t, w, &p);
		put_page(&out, &p);
		fwrite(out.data, 1, out.len, stdout);
	}
	buf_free(&out);
	page_free(&p);
	text_free(&t);
	return ok;
}

static bool read_weights(const char *path, struct weights *w, struct report *r)
{
	struct buf text = { 0 };
	bool ok = file_read(path, &text, r) && weights_read(w, buf_view(&text), path, r);
	buf_free(&text);
	return ok;
}

int command_segment(int argc, char **argv)
{
	static const struct option options[] = {
		{ "weights", required_argument, NULL, 'w' },
		USAGE_OPTIONS,
	};
	const char *weights_path = NULL;
	int c, status;
	while ((c = getopt_long(argc, argv, "w:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		weights_path = optarg;
	}
	if (optind == argc)
		return usage_wrong(argv[0], "expected a file to segment");
	struct report r = { 0 };
	struct weights own = { 0 };
	bool ok = !weights_path || read_weights(weights_path, &own, &r);
	for (int i = optind; ok && i < argc; i++)
		ok = segment_file(argv[i], NULL, weights_path ? &own : NULL, &r) && ok;
	weights_free(&own);
	report_print(&r, stderr);
	ok = ok && r.errors == 0;
	report_free(&r);
	return ok ? USAGE_DONE : USAGE_FAILED;
}
