#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/mem.h"
#include "page/page.h"
#include "search/search.h"

#define TRIALS 2000

static struct search_run runs[TRIALS];
static const char *const facets[] = { "topic", "place" };

static bool drop(void *context, struct view path, struct view content)
{
	(void)context, (void)path, (void)content;
	return true;
}

static struct search *open_search(struct search_options *options)
{
	static struct report r;
	*options = (struct search_options){
		.facets = facets, .facet_count = 2, .runs = runs, .run_count = TRIALS, .put = drop
	};
	for (size_t i = 0; i < TRIALS; i++)
		runs[i] = (struct search_run){
			date_from_days(date_to_days((struct date){ 1998, 1, 1 }) + (long)i), 200
		};
	struct search *s = search_open(options, &r);
	assert_non_null(s);
	return s;
}

/* Articles on two pages, with characters of all lengths, some of them often. */
static struct search_batch *make_batch(const struct search *s)
{
	static const char *const texts[] = { "夜莺在城里唱歌，夜莺又唱", "a𠀀b", "", "的的的的的的 的",
		                                 "琥珀" };
	struct view topics[] = { VIEW("交通"), VIEW("体育") };
	struct search_values values[] = { { topics, 2 }, { topics, 0 } };
	struct search_batch *b = search_batch_new(s);
	for (size_t i = 0; i < 5; i++) {
		struct body_item body = { .text = view_of(texts[i]) };
		struct article a = { .headline = VIEW("标题"),
			                 .headline_printed = i % 2,
			                 .kicker = i == 2 ? VIEW("引题") : VIEW_NULL,
			                 .body = &body,
			                 .body_count = 1 };
		struct search_article x = { .url = VIEW("2022/01/19/02-23.html"),
			                        .page = VIEW("02"),
			                        .place = (uint32_t)i,
			                        .article = &a,
			                        .facets = values };
		if (i % 3 == 0)
			search_batch_page(b);
		values[0].count = i % 3;
		search_batch_add(b, &x);
	}
	search_batch_seal(b);
	return b;
}

static void what_is_kept_is_what_was(void **state)
{
	(void)state;
	struct search_options options;
	struct search *s = open_search(&options);
	struct search_batch *b = make_batch(s);
	struct view parts[SEARCH_BATCH_PARTS], again[SEARCH_BATCH_PARTS];
	assert_true(search_batch_parts(b, parts));
	struct search_batch *same = search_batch_of(s, parts, (struct search_keeper){ 0 });
	assert_non_null(same);
	assert_true(search_batch_parts(same, again));
	for (size_t i = 0; i < SEARCH_BATCH_PARTS; i++) {
		assert_int_equal(parts[i].len, again[i].len);
		assert_true(parts[i].len == 0 || memcmp(parts[i].data, again[i].data, parts[i].len) == 0);
	}
	search_batch_free(b);
	search_batch_free(same);
	search_close(s);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Copies a part, with one of its bytes another, or without its end. */
static char *spoil(struct view *part, uint32_t *random)
{
	char *copy = mem_alloc(part->len);
	memcpy(copy, part->data, part->len);
	if (next_random(random) % 8 == 0)
		part->len = next_random(random) % part->len;
	else
		copy[next_random(random) % part->len] = (char)next_random(random);
	part->data = copy;
	return copy;
}

/* Of what is damaged, or forged, an index is made that may be wrong; nothing else happens. */
static void what_is_damaged_leads_nowhere(void **state)
{
	(void)state;
	struct search_options options;
	struct search *s = open_search(&options);
	struct search_batch *b = make_batch(s);
	uint32_t random = 7;
	size_t refused = 0;
	for (size_t i = 0; i < TRIALS; i++) {
		struct view parts[SEARCH_BATCH_PARTS];
		size_t part = next_random(&random) % SEARCH_BATCH_PARTS;
		search_batch_parts(b, parts);
		struct search_keeper keeper = { .release = free };
		keeper.owner = parts[part].len > 0 ? spoil(&parts[part], &random) : NULL;
		struct search_batch *made = search_batch_of(s, parts, keeper);
		refused += !made;
		assert_true(search_take(s, made ? made : make_batch(s)));
	}
	assert_in_range(refused, TRIALS / 10, TRIALS / 2);
	assert_true(search_finish(s));
	search_batch_free(b);
	search_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_kept_is_what_was),
		                                cmocka_unit_test(what_is_damaged_leads_nowhere) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
