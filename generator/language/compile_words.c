/*
 * Compiles the word lists of a language into C when the program is built:
 *
 *	compile_words FOLDER CODE >FILE.c
 *
 * reads all files of FOLDER that end in .txt and prints a constant struct language called
 * language_CODE. A file holds lists: a line [name] begins one, a line is a
 * word, and what its list says of it follows after " = ". Lines that begin with
 * # are comments. What is wrong is told with its place, and nothing is printed.
 */
#include <dirent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/credit_role.h"

enum {
	MOST_COLUMNS = 3,
	LONGEST = 60, /* glyphs of a word */
	MOST_MASK = 511,
	FIRST_CHARACTER = 0x4E00,
	LAST_CHARACTER = 0x9FFF
};

/* --- What lists there are --- */

/* A word that a column may hold, and what C says for it. */
struct choice {
	const char *word;
	const char *constant;
};

/* A column: one of the choices, or a number. */
struct column {
	const char *what; /* NULL: there is no such column */
	const struct choice *choices;
	int least, most;      /* of a number */
	const char *constant; /* what stands for a column left out; NULL: it must be there */
};

enum side { BY_FIRST, BY_LAST };

struct schema {
	const char *name;
	enum side side; /* the glyph that words are found by */
	struct column columns[MOST_COLUMNS];
};

static const struct choice byline_effects[] = {
	{ "before", "LANGUAGE_BYLINE_BEFORE" },   { "after", "LANGUAGE_BYLINE_AFTER" },
	{ "written", "LANGUAGE_BYLINE_WRITTEN" }, { "both", "LANGUAGE_BYLINE_BOTH" },
	{ "drop", "LANGUAGE_BYLINE_DROP" },       { "lent", "LANGUAGE_BYLINE_LENT" },
	{ "group", "LANGUAGE_BYLINE_GROUP" },     { "picture", "LANGUAGE_BYLINE_PICTURE" },
	{ "pass", "LANGUAGE_BYLINE_PASS" },       { NULL, NULL },
};
#define ROLE(constant, name) { name, #constant },
static const struct choice roles[] = { CREDIT_ROLES(ROLE){ NULL, NULL } };
static const struct choice places[] = {
	{ "start", "LANGUAGE_PLACE_START" },
	{ "end", "LANGUAGE_PLACE_END" },
	{ "alone", "LANGUAGE_PLACE_ALONE" },
	{ "closing", "LANGUAGE_PLACE_CLOSING" },
	{ NULL, NULL },
};
static const struct choice own[] = { { "own", "1" }, { NULL, NULL } };
static const struct choice anything_after[] = { { "anything", "1" }, { NULL, NULL } };
static const struct choice inside[] = { { "inside", "1" }, { NULL, NULL } };
static const struct choice glued[] = { { "agency", "1" }, { NULL, NULL } };
static const struct choice after_paper[] = { { "paper", "1" }, { NULL, NULL } };
static const struct choice names_follow[] = { { "names", "1" }, { NULL, NULL } };
static const struct choice never[] = { { "never", "1" }, { NULL, NULL } };
static const struct choice surnames[] = {
	{ "common", "LANGUAGE_SURNAME_COMMON" },
	{ "usual", "LANGUAGE_SURNAME_USUAL" },
	{ "rare", "LANGUAGE_SURNAME_RARE" },
	{ NULL, NULL },
};
static const struct choice given[] = {
	{ "often", "LANGUAGE_GIVEN_OFTEN" },
	{ "known", "LANGUAGE_GIVEN_KNOWN" },
	{ "never", "LANGUAGE_GIVEN_NEVER" },
	{ NULL, NULL },
};
static const struct choice units[] = {
	{ "year", "LANGUAGE_UNIT_YEAR" },
	{ "month", "LANGUAGE_UNIT_MONTH" },
	{ "day", "LANGUAGE_UNIT_DAY" },
	{ NULL, NULL },
};
static const struct choice days[] = {
	{ "today", "LANGUAGE_DAY_TODAY" },
	{ "yesterday", "LANGUAGE_DAY_YESTERDAY" },
	{ NULL, NULL },
};
static const struct choice jumps[] = {
	{ "from", "LANGUAGE_JUMP_FROM" },
	{ "to", "LANGUAGE_JUMP_TO" },
	{ NULL, NULL },
};
static const struct choice name_styles[] = {
	{ "han", "LANGUAGE_NAMES_HAN" },
	{ "capitals", "LANGUAGE_NAMES_CAPITALS" },
	{ NULL, NULL },
};
static const struct choice date_styles[] = {
	{ "units", "LANGUAGE_DATES_UNITS" },
	{ "names", "LANGUAGE_DATES_NAMES" },
	{ NULL, NULL },
};
static const struct choice yes_no[] = { { "yes", "true" }, { "no", "false" }, { NULL, NULL } };

