#include "site/wording.h"

#include <string.h>

#include "base/array.h"
#include "base/conf.h"
#include "base/map.h"
#include "input/scan.h"

/* One file of words. */
struct wording {
	const char *file;
	struct view name;
	size_t layer;
	struct map words;         /* name → line */
	struct mustache_set *set; /* NULL: this is not the language of the site */
};

struct wordings {
	ARRAY(struct wording) files;
	struct scan scans[2]; /* of each layer: they own the files' names */
};

/* A word that the archive's own file has goes before the installed one. */
static void add_word(const struct wording *l, const struct conf_entry *e, struct report *r)
{
	struct buf name = { 0 };
	buf_printf(&name, "t/%s", e->key);
	if (l->layer == 0 || !mustache_find(l->set, buf_view(&name)))
		mustache_add(l->set, buf_view(&name), view_of(e->value), e->file, r);
	buf_free(&name);
}

static void take_word(void *context, const struct conf_entry *e, struct report *r)
{
	struct wording *l = context;
	bool fresh = true;
	if (strcmp(e->section, "words") != 0) {
		conf_key_error(r, e, "words stand in the section [words]: write that above them");
		return;
	}
	if (e->key == NULL)
		return;
	union map_value *line = map_put(&l->words, view_of(e->key), &fresh);
	if (!fresh) {
		conf_key_error(r, e, "the word '%s' stands in line %zu already: keep one of the two",
		               e->key, (size_t)line->number);
		return;
	}
	line->number = e->line;
	if (l->set)
		add_word(l, e, r);
}

/* Why a feature of the model tells something: the program can say so in English itself. */
static bool is_optional(struct view name)
{
	return view_starts(name, VIEW("because_"));
}

/* Of a language in one of the layers, the first from that layer on; NULL if none is. */
static const struct wording *find(const struct wordings *all, struct view name, size_t layer)
{
	for (size_t i = 0; i < all->files.len; i++) {
		const struct wording *l = &all->files.items[i];
		if (l->layer >= layer && view_eq(l->name, name))
			return l;
	}
	return NULL;
}

static bool has_word(const struct wordings *all, struct view language, struct view word)
{
	for (size_t i = 0; i < all->files.len; i++) {
		const struct wording *l = &all->files.items[i];
		if (view_eq(l->name, language) && map_get(&l->words, word))
			return true;
	}
	return false;
}

/* Tells the words of a file that the other language lacks. */
static void compare(const struct wordings *all, const struct wording *one,
                    const struct wording *other, struct report *r)
{
	for (size_t i = 0; i < one->words.len; i++) {
		struct view word = map_key(&one->words, i);
		if (!is_optional(word) && !has_word(all, other->name, word))
			report_error(r, other->file, 0, 0,
			             "the word '%.*s' is missing: translate line %zu of %s", VIEW_ARG(word),
			             (size_t)map_at(&one->words, i)->number, one->file);
	}
}

/* The site's language has all words; another one those of the folders in which it is. */
static void compare_all(const struct wordings *all, struct view language, struct report *r)
{
	for (size_t i = 0; i < all->files.len; i++) {
		const struct wording *l = &all->files.items[i], *ours = find(all, language, l->layer);
		if (view_eq(l->name, language))
			continue;
		compare(all, l, ours ? ours : find(all, language, 0), r);
		if (ours && ours->layer == l->layer)
			compare(all, ours, l, r);
	}
}

static void read_layer(struct wordings *all, const struct overlay *folders, size_t layer,
                       struct view language, struct mustache_set *set, struct report *r)
{
	struct scan_rules rules = { .ending = ".conf", .below = true };
	struct scan *found = &all->scans[layer];
	scan_folder(folders->folder[layer], &rules, found, r);
	for (size_t i = 0; i < found->files.len; i++) {
		struct view name = view_of(found->files.items[i].name);
		struct wording *l = array_push(&all->files);
		l->file = found->files.items[i].path;
		l->name = view_slice(name, 0, name.len - 5);
		l->layer = layer;
		l->set = view_eq(l->name, language) ? set : NULL;
		conf_read(l->file, take_word, l, r);
	}
}

bool wording_load(struct mustache_set *set, const struct overlay *folders, struct view language,
                  struct report *r)
{
	size_t errors = r->errors;
	struct wordings all = { .files = { 0 } };
	for (size_t i = 0; i < folders->count; i++)
		read_layer(&all, folders, i, language, set, r);
	if (r->errors == errors && !find(&all, language, 0))
		report_error(r, folders->count ? folders->folder[0] : NULL, 0, 0,
		             "there is no %.*s.conf with the words of the site's language: "
		             "add it, or change language in site.conf",
		             VIEW_ARG(language));
	if (r->errors == errors)
		compare_all(&all, language, r);
	for (size_t i = 0; i < all.files.len; i++)
		map_free(&all.files.items[i].words);
	array_free(&all.files);
	for (size_t i = 0; i < folders->count; i++)
		scan_free(&all.scans[i]);
	return r->errors == errors;
}
