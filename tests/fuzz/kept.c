/*
 * Fuzz target: edits of all that a build kept, past the checksums: each section
 * of the containers is edited and written again under a right one. The next
 * build ends well or says why, whatever stands there.
 *
 * The edit's high bits choose the file, its part the section; what is 0xFF
 * changes a page, so that its record is no longer asked for.
 */
#include "targets.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cache/container.h"
#include "cache/own_files.h"
#include "commands/site_build.h"
#include "edits.h"
#include "scratch_folder.h"

static const char *const pages[] = {
	"A road is open\n\nBy Ann Lee\n\nSOUTHTOWN, May 3 - The road to the south was opened yesterday.\n",
	"The clinic moves\n\nThe clinic moved yesterday, and the road to it is short. Visitors came.\n",
};

/* What the base build left: a container is taken apart. */
struct section {
	enum container_kind kind;
	uint64_t key;
	struct buf bytes;
};

typedef ARRAY(struct section) sections;

struct kept_file {
	char name[NAME_MAX + 1]; /* below the folder */
	struct hash128 identity;
	struct buf whole;
};

static ARRAY(struct kept_file) files;

static bool build(struct report *r)
{
	struct site_build_result result;
	static char conf[PATH_MAX];
	if (!conf[0])
		strcpy(conf, scratch_folder_of("site.conf"));
	struct site_build_order order = { .config = conf, .threads = 1, .quiet = true };
	bool ok = site_build_run(&order, &result, r);
	site_build_free(&result);
	return ok;
}

static void put_page(size_t i, const char *more)
{
	char name[64];
	struct buf text = { 0 };
	snprintf(name, sizeof(name), "pages/2020-01-0%zu_01.txt", i + 1);
	buf_puts(&text, pages[i]);
	buf_puts(&text, more);
	scratch_folder_put(name, buf_view(&text));
	buf_free(&text);
}

/* The identity stands in the head, see cache/FORMAT.md. */
static void remember(const char *name)
{
	enum { IDENTITY = 24 };
	struct report r = { 0 };
	struct kept_file *f = array_push(&files);
	snprintf(f->name, sizeof(f->name), "%s", name);
	if (!file_read(scratch_folder_of(name), &f->whole, &r) ||
	    f->whole.len < IDENTITY + sizeof(f->identity))
		abort();
	memcpy(&f->identity, f->whole.data + IDENTITY, sizeof(f->identity));
	report_free(&r);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The containers of the state folder, in the order of their names, and the list in the site. */
static void remember_all(void)
{
	DIR *d = opendir(scratch_folder_of("state"));
	char *names[16];
	size_t count = 0;
	for (const struct dirent *e; d && (e = readdir(d));) {
		const char *ending = strrchr(e->d_name, '.');
		if (ending && (strcmp(ending, ".build") == 0 || strcmp(ending, ".pages") == 0) &&
		    count < 16)
			names[count++] = strdup(e->d_name);
	}
	closedir(d);
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 0; i < count; i++) {
		char path[NAME_MAX + 1];
		snprintf(path, sizeof(path), "state/%s", names[i]);
		remember(path);
		free(names[i]);
	}
	remember("site/" OWN_FILES_NAME);
}

static void build_base(void)
{
	char cwd[PATH_MAX];
	struct buf conf = { 0 };
	struct report r = { 0 };
	if (!getcwd(cwd, sizeof(cwd)))
		abort();
	buf_printf(
		&conf,
		"[site]\ntitle = t\nnewspaper = n\nlanguage = en\nsource = pages\noutput = site\n"
		"state = state\ntemplates = %s/templates\nstatic = %s/static\nbase_url = https://a.example/\n"
		"[topic road]\nname = Roads\nwords = road, clinic\n",
		cwd, cwd);
	scratch_folder_remove("pages"); /* of another target, where several are replayed */
	scratch_folder_remove("site");
	scratch_folder_put("site.conf", buf_view(&conf));
	put_page(0, "");
	put_page(1, "");
	usleep(50 * 1000); /* so that their times are settled */
	if (!build(&r) || !build(&r)) {
		report_print(&r, stderr);
		abort();
	}
	remember_all();
	if (rename(scratch_folder_of("site"), scratch_folder_of("base")) != 0)
		abort();
	buf_free(&conf);
	report_free(&r);
}

/* ── edits ── */

static void take_apart(const struct kept_file *f, sections *out)
{
	struct container c;
	struct container_section s;
	container_of(&c, buf_view(&f->whole), f->identity);
	while (container_next(&c, &s)) {
		struct section *to = array_push(out);
		to->kind = s.kind;
		to->key = s.key;
		buf_put(&to->bytes, s.bytes);
	}
	if (c.state != CONTAINER_SOUND || out->len == 0)
		abort();
	container_close(&c);
}

static void edit_section(const struct edit *e, sections *all)
{
	struct section *s = &all->items[e->which % all->len];
	switch (e->what & 0x1F) {
	case 0x1F: s->kind = (enum container_kind)(e->value % 16); break;
	case 0x1E: s->key = e->value; break;
	case 0x1D: s->kind = 0; break;
	case 0x1C: {
		struct section *other = &all->items[e->value % all->len], t = *other;
		*other = *s;
		*s = t;
		break;
	}
	default: edits_apply(e, &s->bytes);
	}
}

static void write_again(const struct kept_file *f, sections *all)
{
	struct container_writer w;
	container_create(&w, scratch_folder_of(f->name), f->identity);
	for (size_t i = 0; i < all->len; i++) {
		struct view bytes = buf_view(&all->items[i].bytes);
		container_put(&w, all->items[i].kind, all->items[i].key, &bytes, 1);
		buf_free(&all->items[i].bytes);
	}
	if (!container_end(&w))
		abort();
}

static void edit_file(size_t number, struct view bytes)
{
	sections all = { 0 };
	struct edit e;
	take_apart(&files.items[number], &all);
	while (edits_next(&bytes, &e))
		if (e.what != 0xFF && (e.what >> 5) % files.len == number)
			edit_section(&e, &all);
	write_again(&files.items[number], &all);
	array_free(&all);
}

/* ── one run ── */

/* The site of the base build: its files are replaced and never written over, so links to them do. */
static void link_folder(const char *from, const char *to)
{
	char a[PATH_MAX], b[PATH_MAX];
	DIR *d = opendir(from);
	mkdir(to, 0777);
	for (const struct dirent *e; d && (e = readdir(d));) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
		    strcmp(e->d_name, OWN_FILES_NAME) == 0)
			continue;
		snprintf(a, sizeof(a), "%s/%s", from, e->d_name);
		snprintf(b, sizeof(b), "%s/%s", to, e->d_name);
		if (e->d_type == DT_DIR)
			link_folder(a, b);
		else if (link(a, b) != 0)
			abort();
	}
	closedir(d);
}

static bool wants_change(struct view bytes)
{
	struct edit e;
	while (edits_next(&bytes, &e))
		if (e.what == 0xFF)
			return true;
	return false;
}

void fuzz_kept(struct view bytes)
{
	struct report r = { 0 };
	bool changes = wants_change(bytes);
	if (files.len == 0)
		build_base();
	scratch_folder_remove("site");
	link_folder(scratch_folder_of("base"), scratch_folder_of("site"));
	for (size_t i = 0; i < files.len; i++)
		edit_file(i, bytes);
	if (changes)
		put_page(1, "It has a garden.\n");
	if (!build(&r) && r.errors == 0)
		abort();
	if (changes)
		put_page(1, "");
	report_free(&r);
}
