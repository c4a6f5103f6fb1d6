#include "archive/config_title.h"

#include <stdlib.h>
#include <string.h>

#include "archive/config_choice.h"
#include "base/ascii.h"
#include "language/language.h"

#define TITLES_MAX 250
#define ID_MAX     40

static bool id_valid(struct view id)
{
	if (id.len == 0 || id.len > ID_MAX || id.data[0] == '-' || view_eq(id, VIEW("index")))
		return false;
	for (size_t i = 0; i < id.len; i++) {
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", id.data[i]))
			return false;
	}
	return true;
}

/* A day, or the first or last one of a month or year: 1949-10-01, 1949-10, 1949. */
static bool read_day(struct view text, bool last, struct date *out)
{
	char full[11] = "0000-00-00";
	if (text.len != 4 && text.len != 7 && text.len != 10)
		return false;
	memcpy(full, text.data, text.len);
	if (text.len == 4)
		memcpy(full + 4, last ? "-12-31" : "-01-01", 6);
	if (text.len == 7)
		memcpy(full + 7, "-01", 3);
	if (!date_parse(view_of(full), out))
		return false;
	if (text.len == 7 && last)
		out->day = date_days_in_month(out->year, out->month);
	return true;
}

void config_title_begin(struct title_reading *t, struct view id, const struct conf_entry *e,
                        struct report *r)
{
	bool fresh = true;
	id = view_trim(id);
	t->errors = r->errors;
	union map_value *line = map_put(&t->ids, id, &fresh);
	if (!id_valid(id))
		conf_key_error(r, e,
		               "'%.*s' cannot stand in an address: write the id of a title with "
		               "a to z, 0 to 9 and -, at most %d of them, and not 'index'",
		               VIEW_ARG(id), ID_MAX);
	else if (!fresh)
		conf_key_error(r, e,
		               "the title '%.*s' stands in line %zu already: "
		               "join the two or rename one",
		               VIEW_ARG(id), (size_t)line->number);
	else if (t->items.len == TITLES_MAX)
		conf_key_error(r, e, "more than %d titles: join some", TITLES_MAX);
	line->number = e->line;
	struct config_title *title = array_push(&t->items);
	title->id = arena_view(&t->config->arena, id);
	read_day(id, false, &title->from);
	t->open = true;
	t->line = e->line;
	t->column = e->column;
}

static void set_day(struct date *out, bool last, const struct conf_entry *e, struct report *r)
{
	if (!read_day(view_of(e->value), last, out))
		conf_value_error(r, e, "'%s' is no day: write one like 1949-10-01, 1949-10 or 1949",
		                 e->value);
}

static void set_issn(struct config *c, struct config_title *t, const struct conf_entry *e,
                     struct report *r)
{
	const char *p = e->value;
	int sum = 0, weight = 8;
	bool right = strlen(p) == 9 && p[4] == '-';
	for (size_t i = 0; right && i < 9; i++) {
		if (i == 4)
			continue;
		bool ten = i == 8 && (p[i] == 'X' || p[i] == 'x');
		right = ten || ascii_is_digit(p[i]);
		sum += (ten ? 10 : p[i] - '0') * weight--;
	}
	if (!right || sum % 11 != 0)
		conf_value_error(r, e,
		                 "'%s' is no ISSN, whose last sign is a check on the others: "
		                 "write one like 0317-8471",
		                 e->value);
	else
		t->issn = arena_view(&c->arena, view_of(e->value));
}

static void set_language(struct config_title *t, const struct conf_entry *e, struct report *r)
{
	static const struct config_choice choice = { "language of a paper", language_tags,
		                                         LANGUAGE_TAGS };
	t->language = view_of(language_tags[config_choice_one(&choice, e, 0, r)]);
}

