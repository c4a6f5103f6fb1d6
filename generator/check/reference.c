#include "check/reference.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/escape.h"
#include "base/media.h"
#include "base/mem.h"
#include "base/url.h"

/* --- Paths --- */

/* Takes the last name away; false at the top. */
static bool climb(struct buf *path)
{
	if (path->len == 0)
		return false;
	struct view unended = { path->data, path->len - 1 }; /* without the / at its end */
	buf_truncate(path, view_folder(unended).len);
	return true;
}

/*
 * Goes the link's way from the folder in path, which is "" or ends with /.
 * False if that leads out of the site, or an escape is wrong.
 */
static bool walk(struct buf *path, struct view way, const char **fault)
{
	while (way.data) {
		struct view step = view_cut(&way, '/');
		bool last = !way.data;
		if (view_eq(step, VIEW("..")) && !climb(path)) {
			*fault = "climbs out of the site's folder: nothing there is published with it";
			return false;
		}
		if (step.len == 0 || view_eq(step, VIEW(".")) || view_eq(step, VIEW("..")))
			continue;
		size_t from = path->len;
		if (!url_decode(path, step) || view_find(buf_view(path), VIEW("\0"), from) >= 0) {
			*fault = "holds a % that two digits must follow: write %25 for the sign itself";
			return false;
		}
		if (!last)
			buf_putc(path, '/');
	}
	return true;
}

static void begin_at(struct reference_file *f, bool top)
{
	const char *slash = top ? NULL : memrchr(f->name.data, '/', f->name.len);
	buf_truncate(&f->path, 0);
	buf_put(&f->path,
	        slash ? view_slice(f->name, 0, (size_t)(slash - f->name.data) + 1) : VIEW(""));
}

/* --- What a link says --- */

struct link {
	struct view written;
	struct view way;      /* without query and fragment */
	struct view fragment; /* absent if there is none */
	size_t at;
	enum reference_use use;
};

static void tell(struct reference_file *f, const struct link *l, const char *what)
{
	diagnostics_error(f->told, l->at, "the link \"%.*s\" %s", VIEW_ARG(l->written), what);
}

uint64_t reference_key(struct buf *room, struct view name, struct view id)
{
	buf_truncate(room, 0);
	buf_put(room, name);
	buf_putc(room, '#');
	buf_put(room, id);
	return hashset_hash(buf_view(room));
}

bool reference_is_there(const struct reference_anchor *a, const struct hashset *keys)
{
	return hashset_has(keys, a->keys[0]) || hashset_has(keys, a->keys[1]) ||
	       hashset_has(keys, a->keys[2]);
}

/* Browsers look for an id as the link has it, then for what its escapes stand for. */
static void add_anchor(struct reference_file *f, const struct link *l, struct view id)
{
	struct buf room = { 0 }, copy = { 0 };
	struct view page = buf_view(&f->path);
	buf_put(&copy, l->written);
	struct reference_anchor a = {
		.keys = { reference_key(&room, page, id), reference_key(&room, page, l->fragment),
		          reference_key(&room, page, VIEW("")) },
		.link = buf_detach(&copy),
	};
	diagnostics_place(f->told, l->at, &a.line, &a.column);
	*array_push(&f->anchors) = a;
	buf_free(&room);
}

static void remember_anchor(struct reference_file *f, const struct link *l)
{
	struct view page = buf_view(&f->path);
	if (l->fragment.len == 0 || view_starts(l->fragment, VIEW(":~:")) ||
	    media_of(page)->syntax != MEDIA_HTML)
		return;
	struct buf id = { 0 };
	if (!url_decode(&id, l->fragment) || memchr(id.data, 0, id.len))
		tell(f, l, "holds a % that two digits must follow: write %25 for the sign itself");
	else if (strcasecmp(id.data, "top") != 0)
		add_anchor(f, l, buf_view(&id));
	buf_free(&id);
}

/*
 * Whether the path leads over a symbolic link to a file: those are left out
 * when the folder is read, and told of there.
 */
