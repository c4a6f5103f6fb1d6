#ifndef MUSTACHE_VALUE_H
#define MUSTACHE_VALUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/view.h"

/*
 * What a template is filled with. A value lives in the arena it was made in
 * and is never freed alone. Nothing here copies text or keys: both are
 * borrowed and outlive the value (string literals, or text of the same arena).
 * A value that is no longer changed may be part of many others and be read by
 * many threads, so what all pages share is built once:
 *
 *	struct value *page = value_object(arena);
 *	value_set(page, "site", site);
 *	value_set_text(page, "headline", article->headline);
 *	struct value *list = value_set_list(page, "topics");
 *	for (...)
 *		value_set_text(value_push_object(list), "name", topic->name);
 *
 * False, to a section, are: null and what is missing, false, the empty text
 * and the empty list. All else is true: also 0 and an empty object.
 */
struct value;

struct value *value_object(struct arena *a);
struct value *value_list(struct arena *a);

const struct value *value_null(void);
const struct value *value_bool(bool b);
const struct value *value_text(struct arena *a, struct view v); /* absent: null */
const struct value *value_integer(struct arena *a, int64_t n);

/* Puts v under key, in place of what was there. o must be an object. */
void value_set(struct value *o, const char *key, const struct value *v);
void value_set_text(struct value *o, const char *key, struct view v);
void value_set_integer(struct value *o, const char *key, int64_t n);
void value_set_bool(struct value *o, const char *key, bool b);

/* Puts a new empty object or list under key, and returns it to be filled. */
struct value *value_set_object(struct value *o, const char *key);
struct value *value_set_list(struct value *o, const char *key);

/* Empties every member of an object: lists have nothing in them, flags are false, all else is null. */
void value_blank(struct value *o);

/* Appends to a list. */
void value_push(struct value *list, const struct value *v);
void value_push_text(struct value *list, struct view v);
struct value *value_push_object(struct value *list);

/*
 * The same data as json, copied into the arena. A number that is no integer
 * prints with the fewest digits that read back as the same number: 1.21.
 * Nesting is limited by jansson when it reads.
 */
const struct value *value_from_json(struct arena *a, const json_t *json);

/* For the renderer. A name that is looked up often is hashed once. */
uint64_t value_hash(struct view key);
const struct value *value_get(const struct value *v, struct view key, uint64_t hash);
bool value_is_true(const struct value *v);
bool value_is_list(const struct value *v);
size_t value_length(const struct value *list);
const struct value *value_at(const struct value *list, size_t i);

/*
 * Appends all that the value is, members in order: two values that are not the
 * same to a template never give the same bytes.
 */
void value_serialize(struct buf *out, const struct value *v);

/*
 * Prints a text, number or boolean; null, a list and an object print nothing.
 * With escape, & < > " and ' become character references.
 */
void value_put(struct buf *out, const struct value *v, bool escape);

#endif