/* Without slashes at its ends. */
static struct view folder_of(struct config *c, const char *value)
{
	struct view v = view_of(value);
	while (v.len > 0 && v.data[v.len - 1] == '/')
		v.len--;
	return view_starts(v, VIEW("./")) ? arena_view(&c->arena, view_slice(v, 2, v.len))
	                                  : arena_view(&c->arena, v);
}

void config_title_key(struct title_reading *t, const struct conf_entry *e, struct report *r)
{
	if (!t->open)
		return;
	struct config *c = t->config;
	struct config_title *title = array_last(&t->items);
	if (e->value[0] == '\0')
		conf_value_error(r, e, "the key '%s' has no value: write one or take the line out", e->key);
	else if (strcmp(e->key, "name") == 0)
		title->name = arena_view(&c->arena, view_of(e->value));
	else if (strcmp(e->key, "from") == 0)
		set_day(&title->from, false, e, r);
	else if (strcmp(e->key, "to") == 0)
		set_day(&title->to, true, e, r);
	else if (strcmp(e->key, "place") == 0)
		title->place = arena_view(&c->arena, view_of(e->value));
	else if (strcmp(e->key, "publisher") == 0)
		title->publisher = arena_view(&c->arena, view_of(e->value));
	else if (strcmp(e->key, "issn") == 0)
		set_issn(c, title, e, r);
	else if (strcmp(e->key, "language") == 0)
		set_language(title, e, r);
	else if (strcmp(e->key, "folder") == 0)
		title->folder = folder_of(c, e->value);
	else
		conf_key_error(r, e,
		               "unknown key '%s' in a title: the keys are name, from, to, place, "
		               "publisher, issn, language and folder",
		               e->key);
}

void config_title_end(struct title_reading *t, struct report *r)
{
	if (!t->open)
		return;
	const struct config_title *title = array_last(&t->items);
	t->open = false;
	if (r->errors != t->errors)
		return;
	if (title->name.len == 0)
		report_error(r, t->config->path, t->line, t->column,
		             "the title '%.*s' has no name: add a line name = …", VIEW_ARG(title->id));
	else if (date_known(title->from) && date_known(title->to) &&
	         date_cmp(title->from, title->to) > 0)
		report_error(r, t->config->path, t->line, t->column,
		             "the title '%.*s' ends before it begins: exchange from and to",
		             VIEW_ARG(title->id));
}

/* In order of their first days, those of one day as they stand in the file. */
static int compare(const void *a, const void *b)
{
	const struct config_title *x = a, *y = b;
	int order = date_cmp(x->from, y->from);
	return order ? order : view_cmp(x->id, y->id);
}

void config_title_finish(struct title_reading *t, struct report *r)
{
	config_title_end(t, r);
	struct config *c = t->config;
	c->title_count = t->items.len;
	c->titles = arena_array(&c->arena, t->items.len, sizeof(*c->titles));
	for (size_t i = 0; i < t->items.len; i++)
		c->titles[i] = t->items.items[i];
	if (c->title_count > 1)
		qsort(c->titles, c->title_count, sizeof(*c->titles), compare);
	array_free(&t->items);
	map_free(&t->ids);
}

static bool is_in(struct view file, struct view folder)
{
	return folder.len == 0 ||
	       (view_starts(file, folder) && file.len > folder.len && file.data[folder.len] == '/');
}

static bool is_of(const struct config_title *t, struct view file, struct date d)
{
	if (!date_known(d) && (date_known(t->from) || date_known(t->to)))
		return false;
	return is_in(file, t->folder) && (!date_known(t->from) || date_cmp(t->from, d) <= 0) &&
	       (!date_known(t->to) || date_cmp(d, t->to) <= 0);
}

const struct config_title *config_title_of(const struct config *c, const char *below, struct date d)
{
	const struct config_title *best = NULL;
	for (size_t i = 0; i < c->title_count; i++) {
		const struct config_title *t = &c->titles[i];
		if (is_of(t, view_of(below), d) && (!best || t->folder.len >= best->folder.len))
			best = t;
	}
	return best;
}