static bool is_linked(const struct reference_file *f, struct view path)
{
	struct buf name = { 0 };
	struct stat st;
	buf_printf(&name, "%s/%.*s", f->site->folder, VIEW_ARG(path));
	bool linked = false;
	bool there = stat(name.data, &st) == 0 && S_ISREG(st.st_mode);
	for (size_t i = strlen(f->site->folder) + 1; there && !linked && i <= name.len; i++) {
		if (i < name.len && name.data[i] != '/')
			continue;
		char slash = name.data[i];
		name.data[i] = '\0';
		linked = lstat(name.data, &st) == 0 && S_ISLNK(st.st_mode);
		name.data[i] = slash;
	}
	buf_free(&name);
	return linked;
}

/* The page of a folder is there to be shown where a server is asked for the folder. */
static bool has_index(struct reference_file *f, struct view folder)
{
	struct buf name = { 0 };
	buf_put(&name, folder);
	buf_puts(&name, folder.len > 0 ? "/index.html" : "index.html");
	bool there = map_get(&f->site->files, buf_view(&name)) != NULL || is_linked(f, buf_view(&name));
	buf_free(&name);
	return there;
}

static void check_folder_target(struct reference_file *f, const struct link *l, struct view path)
{
	if (!has_index(f, path))
		tell(f, l, "is dead: the folder has no index.html");
	else if (l->use != REFERENCE_ADDRESS)
		diagnostics_repeated_note(&f->habits, DIAGNOSTICS_REPEATED_FOLDER, l->written, f->told,
		                          l->at);
}

static void check_target(struct reference_file *f, const struct link *l)
{
	struct view path = buf_view(&f->path);
	if (map_get(&f->site->files, path)) {
		remember_anchor(f, l);
		return;
	}
	if (path.len > 0 && path.data[path.len - 1] == '/')
		path.len--;
	if (path.len == 0 || hashset_has(&f->site->folders, hashset_hash(path)))
		check_folder_target(f, l, path);
	else if (!is_linked(f, path))
		diagnostics_error(f->told, l->at, "the link \"%.*s\" is dead: there is no file \"%.*s\"",
		                  VIEW_ARG(l->written), VIEW_ARG(path));
}

static void check_relative(struct reference_file *f, const struct link *l)
{
	const char *fault = NULL;
	if (l->way.len == 0) {
		buf_truncate(&f->path, 0);
		buf_put(&f->path, f->name);
	} else {
		begin_at(f, false);
		if (!walk(&f->path, l->way, &fault)) {
			tell(f, l, fault);
			return;
		}
	}
	check_target(f, l);
}

/* A link that is counted from the top of the site. */
static void check_from_top(struct reference_file *f, struct link *l, size_t top)
{
	const char *fault = NULL;
	l->way = view_slice(l->way, top, l->way.len);
	begin_at(f, true);
	if (walk(&f->path, l->way, &fault))
		check_target(f, l);
	else
		tell(f, l, fault);
}

/* The path of the site's own address, "/" where that is unknown. */
static struct view path_of_base(struct view base)
{
	ptrdiff_t host = view_find(base, VIEW("://"), 0);
	ptrdiff_t slash = host < 0 ? -1 : view_find(base, VIEW("/"), (size_t)host + 3);
	return slash < 0 ? VIEW("/") : view_slice(base, (size_t)slash, base.len);
}

/*
 * A link that begins with /. Only the page for what is not found has reason for
 * one: hosts show it at addresses of any depth.
 */
static void check_rooted(struct reference_file *f, struct link *l)
{
	struct view root = path_of_base(f->site->base);
	bool ours = !view_starts(l->way, VIEW("//")) && view_starts(l->way, root);
	bool is_404 = view_eq(f->name, VIEW("404.html"));
	if (!is_404 || !ours)
		diagnostics_repeated_note(&f->habits, DIAGNOSTICS_REPEATED_ROOTED, l->written, f->told,
		                          l->at);
	if (ours && (is_404 || f->site->base.len > 0))
		check_from_top(f, l, root.len);
}