#define MAYBE(what, choices)         \
	{                                \
		{                            \
			what, choices, 0, 0, "0" \
		}                            \
	}
#define ONE_OF(what, choices)         \
	{                                 \
		{                             \
			what, choices, 0, 0, NULL \
		}                             \
	}
#define NUMBER(what, least, most)         \
	{                                     \
		{                                 \
			what, NULL, least, most, NULL \
		}                                 \
	}
#define YEAR                           \
	{                                  \
		"year", NULL, 1800, 2200, NULL \
	}
#define PLAIN                      \
	{                              \
		{                          \
			NULL, NULL, 0, 0, NULL \
		}                          \
	}

/* The fields of struct language, in the order of language.h. */
static const struct schema schemas[] = {
	{ "agencies", BY_FIRST, MAYBE("whose", own) },
	{ "byline_words",
	  BY_FIRST,
	  { { "effect", byline_effects, 0, 0, NULL },
	    { "role", roles, 0, 0, "CREDIT_AUTHOR" },
	    { "place", places, 0, 0, "LANGUAGE_PLACE_START" } } },
	{ "branch_begins", BY_FIRST, PLAIN },
	{ "branch_ends", BY_LAST, PLAIN },
	{ "outlet_ends", BY_LAST, PLAIN },
	{ "agency_works", BY_FIRST, MAYBE("what may follow", anything_after) },
	{ "countries", BY_FIRST, PLAIN },
	{ "peoples_ends", BY_LAST, PLAIN },
	{ "not_in_bylines", BY_FIRST, PLAIN },
	{ "report_words", BY_FIRST, MAYBE("place", inside) },
	{ "office_ends", BY_LAST, PLAIN },
	{ "photo_ends", BY_LAST, PLAIN },
	{ "photo_verbs", BY_LAST, PLAIN },
	{ "agency_photo_ends", BY_LAST, PLAIN },
	{ "about_words", BY_FIRST, PLAIN },
	{ "name_joints", BY_FIRST, PLAIN },
	{ "name_particles", BY_FIRST, PLAIN },
	{ "surnames", BY_FIRST, ONE_OF("frequency", surnames) },
	{ "given_characters", BY_FIRST, ONE_OF("frequency", given) },
	{ "name_words", BY_FIRST, PLAIN },
	{ "name_syllables", BY_FIRST, PLAIN },
	{ "transcribing", BY_FIRST, PLAIN },
	{ "places", BY_FIRST, PLAIN },
	{ "dateline_openings", BY_FIRST, MAYBE("what follows", glued) },
	{ "dateline_nouns", BY_FIRST, PLAIN },
	{ "dateline_ends", BY_FIRST, MAYBE("what stands before", after_paper) },
	{ "datelines_alone", BY_FIRST, PLAIN },
	{ "paper_ends", BY_FIRST, PLAIN },
	{ "not_in_places", BY_FIRST, PLAIN },
	{ "not_datelines", BY_FIRST, PLAIN },
	{ "plain_datelines", BY_FIRST, PLAIN },
	{ "numerals", BY_FIRST, NUMBER("number", 0, 30) },
	{ "eras", BY_LAST, NUMBER("year before its first", 1800, 2200) },
	{ "share_words", BY_FIRST, PLAIN },
	{ "ordinals", BY_FIRST, PLAIN },
	{ "ordinal_ends", BY_FIRST, PLAIN },
	{ "date_units", BY_FIRST, ONE_OF("part of a date", units) },
	{ "hour_units", BY_FIRST, PLAIN },
	{ "ranges", BY_FIRST, PLAIN },
	{ "weekdays", BY_FIRST, NUMBER("weekday, from 0 for Sunday", 0, 6) },
	{ "months", BY_FIRST, NUMBER("month", 1, 12) },
	{ "seasons", BY_FIRST, NUMBER("month", 1, 12) },
	{ "ahead_words", BY_LAST, PLAIN },
	{ "ahead_after", BY_FIRST, PLAIN },
	{ "until_words", BY_LAST, PLAIN },
	{ "done_words", BY_FIRST, PLAIN },
	{ "plan_words", BY_FIRST, PLAIN },
	{ "since_words", BY_FIRST, PLAIN },
	{ "ago_after", BY_FIRST, PLAIN },
	{ "ago_before", BY_LAST, PLAIN },
	{ "every_words", BY_LAST, PLAIN },
	{ "decades", BY_FIRST, PLAIN },
	{ "other_months", BY_LAST, PLAIN },
	{ "durations", BY_FIRST, PLAIN },
	{ "day_words", BY_FIRST, ONE_OF("day", days) },
	{ "forecast_words", BY_FIRST, PLAIN },
	{ "last_year", BY_LAST, PLAIN },
	{ "year_begun", BY_LAST, PLAIN },
	{ "year_ended", BY_LAST, PLAIN },
	{ "plans", BY_FIRST, { { "number of a plan", NULL, 1, 99, NULL }, YEAR } },
	{ "plan_nouns", BY_FIRST, PLAIN },
	{ "plan_texts", BY_FIRST, PLAIN },
	{ "plan_years", BY_FIRST, NUMBER("years since the first", 0, 9) },
	{ "congresses", BY_FIRST, { { "number of a congress", NULL, 1, 99, NULL }, YEAR } },
	{ "congress_before", BY_LAST, PLAIN },
	{ "congress_after", BY_FIRST, PLAIN },
	{ "anniversaries", BY_LAST, { YEAR } },
	{ "anniversary_ends", BY_FIRST, PLAIN },
	{ "page_words", BY_FIRST, PLAIN },
	{ "jump_words", BY_FIRST, ONE_OF("way", jumps) },
	{ "header_stops", BY_FIRST, PLAIN },
	{ "header_words", BY_FIRST, PLAIN },
	{ "imprint_words", BY_FIRST, PLAIN },
	{ "edge_words", BY_FIRST, MAYBE("what follows", names_follow) },
	{ "sentence_marks", BY_FIRST, PLAIN },
	{ "number_marks", BY_FIRST, PLAIN },
	{ "going_on", BY_FIRST, PLAIN },
	{ "lead_words", BY_FIRST, PLAIN },
	{ "picture_words", BY_FIRST, PLAIN },
	{ "picture_notes", BY_FIRST, PLAIN },
	{ "death_ends", BY_LAST, PLAIN },
	{ "death_words", BY_FIRST, PLAIN },
	{ "notice_starts", BY_FIRST, PLAIN },
	{ "notice_signs", BY_FIRST, PLAIN },
	{ "notice_titles", BY_LAST, PLAIN },
	{ "notice_closings", BY_FIRST, PLAIN },
	{ "notice_openings", BY_FIRST, PLAIN },
	{ "notice_marks", BY_FIRST, PLAIN },
	{ "deaths_told", BY_LAST, PLAIN },
	{ "obituary_head", BY_FIRST, PLAIN },
	{ "obituary_head_not", BY_FIRST, PLAIN },
	{ "obituary_opening", BY_FIRST, PLAIN },
	{ "obituary_lead", BY_FIRST, PLAIN },
	{ "obituary_lead_not", BY_FIRST, PLAIN },
	{ "obituary_ages", BY_FIRST, PLAIN },
	{ "weather_head", BY_FIRST, PLAIN },
	{ "weather_topics", BY_FIRST, PLAIN },
	{ "weather_figures", BY_FIRST, PLAIN },
	{ "history_head", BY_FIRST, PLAIN },
	{ "photo_head", BY_FIRST, PLAIN },
	{ "photo_note_head", BY_FIRST, PLAIN },
	{ "interpretation_head", BY_FIRST, PLAIN },
	{ "comment_head", BY_FIRST, PLAIN },
	{ "comment_begins", BY_FIRST, PLAIN },
	{ "comment_begins_not", BY_FIRST, PLAIN },
	{ "letter_head", BY_FIRST, PLAIN },
	{ "letter_opening", BY_FIRST, PLAIN },
	{ "list_head", BY_FIRST, PLAIN },
	{ "feature_head", BY_FIRST, PLAIN },
	{ "first_person", BY_FIRST, PLAIN },
	{ "first_person_not", BY_FIRST, PLAIN },
	{ "stopwords", BY_FIRST, PLAIN },
	{ "number_words", BY_FIRST, PLAIN },
	{ "particles", BY_FIRST, MAYBE("place", never) },
};

