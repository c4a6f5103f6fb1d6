#include "archive/corrections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/corrections_head.h"
#include "archive/corrections_value.h"
#include "base/file.h"
#include "base/key.h"
#include "text/lookalike.h"

struct reading {
	const struct config *config;
	struct corrections *out;
	struct corrections_section *section; /* NULL: its head was wrong */
	struct report *report;
};

static struct corrections_page *page_of(struct corrections *c, struct view file)
{
	bool fresh;
	union map_value *number = map_put(&c->numbers, file, &fresh);
	if (fresh) {
		number->number = c->pages.len;
		array_push(&c->pages)->name = arena_view(&c->arena, file);
	}
	return &c->pages.items[number->number];
}

static void begin_section(struct reading *g, const struct conf_entry *e)
{
	struct corrections_head head;
	g->section = NULL;
	if (!corrections_head_read(view_of(e->section), &head)) {
		conf_key_error(g->report, e,
		               "[%s] names no line: write [FILE] for a page, [FILE:LINE] "
		               "for the article that begins on that line, or [FILE:LINE..LINE] for a range",
		               e->section);
		return;
	}
	struct corrections_page *p = page_of(g->out, head.file);
	for (size_t i = 0; i < p->sections.len; i++) {
		const struct corrections_section *s = p->sections.items[i];
		if (s->at == head.at && s->again == head.again && s->until == head.until &&
		    s->part == head.part) {
			conf_key_error(g->report, e,
			               "the section [%s] stands in line %u already: "
			               "join the two",
			               e->section, s->line);
			return;
		}
	}
	g->section = arena_array(&g->out->arena, 1, sizeof(*g->section));
	*array_push(&p->sections) = g->section;
	g->section->at = head.at;
	g->section->part = head.part;
	g->section->until = head.until;
	g->section->again = head.again;
	g->section->line = (uint32_t)e->line;
	g->section->column = (uint32_t)e->column;
}

static void refuse_key(struct reading *g, int of, const struct conf_entry *e)
{
	struct buf all = { 0 };
	for (int k = 0; k < CORRECTIONS_KEYS; k++)
		if (corrections_value_of((enum corrections_key)k) & of)
			buf_printf(&all, "%s%s", all.len ? ", " : "",
			           corrections_key_name((enum corrections_key)k));
	conf_key_error(g->report, e, "unknown key '%s' in a section [%s]: the keys there are %s",
	               e->key,
	               of == CORRECTIONS_OF_PAGE    ? "FILE"
	               : of == CORRECTIONS_OF_RANGE ? "FILE:LINE..LINE"
	                                            : "FILE:LINE",
	               all.data);
	buf_free(&all);
}

static void read_field(struct reading *g, enum corrections_key k, const struct conf_entry *e)
{
	struct corrections_field *f = &g->section->fields[k];
	if (f->value.data) {
		conf_key_error(g->report, e, "the key '%s' stands in line %u already: keep one of the two",
		               e->key, f->line);
		return;
	}
	f->value = arena_view(&g->out->arena, view_of(e->value));
	f->line = (uint32_t)e->line;
	f->column = (uint32_t)e->value_column;
	corrections_value_read(g->config, g->section, k, e, &g->out->arena, g->report);
}

/* The sorts of keys that may stand in the section. */
static int keys_of(const struct corrections_section *s)
{
	if (s->at == 0)
		return CORRECTIONS_OF_PAGE;
	if (s->until)
		return CORRECTIONS_OF_RANGE;
	return s->again ? CORRECTIONS_OF_ARTICLE : CORRECTIONS_OF_ARTICLE | CORRECTIONS_OF_LINE;
}

bool corrections_of_article(const struct corrections_section *s)
{
	for (int k = 0; s->at && k < CORRECTIONS_KEYS; k++)
		if (s->fields[k].value.data &&
		    (corrections_value_of((enum corrections_key)k) & CORRECTIONS_OF_ARTICLE))
			return true;
	return false;
}

static void read_entry(void *context, const struct conf_entry *e, struct report *r)
{
	struct reading *g = context;
	g->report = r;
	if (e->key == NULL) {
		begin_section(g, e);
		return;
	}
	if (e->section[0] == '\0')
		conf_key_error(r, e,
		               "the key '%s' stands before the first section: write [FILE] or "
		               "[FILE:LINE] above it",
		               e->key);
	if (!g->section)
		return;
	int of = keys_of(g->section);
	for (int i = 0; i < CORRECTIONS_KEYS; i++) {
		enum corrections_key k = (enum corrections_key)i;
		if ((corrections_value_of(k) & of) && strcmp(e->key, corrections_key_name(k)) == 0) {
			read_field(g, k, e);
			return;
		}
	}
	refuse_key(g, of, e);
}

