#include "search/texts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

#define SAMPLE_BYTES (192 * 1024)
#define PAGE_BITS    (8 * (size_t)6144)  /* a page that has as much is full */
#define LENGTH_MOST  24          /* bits of a code */
#define ESCAPE       0x110000u   /* stands for all characters without a code */

struct letter {
	uint32_t code_point;
	uint32_t count;
	uint32_t length;
	int32_t  parent; /* node number while the tree is made */
};

static uint64_t *slot(struct texts *t, uint32_t code)
{
	uint64_t **page = &t->codes[code >> 8];
	if (!*page)
		*page = mem_array(256, sizeof(**page));
	return &(*page)[code & 0xFF];
}

static int by_count(const void *a, const void *b)
{
	const struct letter *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return x->code_point < y->code_point ? -1 : 1;
}

static int by_length(const void *a, const void *b)
{
	const struct letter *x = a, *y = b;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return x->code_point < y->code_point ? -1 : 1;
}

/* Huffman's way with two queues: letters, sorted by count, and inner nodes as they are made. */
static uint32_t find_lengths(struct letter *nodes, uint32_t n)
{
	uint32_t leaf = 0, inner = n, end = n, longest = 1;
	while (end < 2 * n - 1) {
		uint64_t sum = 0;
		for (int i = 0; i < 2; i++) {
			bool take_leaf = leaf < n && (inner >= end || nodes[leaf].count <= nodes[inner].count);
			struct letter *least = &nodes[take_leaf ? leaf++ : inner++];
			least->parent = (int32_t)end;
			sum += least->count;
		}
		nodes[end++].count = sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
	}
	nodes[end - 1].length = 0;
	for (uint32_t i = end - 1; i-- > 0;) {
		nodes[i].length = nodes[nodes[i].parent].length + 1;
		if (i < n && nodes[i].length > longest)
			longest = nodes[i].length;
	}
	return longest;
}

/* Letters of the sample with their counts; nodes has room for the tree. */
static struct letter *count_letters(struct texts *t, uint32_t *count)
{
	struct view v = buf_view(&t->sample);
	uint32_t n = 1;
	for (size_t at = 0; at < v.len;) {
		uint64_t *s = slot(t, utf8_next(v, &at));
		n += *s == 0;
		++*s;
	}
	struct letter *nodes = mem_array(2 * (size_t)n, sizeof(*nodes));
	nodes[0] = (struct letter){ .code_point = ESCAPE, .count = 1 };
	uint32_t k = 1;
	for (uint32_t page = 0; page < 0x1101; page++) {
		for (uint32_t i = 0; t->codes[page] && i < 256; i++) {
			if (t->codes[page][i])
				nodes[k++] = (struct letter){ .code_point = page * 256 + i,
				                              .count = (uint32_t)t->codes[page][i] };
		}
	}
	*count = n;
	return nodes;
}

/* The table: how many codes of each length, then the characters in that order. */
static void put_letters(struct bits *b, const struct letter *letters, uint32_t n)
{
	uint32_t at = 0;
	for (uint32_t length = 1; length <= LENGTH_MOST; length++) {
		uint32_t end = at;
		while (end < n && letters[end].length == length)
			end++;
		bits_put_number(b, end - at, 2);
		at = end;
	}
	for (uint32_t i = 0; i < n; i++) {
		bool first = i == 0 || letters[i].length != letters[i - 1].length;
		uint32_t before = first ? 0 : letters[i - 1].code_point + 1;
		bits_put_number(b, letters[i].code_point - before, first ? 12 : 4);
	}
}

static void assign_codes(struct texts *t, const struct letter *letters, uint32_t n)
{
	uint64_t code = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i > 0)
			code = (code + 1) << (letters[i].length - letters[i - 1].length);
		uint64_t entry = code << 8 | letters[i].length;
		if (letters[i].code_point == ESCAPE)
			t->escape = entry;
		else
			*slot(t, letters[i].code_point) = entry;
	}
}

static void make_codes(struct texts *t)
{
	uint32_t n;
	struct letter *letters = count_letters(t, &n);
	for (;;) {
		qsort(letters, n, sizeof(*letters), by_count);
		if (n == 1)
			letters[0].length = 1;
		else if (find_lengths(letters, n) > LENGTH_MOST) {
			for (uint32_t i = 0; i < n; i++)
				letters[i].count = letters[i].count / 2 + 1;
			continue;
		}
		break;
	}
	qsort(letters, n, sizeof(*letters), by_length);
	put_letters(&t->letters, letters, n);
	assign_codes(t, letters, n);
	free(letters);
	t->ready = true;
}

static void end_page(struct texts *t)
{
	if (t->page_docs == 0)
		return;
	struct view bytes = bits_end(&t->page);
	struct texts_page *page = array_push(&t->pages);
	page->docs = t->page_docs;
	buf_put(&page->bytes, bytes);
	bits_reset(&t->page);
	t->page_docs = 0;
}

static void encode(struct texts *t, struct view record)
{
	for (size_t at = 0; at < record.len;) {
		uint32_t code = utf8_next(record, &at);
		uint64_t *page = t->codes[code >> 8];
		uint64_t entry = page ? page[code & 0xFF] : 0;
		if (entry) {
			bits_put(&t->page, (uint32_t)(entry >> 8), entry & 0xFF);
		} else {
			bits_put(&t->page, (uint32_t)(t->escape >> 8), t->escape & 0xFF);
			bits_put(&t->page, code, 21);
		}
	}
	t->page_docs++;
	if (bits_len(&t->page) >= PAGE_BITS * t->larger)
		end_page(t);
}

static void encode_all(struct texts *t, struct view records, const uint32_t *ends, size_t count)
{
	for (size_t i = 0, from = 0; i < count; from = ends[i++])
		encode(t, view_slice(records, from, ends[i] - from));
}

static void encode_sample(struct texts *t)
{
	make_codes(t);
	encode_all(t, buf_view(&t->sample), t->sample_ends.items, t->sample_ends.len);
	buf_free(&t->sample);
	array_free(&t->sample_ends);
}

void texts_add(struct texts *t, struct view records, const uint32_t *ends, size_t count)
{
	if (t->ready) {
		encode_all(t, records, ends, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		*array_push(&t->sample_ends) = (uint32_t)t->sample.len + ends[i];
	buf_put(&t->sample, records);
	if (t->sample.len >= SAMPLE_BYTES)
		encode_sample(t);
}

void texts_end(struct texts *t, struct sink *sink)
{
	if (!t->ready)
		encode_sample(t);
	end_page(t);
	bits_put_number(&t->letters, (uint32_t)t->pages.len, 8);
	for (size_t i = 0; i < t->pages.len; i++)
		bits_put_number(&t->letters, t->pages.items[i].docs - 1, 2);
	sink_put(sink, bits_end(&t->letters), "letters");
	for (size_t i = 0; i < t->pages.len; i++)
		sink_put(sink, buf_view(&t->pages.items[i].bytes), "t%zu", i);
	texts_free(t);
}

void texts_free(struct texts *t)
{
	for (size_t i = 0; i < t->pages.len; i++)
		buf_free(&t->pages.items[i].bytes);
	for (size_t i = 0; i < 0x1101; i++)
		free(t->codes[i]);
	array_free(&t->pages);
	bits_free(&t->letters);
	bits_free(&t->page);
	buf_free(&t->sample);
	array_free(&t->sample_ends);
	*t = (struct texts){ 0 };
}
