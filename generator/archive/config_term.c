#include "archive/config_term.h"

#include <string.h>

#define TERMS_MAX   250 /* topics, or places */
#define TERM_ID_MAX 40
#define WORDS_MOST  65535 /* words are numbered in sixteen bits */

static const char *const sort_names[] = { [CONFIG_TOPICS] = "topic", [CONFIG_PLACES] = "place" };

static bool id_valid(struct view id)
{
	if (id.len == 0 || id.len > TERM_ID_MAX || id.data[0] == '-' || view_eq(id, VIEW("index")))
		return false;
	for (size_t i = 0; i < id.len; i++) {
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", id.data[i]))
			return false;
	}
	return true;
}

void config_term_begin(struct term_reading *t, enum config_terms sort, struct view id,
                       const struct conf_entry *e, struct report *r)
{
	struct term_list_reading *list = &t->lists[sort];
	bool fresh = true;
	id = view_trim(id);
	t->errors = r->errors;
	t->sort = sort;
	union map_value *line = map_put(&list->ids, id, &fresh);
	if (!id_valid(id))
		conf_key_error(r, e,
		               "'%.*s' cannot stand in an address: write the id of a %s with "
		               "a to z, 0 to 9 and -, at most %d of them, and not 'index'",
		               VIEW_ARG(id), sort_names[sort], TERM_ID_MAX);
	else if (!fresh)
		conf_key_error(r, e,
		               "the %s '%.*s' stands in line %zu already: "
		               "join the two or rename one",
		               sort_names[sort], VIEW_ARG(id), (size_t)line->number);
	else if (list->items.len == TERMS_MAX)
		conf_key_error(r, e, "more than %d %ss: join some", TERMS_MAX, sort_names[sort]);
	line->number = e->line;
	t->term = array_push(&list->items);
	t->term->id = arena_view(&t->config->arena, id);
	t->line = e->line;
	t->column = e->column;
}

/* The next part of rest, up to a blank and a - before another character. */
static struct view cut_exception(struct view *rest)
{
	for (size_t i = 0; i + 2 < rest->len; i++) {
		if (rest->data[i] == ' ' && rest->data[i + 1] == '-' && rest->data[i + 2] != ' ') {
			struct view part = view_slice(*rest, 0, i);
			*rest = view_slice(*rest, i + 2, rest->len);
			return view_trim(part);
		}
	}
	struct view part = view_trim(*rest);
	*rest = VIEW_NULL;
	return part;
}

/* A word, and behind a - each those with which it does not count. */
static void add_word(struct term_reading *t, struct view text)
{
	size_t word = t->words.len;
	*array_push(&t->words) = cut_exception(&text);
	while (text.data) {
		struct view other = cut_exception(&text);
		if (other.len > 0)
			*array_push(&t->exceptions) = (struct config_exception){ word, other };
	}
}

static void add_words(struct term_reading *t, const struct conf_entry *e, struct report *r)
{
	struct view *words;
	size_t count = conf_list(e->value, &t->config->arena, &words);
	for (size_t i = 0; i < count; i++) {
		if (words[i].len > 1 && words[i].data[0] == '-')
			conf_value_error(r, e,
			                 "'%.*s' has no word before the -: write the word that does not "
			                 "count with it first",
			                 VIEW_ARG(words[i]));
		else
			add_word(t, words[i]);
	}
	if (count == 0)
		conf_value_error(r, e,
		                 "a %s needs words to know its articles by: "
		                 "write some, separated by commas",
		                 sort_names[t->sort]);
}

void config_term_key(struct term_reading *t, const struct conf_entry *e, struct report *r)
{
	if (!t->term)
		return;
	if (strcmp(e->key, "name") == 0)
		t->term->name = arena_view(&t->config->arena, view_of(e->value));
	else if (strcmp(e->key, "words") == 0)
		add_words(t, e, r);
	else
		conf_key_error(r, e, "unknown key '%s' in a %s: the keys are name and words", e->key,
		               sort_names[t->sort]);
}

static void keep_words(struct term_reading *t)
{
	struct config_term *term = t->term;
	struct arena *a = &t->config->arena;
	term->word_count = t->words.len;
	term->words = arena_array(a, t->words.len, sizeof(*term->words));
	for (size_t i = 0; i < t->words.len; i++)
		term->words[i] = t->words.items[i];
	term->exception_count = t->exceptions.len;
	term->exceptions = arena_array(a, t->exceptions.len, sizeof(*term->exceptions));
	for (size_t i = 0; i < t->exceptions.len; i++)
		term->exceptions[i] = t->exceptions.items[i];
}

void config_term_end(struct term_reading *t, struct report *r)
{
	if (!t->term)
		return;
	const char *missing = t->term->name.len == 0 ? "name" : t->words.len == 0 ? "words" : NULL;
	if (missing && r->errors == t->errors)
		report_error(r, t->config->path, t->line, t->column,
		             "the %s '%.*s' has no %s: add a line %s = …", sort_names[t->sort],
		             VIEW_ARG(t->term->id), missing, missing);
	size_t before = t->words_before;
	t->words_before += t->words.len + t->exceptions.len;
	if (before <= WORDS_MOST && t->words_before > WORDS_MOST)
		report_error(r, t->config->path, t->line, t->column,
		             "topics and the like have more than %d words together here: leave some out",
		             WORDS_MOST);
	keep_words(t);
	t->words.len = t->exceptions.len = 0;
	t->term = NULL;
}

static struct config_term *take(struct term_reading *t, enum config_terms sort, size_t *count)
{
	struct term_list_reading *list = &t->lists[sort];
	*count = list->items.len;
	struct config_term *out = arena_array(&t->config->arena, *count, sizeof(*out));
	for (size_t i = 0; i < *count; i++)
		out[i] = list->items.items[i];
	array_free(&list->items);
	map_free(&list->ids);
	return out;
}

void config_term_finish(struct term_reading *t, struct report *r)
{
	config_term_end(t, r);
	t->config->topics = take(t, CONFIG_TOPICS, &t->config->topic_count);
	t->config->places = take(t, CONFIG_PLACES, &t->config->place_count);
	array_free(&t->words);
	array_free(&t->exceptions);
}
