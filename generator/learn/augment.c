#include "learn/augment.h"

#include <stdlib.h>

#include "base/buf.h"
#include "language/language.h"
#include "learn/random.h"
#include "segment/creditplace.h"
#include "segment/pattern.h"

static void make_block(struct block *out, const struct block *from, struct buf *text,
                       struct arena *a)
{
	out->lines = from->lines;
	out->text = arena_view(a, buf_view(text));
	out->glyphs = glyph_read(out->text, from->glyphs.language, a);
	buf_free(text);
}

/* Marks at which a clause ends. */
static bool is_mark(uint32_t c)
{
	return !glyph_is_han(c) && !glyph_is_digit(c) && !glyph_is_letter(c);
}

bool augment_clause(const struct blocks *b, size_t from, size_t to, const struct augment_wish *wish,
                    uint64_t *random, struct arena *a, struct block *out)
{
	enum { TRIES = 12 };
	for (int n = 0; n < TRIES; n++) {
		const struct block *block = &b->items[from + random_below(random, to - from)];
		struct glyphs g = block->glyphs;
		if (g.len < 40)
			continue;
		size_t start = random_below(random, g.len);
		while (start < g.len && !is_mark(g.code[start]))
			start++;
		size_t end = ++start;
		while (end < g.len && !is_mark(g.code[end]))
			end++;
		if (end >= g.len || end - start < wish->fewest || end - start > wish->most)
			continue;
		struct buf text = { 0 };
		buf_put(&text, wish->before);
		buf_put(&text, glyph_slice(block->text, g, start, end));
		buf_put(&text, wish->after);
		make_block(out, block, &text, a);
		return true;
	}
	return false;
}

bool augment_halves(const struct block *b, uint64_t *random, struct arena *a,
                    struct block halves[2])
{
	enum { FEWEST = 5 };
	struct glyphs g = b->glyphs;
	if (g.len < 2 * FEWEST)
		return false;
	size_t cut = FEWEST + random_below(random, g.len - 2 * FEWEST + 1);
	for (size_t k = 0; k < 2; k++) {
		struct buf text = { 0 };
		buf_put(&text, glyph_slice(b->text, g, k ? cut : 0, k ? g.len : cut));
		make_block(&halves[k], b, &text, a);
	}
	return true;
}

bool augment_dateline(const struct block *b, struct arena *a, struct block *out)
{
	size_t dated;
	size_t end = pattern_dateline(b->glyphs, 0, &dated);
	if (!end)
		return false;
	struct credit_list credits;
	end = creditplace_after_dateline(b->glyphs, end, &credits);
	struct buf text = { 0 };
	const struct language_list *plain = &b->glyphs.language->plain_datelines;
	buf_puts(&text, plain->count > 0 ? plain->words[0].utf8 : "");
	buf_put(&text, VIEW("\xE3\x80\x80"));
	buf_put(&text, glyph_slice(b->text, b->glyphs, end, b->glyphs.len));
	make_block(out, b, &text, a);
	return true;
}
