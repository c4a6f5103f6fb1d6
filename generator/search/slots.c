#include "search/slots.h"

#include <stdlib.h>

#include "base/mem.h"

#define MOST_PAGES 3 / 4 /* of the pages have room for all their articles */
#define MOST_DAYS  9 / 10

uint32_t slots_round(uint32_t n)
{
	uint32_t step = 1;
	while (n > 8 * step)
		step *= 2;
	return (n + step - 1) / step * step;
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Sorts the numbers; what is not below so many of them, at least 1 of n. */
static uint32_t not_below(uint32_t *numbers, size_t n, size_t so_many)
{
	qsort(numbers, n, sizeof(*numbers), compare);
	return numbers[so_many > 0 ? so_many - 1 : 0];
}

static uint32_t late_of(const struct slots *s, const struct slots_page *p)
{
	return p->places > s->page ? p->places - s->page : 0;
}

static uint32_t numbers_of_pages(const struct slots *s)
{
	size_t n = s->pages.len;
	uint32_t *places = mem_array(n, sizeof(*places));
	for (size_t i = 0; i < n; i++)
		places[i] = s->pages.items[i].places;
	uint32_t most = slots_round(not_below(places, n, n * MOST_PAGES));
	free(places);
	return most > 0 ? most : 1;
}

/* How many articles of each day their pages have no room for. */
static uint32_t *count_late(const struct slots *s)
{
	uint32_t *late = mem_array(s->days.len, sizeof(*late));
	const struct slots_page *page = s->pages.items;
	for (size_t i = 0; i < s->days.len; i++) {
		for (uint32_t k = 0; k < s->days.items[i].pages; k++)
			late[i] += late_of(s, page++);
	}
	return late;
}

static bool few_gaps(const struct slots *s)
{
	uint64_t gaps = 0;
	for (size_t i = 1; i < s->days.len; i++)
		gaps += s->days.items[i].gap;
	return gaps <= s->days.len / 4;
}

/* Gives the pages of a day their numbers, from first on; behind them what they have no room for. */
static void number_day(const struct slots *s, const struct slots_day *day, struct slots_page *pages,
                       uint32_t first, uint32_t usual)
{
	uint32_t late = first + (day->pages > usual ? day->pages : usual) * s->page;
	for (uint32_t k = 0; k < day->pages; k++) {
		pages[k].first = first + k * s->page;
		pages[k].late = late;
		late += late_of(s, &pages[k]);
	}
}

void slots_lay(struct slots *s)
{
	size_t n = s->days.len;
	s->page = numbers_of_pages(s);
	s->calendar = few_gaps(s);
	uint32_t *pages = mem_array(n, sizeof(*pages)), *late = count_late(s);
	uint32_t *sorted = mem_array(n, sizeof(*sorted));
	for (size_t i = 0; i < n; i++) {
		pages[i] = s->days.items[i].pages;
		sorted[i] = late[i];
	}
	uint32_t usual = not_below(pages, n, n * MOST_DAYS);
	s->day = usual * s->page + slots_round(not_below(sorted, n, n * MOST_DAYS));
	struct slots_page *page = s->pages.items;
	for (size_t i = 0; i < n; i++) {
		struct slots_day *day = &s->days.items[i];
		uint32_t room = (day->pages > usual ? day->pages : usual) * s->page + late[i];
		if (s->calendar && i > 0)
			s->end += day->gap * s->day;
		number_day(s, day, page, s->end, usual);
		day->times = (room + s->day - 1) / s->day;
		s->end += day->times * s->day;
		page += day->pages;
	}
	free(pages);
	free(late);
	free(sorted);
}

void slots_free(struct slots *s)
{
	array_free(&s->pages);
	array_free(&s->days);
	*s = (struct slots){ 0 };
}
