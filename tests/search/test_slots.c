#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/slots.h"

enum { DAYS = 400, PAGES_MOST = 12, PLACES_MOST = 40 };

/* An archive of some days: how many articles each page has; 0 ends a day. */
struct archive {
	uint32_t places[DAYS][PAGES_MOST + 1];
	uint32_t gaps[DAYS];
};

/* Pages differ like those of a newspaper, and a few much more. */
static void fill(struct archive *a)
{
	uint32_t seed = 7;
	for (size_t i = 0; i < DAYS; i++) {
		uint32_t pages = i % 7 ? 8 : 4;
		a->gaps[i] = 0;
		for (uint32_t k = 0; k <= PAGES_MOST; k++) {
			seed = seed * 1664525 + 1013904223;
			a->places[i][k] = k >= pages ? 0 : seed >> 24 == 0 ? PLACES_MOST : 4 + (seed >> 16) % 9;
		}
	}
}

static void lay(const struct archive *a, size_t days, struct slots *s)
{
	*s = (struct slots){ 0 };
	for (size_t i = 0; i < days; i++) {
		struct slots_day *day = array_push(&s->days);
		day->gap = a->gaps[i];
		for (; a->places[i][day->pages] > 0; day->pages++)
			array_push(&s->pages)->places = a->places[i][day->pages];
	}
	slots_lay(s);
}

/* The number of the article in that place; 0 of the pages comes first. */
static uint32_t number(const struct slots *s, size_t day, size_t page, uint32_t place)
{
	for (size_t i = 0; i < day; i++)
		page += s->days.items[i].pages;
	return slots_number(s, &s->pages.items[page], place);
}

/* How many of the articles of both have another number, those of one page left out. */
static size_t count_moved(const struct archive *a, size_t days, const struct slots *before,
                          const struct slots *after, size_t day, size_t page)
{
	size_t moved = 0;
	for (size_t i = 0; i < days; i++) {
		for (size_t k = 0; a->places[i][k] > 0; k++) {
			for (uint32_t n = 0; n < a->places[i][k] && !(i == day && k == page); n++)
				moved += number(before, i, k, n) != number(after, i, k, n);
		}
	}
	return moved;
}

static struct archive archive;

static void each_has_its_own(void **state)
{
	(void)state;
	struct slots s;
	fill(&archive);
	lay(&archive, DAYS, &s);
	unsigned char *taken = mem_array(s.end, 1);
	size_t articles = 0;
	uint32_t before = 0;
	for (size_t i = 0; i < DAYS; i++) {
		uint32_t first = number(&s, i, 0, 0);
		assert_true(i == 0 || first > before); /* days do not mix */
		for (size_t k = 0; archive.places[i][k] > 0; k++) {
			for (uint32_t n = 0; n < archive.places[i][k]; n++, articles++) {
				uint32_t at = number(&s, i, k, n);
				assert_in_range(at, first, s.end - 1);
				assert_int_equal(taken[at]++, 0);
				before = at > before ? at : before;
			}
		}
	}
	assert_true(s.end < 2 * articles);
	free(taken);
	slots_free(&s);
}

static void one_more_moves_few(void **state)
{
	(void)state;
	struct slots before, after;
	fill(&archive);
	lay(&archive, DAYS, &before);
	size_t page = 3, worst = 0;
	for (size_t day = 1; day < DAYS; day += 13) {
		archive.places[day][page]++;
		lay(&archive, DAYS, &after);
		archive.places[day][page]--;
		size_t moved = count_moved(&archive, DAYS, &before, &after, day, page);
		worst = moved > worst ? moved : worst;
		slots_free(&after);
	}
	assert_in_range(worst, 0,
	                PLACES_MOST); /* of the day's pages that have more than there is room for */
	archive.places[7][4] = 5;     /* a page more, on a day that has few */
	lay(&archive, DAYS, &after);
	archive.places[7][4] = 0;
	assert_int_equal(count_moved(&archive, DAYS, &before, &after, 7, 4), 0);
	slots_free(&after);
	lay(&archive, DAYS - 1, &after);
	assert_int_equal(count_moved(&archive, DAYS - 1, &before, &after, 0, 0), 0);
	slots_free(&after);
	slots_free(&before);
}

/* A day that an archive lacks has its numbers where few are lacking. */
static void a_missing_day_may_come(void **state)
{
	(void)state;
	struct slots before, after;
	fill(&archive);
	lay(&archive, DAYS, &before);
	archive.places[100][0] = 0;
	struct archive without = archive;
	for (size_t i = 100; i + 1 < DAYS; i++) {
		for (size_t k = 0; k <= PAGES_MOST; k++)
			without.places[i][k] = archive.places[i + 1][k];
	}
	without.gaps[100] = 1;
	lay(&without, DAYS - 1, &after);
	assert_true(after.calendar);
	assert_int_equal(number(&before, 101, 0, 0), number(&after, 100, 0, 0));
	slots_free(&after);
	for (size_t i = 0; i < DAYS; i++) /* a weekly */
		archive.gaps[i] = 6;
	lay(&archive, 90, &after);
	assert_false(after.calendar);
	slots_free(&after);
	slots_free(&before);
}

static void rounds_up(void **state)
{
	(void)state;
	uint32_t rounds = 0;
	for (uint32_t n = 1; n < 100000; n++) {
		uint32_t r = slots_round(n);
		assert_in_range(r, n, n + n / 4);
		assert_int_equal(slots_round(r), r);
		rounds += r == n;
	}
	assert_in_range(rounds, 8, 80);
	assert_int_equal(slots_round(0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_its_own),
		cmocka_unit_test(one_more_moves_few),
		cmocka_unit_test(a_missing_day_may_come),
		cmocka_unit_test(rounds_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
