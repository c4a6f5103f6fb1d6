#include "publish/hosts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/config_image.h"
#include "base/file.h"
#include "base/map.h"
#include "base/url.h"
#include "input/scan.h"
#include "mustache/mustache.h"
#include "site/overlay.h"

#define ENDING ".mustache"

/* Folders of templates: of hosts, for which the site's address matters, and of batch engines. */
enum { HOSTS, ENGINES, FOLDERS };
static const char *const folders[] = { "hosts", "engines" };

struct filling {
	const struct config *config;
	const struct hosts_order *order;
	bool addressed; /* the site's address matters */
	struct arena arena;
	struct report *report;
};

/* --- Which there are --- */

static int compare_names(const void *a, const void *b)
{
	return view_cmp(*(const struct view *)a, *(const struct view *)b);
}

static bool take_names(const char *folder, struct map *names, struct report *r)
{
	struct scan_rules rules = { .ending = ENDING, .below = true };
	struct scan scan = { 0 };
	bool ok = scan_folder(folder, &rules, &scan, r);
	for (size_t i = 0; ok && i < scan.files.len; i++) {
		struct view name = view_of(scan.files.items[i].name);
		map_put(names, view_slice(name, 0, name.len - strlen(ENDING)), NULL);
	}
	scan_free(&scan);
	return ok;
}

bool hosts_list(const struct config *c, struct buf *out, struct report *r)
{
	struct arena arena = { 0 };
	struct map names = { 0 };
	bool ok = true;
	for (size_t k = 0; k < FOLDERS; k++) {
		struct overlay o = overlay_templates(c, folders[k], &arena);
		for (size_t i = 0; ok && i < o.count; i++)
			ok = take_names(o.folder[i], &names, r);
	}
	struct view *sorted = arena_array(&arena, names.len, sizeof(*sorted));
	for (size_t i = 0; i < names.len; i++)
		sorted[i] = map_key(&names, i);
	if (names.len > 0)
		qsort(sorted, names.len, sizeof(*sorted), compare_names);
	for (size_t i = 0; ok && i < names.len; i++) {
		buf_put(out, sorted[i]);
		buf_putc(out, '\n');
	}
	map_free(&names);
	arena_free(&arena);
	return ok;
}

/* --- What they are filled with --- */

/* What no server's configuration and no workflow can take as it is, even between quotes. */
static bool is_plain(struct filling *f, const char *what, struct view text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (c >= 0x20 && !strchr("\"'\\$;{}`#*", c))
			continue;
		report_error(f->report, NULL, 0, 0,
		             "%s '%.*s' has a character that cannot stand in the files of "
		             "servers: choose another one",
		             what, VIEW_ARG(text));
		return false;
	}
	return true;
}

/* The path of the site, and the same without the slash at its end, if anything is then left. */
static void set_root(struct filling *f, struct value *v, const char *key, const char *bare,
                     struct view path)
{
	struct view kept = arena_view(&f->arena, path);
	value_set_text(v, key, kept);
	value_set_text(v, bare, view_slice(kept, 0, kept.len - 1));
}

/* The top of a server, under whatever name it is asked for. */
static void set_anywhere(struct filling *f, struct value *v)
{
	report_warning(f->report, f->config->path, 0, 0,
	               "has no base_url, so this is for the top of a server, whatever it is called: "
	               "write base_url where its name or a path matters");
	value_set_text(v, "host", VIEW_NULL);
	value_set_bool(v, "secure", false);
	set_root(f, v, "root", "below", VIEW("/"));
	set_root(f, v, "root_url", "below_url", VIEW("/"));
}

static bool set_address(struct filling *f, struct value *v)
{
	struct view rest = f->config->base_url;
	struct buf root = { 0 }, url = { 0 };
	if (rest.len == 0) {
		set_anywhere(f, v);
		return true;
	}
	bool secure = view_starts(rest, VIEW("https:"));
	rest = view_slice(rest, secure ? 8 : 7, rest.len);
	struct view host = view_cut(&rest, '/');
	buf_putc(&root, '/');
	buf_printf(&url, "/%.*s", VIEW_ARG(rest));
	bool sound = url_decode(&root, rest) && !memmem(rest.data, rest.len, "%2F", 3);
	if (!sound)
		report_error(
			f->report, f->config->path, 0, 0,
			"base_url '%.*s' has a %% that is no escape of a character of a folder's name: "
			"write %%25 for the sign itself",
			VIEW_ARG(f->config->base_url));
	bool ok = sound && is_plain(f, "base_url", host) && is_plain(f, "base_url", buf_view(&root)) &&
	          is_plain(f, "base_url", buf_view(&url));
	value_set_text(v, "host", arena_view(&f->arena, host));
	value_set_bool(v, "secure", secure);
	set_root(f, v, "root", "below", buf_view(&root));
	set_root(f, v, "root_url", "below_url", buf_view(&url));
	buf_free(&root);
	buf_free(&url);
	return ok;
}

