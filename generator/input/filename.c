#include "input/filename.h"

#include <string.h>

#include "base/ascii.h"

/*
 * A date is eight digits or three groups of them, delimited so that a random
 * name of letters and digits (a hash, a UUID, a telephone number) holds none.
 */

enum { FIRST_YEAR = 1800, LAST_YEAR = 2199 };

static bool is_mark(char c)
{
	return c == '-' || c == '_' || c == '.' || c == ' ';
}

static bool is_folder(char c)
{
	return c == '/';
}

/* A run of digits in a view. */
struct digits {
	size_t from;
	size_t to;
	int value; /* of at most nine digits */
};

static struct digits digits_at(struct view v, size_t i, size_t most)
{
	struct digits d = { i, i, 0 };
	while (d.to < v.len && d.to < i + most && d.to < i + 9 && ascii_is_digit(v.data[d.to]))
		d.value = d.value * 10 + (v.data[d.to++] - '0');
	return d;
}

static size_t length(struct digits d)
{
	return d.to - d.from;
}

/* Over a word of the list at i, or i itself. */
static size_t skip(struct view v, size_t i, const struct language_list *words)
{
	const struct language_word *w = language_at_bytes(words, v, i);
	return w ? i + strlen(w->utf8) : i;
}

/* Over the word that closes a part of a date, as 年 closes a year, or i itself. */
static size_t skip_unit(struct view v, size_t i, const struct language *l, enum language_unit unit)
{
	const struct language_word *w = language_at_bytes(&l->date_units, v, i);
	return w && w->value == (int)unit ? i + strlen(w->utf8) : i;
}

/* What stands between the groups of a date. */
enum joint { JOINT_NONE, JOINT_MARK, JOINT_FOLDER, JOINT_WORD };

/* The joint at i: nothing, a mark, a folder's end, or a word (年, 月) and perhaps one of those. */
static enum joint joint_at(struct view v, size_t *i, const struct language *l,
                           enum language_unit unit)
{
	size_t after = skip_unit(v, *i, l, unit);
	if (after > *i) {
		*i = after < v.len && (is_mark(v.data[after]) || is_folder(v.data[after])) ? after + 1
		                                                                           : after;
		return JOINT_WORD;
	}
	if (*i < v.len && is_folder(v.data[*i]))
		return (*i)++, JOINT_FOLDER;
	if (*i < v.len && is_mark(v.data[*i]))
		return (*i)++, JOINT_MARK;
	return JOINT_NONE;
}

/*
 * 2022_0119 may be the 119th picture of a year, 2022/1/2 the second page of a
 * January: one mark alone joins no date (a folder's end does), and single
 * digits need two marks or words.
 */
static bool joints_fit(enum joint first, enum joint second, bool short_groups)
{
	if (short_groups)
		return (first == JOINT_MARK && second == JOINT_MARK) ||
		       (first == JOINT_WORD && second == JOINT_WORD);
	if (first == JOINT_FOLDER || second == JOINT_FOLDER)
		return true;
	return (first == JOINT_NONE) == (second == JOINT_NONE);
}

/* A date that begins at i: the offset after it, or 0. */
static size_t date_at(struct view v, size_t i, const struct language *l, struct date *out)
{
	struct digits year = digits_at(v, i, 4);
	size_t at = year.to;
	enum joint first = joint_at(v, &at, l, LANGUAGE_UNIT_YEAR);
	struct digits month = digits_at(v, at, 2);
	at = month.to;
	enum joint second = joint_at(v, &at, l, LANGUAGE_UNIT_MONTH);
	struct digits day = digits_at(v, at, 2);
	bool short_groups = length(month) == 1 || length(day) == 1;
	struct date d = { year.value, month.value, day.value };
	if (length(year) != 4 || !length(month) || !length(day) || !date_valid(d) ||
	    d.year < FIRST_YEAR || d.year > LAST_YEAR || !joints_fit(first, second, short_groups))
		return 0;
	if (day.to < v.len && ascii_is_digit(v.data[day.to]))
		return 0;
	*out = d;
	return skip_unit(v, day.to, l, LANGUAGE_UNIT_DAY);
}

/* Before a date stands nothing, a mark, or a name of letters only (rmrb19980101, 太原日报2022). */
static bool may_begin(struct view v, size_t i)
{
	size_t k = i;
	while (k > 0 && (ascii_is_letter(v.data[k - 1]) || (unsigned char)v.data[k - 1] >= 0x80))
		k--;
	return k == 0 || is_mark(v.data[k - 1]) || is_folder(v.data[k - 1]);
}

/*
 * A page's number at i: 2, 02, A05, p3, 第2版. Returns the offset after it, or
 * 0. Figures are padded to two as in print; a letter belongs to the number
 * unless it only says "page".
 */
