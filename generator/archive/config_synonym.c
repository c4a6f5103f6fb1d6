#include "archive/config_synonym.h"

#include <string.h>

#define GROUPS_MAX 2000 /* they are in the search page, which every reader loads */
#define WORD_MAX   60   /* bytes */

void config_synonym_key(struct synonym_reading *s, const struct conf_entry *e, struct report *r)
{
	struct arena *a = &s->config->arena;
	struct view *others;
	size_t count = conf_list(e->value, a, &others);
	if (count == 0)
		conf_value_error(r, e, "'%s' has no synonyms: write some, or take the line out", e->key);
	if (s->items.len == GROUPS_MAX)
		conf_key_error(r, e, "more than %d groups of synonyms: take some out", GROUPS_MAX);
	if (strlen(e->key) > WORD_MAX)
		conf_key_error(r, e, "a synonym has at most %d bytes: shorten it", WORD_MAX);
	for (size_t i = 0; i < count; i++) {
		if (others[i].len > WORD_MAX)
			conf_value_error(r, e, "a synonym has at most %d bytes: shorten '%.*s'", WORD_MAX,
			                 VIEW_ARG(others[i]));
	}
	struct view *words = arena_array(a, count + 1, sizeof(*words));
	words[0] = arena_view(a, view_of(e->key));
	for (size_t i = 0; i < count; i++)
		words[i + 1] = others[i];
	*array_push(&s->items) = (struct config_synonym){ words, count + 1 };
}

void config_synonym_finish(struct synonym_reading *s)
{
	struct config *c = s->config;
	c->synonym_count = s->items.len;
	c->synonyms = arena_array(&c->arena, s->items.len, sizeof(*c->synonyms));
	for (size_t i = 0; i < s->items.len; i++)
		c->synonyms[i] = s->items.items[i];
	array_free(&s->items);
}
