/* Whatever changes in an archive: an article that is not to be looked at again is related to those it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/related_change.h"
#include "base/file.h"
#include "base/mem.h"
#include "scratch.h"

#define ARTICLES 240
#define ROUNDS   60

/* What stays of an article from build to build. */
struct known {
	uint64_t number; /* of the article */
	uint64_t near;
	uint64_t found;
};

struct one {
	uint64_t number;
	char headline[64];
	char lead[64];
	uint8_t topic;
};

struct builds {
	uint64_t random;
	uint64_t numbers;
	struct one articles[ARTICLES];
	size_t count;
	struct known known[ARTICLES];
	size_t known_count;
	uint64_t seed; /* of the log */
	size_t passed, looked_at;
};

static unsigned pick(struct builds *b, unsigned n)
{
	b->random = b->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(b->random >> 33) % n;
}

/* Words of few characters, so that many are shared and hold together. */
static void write_words(struct builds *b, char out[64])
{
	static const char *const words[] = { "汾河", "公园", "地铁", "二号", "农业", "增产", "外交",
		                                 "企业", "改革", "春节", "市场", "大桥", "通车", "学校",
		                                 "图书", "列车", "粮食", "丰收", "水库", "医院" };
	size_t len = 0;
	for (unsigned n = 2 + pick(b, 4); n > 0; n--)
		len += (size_t)snprintf(out + len, 64 - len, "%s", words[pick(b, 20)]);
}

static void write_one(struct builds *b, size_t i)
{
	struct one *x = &b->articles[i];
	x->number = ++b->numbers;
	write_words(b, x->headline);
	write_words(b, x->lead);
	x->topic = (uint8_t)pick(b, 3);
}

static void edit(struct builds *b)
{
	size_t i = pick(b, (unsigned)b->count);
	struct one *x = &b->articles[i];
	switch (pick(b, 4)) {
	case 0:
		if (b->count < ARTICLES)
			b->count++;
		memmove(x + 1, x, (b->count - i - 1) * sizeof(*x));
		write_one(b, i);
		break;
	case 1:
		memmove(x, x + 1, (b->count - i - 1) * sizeof(*x));
		b->count--;
		break;
	default: write_one(b, i);
	}
}

static void make(const struct builds *b, struct archive *a)
{
	static const struct config plain = { 0 };
	*a = (struct archive){ .config = &plain };
	array_push(&a->pages);
	struct archive_lists *l = &a->by_topic;
	*l = (struct archive_lists){ mem_array(4, sizeof(uint32_t)),
		                         mem_array(b->count, sizeof(uint32_t)), 3 };
	for (size_t i = 0; i < b->count; i++) {
		struct archive_article *x = array_push(&a->articles);
		x->headline = view_of(b->articles[i].headline);
		x->topic_count = 1;
		x->topics[0] = b->articles[i].topic;
	}
	for (uint32_t topic = 0, at = 0; topic < 3; topic++) {
		for (uint32_t i = 0; i < b->count; i++) {
			if (b->articles[i].topic == topic)
				l->items[at++] = i;
		}
		l->from[topic + 1] = at;
	}
}

static const struct known *known_of(const struct builds *b, uint64_t number)
{
	for (size_t i = 0; i < b->known_count; i++) {
		if (b->known[i].number == number)
			return &b->known[i];
	}
	return NULL;
}

/* Compares what is found with what was, where it is not to be looked for. */
static void look(struct builds *b, const struct related *r, const struct related_change *l)
{
	struct known now[ARTICLES];
	for (uint32_t i = 0; i < b->count; i++) {
		struct related_hit hits[RELATED_MOST];
		struct view lead = view_of(b->articles[i].lead);
		uint64_t found = related_found(r, hits, related_find(r, i, lead, hits));
		now[i] = (struct known){ b->articles[i].number, related_change_near(l, i), found };
		const struct known *was = known_of(b, now[i].number);
		bool passed = was && was->near == now[i].near && !related_change_wanted(l, i, lead);
		if (passed)
			assert_int_equal(was->found, found);
		b->passed += passed;
		b->looked_at += !passed;
	}
	b->known_count = b->count;
	memcpy(b->known, now, b->count * sizeof(*now));
}

static void build(struct builds *b, const char *path)
{
	struct report report = { 0 };
	struct archive a;
	uint64_t rows[ARTICLES];
	make(b, &a);
	for (size_t i = 0; i < b->count; i++)
		rows[i] = b->articles[i].number;
	struct related *r = related_new(&a);
	struct build_log log;
	struct build_log_environment now = { 0 };
	build_log_open(&log, mem_string(path), key_begin(b->seed), now.parts, false, &report);
	struct related_change *l = related_change_new(r, rows, &log);
	b->passed = b->looked_at = 0;
	look(b, r, l);
	assert_true(build_log_save(&log, &now, &report));
	build_log_close(&log);
	report_free(&report);
	related_change_free(l);
	related_free(r);
	archive_free(&a);
}

static struct builds *begin(uint64_t seed, size_t count)
{
	struct builds *b = mem_alloc(sizeof(*b));
	b->random = seed;
	b->count = count;
	for (size_t i = 0; i < count; i++)
		write_one(b, i);
	return b;
}

static void test_what_changed_is_looked_at(void **state)
{
	const char *path = scratch_path(state, "state/related");
	struct builds *b = begin(1949, ARTICLES - 20);
	size_t passed = 0, looked_at = 0;
	build(b, path);
	assert_int_equal(b->passed, 0);
	build(b, path);
	assert_int_equal(b->passed, b->count);
	for (size_t i = 0; i < ROUNDS; i++) {
		edit(b);
		build(b, path);
		passed += b->passed;
		looked_at += b->looked_at;
	}
	assert_true(passed > 0 && looked_at > 0);
	free(b);
}

/* What is of another build, or damaged, tells nothing: all are looked at. */
static void test_what_is_kept_is_checked(void **state)
{
	const char *path = scratch_path(state, "related");
	struct report r = { 0 };
	struct buf whole = { 0 };
	struct builds *b = begin(7, 50);
	build(b, path);
	b->seed++;
	build(b, path);
	assert_int_equal(b->passed, 0);
	assert_true(file_read(path, &whole, &r));
	for (size_t i = 0; i < whole.len; i += whole.len / 7) {
		whole.data[i] ^= 0x10;
		assert_int_equal(file_write(path, buf_view(&whole), &r), FILE_WRITTEN);
		build(b, path);
		assert_int_equal(b->passed, 0);
		whole.data[i] ^= 0x10;
		assert_int_equal(file_write(path, view_slice(buf_view(&whole), 0, i), &r), FILE_WRITTEN);
		build(b, path);
		assert_int_equal(b->passed, 0);
	}
	build(b, path);
	assert_int_equal(b->passed, 50);
	buf_free(&whole);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_what_changed_is_looked_at, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_what_is_kept_is_checked, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
