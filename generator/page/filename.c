#include "page/published.h"

/*
 * Dates in file names: eight digits or three groups, delimited so that a
 * random name of letters and digits (a hash) is not taken for one.
 */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The number in exactly len digits at i, or -1. */
static int digits_at(struct view v, size_t i, size_t len)
{
	int n = 0;
	if (i + len > v.len)
		return -1;
	for (size_t k = i; k < i + len; k++) {
		if (!is_digit(v.data[k]))
			return -1;
		n = n * 10 + (v.data[k] - '0');
	}
	return n;
}

static bool is_separator(char c)
{
	return c == '-' || c == '_' || c == '.' || c == '/' || c == ' ';
}

/* YYYYMMDD or YYYY-MM-DD (any one separator) at i; the offset after it, or 0. */
static size_t date_at(struct view v, size_t i, struct date *out)
{
	struct date d = { digits_at(v, i, 4), digits_at(v, i + 4, 2), digits_at(v, i + 6, 2) };
	size_t end = i + 8;
	if (d.month < 0 && i + 4 < v.len && is_separator(v.data[i + 4])) {
		d.month = digits_at(v, i + 5, 2);
		size_t day = i + 7;
		if (day < v.len && is_separator(v.data[day]))
			day++;
		d.day = digits_at(v, day, 2);
		end = day + 2;
	}
	if (!date_valid(d) || d.year < 1600 || d.year > 2200)
		return 0;
	if (end < v.len && is_digit(v.data[end]))
		return 0;
	*out = d;
	return end;
}

/* Before a date stands nothing, a separator, or a name of letters only (rmrb19980101). */
static bool may_begin(struct view v, size_t i)
{
	if (i == 0 || is_separator(v.data[i - 1]))
		return true;
	size_t k = i;
	while (k > 0 && is_letter(v.data[k - 1]))
		k--;
	return k < i && (k == 0 || is_separator(v.data[k - 1]));
}

/* A page's number after the date: separators, then 02, A05, 02版. */
static struct view number_after(struct view v, size_t i)
{
	while (i < v.len && is_separator(v.data[i]))
		i++;
	size_t from = i;
	if (i < v.len && is_letter(v.data[i]))
		i++;
	size_t digits = i;
	while (i < v.len && is_digit(v.data[i]))
		i++;
	bool ends = i == v.len || v.data[i] == '.' || v.data[i] == '_' || v.data[i] == '-' ||
	            view_starts(view_slice(v, i, v.len), VIEW("版"));
	return i > digits && i - digits <= 3 && ends ? view_slice(v, from, i - from) : VIEW_NULL;
}

void published_from_name(struct view name, struct date *day, struct view *number)
{
	*number = VIEW_NULL;
	for (size_t i = 0; i < name.len; i++) {
		size_t end = may_begin(name, i) ? date_at(name, i, day) : 0;
		if (!end)
			continue;
		bool hash = end < name.len && is_letter(name.data[end]) &&
		            number_after(name, end).data == NULL;
		if (hash)
			continue;
		*number = number_after(name, end);
		return;
	}
}
