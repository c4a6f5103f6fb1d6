#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "mustache/mustache.h"
#include "site/wording.h"

static const char usage[] =
	"Usage: broadsheet render [-p FOLDER] [-w WORDS.conf] TEMPLATE DATA.json\n"
	"\n"
	"Fills a Mustache template with the data of a JSON file (- for standard input)\n"
	"and writes the result to standard output. Partials and parents are the files\n"
	"NAME.mustache of the template's folder.\n"
	"\n"
	"  -p, --partials FOLDER  take them from there instead\n"
	"  -w, --words FILE       add the words of a language as partials t/NAME, as the\n"
	"                         site's templates need them: templates/i18n/zh-Hans.conf\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

struct order {
	const char *template;
	const char *partials; /* the folder; NULL for that of the template */
	const char *words;    /* the file of a language, or NULL */
	const char *data;
};

static json_t *parse_json(const char *path, struct report *r)
{
	json_error_t error;
	size_t flags = JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
	json_t *json = NULL;
	if (strcmp(path, "-") == 0) {
		path = "standard input";
		json = json_loadf(stdin, flags, &error);
		if (ferror(stdin)) {
			report_error(r, path, 0, 0, "cannot be read: %s", strerror(errno));
			json_decref(json);
			return NULL;
		}
	} else {
		struct buf text = { 0 };
		if (!file_read(path, &text, r))
			return NULL;
		json = json_loadb(buf_view(&text).data, text.len, flags, &error);
		buf_free(&text);
	}
	if (json == NULL)
		report_error(r, path, (size_t)error.line, (size_t)error.column, "this is not JSON: %s",
		             error.text);
	return json;
}

/* The file's name without folders and ending. */
static struct view template_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct view name = view_of(slash ? slash + 1 : path);
	if (view_ends(name, VIEW(".mustache")))
		name.len -= VIEW(".mustache").len;
	return name;
}

/* The folder that a file stands in, without the slash. */
static void put_folder_of(struct buf *folder, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		buf_puts(folder, ".");
	else
		buf_put(folder, (struct view){ path, (size_t)(slash - path) + (slash == path) });
}

static bool add_words(struct mustache_set *set, const char *path, struct report *r)
{
	struct view language = view_of(strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
	if (!view_ends(language, VIEW(".conf"))) {
		report_error(r, path, 0, 0, "is no file of words: expected a name like zh-Hans.conf");
		return false;
	}
	language.len -= VIEW(".conf").len;
	struct buf folder = { 0 };
	put_folder_of(&folder, path);
	struct overlay folders = { { folder.data }, 1 };
	bool ok = wording_load(set, &folders, language, r);
	buf_free(&folder);
	return ok;
}

static bool add_templates(struct mustache_set *set, const struct order *order, struct report *r)
{
	struct buf folder = { 0 };
	if (order->partials)
		buf_puts(&folder, order->partials);
	else
		put_folder_of(&folder, order->template);
	bool ok = mustache_add_file(set, template_name(order->template), order->template, r) &&
	          (order->words == NULL || add_words(set, order->words, r)) &&
	          mustache_add_needed(set, folder.data, r) && mustache_link(set, r);
	buf_free(&folder);
	return ok;
}

static bool render(const struct order *order, struct buf *out, struct report *r)
{
	struct mustache_set *set = mustache_new();
	struct arena arena = { 0 };
	bool ok = add_templates(set, order, r);
	json_t *json = ok ? parse_json(order->data, r) : NULL;
	ok = ok && json &&
	     mustache_render(mustache_find(set, template_name(order->template)),
	                     value_from_json(&arena, json), out, r);
	json_decref(json);
	arena_free(&arena);
	mustache_free(set);
	return ok;
}

static int run(const struct order *order)
{
	struct buf out = { 0 };
	struct report r = { 0 };
	bool ok = render(order, &out, &r);
	if (ok && out.len > 0)
		fwrite(out.data, 1, out.len, stdout);
	report_print(&r, stderr);
	report_free(&r);
	buf_free(&out);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_render(int argc, char **argv)
{
	static const struct option options[] = {
		{ "partials", required_argument, NULL, 'p' },
		{ "words", required_argument, NULL, 'w' },
		USAGE_OPTIONS,
	};
	struct order order = { 0 };
	int c, status;
	while ((c = getopt_long(argc, argv, "p:w:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == 'p')
			order.partials = optarg;
		else
			order.words = optarg;
	}
	if (argc - optind != 2)
		return usage_wrong(argv[0], "expected a template and a file of data");
	order.template = argv[optind];
	order.data = argv[optind + 1];
	return run(&order);
}