/* The scheme with its colon, or an empty view. */
static struct view scheme_of(struct view link)
{
	for (size_t i = 0; i < link.len; i++) {
		char c = link.data[i], low = (char)(c | 0x20);
		if (c == ':' && i > 0)
			return view_slice(link, 0, i + 1);
		if (!(low >= 'a' && low <= 'z') &&
		    (i == 0 || !(ascii_is_digit(c) || c == '+' || c == '-' || c == '.')))
			break;
	}
	return VIEW("");
}

static bool is_scheme(struct view scheme, const char *name)
{
	return strlen(name) == scheme.len && strncasecmp(scheme.data, name, scheme.len) == 0;
}

/* Whether that is wanted there or not, it must lead to something. */
static void check_own_address(struct reference_file *f, struct link *l)
{
	if (l->use != REFERENCE_ADDRESS)
		diagnostics_repeated_note(&f->habits, DIAGNOSTICS_REPEATED_BY_ADDRESS, l->written, f->told,
		                          l->at);
	check_from_top(f, l, f->site->base.len);
}

static void check_absolute(struct reference_file *f, struct link *l, struct view scheme)
{
	bool web = is_scheme(scheme, "http:") || is_scheme(scheme, "https:");
	if (is_scheme(scheme, "file:"))
		tell(f, l, "leads to one computer's own disk: make it relative");
	else if (is_scheme(scheme, "javascript:"))
		diagnostics_repeated_note(&f->habits, DIAGNOSTICS_REPEATED_SCRIPT, l->written, f->told,
		                          l->at);
	else if (web && f->site->base.len > 0 && view_starts(l->way, f->site->base))
		check_own_address(f, l);
	else if (web && l->use == REFERENCE_RESOURCE)
		diagnostics_repeated_note(&f->habits, DIAGNOSTICS_REPEATED_ELSEWHERE, l->written, f->told,
		                          l->at);
}

void reference_check(struct reference_file *f, struct view written, size_t at,
                     enum reference_use use)
{
	f->count++;
	buf_truncate(&f->link, 0);
	unescape_html(&f->link, written);
	struct link l = {
		.written = written, .way = view_trim(buf_view(&f->link)), .at = at, .use = use
	};
	struct view scheme = scheme_of(l.way), rest = l.way;
	l.way = view_cut(&rest, '#');
	l.fragment = rest;
	rest = l.way;
	l.way = view_cut(&rest, '?');
	if (scheme.len > 0)
		check_absolute(f, &l, scheme);
	else if (use == REFERENCE_ADDRESS)
		tell(f, &l, "is no absolute address: write it with https:// and the site's name");
	else if (view_starts(l.way, VIEW("/")))
		check_rooted(f, &l);
	else if (l.way.len > 0 || l.fragment.data || use == REFERENCE_RESOURCE)
		check_relative(f, &l);
}

void reference_check_set(struct reference_file *f, struct view set, size_t at)
{
	size_t i = 0;
	while (i < set.len) {
		while (i < set.len && (set.data[i] == ',' || strchr(" \t\n\r\f", set.data[i])))
			i++;
		size_t from = i;
		while (i < set.len && !strchr(" \t\n\r\f", set.data[i]))
			i++;
		struct view link = view_slice(set, from, i - from);
		bool ended = link.len > 0 && link.data[link.len - 1] == ',';
		if (ended)
			link.len--;
		if (link.len > 0)
			reference_check(f, link, at + from, REFERENCE_RESOURCE);
		while (!ended && i < set.len && set.data[i] != ',')
			i++;
	}
}

void reference_free(struct reference_file *f)
{
	for (size_t i = 0; i < f->anchors.len; i++)
		free(f->anchors.items[i].link);
	array_free(&f->anchors);
	buf_free(&f->link);
	buf_free(&f->path);
}