/* Where no article begins there is nothing else to be said of one. */
static void check_section(const struct corrections *c, const struct corrections_section *s,
                          struct report *r)
{
	size_t fields = 0;
	for (int k = 0; k < CORRECTIONS_KEYS; k++) {
		const struct corrections_field *f = &s->fields[k];
		fields += f->value.data != NULL;
		if (f->value.data && s->fields[CORRECTIONS_START].value.data && !s->start &&
		    k != CORRECTIONS_START && k != CORRECTIONS_ROLE && k != CORRECTIONS_TEXT)
			report_error(r, c->path, f->line, f->column,
			             "no article begins on line %u, as start = no says, that could have this "
			             "%s: take one of the two out",
			             s->at, corrections_key_name((enum corrections_key)k));
	}
	const struct corrections_field *kicker = &s->fields[CORRECTIONS_KICKER];
	const struct corrections_field *headline = &s->fields[CORRECTIONS_HEADLINE];
	if (kicker->lines.first && headline->value.data && headline->value.len == 0)
		report_error(r, c->path, kicker->line, kicker->column,
		             "a line above no headline is no kicker: give the headline, too");
	if (fields == 0)
		report_warning(r, c->path, s->line, s->column,
		               "this section corrects nothing: add a key, or take it out");
}

/* An old address leads to one place. */
static void check_aliases(const struct corrections *c, const struct corrections_section *s,
                          struct map *known, struct report *r)
{
	const struct corrections_field *f = &s->fields[CORRECTIONS_ALIAS];
	for (size_t i = 0; i < s->alias_count; i++) {
		bool fresh;
		union map_value *line = map_put(known, s->aliases[i], &fresh);
		if (!fresh)
			report_error(r, c->path, f->line, f->column,
			             "the alias %.*s stands in line %zu already: keep one of the two",
			             VIEW_ARG(s->aliases[i]), (size_t)line->number);
		else
			line->number = f->line;
	}
}

static int compare_sections(const void *a, const void *b)
{
	const struct corrections_section *x = *(struct corrections_section *const *)a;
	const struct corrections_section *y = *(struct corrections_section *const *)b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->again != y->again)
		return x->again < y->again ? -1 : 1;
	return (x->until > y->until) - (x->until < y->until);
}

struct view corrections_file_path(const struct config *c, struct arena *a)
{
	struct view folder = view_of(c->source);
	return arena_printf(a, "%s%scorrections.conf", c->source,
	                    view_ends(folder, VIEW("/")) ? "" : "/");
}

static void check_sections(struct corrections *c, struct report *r)
{
	struct map aliases = { 0 };
	for (size_t i = 0; i < c->pages.len; i++) {
		struct corrections_page *p = &c->pages.items[i];
		for (size_t k = 0; k < p->sections.len; k++) {
			check_section(c, p->sections.items[k], r);
			check_aliases(c, p->sections.items[k], &aliases, r);
		}
		qsort(p->sections.items, p->sections.len, sizeof(*p->sections.items), compare_sections);
		for (size_t k = 0; k < p->sections.len; k++)
			p->sections.items[k]->place = (uint32_t)k;
	}
	map_free(&aliases);
}

bool corrections_read_bytes(const struct config *c, struct view bytes, struct corrections *out,
                            struct report *r)
{
	*out = (struct corrections){ 0 };
	size_t errors = r->errors;
	struct reading g = { .config = c, .out = out };
	out->path = corrections_file_path(c, &out->arena).data;
	conf_read_bytes(out->path, bytes, read_entry, &g, r);
	check_sections(out, r);
	return r->errors == errors;
}

bool corrections_read(const struct config *c, struct corrections *out, struct report *r)
{
	*out = (struct corrections){ 0 };
	struct buf bytes = { 0 };
	const char *path = corrections_file_path(c, &out->arena).data;
	bool ok = access(path, F_OK) != 0 && errno == ENOENT;
	if (!ok && file_read(path, &bytes, r)) {
		arena_free(&out->arena);
		ok = corrections_read_bytes(c, buf_view(&bytes), out, r);
	}
	buf_free(&bytes);
	return ok;
}

/* A file of that name in another folder, or of one that looks like it, or NULL. */
static const char *find_elsewhere(const struct scan *files, struct view name)
{
	for (size_t i = 0; i < files->files.len; i++) {
		struct view other = view_of(files->files.items[i].below);
		const char *slash = strrchr(files->files.items[i].below, '/');
		struct view last = slash ? view_of(slash + 1) : other;
		if (view_eq(last, name) || view_eq(view_of(files->files.items[i].name), name) ||
		    lookalike_same(other, name))
			return files->files.items[i].below;
	}
	return NULL;
}

