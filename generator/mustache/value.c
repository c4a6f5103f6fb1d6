#include "mustache/value.h"

#include <string.h>

#include "base/escape.h"

enum value_kind {
	VALUE_NULL,
	VALUE_FALSE,
	VALUE_TRUE,
	VALUE_TEXT,
	VALUE_INTEGER,
	VALUE_LIST,
	VALUE_OBJECT,
};

struct member {
	const char *key;
	size_t len;
	uint64_t ends; /* of the key: see value_hash() */
	const struct value *value;
};

struct list {
	struct arena *arena;
	const struct value **items;
	size_t len, cap;
};

/*
 * Members in order of insertion. Up to FEW of them are searched one by one;
 * above, slots holds index + 1 at the place of the hash, 0 where it is free.
 */
struct object {
	struct arena *arena;
	struct member *members;
	uint32_t *slots;
	uint32_t len, cap; /* cap is a power of two; there are 2 * cap slots */
};

struct value {
	enum value_kind kind;
	union {
		struct view text;
		int64_t integer;
		struct list list;
		struct object object;
	} as;
};

enum { FEW = 8 };

static struct value *new_value(struct arena *a, enum value_kind kind)
{
	struct value *v = arena_alloc(a, sizeof(*v));
	v->kind = kind;
	return v;
}

struct value *value_object(struct arena *a)
{
	struct value *v = new_value(a, VALUE_OBJECT);
	v->as.object.arena = a;
	return v;
}

struct value *value_list(struct arena *a)
{
	struct value *v = new_value(a, VALUE_LIST);
	v->as.list.arena = a;
	return v;
}

const struct value *value_null(void)
{
	static const struct value null = { VALUE_NULL, { { NULL, 0 } } };
	return &null;
}

const struct value *value_bool(bool b)
{
	static const struct value no = { VALUE_FALSE, { { NULL, 0 } } };
	static const struct value yes = { VALUE_TRUE, { { NULL, 0 } } };
	return b ? &yes : &no;
}

const struct value *value_text(struct arena *a, struct view text)
{
	if (text.data == NULL)
		return value_null();
	struct value *v = new_value(a, VALUE_TEXT);
	v->as.text = text;
	return v;
}

const struct value *value_integer(struct arena *a, int64_t n)
{
	struct value *v = new_value(a, VALUE_INTEGER);
	v->as.integer = n;
	return v;
}

/* Of a key that has up to eight bytes the ends are all. */
static inline bool is_key(const struct member *m, struct view key, uint64_t ends)
{
	return m->ends == ends && m->len == key.len &&
	       (key.len <= 8 || m->key == key.data ||
	        memcmp(m->key + 4, key.data + 4, key.len - 8) == 0);
}

static inline uint32_t place_of(struct view key, uint64_t ends)
{
	return (uint32_t)((ends + key.len) * 0x9E3779B97F4A7C15u >> 32);
}

/* The slot of key, or the free one where it would go; o has slots. */
static inline uint32_t *find_slot(const struct object *o, struct view key, uint64_t ends)
{
	uint32_t mask = o->cap * 2 - 1;
	for (uint32_t i = place_of(key, ends) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &o->slots[i];
		if (*slot == 0 || is_key(&o->members[*slot - 1], key, ends))
			return slot;
	}
}

static inline struct member *find_member(const struct object *o, struct view key, uint64_t ends)
{
	if (o->slots) {
		uint32_t slot = *find_slot(o, key, ends);
		return slot ? &o->members[slot - 1] : NULL;
	}
	for (uint32_t i = 0; i < o->len; i++)
		if (is_key(&o->members[i], key, ends))
			return &o->members[i];
	return NULL;
}

static void grow_object(struct object *o)
{
	uint32_t cap = o->cap ? o->cap * 2 : FEW;
	struct member *members = arena_array(o->arena, cap, sizeof(*members));
	if (o->len)
		memcpy(members, o->members, o->len * sizeof(*members));
	o->members = members;
	o->cap = cap;
	if (cap <= FEW)
		return;
	o->slots = arena_array(o->arena, (size_t)cap * 2, sizeof(*o->slots));
	for (uint32_t i = 0; i < o->len; i++) {
		struct member *m = &members[i];
		*find_slot(o, (struct view){ m->key, m->len }, m->ends) = i + 1;
	}
}

void value_set(struct value *object, const char *name, const struct value *v)
{
	struct object *o = &object->as.object;
	struct view key = view_of(name);
	uint64_t ends = value_hash(key);
	struct member *there = find_member(o, key, ends);
	if (there) {
		there->value = v;
		return;
	}
	if (o->len == o->cap)
		grow_object(o);
	if (o->slots)
		*find_slot(o, key, ends) = o->len + 1;
	o->members[o->len++] = (struct member){ key.data, key.len, ends, v };
}

void value_set_text(struct value *o, const char *key, struct view v)
{
	value_set(o, key, value_text(o->as.object.arena, v));
}

void value_set_integer(struct value *o, const char *key, int64_t n)
{
	value_set(o, key, value_integer(o->as.object.arena, n));
}