enum { LISTS = sizeof(schemas) / sizeof(*schemas) };

/* What the section [language] says, a line each. */
static const struct {
	const char *name;
	struct column column;
} settings[] = {
	{ "names", { "way to tell names", name_styles, 0, 0, NULL } },
	{ "spaced", { "answer", yes_no, 0, 0, NULL } },
	{ "dates", { "way to write dates", date_styles, 0, 0, NULL } },
	{ "width", { "width", NULL, 1, 9, NULL } },
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings), NAMES = 0, SPACED = 1 };

/* --- What was read --- */

struct word {
	uint32_t *code;
	char *utf8;
	size_t len; /* glyphs */
	char values[MOST_COLUMNS][40];
	const char *file;
	size_t line;
	size_t number; /* in the order of reading */
};

struct list {
	struct word *words;
	size_t len, room;
};

struct reading {
	const char *folder;
	const char *code;
	struct list lists[LISTS];
	const char *settings[SETTINGS];
	int list; /* of the section being read; -1: none yet; LISTS: [language] */
	char file[512];
	size_t line;
	size_t words; /* so far */
	size_t errors;
};

static void *must(void *p)
{
	if (!p) {
		fprintf(stderr, "compile_words: there is no memory left\n");
		exit(1);
	}
	return p;
}

