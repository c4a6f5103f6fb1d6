#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/installed.h"
#include "base/file.h"
#include "base/program.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "input/scan.h"

static const char usage[] =
	"Usage: broadsheet init [--language TAG] FOLDER\n"
	"       broadsheet init --templates [FOLDER]\n"
	"\n"
	"Makes a folder for a new archive: its configuration and corrections, with\n"
	"comments, a Makefile (make, make serve, make review, make publish), workflows\n"
	"for GitHub and GitLab Pages, and an invented page to try it with. Nothing that\n"
	"is there is overwritten.\n"
	"\n"
	"      --language TAG     of the paper and of the site's own words: zh-Hans, which it\n"
	"                         is without, en, de or fr\n"
	"      --templates        copy the templates and static files that come with\n"
	"                         broadsheet into the archive, this folder without FOLDER,\n"
	"                         to be edited; those that are there are left alone\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_TEMPLATES = USAGE_VERSION + 1, OPTION_LANGUAGE };

/* Languages of which there is something to begin with, the first where none is named. */
static const char *const languages[] = { "zh-Hans", "en", "de", "fr" };
enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

/* What stands for {{…}} in the files of a new archive. */
#define WORDS "words.txt"

struct copying {
	struct scan files;
	size_t made, left; /* files */
	struct buf words;  /* of the language: a line "KEY = VALUE" each */
	struct arena arena;
	struct report report;
};

/* What Git and hosts of it would read here has no dot among the installed files, where it means nothing. */
static const char *target(struct copying *c, const char *folder, size_t file)
{
	static const char *const dotted[] = { "gitignore", "gitlab-ci.yml", "github/" };
	struct view below = view_of(c->files.files.items[file].below);
	const char *dot = "";
	for (size_t i = 0; i < sizeof(dotted) / sizeof(*dotted); i++)
		dot = view_starts(below, view_of(dotted[i])) ? "." : dot;
	return arena_printf(&c->arena, "%s/%s%.*s", folder, dot, VIEW_ARG(below)).data;
}

static bool is_on_path(const char *name)
{
	const char *path = getenv("PATH");
	struct view rest = path ? view_of(path) : VIEW_NULL;
	struct buf file = { 0 };
	bool found = false;
	while (rest.data && !found) {
		struct view folder = view_cut(&rest, ':');
		buf_truncate(&file, 0);
		buf_printf(&file, "%.*s/%s", VIEW_ARG(folder), name);
		found = folder.len > 0 && access(file.data, X_OK) == 0;
	}
	buf_free(&file);
	return found;
}

/* The word as make hands it to a shell that takes it for one. */
static void put_make_word(struct buf *out, struct view word)
{
	buf_puts(out, "'");
	for (size_t i = 0; i < word.len; i++) {
		const char c = word.data[i];
		const char *instead = c == '\'' ? "'\\''" : c == '$' ? "$$" : c == '#' ? "\\#" : NULL;
		buf_put(out, instead ? view_of(instead) : view_slice(word, i, 1));
	}
	buf_puts(out, "'");
}

/* A program that the shell would not find is named in full where the Makefile says its name. */
static void name_program(struct buf *makefile)
{
	const struct view line = VIEW("BROADSHEET ?= broadsheet");
	ptrdiff_t at = view_find(buf_view(makefile), line, 0);
	struct buf program = { 0 }, named = { 0 };
	if (at >= 0 && !is_on_path("broadsheet") && program_folder(&program)) {
		size_t end = (size_t)at + line.len;
		buf_puts(&program, "/broadsheet");
		buf_put(&named, view_slice(buf_view(makefile), 0, end - strlen("broadsheet")));
		put_make_word(&named, buf_view(&program));
		buf_put(&named, view_slice(buf_view(makefile), end, makefile->len));
		buf_truncate(makefile, 0);
		buf_put(makefile, buf_view(&named));
	}
	buf_free(&program);
	buf_free(&named);
}

/* What the line of a key says; empty where there is none. */
static struct view word_of(struct view words, struct view key)
{
	while (words.len > 0) {
		struct view value = view_cut(&words, '\n');
		struct view name = view_trim(view_cut(&value, '='));
		if (view_eq(name, key))
			return view_trim(value);
	}
	return VIEW("");
}

/* Puts the words of the language for {{KEY}}. */
static void put_words(struct buf *file, struct view words)
{
	struct buf out = { 0 };
	struct view all = buf_view(file);
	size_t from = 0;
	for (ptrdiff_t open; (open = view_find(all, VIEW("{{"), from)) >= 0;) {
		ptrdiff_t close = view_find(all, VIEW("}}"), (size_t)open);
		if (close < 0)
			break;
		struct view key = view_slice(all, (size_t)open + 2, (size_t)(close - open) - 2);
		buf_put(&out, view_slice(all, from, (size_t)open - from));
		buf_put(&out, word_of(words, key));
		from = (size_t)close + 2;
	}
	buf_put(&out, view_slice(all, from, all.len - from));
	buf_truncate(file, 0);
	buf_put(file, buf_view(&out));
	buf_free(&out);
}

/* Copies one file where there is nothing yet. */
static enum file_result copy_file(struct copying *c, const char *folder, size_t file)
{
	struct buf bytes = { 0 };
	enum file_result result = FILE_FAILED;
	if (file_read(c->files.files.items[file].path, &bytes, &c->report)) {
		if (strcmp(c->files.files.items[file].below, "Makefile") == 0)
			name_program(&bytes);
		if (c->words.len > 0 && view_ends(view_of(c->files.files.items[file].below), VIEW(".conf")))
			put_words(&bytes, buf_view(&c->words));
		result = file_create(target(c, folder, file), buf_view(&bytes), &c->report);
	}
	buf_free(&bytes);
	c->made += result == FILE_WRITTEN;
	c->left += result == FILE_SAME;
	return result;
}

