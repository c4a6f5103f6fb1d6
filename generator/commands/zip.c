#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/config.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/interrupt.h"
#include "base/pool.h"
#include "base/progress.h"
#include "commands/commands.h"
#include "commands/usage.h"
#include "site/budget.h"
#include "site/writer.h"
#include "zip/pack.h"

static const char usage[] =
	"Usage: broadsheet zip [-c site.conf] [-o FILE] [-q] [FOLDER]\n"
	"\n"
	"Packs a site that was built into one ZIP archive, to be handed over: unpacked\n"
	"anywhere, a USB stick for one, index.html opens it. The same site makes the same\n"
	"archive to the byte. Left out are review/, and the .gz and .br for web servers.\n"
	"\n"
	"  -c, --config FILE      the configuration that names the site's folder,\n"
	"                         site.conf by default\n"
	"  -o, --output FILE      write the archive there; without it, to the folder's\n"
	"                         name with .zip\n"
	"  -q, --quiet            tell errors alone\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

struct zipping {
	const char *config_path;
	const char *folder;
	const char *archive;
	bool quiet;
	struct config config;
	struct writer writer; /* so that no build is at the site meanwhile */
	struct arena arena;
	struct progress progress;
	struct report report;
};

static void told(void *context, size_t done, size_t all)
{
	struct progress *p = context;
	p->all = all;
	progress_tell(p, done);
}

static bool find_folder(struct zipping *z)
{
	if (z->folder)
		return true;
	if (!config_read(z->config_path, &z->config, &z->report))
		return false;
	z->folder = z->config.output;
	return writer_open(&z->writer, z->folder, z->config.state, &z->report);
}

/* public/ becomes public.zip. */
static bool name_archive(struct zipping *z)
{
	struct view v = view_of(z->folder);
	while (v.len > 0 && v.data[v.len - 1] == '/')
		v.len--;
	bool nameless =
		v.len == 0 || view_eq(v, VIEW(".")) || view_ends(v, VIEW("/.")) || view_ends(v, VIEW(".."));
	if (z->archive)
		return true;
	if (nameless)
		report_error(&z->report, NULL, 0, 0,
		             "%s has no name to make that of the archive of: name one with -o", z->folder);
	else
		z->archive = arena_printf(&z->arena, "%.*s.zip", VIEW_ARG(v)).data;
	return !nameless;
}

/* The next archive would have the last one in it. */
static bool lies_outside(struct zipping *z)
{
	bool inside = folder_has(z->folder, z->archive);
	if (inside)
		report_error(&z->report, z->archive, 0, 0,
		             "lies in the site itself: name another place for the archive");
	return !inside;
}

/* A name that was mistyped must not cost the configuration, a page or a picture. */
static bool replaces_archive(struct zipping *z)
{
	char head[2] = { 0 };
	struct stat st;
	FILE *f = stat(z->archive, &st) == 0 && S_ISREG(st.st_mode) ? fopen(z->archive, "rb") : NULL;
	size_t got = f ? fread(head, 1, sizeof(head), f) : 0;
	if (f)
		fclose(f);
	bool other = got > 0 && (got < sizeof(head) || memcmp(head, "PK", sizeof(head)) != 0);
	if (other)
		report_error(&z->report, z->archive, 0, 0,
		             "is no archive that could be replaced: name another place, or remove it");
	return !other;
}

static void print_summary(const struct zipping *z, const struct pack_count *count, bool same)
{
	struct buf text = { 0 };
	budget_put_number(&text, count->files);
	buf_puts(&text, " files of ");
	budget_put_bytes(&text, count->bytes);
	buf_puts(&text, " in ");
	budget_put_bytes(&text, count->packed);
	printf("%s: %s%s\n", z->archive, text.data, same ? ", as it was" : "");
	buf_free(&text);
}

static bool make(struct zipping *z)
{
	char *place = file_output_path(z->archive, &z->report);
	if (!place)
		return false;
	struct pack_order order = { z->folder, place, pool_processors(), told, &z->progress };
	struct pack_count count;
	interrupt_watch();
	progress_begin(&z->progress, "packing files", 0, !z->quiet);
	enum file_result result = pack_folder(&order, &count, &z->report);
	progress_end(&z->progress);
	free(place);
	if (result == FILE_FAILED && z->report.errors == 0)
		report_error(&z->report, NULL, 0, 0, "interrupted: there is no new archive");
	if (result != FILE_FAILED && !z->quiet)
		print_summary(z, &count, result == FILE_SAME);
	return result != FILE_FAILED;
}

static int run(struct zipping *z)
{
	bool ok =
		find_folder(z) && name_archive(z) && lies_outside(z) && replaces_archive(z) && make(z);
	report_print(&z->report, stderr);
	writer_close(&z->writer);
	config_free(&z->config);
	arena_free(&z->arena);
	report_free(&z->report);
	return ok ? USAGE_DONE : interrupt_status() ? interrupt_status() : USAGE_FAILED;
}

int command_zip(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		{ "quiet", no_argument, NULL, 'q' },
		USAGE_OPTIONS,
	};
	struct zipping z = { .config_path = "site.conf" };
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:qh", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		switch (c) {
		case 'c': z.config_path = optarg; break;
		case 'q': z.quiet = true; break;
		default: z.archive = optarg;
		}
	}
	if (optind < argc)
		z.folder = argv[optind++];
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s': one folder is packed at a time",
		                   argv[optind]);
	if ((z.folder && !*z.folder) || (z.archive && !*z.archive))
		return usage_wrong(argv[0], "a name is empty");
	return run(&z);
}