static char *copy(const char *s, size_t len)
{
	char *p = must(malloc(len + 1));
	memcpy(p, s, len);
	p[len] = 0;
	return p;
}

__attribute__((format(printf, 3, 4))) static void fail(struct reading *r, size_t column,
                                                       const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(stderr, "%s:%zu:%zu: ", r->file, r->line, column);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	r->errors++;
}

/* --- Reading --- */

/* One code point of at most four bytes; returns how many, 0 for what is no UTF-8. */
static size_t decode(const unsigned char *s, uint32_t *c)
{
	size_t len = s[0] < 0x80 ? 1 : s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
	*c = len == 1 ? s[0] : s[0] & (0x7FU >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3FU);
	}
	bool longer = (len == 3 && *c < 0x800) || (len == 4 && *c < 0x10000);
	return longer || *c > 0x10FFFF || (*c >= 0xD800 && *c <= 0xDFFF) ? 0 : len;
}

/* Whether glyphs hold c as it is; texts are folded before words are looked for. */
static bool is_folded(uint32_t c)
{
	return c > ' ' && c != 0x7F && c != 0xA0 && c != 0x3000 && !(c >= 0xFF01 && c <= 0xFF5E) &&
	       !(c >= 0x2000 && c <= 0x200F) && !(c >= 0x2028 && c <= 0x202F) && c != 0xFEFF;
}

/* Reads the word in s, which begins in a column of the line; false, told, if it cannot be one. */
static bool read_word(struct reading *r, const char *s, size_t len, size_t column, struct word *w)
{
	bool spaced = r->settings[SPACED] && strcmp(r->settings[SPACED], "true") == 0;
	w->code = must(calloc(len + 1, sizeof(*w->code)));
	w->utf8 = copy(s, len);
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = decode((const unsigned char *)s + i, &c);
		if (!n)
			return fail(r, column + w->len, "this is no UTF-8: save the file as UTF-8"), false;
		if (!is_folded(c) && !(spaced && c == ' '))
			return fail(r, column + w->len,
			            "U+%04X never stands in a folded text: write the ASCII form, or nothing",
			            (unsigned)c),
			       false;
		if (spaced && c >= 'A' && c <= 'Z')
			return fail(r, column + w->len,
			            "words of this language are given in small letters: write %c",
			            (char)(c | 0x20)),
			       false;
		w->code[w->len++] = c;
		i += n;
	}
	if (w->len > LONGEST)
		return fail(r, column, "a word of %zu characters: at most %d can be looked for", w->len,
		            LONGEST),
		       false;
	return true;
}

