#include "base/hash.h"

#include <string.h>

#define FIRST  0x243F6A8885A308D3u /* of pi, for want of anything better */
#define SECOND 0x9E3779B97F4A7C15u

uint64_t hash_number(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * SECOND;
	hash = (hash ^ hash >> 29) * FIRST + 1;
	return hash ^ hash >> 32;
}

/* Eight bytes at a time; the length keeps a text apart from one with zeros behind it. */
uint64_t hash_view(struct view v)
{
	uint64_t hash = FIRST ^ v.len, word = 0;
	size_t at = 0;
	for (; at + sizeof(word) <= v.len; at += sizeof(word)) {
		memcpy(&word, v.data + at, sizeof(word));
		hash = (hash ^ word) * SECOND;
		hash ^= hash >> 32;
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