void value_set_bool(struct value *o, const char *key, bool b)
{
	value_set(o, key, value_bool(b));
}

struct value *value_set_object(struct value *o, const char *key)
{
	struct value *v = value_object(o->as.object.arena);
	value_set(o, key, v);
	return v;
}

struct value *value_set_list(struct value *o, const char *key)
{
	struct value *v = value_list(o->as.object.arena);
	value_set(o, key, v);
	return v;
}

static const struct value *blank_of(const struct value *v, struct arena *a)
{
	switch (v->kind) {
	case VALUE_LIST: return value_list(a);
	case VALUE_FALSE:
	case VALUE_TRUE: return value_bool(false);
	default: return value_null();
	}
}

void value_blank(struct value *object)
{
	struct object *o = &object->as.object;
	for (uint32_t i = 0; i < o->len; i++)
		o->members[i].value = blank_of(o->members[i].value, o->arena);
}

void value_push(struct value *list, const struct value *v)
{
	struct list *l = &list->as.list;
	if (l->len == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 8;
		const struct value **items = arena_array(l->arena, cap, sizeof(*items));
		if (l->len)
			memcpy(items, l->items, l->len * sizeof(*items));
		l->items = items;
		l->cap = cap;
	}
	l->items[l->len++] = v;
}

void value_push_text(struct value *list, struct view v)
{
	value_push(list, value_text(list->as.list.arena, v));
}

struct value *value_push_object(struct value *list)
{
	struct value *v = value_object(list->as.list.arena);
	value_push(list, v);
	return v;
}

static uint64_t four_bytes(const char *s)
{
	uint32_t n;
	memcpy(&n, s, sizeof(n));
	return n;
}

/* The first and the last four bytes tell the names of a template apart nearly as well as all do. */
uint64_t value_hash(struct view key)
{
	if (key.len >= 4)
		return four_bytes(key.data) | four_bytes(key.data + key.len - 4) << 32;
	uint64_t ends = 0;
	for (size_t i = 0; i < key.len; i++)
		ends = ends << 8 | (unsigned char)key.data[i];
	return ends;
}

const struct value *value_get(const struct value *v, struct view key, uint64_t hash)
{
	if (v->kind != VALUE_OBJECT)
		return NULL;
	const struct member *m = find_member(&v->as.object, key, hash);
	return m ? m->value : NULL;
}

bool value_is_true(const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
	case VALUE_FALSE: return false;
	case VALUE_TEXT: return v->as.text.len > 0;
	case VALUE_LIST: return v->as.list.len > 0;
	default: return true;
	}
}

bool value_is_list(const struct value *v)
{
	return v->kind == VALUE_LIST;
}

size_t value_length(const struct value *list)
{
	return list->as.list.len;
}

const struct value *value_at(const struct value *list, size_t i)
{
	return list->as.list.items[i];
}

static void put_integer(struct buf *out, int64_t n)
{
	char digits[24];
	size_t at = sizeof(digits);
	uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		digits[--at] = '-';
	buf_put(out, (struct view){ digits + at, sizeof(digits) - at });
}

void value_put(struct buf *out, const struct value *v, bool escape)
{
	switch (v->kind) {
	case VALUE_TEXT:
		if (escape)
			escape_html(out, v->as.text);
		else
			buf_put(out, v->as.text);
		break;
	case VALUE_INTEGER: put_integer(out, v->as.integer); break;
	case VALUE_TRUE: buf_put(out, VIEW("true")); break;
	case VALUE_FALSE: buf_put(out, VIEW("false")); break;
	default: break;
	}
}

static void put_word(struct buf *out, uint64_t n)
{
	buf_put(out, (struct view){ (const char *)&n, sizeof(n) });
}

/* Numbers in front say how much follows, so that no two values run together. */
static void serialize_object(struct buf *out, const struct object *o)
{
	put_word(out, (uint64_t)VALUE_OBJECT << 32 | o->len);
	for (uint32_t i = 0; i < o->len; i++) {
		struct view key = { o->members[i].key, o->members[i].len };
		put_word(out, key.len);
		buf_put(out, key);
		value_serialize(out, o->members[i].value);
	}
}

static void serialize_list(struct buf *out, const struct list *l)
{
	put_word(out, VALUE_LIST);
	put_word(out, l->len);
	for (size_t i = 0; i < l->len; i++)
		value_serialize(out, l->items[i]);
}

void value_serialize(struct buf *out, const struct value *v)
{
	switch (v->kind) {
	case VALUE_OBJECT: serialize_object(out, &v->as.object); return;
	case VALUE_LIST: serialize_list(out, &v->as.list); return;
	case VALUE_TEXT:
		put_word(out, (uint64_t)VALUE_TEXT << 56 | v->as.text.len);
		buf_put(out, v->as.text);
		return;
	case VALUE_INTEGER: put_word(out, VALUE_INTEGER); break;
	default: buf_putc(out, (char)v->kind); return;
	}
	put_word(out, (uint64_t)v->as.integer);
}