/* s is about a page of that name, which is not there; other is the file that may be meant, or NULL. */
static void tell_missing(const struct corrections *c, const struct corrections_section *s,
                         struct view name, const char *other, struct report *r)
{
	struct buf difference = { 0 };
	buf_puts(&difference, "");
	if (other && lookalike_same(name, view_of(other)))
		lookalike_put(&difference, name, view_of(other));
	if (other)
		report_error(r, c->path, s->line, s->column, "there is no page '%.*s'%s: write %s",
		             VIEW_ARG(name), difference.data, other);
	else
		report_error(r, c->path, s->line, s->column,
		             "there is no page '%.*s': write the "
		             "name of a file as it stands below this folder",
		             VIEW_ARG(name));
	buf_free(&difference);
}

bool corrections_check_files(const struct corrections *c, const struct scan *files,
                             struct report *r)
{
	size_t errors = r->errors;
	struct map there = { 0 };
	for (size_t i = 0; c->pages.len > 0 && i < files->files.len; i++)
		map_put(&there, view_trim(view_of(files->files.items[i].below)), NULL);
	for (size_t i = 0; i < c->pages.len; i++) {
		const struct corrections_page *p = &c->pages.items[i];
		if (p->sections.len == 0 || map_get(&there, p->name))
			continue;
		tell_missing(c, p->sections.items[0], p->name, find_elsewhere(files, p->name), r);
	}
	map_free(&there);
	return r->errors == errors;
}

const struct corrections_page *corrections_of(const struct corrections *c, struct view name)
{
	if (!c || c->pages.len == 0)
		return NULL;
	union map_value *number = map_get(&c->numbers, view_trim(name)); /* as in its section */
	return number ? &c->pages.items[number->number] : NULL;
}

static bool names_part(const struct corrections_page *p)
{
	for (size_t i = 0; i < p->sections.len; i++)
		if (p->sections.items[i]->part)
			return true;
	return false;
}

const struct corrections_page *corrections_of_part(const struct corrections_page *p,
                                                   const struct text *t, struct arena *a)
{
	if (!p || (t->parts < 2 && !names_part(p)))
		return p;
	struct corrections_page *out = arena_array(a, 1, sizeof(*out));
	out->name = p->name;
	out->sections.items = arena_array(a, p->sections.len, sizeof(struct corrections_section *));
	for (size_t i = 0; i < p->sections.len; i++) {
		struct corrections_section *s = p->sections.items[i];
		bool here = s->at == 0 && (s->part == 0 || s->part == t->part);
		if (here || (s->at > 0 && text_has(t, s->at)) ||
		    (t->part == t->parts && (s->at > t->before || s->part > t->parts)))
			out->sections.items[out->sections.len++] = s;
	}
	return out->sections.len > 0 ? out : NULL;
}

const char *corrections_encoding(const struct corrections_page *p)
{
	/* Sections are sorted, so the one about the page is the first; values of the arena are strings. */
	const struct corrections_section *s = p && p->sections.len > 0 ? p->sections.items[0] : NULL;
	return s && s->at == 0 && s->part == 0 ? s->fields[CORRECTIONS_ENCODING].value.data : NULL;
}

void corrections_free(struct corrections *c)
{
	for (size_t i = 0; i < c->pages.len; i++)
		array_free(&c->pages.items[i].sections);
	array_free(&c->pages);
	map_free(&c->numbers);
	arena_free(&c->arena);
	*c = (struct corrections){ 0 };
}

struct hash128 corrections_key(const struct corrections_page *p, uint64_t seed)
{
	struct hash128 key = key_begin(seed);
	for (size_t i = 0; p && i < p->sections.len; i++) {
		const struct corrections_section *s = p->sections.items[i];
		key = key_number(key, (uint64_t)s->at << 32 | s->again);
		key = key_number(key, (uint64_t)s->part << 32 | s->until);
		key = key_number(key, (uint64_t)s->line << 32 | s->column);
		for (int k = 0; k < CORRECTIONS_KEYS; k++) {
			const struct corrections_field *f = &s->fields[k];
			key = key_text(key, f->value);
			key = key_number(key, (uint64_t)f->line << 32 | f->column);
		}
		for (size_t k = 0; k < s->alias_count; k++)
			key = key_text(key, s->aliases[k]);
	}
	return key;
}
