#include "site/language.h"

#include <string.h>

#include "archive/scan.h"
#include "base/array.h"
#include "base/conf.h"
#include "base/map.h"

struct language {
	const char          *file;
	struct map           words; /* name → line */
	struct mustache_set *set;   /* NULL: this is not the language of the site */
};

static void take_word(void *context, const struct conf_entry *e, struct report *r)
{
	struct language *l = context;
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
	if (l->set) {
		struct buf name = { 0 };
		buf_printf(&name, "t/%s", e->key);
		mustache_add(l->set, buf_view(&name), view_of(e->value), e->file, r);
		buf_free(&name);
	}
}

/* Why a feature of the model tells something: the program can say so in English itself. */
static bool is_optional(struct view name)
{
	return view_starts(name, VIEW("because_"));
}

/* Tells the words of one that are missing in the other. */
static void compare(const struct language *one, const struct language *other, struct report *r)
{
	for (size_t i = 0; i < one->words.len; i++) {
		struct view name = map_key(&one->words, i);
		if (!is_optional(name) && !map_get(&other->words, name))
			report_error(r, other->file, 0, 0, "the word '%.*s' is missing: translate line %zu of %s",
			             VIEW_ARG(name), (size_t)map_at(&one->words, i)->number, one->file);
	}
}

bool language_load(struct mustache_set *set, const char *folder, struct view language,
                   struct report *r)
{
	size_t errors = r->errors;
	struct scan_rules rules = { .ending = ".conf", .below = true };
	struct scan found = { 0 };
	ARRAY(struct language) languages = { 0 };
	size_t ours = SIZE_MAX;
	if (!scan_folder(folder, &rules, &found, r))
		goto done;
	for (size_t i = 0; i < found.files.len; i++) {
		struct view name = view_of(found.files.items[i].name);
		struct language *l = array_push(&languages);
		l->file = found.files.items[i].path;
		if (view_eq(view_slice(name, 0, name.len - 5), language)) {
			ours = i;
			l->set = set;
		}
		conf_read(l->file, take_word, l, r);
	}
	if (ours == SIZE_MAX)
		report_error(r, folder, 0, 0, "has no %.*s.conf with the words of the site's language: "
		             "add it, or change language in site.conf", VIEW_ARG(language));
	for (size_t i = 0; ours != SIZE_MAX && r->errors == errors && i < languages.len; i++) {
		compare(&languages.items[i], &languages.items[ours], r);
		compare(&languages.items[ours], &languages.items[i], r);
	}
done:
	for (size_t i = 0; i < languages.len; i++)
		map_free(&languages.items[i].words);
	array_free(&languages);
	scan_free(&found);
	return r->errors == errors;
}