static void list_choices(const struct choice *choices)
{
	for (const struct choice *c = choices; c->word; c++)
		fprintf(stderr, "%s%s", c == choices ? "" : c[1].word ? ", " : " or ", c->word);
}

/* Turns what a column holds into C; false, told, if it holds something else. */
static bool read_value(struct reading *r, const struct column *c, const char *s, size_t at,
                       char *out, size_t room)
{
	if (c->choices) {
		for (const struct choice *choice = c->choices; choice->word; choice++)
			if (strcmp(choice->word, s) == 0)
				return snprintf(out, room, "%s", choice->constant), true;
		fprintf(stderr, "%s:%zu:%zu: '%s' is no %s: write ", r->file, r->line, at, s, c->what);
		list_choices(c->choices);
		fputc('\n', stderr);
		r->errors++;
		return false;
	}
	char *end;
	long n = strtol(s, &end, 10);
	if (*s && !*end && n >= c->least && n <= c->most)
		return snprintf(out, room, "%ld", n), true;
	return fail(r, at, "'%s' is no %s: write a number from %d to %d", s, c->what, c->least,
	            c->most),
	       false;
}

/* Reads the columns after " = " into w; s is NULL where the line has none. */
static bool read_values(struct reading *r, const struct schema *schema, char *s, size_t at,
                        struct word *w)
{
	char *rest = s;
	for (int k = 0; k < MOST_COLUMNS; k++) {
		const struct column *c = &schema->columns[k];
		char *part = rest ? strtok_r(NULL, " \t", &rest) : NULL;
		size_t place = part ? at + (size_t)(part - s) : at;
		snprintf(w->values[k], sizeof(w->values[k]), "%s",
		         c->what && c->constant ? c->constant : "0");
		if (part && !c->what)
			return fail(r, place, "'%s' says nothing in [%s]: delete it", part, schema->name),
			       false;
		if (!part && c->what && !c->constant)
			return fail(r, place, "the %s is missing: write it after ' = '", c->what), false;
		if (part && !read_value(r, c, part, place, w->values[k], sizeof(w->values[k])))
			return false;
	}
	return true;
}

static void add(struct list *l, struct word w)
{
	if (l->len == l->room) {
		l->room = l->room ? l->room * 2 : 64;
		l->words = must(realloc(l->words, l->room * sizeof(*l->words)));
	}
	l->words[l->len++] = w;
}

/* A line of [language]: name = value. */
static void read_setting(struct reading *r, const char *name, const char *value, size_t at)
{
	for (int k = 0; k < SETTINGS; k++) {
		char text[40];
		if (strcmp(settings[k].name, name) != 0)
			continue;
		if (read_value(r, &settings[k].column, value, at, text, sizeof(text)))
			r->settings[k] = copy(text, strlen(text));
		return;
	}
	fail(r, 1, "[language] does not know '%s': its keys are names, spaced, dates and width", name);
}

static void read_section(struct reading *r, char *line, size_t len)
{
	if (len < 3 || line[len - 1] != ']') {
		fail(r, 1, "a list begins with its name in brackets: write [name]");
		return;
	}
	line[len - 1] = 0;
	r->list = strcmp(line + 1, "language") == 0 ? LISTS : -1;
	for (int k = 0; k < LISTS; k++)
		if (strcmp(schemas[k].name, line + 1) == 0)
			r->list = k;
	if (r->list < 0)
		fail(r, 2, "there is no list '%s': language.h names them all", line + 1);
}

/* The column of a place in a line, counted in characters from 1. */
static size_t column_of(const char *line, const char *place)
{
	size_t n = 1;
	for (; line < place; line++)
		n += (*line & 0xC0) != 0x80;
	return n;
}

