#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/shards.h"

#define FIRST 0x4E00 /* a Chinese character */
#define LISTS 1000
#define APART 30 /* so far apart are the characters that follow one */

static bool put(void *context, struct view path, struct view content)
{
	(void)context;
	(void)path;
	(void)content;
	return true;
}

static void put_list(struct shards *s, struct shards_key key)
{
	struct posting p[20];
	for (uint32_t i = 0; i < 20; i++)
		p[i] = (struct posting){ 7 * i, 512 + 31 * i, 0 };
	shards_put(s, key, p, 20);
}

/* Where shards begin with lists that come at such distances; none of them has its hash yet. */
static void make_shards(struct shards *s, shards_starts *starts, struct sink *sink, uint32_t firsts)
{
	*s = (struct shards){ .end = 1000, .quarters = 1 };
	for (uint32_t i = 0; i < LISTS; i++)
		put_list(s, (struct shards_key){ FIRST + i * firsts, FIRST + i * APART });
	shards_end(s);
	shards_give(s, sink, starts);
}

/* A start is behind the list before it and not behind its own, and as short as it can be there. */
static void test_starts(void **state)
{
	(void)state;
	struct search_options options = { .put = put };
	struct sink sink = { .options = &options };
	struct shards s;
	shards_starts starts = { 0 };
	make_shards(&s, &starts, &sink, 0);
	size_t round = 0;
	assert_true(starts.len > 50);
	for (size_t i = 1; i < starts.len; i++) {
		const struct shards_start *one = &starts.items[i];
		assert_int_equal(one->key.first, FIRST);
		assert_true(one->key.second > starts.items[i - 1].key.second);
		round += one->key.second % 16 == 0;
	}
	assert_true(round > starts.len / 2);
	shards_free(&s);
	array_free(&starts);
	sink_free(&sink);
}

/* However far apart their characters are: the hash has 32 bits, what else is told of a start at most 20. */
static void test_directory(void **state)
{
	(void)state;
	struct search_options options = { .put = put };
	struct sink sink = { .options = &options };
	for (uint32_t firsts = 0; firsts < 10; firsts++) {
		struct shards s;
		shards_starts starts = { 0 };
		struct bits head = { 0 };
		make_shards(&s, &starts, &sink, firsts);
		shards_put_directory(&starts, &sink, &head);
		assert_true(bits_len(&head) < starts.len * (32 + 20));
		bits_free(&head);
		shards_free(&s);
		array_free(&starts);
	}
	sink_free(&sink);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_starts),
		cmocka_unit_test(test_directory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
