#include "search/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page/page.h"

/* Each letter's postings, read as the index does; fails where they do not ascend. */
static size_t count_ascending(const struct search_batch *b)
{
	size_t count = 0;
	const unsigned char *at = (const unsigned char *)b->stream.data;
	const unsigned char *behind = at + array_last(&b->groups)->from;
	while (at < behind) {
		assert_in_range(*at++, 0, BATCH_GROUP - 1);
		uint32_t length = batch_next(&at);
		const unsigned char *end = at + length;
		uint64_t last = 0;
		for (size_t k = 0; at < end; k++, count++) {
			uint64_t address = last + batch_next(&at);
			batch_next_code(&at);
			assert_true(k == 0 || address > last);
			assert_true(address < b->starts[b->doc_count]);
			last = address;
		}
		assert_ptr_equal(at, end);
	}
	return count;
}

static struct view repeated(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_puts(b, i % 10 ? "a" : "b");
	return buf_view(b);
}

static bool drop(void *context, struct view path, struct view content)
{
	(void)context, (void)path, (void)content;
	return true;
}

/* A kicker, deck or byline that is too long for its zone stands behind the zones. */
static void ascends_where_a_text_is_too_long(void **state)
{
	(void)state;
	struct search_options options = { .put = drop };
	struct report r = { 0 };
	struct search *s = search_open(&options, &r);
	assert_non_null(s);
	for (int which = 0; which < 4; which++) {
		struct search_batch *b = search_batch_new(s);
		struct buf text = { 0 };
		struct view longest = repeated(&text, 400), shortest = VIEW("ab");
		struct body_item body = { .text = shortest };
		struct article a = {
			.headline = which == 0 ? longest : shortest,
			.kicker = which == 1 ? longest : shortest,
			.deck = which == 2 ? longest : shortest,
			.byline_text = which == 3 ? longest : shortest,
			.dateline = VIEW("ba"),
			.body = &body,
			.body_count = 1,
		};
		struct search_article x = { .url = VIEW("a.html"), .article = &a };
		search_batch_page(b);
		search_batch_add(b, &x);
		search_batch_add(b, &x);
		search_batch_seal(b);
		assert_int_equal(count_ascending(b), 2 * (400 + 5 * 2));
		search_batch_free(b);
		buf_free(&text);
	}
	search_close(s);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(ascends_where_a_text_is_too_long) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