static void read_line(struct reading *r, char *line)
{
	size_t len = strlen(line);
	while (len > 0 && strchr(" \t\r\n", line[len - 1]))
		line[--len] = 0;
	if (len == 0 || line[0] == '#')
		return;
	if (line[0] == '[') {
		read_section(r, line, len);
		return;
	}
	if (r->list < 0) {
		fail(r, 1, "this word is of no list: write [name] above it");
		return;
	}
	char *mark = strstr(line, " = ");
	size_t end = mark ? (size_t)(mark - line) : len;
	while (end > 0 && line[end - 1] == ' ')
		end--;
	char *values = mark ? mark + 3 : NULL;
	size_t column = column_of(line, mark ? values : line + end);
	line[end] = 0;
	if (r->list == LISTS) {
		read_setting(r, line, values ? values : "", column);
		return;
	}
	struct word w = { .file = copy(r->file, strlen(r->file)),
		              .line = r->line,
		              .number = r->words++ };
	if (read_word(r, line, end, 1, &w) && read_values(r, &schemas[r->list], values, column, &w))
		add(&r->lists[r->list], w);
}

static void read_file(struct reading *r, const char *name)
{
	char line[1024];
	snprintf(r->file, sizeof(r->file), "%s/%s", r->folder, name);
	r->line = 0;
	r->list = -1;
	FILE *f = fopen(r->file, "r");
	if (!f) {
		fail(r, 0, "this cannot be read");
		return;
	}
	while (fgets(line, sizeof(line), f)) {
		r->line++;
		if (strlen(line) + 1 == sizeof(line))
			fail(r, sizeof(line), "this line is too long: a word stands on a line of its own");
		read_line(r, line);
	}
	fclose(f);
}

static int is_words(const struct dirent *d)
{
	size_t len = strlen(d->d_name);
	return d->d_name[0] != '.' && len > 4 && strcmp(d->d_name + len - 4, ".txt") == 0;
}

