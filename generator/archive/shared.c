#include "archive/shared.h"

#include <string.h>

#include "text/utf8.h"

#define LEAST_HAN 2 /* characters */

bool shared_is_han(unsigned c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool shared_is_particle(unsigned c)
{
	static const unsigned particles[] = {
		0x7684 /* 的 */, 0x4E86 /* 了 */, 0x548C /* 和 */, 0x4E0E /* 与 */, 0x5728 /* 在 */,
		0x662F /* 是 */, 0x4E3A /* 为 */, 0x5C06 /* 将 */, 0x53CA /* 及 */, 0x7B49 /* 等 */,
		0x5BF9 /* 对 */, 0x4ECE /* 从 */, 0x628A /* 把 */, 0x88AB /* 被 */, 0x4E5F /* 也 */,
		0x90FD /* 都 */, 0x5C31 /* 就 */, 0x800C /* 而 */, 0x5230 /* 到 */, 0x7740 /* 着 */,
		0x5176 /* 其 */, 0x8FD9 /* 这 */, 0x90A3 /* 那 */, 0x4E4B /* 之 */, 0x4EE5 /* 以 */,
		0x4E8E /* 于 */, 0x5411 /* 向 */, 0x8BA9 /* 让 */, 0x4E0D /* 不 */, 0x6709 /* 有 */,
	};
	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++) {
		if (particles[i] == c)
			return true;
	}
	return false;
}

static bool is_part(unsigned c)
{
	bool ascii = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return ascii || (shared_is_han(c) && !shared_is_particle(c));
}

static bool stands_in(struct view run, struct view text, struct view more)
{
	return view_find(text, run, 0) >= 0 || view_find(more, run, 0) >= 0;
}

/* The longest run from from on that stands in one of the texts; its Han characters. */
static struct view run_from(struct view headline, size_t from, struct view text,
                            struct view more, size_t *han)
{
	size_t end = from;
	*han = 0;
	for (size_t at = from; at < headline.len;) {
		unsigned c = utf8_next(headline, &at);
		if (!is_part(c) || !stands_in(view_slice(headline, from, at - from), text, more))
			break;
		*han += shared_is_han(c);
		end = at;
	}
	return view_slice(headline, from, end - from);
}

static void insert(struct view *words, size_t *count, size_t most, struct view word)
{
	size_t at = *count;
	for (size_t i = 0; i < *count; i++) {
		if (view_find(words[i], word, 0) >= 0)
			return;
	}
	while (at > 0 && words[at - 1].len < word.len)
		at--;
	if (at >= most)
		return;
	size_t end = *count < most ? *count : most - 1;
	memmove(&words[at + 1], &words[at], (end - at) * sizeof(*words));
	words[at] = word;
	*count = end + 1;
}

size_t shared_words(struct view headline, struct view text, struct view more,
                    struct view *words, size_t most)
{
	size_t count = 0;
	for (size_t from = 0; from < headline.len;) {
		size_t han;
		struct view run = run_from(headline, from, text, more, &han);
		if (han >= LEAST_HAN)
			insert(words, &count, most, run);
		/* What begins inside of a run is part of it, or goes on beyond by chance. */
		if (run.len > 0)
			from += run.len;
		else
			utf8_next(headline, &from);
	}
	return count;
}
