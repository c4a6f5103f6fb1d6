#include "base/hash.h"

#include <xxhash.h>

uint64_t hash_view(struct view v)
{
	return XXH3_64bits(v.data ? v.data : "", v.len);
}

/* With its lowest byte first. */
static uint64_t little(uint64_t n)
{
	return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(n) : n;
}

uint64_t hash_number(uint64_t hash, uint64_t number)
{
	uint64_t both[2] = { little(hash), little(number) };
	return XXH3_64bits(both, sizeof(both));
}

uint64_t hash_text(uint64_t hash, struct view v)
{
	return hash_number(hash, v.data ? hash_view(v) : 1);
}

struct hash128 hash128_view(struct view v, uint64_t seed)
{
	XXH128_hash_t h = XXH3_128bits_withSeed(v.data ? v.data : "", v.len, seed);
	return (struct hash128){ h.low64, h.high64 };
}

bool hash128_eq(struct hash128 a, struct hash128 b)
{
	return a.low == b.low && a.high == b.high;
}
