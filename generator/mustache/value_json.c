#include <stdio.h>
#include <stdlib.h>

#include "mustache/value.h"

static const struct value *from_object(struct arena *a, const json_t *json)
{
	struct value *o = value_object(a);
	json_t *object = (json_t *)json; /* only read, but jansson's iterator asks for it */
	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
		const char *key = arena_string(a, view_of(json_object_iter_key(at)));
		value_set(o, key, value_from_json(a, json_object_iter_value(at)));
	}
	return o;
}

static const struct value *from_array(struct arena *a, const json_t *json)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < json_array_size(json); i++)
		value_push(list, value_from_json(a, json_array_get(json, i)));
	return list;
}

/* The program never leaves the C locale for numbers, so the point is a point. */
static const struct value *from_real(struct arena *a, double number)
{
	char text[40];
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return value_text(a, arena_view(a, view_of(text)));
}

const struct value *value_from_json(struct arena *a, const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT: return from_object(a, json);
	case JSON_ARRAY: return from_array(a, json);
	case JSON_STRING: {
		struct view text = { json_string_value(json), json_string_length(json) };
		return value_text(a, arena_view(a, text));
	}
	case JSON_INTEGER: return value_integer(a, json_integer_value(json));
	case JSON_REAL: return from_real(a, json_real_value(json));
	case JSON_TRUE: return value_bool(true);
	case JSON_FALSE: return value_bool(false);
	default: return value_null();
	}
}
