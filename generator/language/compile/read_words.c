#include "language/compile/read_words.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

__attribute__((format(printf, 3, 4))) static void fail(struct word_reading *r, size_t column,
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
static bool read_word(struct word_reading *r, const char *s, size_t len, size_t column,
                      struct word *w)
{
	bool spaced = r->settings[SETTING_SPACED] && strcmp(r->settings[SETTING_SPACED], "true") == 0;
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
	if (w->len > WORD_LONGEST)
		return fail(r, column, "a word of %zu characters: at most %d can be looked for", w->len,
		            WORD_LONGEST),
		       false;
	return true;
}

static void list_choices(const struct choice *choices)
{
	for (const struct choice *c = choices; c->word; c++)
		fprintf(stderr, "%s%s", c == choices ? "" : c[1].word ? ", " : " or ", c->word);
}

/* Turns what a column holds into C; false, told, if it holds something else. */
static bool read_value(struct word_reading *r, const struct column *c, const char *s, size_t at,
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
static bool read_values(struct word_reading *r, const struct schema *schema, char *s, size_t at,
                        struct word *w)
{
	char *rest = s;
	for (int k = 0; k < SCHEMA_COLUMNS; k++) {
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

static void add(struct word_list *l, struct word w)
{
	if (l->len == l->room) {
		l->room = l->room ? l->room * 2 : 64;
		l->words = must(realloc(l->words, l->room * sizeof(*l->words)));
	}
	l->words[l->len++] = w;
}

/* A line of [language]: name = value. */
static void read_setting(struct word_reading *r, const char *name, const char *value, size_t at)
{
	for (int k = 0; k < SCHEMA_SETTINGS; k++) {
		char text[40];
		if (strcmp(schema_settings[k].name, name) != 0)
			continue;
		if (read_value(r, &schema_settings[k].column, value, at, text, sizeof(text)))
			r->settings[k] = copy(text, strlen(text));
		return;
	}
	fail(r, 1, "[language] does not know '%s': its keys are names, spaced, dates and width", name);
}

static void read_section(struct word_reading *r, char *line, size_t len)
{
	if (len < 3 || line[len - 1] != ']') {
		fail(r, 1, "a list begins with its name in brackets: write [name]");
		return;
	}
	line[len - 1] = 0;
	r->list = strcmp(line + 1, "language") == 0 ? schema_list_count : -1;
	for (int k = 0; k < schema_list_count; k++)
		if (strcmp(schema_lists[k].name, line + 1) == 0)
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

static void read_line(struct word_reading *r, char *line)
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
	if (r->list == schema_list_count) {
		read_setting(r, line, values ? values : "", column);
		return;
	}
	struct word w = { .file = copy(r->file, strlen(r->file)),
		              .line = r->line,
		              .number = r->words++ };
	if (read_word(r, line, end, 1, &w) &&
	    read_values(r, &schema_lists[r->list], values, column, &w))
		add(&r->lists[r->list], w);
}

static void read_file(struct word_reading *r, const char *name)
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

/* language.txt is first, since it says what words of the language look like. */
void read_words(struct word_reading *r)
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
	for (int k = 0; k < SCHEMA_SETTINGS; k++) {
		if (r->settings[k])
			continue;
		snprintf(r->file, sizeof(r->file), "%s/language.txt", r->folder);
		r->line = 0;
		fail(r, 0, "[language] does not say %s: add '%s = …'", schema_settings[k].name,
		     schema_settings[k].name);
	}
}

int read_words_compare(const struct word *a, const struct word *b)
{
	for (size_t i = 0; i < a->len && i < b->len; i++)
		if (a->code[i] != b->code[i])
			return a->code[i] < b->code[i] ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

static int compare_words(const void *one, const void *other)
{
	const struct word *a = one, *b = other;
	int order = read_words_compare(a, b);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

void read_words_sort(struct word_reading *r)
{
	for (int k = 0; k < schema_list_count; k++) {
		struct word_list *l = &r->lists[k];
		if (l->len > 0)
			qsort(l->words, l->len, sizeof(*l->words), compare_words);
		for (size_t i = 1; i < l->len; i++) {
			const struct word *w = &l->words[i], *before = w - 1;
			if (read_words_compare(before, w) != 0)
				continue;
			snprintf(r->file, sizeof(r->file), "%s", w->file);
			r->line = w->line;
			fail(r, 1, "'%s' stands in line %zu of %s already: delete one of the two", w->utf8,
			     before->line, before->file);
		}
	}
}

/* A word longer than the list takes, or of characters that the table of names has not. */
static void check_names(struct word_reading *r, const char *name, size_t least, size_t most)
{
	const struct word_list *l = &r->lists[schema_find(name)];
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

void read_words_check_names(struct word_reading *r)
{
	if (strcmp(r->settings[SETTING_NAMES], "LANGUAGE_NAMES_HAN") != 0)
		return;
	check_names(r, "surnames", 1, 2);
	check_names(r, "given_characters", 1, 1);
	check_names(r, "transcribing", 1, 1);
	check_names(r, "name_words", 2, 3);
	check_names(r, "name_syllables", 2, 3);
}

bool read_words_spaced(const struct word_reading *r)
{
	return strcmp(r->settings[SETTING_SPACED], "true") == 0;
}
