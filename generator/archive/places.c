#include "archive/places.h"

#include <stdlib.h>

#include "archive/names.h"
#include "base/mem.h"

void places_begin(struct archive *a)
{
	const struct config *c = a->config;
	for (size_t i = 0; i < c->place_count; i++) {
		const struct config_term *place = &c->places[i];
		bool fresh;
		array_push(&a->places)->text = place->name;
		map_put(&a->place_numbers, place->name, NULL)->number = i;
		for (size_t k = 0; k < place->word_count; k++) {
			union map_value *v = map_put(&a->place_numbers, place->words[k], &fresh);
			v->number = fresh ? i : v->number;
		}
	}
}

uint32_t places_number(struct archive *a, struct view name)
{
	bool fresh;
	union map_value *v = map_put(&a->place_numbers, name, &fresh);
	if (fresh) {
		v->number = a->places.len;
		array_push(&a->places)->text = arena_view(&a->arena, name);
	}
	return (uint32_t)v->number;
}

void places_add(struct archive_article *x, uint32_t place)
{
	for (size_t i = 0; i < x->place_count; i++) {
		if (x->places[i] == place)
			return;
	}
	if (x->place_count < PLACES_PER_ARTICLE)
		x->places[x->place_count++] = place;
}

bool places_sort(struct archive *a, struct report *r)
{
	size_t named = a->config->place_count, found = a->places.len - named;
	uint32_t *now = mem_array(found, sizeof(*now));
	bool ok = found == 0 || names_order(&a->places.items[named], found, now, r);
	for (size_t i = 0; ok && i < a->articles.len; i++) {
		struct archive_article *x = &a->articles.items[i];
		for (size_t k = 0; k < x->place_count; k++)
			if (x->places[k] >= named)
				x->places[k] = (uint32_t)named + now[x->places[k] - named];
	}
	free(now);
	map_free(&a->place_numbers);
	return ok;
}