static size_t number_at(struct view v, size_t i, const struct language *l, struct view *out,
                        struct arena *a)
{
	i = skip(v, i, &l->ordinals);
	size_t from = i;
	if (i < v.len && ascii_is_letter(v.data[i]))
		i++;
	bool says_page = i > from && (v.data[from] == 'p' || v.data[from] == 'P');
	struct digits n = digits_at(v, i, 4);
	size_t end = skip(v, n.to, &l->page_words);
	bool delimited = end > n.to || end == v.len || is_mark(v.data[end]) || is_folder(v.data[end]);
	if (!length(n) || length(n) > 3 || n.value == 0 || !delimited)
		return 0;
	if (i > from && !says_page)
		*out = arena_view(a, view_slice(v, from, n.to - from));
	else if (length(n) == 1)
		*out = arena_printf(a, "0%d", n.value);
	else
		*out = arena_view(a, view_slice(v, n.from, length(n)));
	return end;
}

/*
 * The number after a date: next to it, or what the file below the date's folder
 * is called. Returns the offset after it, or 0.
 */
static size_t number_after(struct view path, size_t i, size_t file, const struct language *l,
                           struct view *number, struct arena *a)
{
	size_t end;
	bool time = i + 1 < path.len && path.data[i] == 'T' && ascii_is_digit(path.data[i + 1]);
	size_t at = i;
	while (at < path.len && (is_mark(path.data[at]) || is_folder(path.data[at])))
		at++;
	if (at >= file && !time && (end = number_at(path, at, l, number, a)) != 0)
		return end;
	return i <= file ? number_at(path, file, l, number, a) : 0;
}

/* Which article of the page: all that stands behind the page's number is a mark and this one. */
static unsigned article_after(struct view path, size_t i)
{
	if (i + 1 >= path.len || !is_mark(path.data[i]))
		return 0;
	struct digits n = digits_at(path, i + 1, 3);
	return n.to == path.len ? (unsigned)n.value : 0;
}

/* The number where 版 names it as such, in a file's name without a date. */
static struct view number_named(struct view path, size_t file, const struct language *l,
                                struct arena *a)
{
	struct view number = VIEW_NULL;
	size_t word = file;
	while (word < path.len && !language_at_bytes(&l->page_words, path, word))
		word++;
	size_t i = word;
	while (i > file && ascii_is_digit(path.data[i - 1]))
		i--;
	if (word == path.len || i == word)
		return number;
	if (i > file && path.data[i - 1] >= 'A' && path.data[i - 1] <= 'Z')
		i--;
	number_at(path, i, l, &number, a);
	return number;
}

/* Letters and digits in the groups 8-4-4-4-12 are a UUID, whatever they spell. */
static bool is_uuid(struct view v, size_t i)
{
	static const size_t groups[] = { 8, 4, 4, 4, 12 };
	for (size_t k = 0; k < sizeof(groups) / sizeof(*groups); k++) {
		size_t end = i + groups[k];
		for (; i < end; i++)
			if (i >= v.len || !(ascii_is_digit(v.data[i]) || ascii_is_letter(v.data[i])))
				return false;
		if (k < 4 && (i >= v.len || v.data[i++] != '-'))
			return false;
	}
	return true;
}

/* The one date that begins in path from from (inclusive) to to: the offset after it, or 0. */
static size_t date_within(struct view path, size_t from, size_t to, const struct language *l,
                          struct date *out)
{
	size_t end = 0;
	for (size_t i = from; i < to; i++) {
		struct date d;
		struct view number;
		struct arena scratch = { 0 };
		if (is_uuid(path, i))
			return 0;
		size_t after =
			ascii_is_digit(path.data[i]) && may_begin(path, i) ? date_at(path, i, l, &d) : 0;
		if (!after)
			continue;
		bool random = after < path.len && ascii_is_letter(path.data[after]) &&
		              !number_at(path, after, l, &number, &scratch);
		arena_free(&scratch);
		if (random)
			continue;
		if (end && date_cmp(d, *out) != 0)
			return 0;
		if (!end)
			*out = d;
		end = end ? end : after;
		i = after - 1;
	}
	return end;
}

/* Where the last part of a path's first to bytes begins. */
static size_t part_start(struct view path, size_t to)
{
	while (to > 0 && !is_folder(path.data[to - 1]))
		to--;
	return to;
}

/* Without the extension; figures after a dot are none (1998.01.01). */
static struct view stem_of(struct view path)
{
	size_t file = part_start(path, path.len), i = path.len;
	while (i > file && path.data[i - 1] != '.')
		i--;
	bool extension = i > file + 1 && i < path.len && !ascii_is_digit(path.data[path.len - 1]);
	return extension ? view_slice(path, 0, i - 1) : path;
}

struct filename filename_read(struct view path, const struct language *l, struct arena *a)
{
	path = stem_of(path);
	size_t file = part_start(path, path.len), from = file, to = path.len, end;
	struct filename f = { .number = VIEW_NULL };
	while ((end = date_within(path, from, to, l, &f.day)) == 0 && from > 0) {
		to = from;
		from = part_start(path, from - 1);
	}
	if (!end)
		f.day = (struct date){ 0 };
	if (!end)
		f.number = number_named(path, file, l, a);
	else if ((end = number_after(path, end, file, l, &f.number, a)) != 0)
		f.article = article_after(path, end);
	return f;
}
