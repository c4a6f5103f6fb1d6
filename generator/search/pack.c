#include "search/pack.h"

#include <stdbool.h>

#define ESCAPE 0x0001u
#define FLIP   0x8000u /* what an escaped character was changed by */

static bool must_escape(uint32_t unit)
{
	if (unit >= 0x80 && unit < 0xD800)
		return unit == 0x2028 || unit == 0x2029;
	return unit <= ESCAPE || unit == '\n' || unit == '\r' || unit == '"' || unit == '\\' ||
	       (unit >= 0xD800 && unit < 0xE000) || unit >= 0xFEFF;
}

static void put_unit(struct buf *b, uint32_t unit)
{
	b->data[b->len++] = (char)(unit & 0xFF);
	b->data[b->len++] = (char)(unit >> 8);
}

static void put_data(struct buf *b, uint32_t unit)
{
	if (must_escape(unit)) {
		put_unit(b, ESCAPE);
		unit ^= FLIP;
	}
	put_unit(b, unit);
}

static void put_ascii(struct buf *b, const char *s)
{
	for (; *s; s++)
		put_unit(b, (unsigned char)*s);
}

static uint32_t byte_at(struct view v, size_t i)
{
	return i < v.len ? (unsigned char)v.data[i] : 0;
}

/* The next two bytes, the lower first; both are there. */
static uint32_t whole_unit_at(struct view v, size_t i)
{
	const unsigned char *at = (const unsigned char *)v.data + i;
	return at[0] | (uint32_t)at[1] << 8;
}

/* Every step can be undone, so one changed character always changes the result. */
static uint32_t hash_step(uint32_t hash, uint32_t unit)
{
	hash = (hash ^ unit) * 0x9E3779B1u;
	return hash ^ hash >> 15;
}

uint32_t pack_hash(struct view name, struct view payload)
{
	uint32_t hash = 0x811C9DC5u;
	for (size_t i = 0; i < name.len; i++)
		hash = hash_step(hash, byte_at(name, i));
	size_t i = 0;
	for (; i + 1 < payload.len; i += 2)
		hash = hash_step(hash, whole_unit_at(payload, i));
	return i < payload.len ? hash_step(hash, byte_at(payload, i)) : hash;
}

void pack_put(struct buf *out, const uint32_t *checksum, struct view payload)
{
	/* At worst every character is escaped. */
	buf_reserve(out, 64 + 2 * payload.len + 4);
	put_unit(out, 0xFEFF);
	put_ascii(out, "broadsheet(\"");
	if (checksum) {
		put_data(out, *checksum & 0xFFFF);
		put_data(out, *checksum >> 16);
	}
	size_t i = 0;
	for (; i + 1 < payload.len; i += 2)
		put_data(out, whole_unit_at(payload, i));
	if (i < payload.len)
		put_data(out, byte_at(payload, i));
	put_ascii(out, "\")");
	out->data[out->len] = '\0';
}
