#include "archive/page_number.h"

#include "base/ascii.h"

/* Compares two runs of digits by value; moves both behind them. */
static int compare_digits(struct view a, size_t *i, struct view b, size_t *k)
{
	while (*i < a.len && a.data[*i] == '0')
		(*i)++;
	while (*k < b.len && b.data[*k] == '0')
		(*k)++;
	int order = 0;
	for (;; (*i)++, (*k)++) {
		bool in_a = *i < a.len && ascii_is_digit(a.data[*i]);
		bool in_b = *k < b.len && ascii_is_digit(b.data[*k]);
		if (!in_a || !in_b)
			return in_a ? 1 : in_b ? -1 : order;
		if (order == 0)
			order = a.data[*i] - b.data[*k];
	}
}

/* By value: 0 for 2 and 02, which no paper would have both of. */
static int compare_values(struct view a, struct view b)
{
	size_t i = 0, k = 0;
	while (i < a.len && k < b.len) {
		int order = ascii_is_digit(a.data[i]) && ascii_is_digit(b.data[k])
		                ? compare_digits(a, &i, b, &k)
		                : (int)(unsigned char)a.data[i++] - (int)(unsigned char)b.data[k++];
		if (order != 0)
			return order;
	}
	if (i < a.len || k < b.len)
		return i < a.len ? 1 : -1;
	return 0;
}

bool page_number_same(struct view a, struct view b)
{
	return compare_values(a, b) == 0;
}

int page_number_compare(struct view a, struct view b)
{
	int order = compare_values(a, b);
	return order ? order : view_cmp(a, b);
}
