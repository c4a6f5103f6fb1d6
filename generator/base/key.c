#include "base/key.h"

static struct hash128 mix(struct hash128 key, struct hash128 other, uint64_t kind)
{
	uint64_t all[] = { key.low, key.high, other.low, other.high, kind };
	return hash128_view((struct view){ (const char *)all, sizeof(all) }, key.low);
}

struct hash128 key_begin(uint64_t seed)
{
	return hash128_view(VIEW("broadsheet"), seed);
}

struct hash128 key_number(struct hash128 key, uint64_t number)
{
	return mix(key, (struct hash128){ number, 0 }, 1);
}

struct hash128 key_text(struct hash128 key, struct view v)
{
	return v.data ? mix(key, hash128_view(v, key.high), 2) : mix(key, (struct hash128){ 0, 0 }, 3);
}

struct hash128 key_join(struct hash128 key, struct hash128 other)
{
	return mix(key, other, 4);
}

bool key_known(struct hash128 key)
{
	return key.low || key.high;
}
