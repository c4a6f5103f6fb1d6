#include "base/hash.h"

#include <string.h>

#define FIRST  0x243F6A8885A308D3u /* of pi, for want of anything better */
#define SECOND 0x9E3779B97F4A7C15u
#define LONG   256 /* bytes from which on lanes are worth while */
#define LANES  4

uint64_t hash_number(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * SECOND;
	hash = (hash ^ hash >> 29) * FIRST + 1;
	return hash ^ hash >> 32;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * SECOND;
	return hash ^ hash >> 32;
}

/* Long texts in parts that wait for nothing of each other; *at moves behind what was read. */
static uint64_t hash_long(uint64_t hash, struct view v, size_t *at)
{
	uint64_t lanes[LANES] = { hash, hash + 1, hash + 2, hash + 3 }, words[LANES];
	for (; *at + sizeof(words) <= v.len; *at += sizeof(words)) {
		memcpy(words, v.data + *at, sizeof(words));
		for (size_t i = 0; i < LANES; i++)
			lanes[i] = mix(lanes[i], words[i]);
	}
	for (size_t i = 1; i < LANES; i++)
		lanes[0] = hash_number(lanes[0], lanes[i]);
	return lanes[0];
}

/* Eight bytes at a time; the length keeps a text apart from one with zeros behind it. */
uint64_t hash_view(struct view v)
{
	uint64_t hash = FIRST ^ v.len, word = 0;
	size_t at = 0;
	if (v.len >= LONG)
		hash = hash_long(hash, v, &at);
	for (; at + sizeof(word) <= v.len; at += sizeof(word)) {
		memcpy(&word, v.data + at, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	if (at < v.len)
		memcpy(&word, v.data + at, v.len - at);
	return hash_number(hash, word);
}

uint64_t hash_text(uint64_t hash, struct view v)
{
	return hash_number(hash, v.data ? hash_view(v) : 1);
}