/* Whether the archive lies in broadsheet's own source, which a workflow then has at hand. */
static bool is_in_source(struct filling *f)
{
	const char *slash = strrchr(f->config->path, '/');
	size_t len = slash ? (size_t)(slash + 1 - f->config->path) : 0;
	const char *main_file =
		arena_printf(&f->arena, "%.*sgenerator/main.c", (int)len, f->config->path).data;
	return access(main_file, F_OK) == 0;
}

static bool set_values(struct filling *f, struct value *v)
{
	char *full = file_full_path(f->order->folder ? f->order->folder : f->config->output);
	struct view folder = arena_view(&f->arena, view_of(full)), config = view_of(f->config->path);
	free(full);
	full = file_full_path(f->config->path);
	struct view full_config = arena_view(&f->arena, view_of(full));
	free(full);
	value_set_text(v, "folder", folder);
	value_set_text(v, "config", config);
	value_set_text(v, "full_config", full_config);
	value_set_bool(v, "gzip", f->config->compress & CONFIG_GZIP);
	value_set_bool(v, "brotli", f->config->compress & CONFIG_BROTLI);
	value_set_bool(v, "compressed", f->config->compress != 0);
	value_set_bool(v, "in_source", is_in_source(f));
	value_set_text(value_set_object(v, "site"), "image_origins",
	               config_image_origins(f->config, &f->arena));
	return (!f->addressed || set_address(f, v)) && is_plain(f, "the folder", folder) &&
	       is_plain(f, "the configuration", full_config);
}

/* --- Filling --- */

static bool tell_unknown(struct filling *f)
{
	struct buf names = { 0 };
	bool ok = hosts_list(f->config, &names, f->report);
	for (size_t i = 0; i < names.len; i++)
		names.data[i] = names.data[i] == '\n' ? ' ' : names.data[i];
	if (ok)
		report_error(f->report, NULL, 0, 0, "there is no host '%s': expected one of %.*s",
		             f->order->name, names.len ? (int)names.len - 1 : 0,
		             names.len ? names.data : "");
	buf_free(&names);
	return false;
}

/* The template of that name in one of the folders; NULL if there is none. */
static const char *find_template(struct filling *f, const char *below)
{
	struct overlay o = overlay_templates(f->config, below, &f->arena);
	const char *path = NULL;
	for (size_t i = o.count; i-- > 0;) {
		const char *here =
			arena_printf(&f->arena, "%s/%s" ENDING, o.folder[i], f->order->name).data;
		path = access(here, F_OK) == 0 ? here : path;
	}
	return path;
}

static bool load(struct filling *f, struct mustache_set *set)
{
	struct overlay partials = overlay_templates(f->config, "partials", &f->arena);
	const char *path = find_template(f, folders[HOSTS]);
	f->addressed = path;
	path = path ? path : find_template(f, folders[ENGINES]);
	if (!path || strchr(f->order->name, '/'))
		return tell_unknown(f);
	bool ok = mustache_add_file(set, view_of(f->order->name), path, f->report);
	for (size_t i = 0; ok && i < partials.count; i++)
		ok = mustache_add_needed(set, partials.folder[i], f->report);
	return ok && mustache_link(set, f->report);
}

bool hosts_print(const struct config *c, const struct hosts_order *order, struct buf *out,
                 struct report *r)
{
	struct filling f = { .config = c, .order = order, .report = r };
	struct mustache_set *set = mustache_new();
	struct value *v = value_object(&f.arena);
	bool ok = load(&f, set) && set_values(&f, v) &&
	          mustache_render(mustache_find(set, view_of(order->name)), v, out, r);
	mustache_free(set);
	arena_free(&f.arena);
	return ok;
}