static void refuse(struct copying *c, const char *path)
{
	report_error(&c->report, path, 0, 0,
	             "is there already, and nothing is overwritten: "
	             "name another folder, or move it away");
}

/* All of the files or none. */
static bool copy_all(struct copying *c, const char *folder)
{
	size_t count = c->files.files.len, done = 0;
	struct stat st;
	for (size_t i = 0; i < count; i++) {
		if (lstat(target(c, folder, i), &st) == 0)
			refuse(c, target(c, folder, i));
	}
	for (; done < count && c->report.errors == 0; done++) {
		if (copy_file(c, folder, done) != FILE_WRITTEN)
			break;
	}
	if (done < count && c->report.errors == 0)
		refuse(c, target(c, folder, done));
	if (done == count)
		return true;
	while (done > 0)
		unlink(target(c, folder, --done));
	return false;
}

/* What a shell takes for that one word. */
static void print_word(const char *word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,@%";
	if (word[0] == '-')
		fputs("./", stdout);
	if (strspn(word, plain) == strlen(word)) {
		fputs(word, stdout);
		return;
	}
	putchar('\'');
	for (; *word; word++) {
		if (*word == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*word);
	}
	putchar('\'');
}

/* What a new archive is made of. */
static const char *starter_of(struct copying *c, const char *installed)
{
	return arena_printf(&c->arena, "%s/templates/starter", installed).data;
}

/* And what of that differs by language, a folder each. */
static const char *starters_of(struct copying *c, const char *installed)
{
	return arena_printf(&c->arena, "%s/templates/starters", installed).data;
}

static bool is_copied(struct view name)
{
	return !view_eq(name, VIEW(WORDS));
}

static bool make_archive(struct copying *c, const char *installed, const char *language,
                         const char *folder)
{
	struct scan_rules all = { .wanted = is_copied, .hidden = true, .below = true };
	const char *own = arena_printf(&c->arena, "%s/%s", starters_of(c, installed), language).data;
	const char *folders[] = { own, starter_of(c, installed) };
	if (!file_read(arena_printf(&c->arena, "%s/" WORDS, own).data, &c->words, &c->report) ||
	    !scan_folders(folders, 2, &all, &c->files, &c->report) || !copy_all(c, folder))
		return false;
	printf("%s: site.conf tells what the archive is called. pages/ has an invented page to\n"
	       "try it with: take it away once you have put in your own. Go on with\n\n    cd ",
	       folder);
	print_word(folder);
	puts("\n    make");
	return true;
}

static bool copy_templates(struct copying *c, const char *installed, const char *folder)
{
	static const char *const names[] = { "templates", "static" };
	struct scan_rules all = { .except = { starter_of(c, installed), starters_of(c, installed) },
		                      .hidden = true,
		                      .below = true };
	bool ok = true;
	for (size_t i = 0; i < 2 && ok; i++) {
		const char *from = arena_printf(&c->arena, "%s/%s", installed, names[i]).data;
		const char *to = arena_printf(&c->arena, "%s/%s", folder, names[i]).data;
		ok = scan_folder(from, &all, &c->files, &c->report);
		for (size_t k = 0; k < c->files.files.len && ok; k++)
			ok = copy_file(c, to, k) != FILE_FAILED;
		scan_free(&c->files);
	}
	if (ok)
		printf(
			"%s: %zu files copied to templates/ and static/, %zu left as they were there.\n"
			"What you do not change is better removed: what comes with broadsheet stands in for it.\n",
			folder, c->made, c->left);
	return ok;
}

static int run(const char *folder, const char *language, bool templates)
{
	struct copying c = { .made = 0 };
	const char *installed = installed_folder(&c.arena);
	bool ok = false;
	if (!installed)
		report_error(&c.report, NULL, 0, 0,
		             "the files that come with broadsheet are not found: "
		             "install it (make install), or name their folder in BROADSHEET_SHARE");
	else
		ok = templates ? copy_templates(&c, installed, folder)
		               : make_archive(&c, installed, language, folder);
	report_print(&c.report, stderr);
	report_free(&c.report);
	scan_free(&c.files);
	buf_free(&c.words);
	arena_free(&c.arena);
	return ok ? USAGE_DONE : USAGE_FAILED;
}

int command_init(int argc, char **argv)
{
	static const struct option options[] = {
		{ "language", required_argument, NULL, OPTION_LANGUAGE },
		{ "templates", no_argument, NULL, OPTION_TEMPLATES },
		USAGE_OPTIONS,
	};
	const char *language = NULL;
	bool templates = false;
	int c, status;
	while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		if (c == OPTION_LANGUAGE)
			language = optarg;
		else
			templates = true;
	}
	if (language && templates)
		return usage_wrong(argv[0], "--language is of a new archive: leave out one of the two");
	if (language && view_among(view_of(language), languages, LANGUAGES) < 0)
		return usage_wrong(argv[0], "there is nothing to begin with in '%s': take %s, %s, %s or %s",
		                   language, languages[0], languages[1], languages[2], languages[3]);
	const char *folder = optind < argc ? argv[optind++] : templates ? "." : NULL;
	if (!folder)
		return usage_wrong(argv[0], "expected the folder to make");
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s': one folder is made at a time",
		                   argv[optind]);
	if (!*folder)
		return usage_wrong(argv[0], "the name of the folder is empty");
	return run(folder, language ? language : languages[0], templates);
}