/* Reads all files, language.txt first: it says what words of the language look like. */
static void read_folder(struct reading *r)
{
	struct dirent **names;
	int n = scandir(r->folder, &names, is_words, alphasort);
	if (n < 0) {
		fprintf(stderr, "compile_words: %s cannot be read: name a language's folder\n", r->folder);
		exit(2);
	}
	read_file(r, "language.txt");
	for (int i = 0; i < n; i++) {
		if (strcmp(names[i]->d_name, "language.txt") != 0)
			read_file(r, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	for (int k = 0; k < SETTINGS; k++) {
		if (r->settings[k])
			continue;
		snprintf(r->file, sizeof(r->file), "%s/language.txt", r->folder);
		r->line = 0;
		fail(r, 0, "[language] does not say %s: add '%s = …'", settings[k].name, settings[k].name);
	}
}

/* --- Ordering --- */

static int compare_texts(const struct word *a, const struct word *b)
{
	for (size_t i = 0; i < a->len && i < b->len; i++)
		if (a->code[i] != b->code[i])
			return a->code[i] < b->code[i] ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

static int compare_words(const void *one, const void *other)
{
	const struct word *a = one, *b = other;
	int order = compare_texts(a, b);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void reject_duplicates(struct reading *r)
{
	for (int k = 0; k < LISTS; k++) {
		struct list *l = &r->lists[k];
		if (l->len > 0)
			qsort(l->words, l->len, sizeof(*l->words), compare_words);
		for (size_t i = 1; i < l->len; i++) {
			const struct word *w = &l->words[i], *before = w - 1;
			if (compare_texts(before, w) != 0)
				continue;
			snprintf(r->file, sizeof(r->file), "%s", w->file);
			r->line = w->line;
			fail(r, 1, "'%s' stands in line %zu of %s already: delete one of the two", w->utf8,
			     before->line, before->file);
		}
	}
}

/* A list in the order of its table. */
struct table {
	const struct list *list;
	enum side side;
	uint32_t mask;
};

static uint32_t key_of(const struct table *t, const struct word *w)
{
	return w->code[t->side == BY_LAST ? w->len - 1 : 0];
}

/* The smallest mask under which few keys meet; without the bit of capitals where they count for nothing. */
static uint32_t mask_of(const struct list *l, bool spaced)
{
	uint32_t mask = 0;
	while (mask < MOST_MASK && mask < l->len * 4)
		mask = mask << 1 | 1;
	if (spaced && mask > 0)
		mask = (mask | 0x1F) & ~0x20U;
	return mask;
}

static const struct table *ordered; /* for qsort(), which takes no context */

static int compare_places(const void *one, const void *other)
{
	const struct word *a = one, *b = other;
	uint32_t x = key_of(ordered, a), y = key_of(ordered, b);
	if ((x & ordered->mask) != (y & ordered->mask))
		return (x & ordered->mask) < (y & ordered->mask) ? -1 : 1;
	if (x != y)
		return x < y ? -1 : 1;
	if (a->len != b->len)
		return a->len > b->len ? -1 : 1;
	return compare_texts(a, b);
}

/* --- Printing --- */

static void print_string(const char *s)
{
	putchar('"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			putchar('\\');
		putchar(*s);
	}
	putchar('"');
}

static void print_list(const struct reading *r, int k)
{
	const struct schema *schema = &schemas[k];
	const struct list *l = &r->lists[k];
	struct table t = { l, schema->side, mask_of(l, strcmp(r->settings[SPACED], "true") == 0) };
	if (l->len == 0)
		return;
	ordered = &t;
	qsort(l->words, l->len, sizeof(*l->words), compare_places);
	printf("static const struct language_word %s_words[] = {\n", schema->name);
	for (size_t i = 0; i < l->len; i++) {
		const struct word *w = &l->words[i];
		printf("\t{ U");
		print_string(w->utf8);
		printf(", ");
		print_string(w->utf8);
		printf(", %zu, .value = %s, .more = %s, .place = %s },\n", w->len, w->values[0],
		       w->values[1], w->values[2]);
	}
	printf("};\nstatic const uint16_t %s_starts[] = {", schema->name);
	size_t at = 0;
	for (uint32_t bits = 0; bits <= t.mask + 1; bits++) {
		while (at < l->len && (key_of(&t, &l->words[at]) & t.mask) < bits)
			at++;
		printf("%s%zu,", bits % 16 ? " " : "\n\t", at);
	}
	printf("\n};\n");
}

static void print_field(const struct reading *r, int k)
{
	const struct list *l = &r->lists[k];
	bool spaced = strcmp(r->settings[SPACED], "true") == 0;
	if (l->len > 0)
		printf("\t.%s = { %s_words, %s_starts, %u, %zu, %s },\n", schemas[k].name, schemas[k].name,
		       schemas[k].name, (unsigned)mask_of(l, spaced), l->len, spaced ? "true" : "false");
	else
		printf("\t.%s = { .starts = nothing },\n", schemas[k].name);
}

static int find_list(const char *name)
{
	for (int k = 0; k < LISTS; k++)
		if (strcmp(schemas[k].name, name) == 0)
			return k;
	abort();
}

/* What is known of each ideograph, as the constants of language.h say it. */
static void mark(struct reading *r, unsigned char *characters, const char *name, unsigned longest,
                 unsigned bits)
{
	const struct list *l = &r->lists[find_list(name)];
	for (size_t i = 0; i < l->len; i++) {
		const struct word *w = &l->words[i];
		if (w->len <= longest && w->code[0] >= FIRST_CHARACTER && w->code[0] <= LAST_CHARACTER)
			characters[w->code[0] - FIRST_CHARACTER] |= (unsigned char)bits;
	}
}

/* A word longer than the list takes, or of characters that the table of names has not. */
static void check_names(struct reading *r, const char *name, size_t least, size_t most)
{
	const struct list *l = &r->lists[find_list(name)];
	for (size_t i = 0; i < l->len; i++) {
		const struct word *w = &l->words[i];
		bool fits = w->len >= least && w->len <= most;
		for (size_t k = 0; k < w->len; k++)
			fits = fits && w->code[k] >= FIRST_CHARACTER && w->code[k] <= LAST_CHARACTER;
		if (fits)
			continue;
		snprintf(r->file, sizeof(r->file), "%s", w->file);
		r->line = w->line;
		fail(r, 1, "'%s' cannot be in [%s]: write %zu to %zu ideographs of U+4E00 to U+9FFF",
		     w->utf8, name, least, most);
	}
}

static void check_all_names(struct reading *r)
{
	if (strcmp(r->settings[NAMES], "LANGUAGE_NAMES_HAN") != 0)
		return;
	check_names(r, "surnames", 1, 2);
	check_names(r, "given_characters", 1, 1);
	check_names(r, "transcribing", 1, 1);
	check_names(r, "name_words", 2, 3);
	check_names(r, "name_syllables", 2, 3);
}

/* Sets two bits to what is 1, 2 or 3 in the value of each character of a list. */
static void mark_values(struct reading *r, unsigned char *characters, const char *name,
                        const struct choice *choices, const unsigned char *numbers, unsigned shift)
{
	const struct list *l = &r->lists[find_list(name)];
	for (size_t i = 0; i < l->len; i++) {
		const struct word *w = &l->words[i];
		for (int k = 0; choices[k].word && w->len == 1; k++) {
			if (strcmp(choices[k].constant, w->values[0]) != 0)
				continue;
			unsigned char *c = &characters[w->code[0] - FIRST_CHARACTER];
			*c = (unsigned char)((*c & ~(3U << shift)) | (unsigned)numbers[k] << shift);
		}
	}
}

static void print_characters(struct reading *r)
{
	static const unsigned char surname_numbers[] = { 3, 2, 1 }, given_numbers[] = { 0, 1, 2 };
	static unsigned char characters[LAST_CHARACTER - FIRST_CHARACTER + 1];
	memset(characters, 3 << 2, sizeof(characters)); /* LANGUAGE_GIVEN_UNKNOWN */
	mark_values(r, characters, "surnames", surnames, surname_numbers, 0);
	mark_values(r, characters, "given_characters", given, given_numbers, 2);
	mark(r, characters, "transcribing", 1, 1 << 4);
	const struct list *l = &r->lists[find_list("surnames")];
	for (size_t i = 0; i < l->len; i++)
		if (l->words[i].len > 1)
			characters[l->words[i].code[0] - FIRST_CHARACTER] |= 1 << 5;
	mark(r, characters, "name_words", LONGEST, 1 << 6);
	mark(r, characters, "name_syllables", LONGEST, 1 << 7);
	printf("static const uint8_t characters[] = {");
	for (size_t i = 0; i < sizeof(characters); i++)
		printf("%s%u,", i % 24 ? "" : "\n\t", (unsigned)characters[i]);
	printf("\n};\n");
}

static void print_begins_number(const struct reading *r)
{
	const struct list *l = &r->lists[find_list("numerals")];
	bool begins[512] = { false };
	for (unsigned c = '0'; c <= '9'; c++)
		begins[c] = true;
	for (size_t i = 0; i < l->len; i++)
		begins[l->words[i].code[0] & 511] = true;
	printf("static const bool begins_number[512] = {\n");
	for (int i = 0; i < 512; i++)
		if (begins[i])
			printf("\t[%d] = true,\n", i);
	printf("};\n");
}

static void print_all(struct reading *r)
{
	bool han = strcmp(r->settings[NAMES], "LANGUAGE_NAMES_HAN") == 0;
	printf("/* Made by compile_words.c of %s: change that. */\n"
	       "#include \"language/language.h\"\n#include \"page/page.h\"\n"
	       "extern const struct language language_%s;\n"
	       "static const uint16_t nothing[2] = { 0 };\n",
	       r->folder, r->code);
	for (int k = 0; k < LISTS; k++)
		print_list(r, k);
	print_begins_number(r);
	if (han)
		print_characters(r);
	printf("const struct language language_%s = {\n\t.code = \"%s\",\n", r->code, r->code);
	for (int k = 0; k < SETTINGS; k++)
		printf("\t.%s = %s,\n", settings[k].name, r->settings[k]);
	printf("\t.begins_number = begins_number,\n\t.characters = %s,\n", han ? "characters" : "NULL");
	for (int k = 0; k < LISTS; k++)
		print_field(r, k);
	printf("};\n");
}

int main(int argc, char **argv)
{
	static struct reading r;
	if (argc != 3) {
		fprintf(stderr, "usage: compile_words FOLDER CODE\n");
		return 2;
	}
	r.folder = argv[1];
	r.code = argv[2];
	read_folder(&r);
	reject_duplicates(&r);
	if (r.errors == 0)
		check_all_names(&r);
	if (r.errors > 0)
		return 1;
	print_all(&r);
	return fflush(stdout) != 0;
}
