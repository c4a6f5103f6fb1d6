#include "publish/last_generation.h"

#include <ctype.h>

#include "search/search.h"

#define HASH_DIGITS 8

/* search/PERIOD/NAME-HASH.js, or what it was compressed to. */
static bool is_named_by_content(struct view path)
{
	static const char *const ends[] = { ".js", ".js.gz", ".js.br" };
	if (!view_starts(path, VIEW("search/")))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct view end = view_of(ends[i]);
		if (!view_ends(path, end) || path.len < end.len + HASH_DIGITS + 1)
			continue;
		const char *digit = path.data + path.len - end.len - HASH_DIGITS;
		size_t digits = 0;
		while (digits < HASH_DIGITS && isxdigit((unsigned char)digit[digits]))
			digits++;
		return digits == HASH_DIGITS && digit[-1] == '-';
	}
	return false;
}

bool last_generation_stays(const struct upload *s, struct view path)
{
	const struct upload_file *manifest = upload_set_find(&s->goods, VIEW(SEARCH_MANIFEST));
	const union map_value *known = map_get(&s->sent.files, path);
	if (!manifest || !known || !is_named_by_content(path))
		return false;
	return known->number != REMOTE_MANIFEST_LEFT || manifest->state == UPLOAD_SAME;
}
