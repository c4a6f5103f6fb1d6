#include "archive/page_record.h"

#include <string.h>

#include "archive/text_sketch.h"
#include "base/serialize.h"

/* A record that is looked through; right as long as all that was met could have been put. */
struct checking {
	struct serialized from;
	bool right;
};

static uint64_t check_number(struct checking *c, uint64_t most)
{
	uint64_t n = serialize_number(&c->from);
	c->right = c->right && n <= most && !c->from.bad;
	return n <= most ? n : 0;
}

static void check_date(struct checking *c)
{
	struct date d;
	d.year = (int)check_number(c, 9999);
	d.month = (int)check_number(c, 12);
	d.day = (int)check_number(c, 31);
	c->right = c->right && (!date_known(d) || date_valid(d));
}

/* A count of what takes at least one byte each. */
static size_t check_count(struct checking *c)
{
	size_t n = serialize_count(&c->from);
	c->right = c->right && n < UINT32_MAX && !c->from.bad;
	return c->right ? n : 0;
}

static void check_credits(struct checking *c)
{
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		serialize_view(&c->from);
		check_number(c, ARCHIVE_AUTHOR | ARCHIVE_PHOTOGRAPHER);
	}
}

static void check_sketch(struct checking *c)
{
	serialize_fixed(&c->from);
	size_t bins = check_number(c, UINT32_MAX) ? TEXT_SKETCH_BINS : 0;
	c->right = c->right && serialize_view(&c->from).len == bins;
}

static void check_article(struct checking *c, size_t words)
{
	for (int i = 0; i < 3; i++)
		serialize_view(&c->from);
	check_number(c, UINT32_MAX);
	check_number(c, UINT32_MAX);
	check_number(c, 1000);
	check_number(c, KIND_COUNT - 1);
	check_number(c, 1);
	check_number(c, 1);
	check_credits(c);
	check_sketch(c);
	serialize_view(&c->from);
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		size_t word = check_number(c, UINT16_MAX);
		c->right = c->right && word < words;
		check_number(c, UINT16_MAX);
	}
}

static void check_corrected(struct checking *c, size_t articles)
{
	check_number(c, UINT32_MAX);
	check_number(c, 1);
	check_date(c);
	serialize_view(&c->from);
	size_t sections = check_count(c);
	c->right = c->right && (sections == 0 || sections == articles);
	for (size_t i = 0; c->right && i < sections; i++)
		check_number(c, UINT32_MAX);
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		c->right = serialize_number(&c->from) < articles;
		check_number(c, UINT32_MAX);
		check_number(c, UINT16_MAX);
	}
}

static void check_jumps(struct checking *c, size_t articles)
{
	for (size_t n = check_count(c); c->right && n > 0; n--) {
		c->right = serialize_number(&c->from) < articles;
		for (int side = 0; side < 2; side++) {
			struct view number = serialize_view(&c->from);
			c->right = c->right && number.len == sizeof(((struct archive_jump *)0)->to) &&
			           memchr(number.data, 0, number.len);
		}
		serialize_fixed(&c->from);
		c->right = c->right && serialize_view(&c->from).len % sizeof(uint32_t) == 0;
	}
}

static void check_page(struct checking *c, size_t words)
{
	for (int i = 0; i < 3; i++)
		check_number(c, UINT32_MAX);
	serialize_view(&c->from);
	serialize_view(&c->from);
	check_date(c);
	serialize_view(&c->from);
	check_number(c, 1);
	size_t articles = check_count(c);
	for (size_t i = 0; c->right && i < articles; i++)
		check_article(c, words);
	check_corrected(c, articles);
	check_jumps(c, articles);
}

bool page_record_sound(const struct archive *a, struct view record)
{
	struct checking c = { { .left = record }, true };
	size_t words = topics_word_count(a->topics);
	for (size_t n = check_count(&c); c.right && n > 0; n--)
		check_page(&c, words);
	for (size_t n = check_count(&c); c.right && n > 0; n--) {
		check_number(&c, REPORT_FAULT);
		serialize_view(&c.from);
	}
	return c.right && !c.from.bad && c.from.left.len == 0;
}

size_t page_record_count(struct view record)
{
	struct serialized from = { .left = record };
	return serialize_count(&from);
}
