#include "language/compile/print_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MASK = 511 };

/* A list in the order of its table. */
struct table {
	const struct word_list *list;
	enum side side;
	uint32_t mask;
};

static uint32_t key_of(const struct table *t, const struct word *w)
{
	return w->code[t->side == BY_LAST ? w->len - 1 : 0];
}

/* The smallest mask under which few keys meet; without the bit of capitals where they count for nothing. */
static uint32_t mask_of(const struct word_list *l, bool spaced)
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
	return read_words_compare(a, b);
}

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

static void print_list(const struct word_reading *r, int k)
{
	const struct schema *schema = &schema_lists[k];
	const struct word_list *l = &r->lists[k];
	struct table t = { l, schema->side, mask_of(l, read_words_spaced(r)) };
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

static void print_field(const struct word_reading *r, int k)
{
	const struct word_list *l = &r->lists[k];
	bool spaced = read_words_spaced(r);
	if (l->len > 0)
		printf("\t.%s = { %s_words, %s_starts, %u, %zu, %s },\n", schema_lists[k].name,
		       schema_lists[k].name, schema_lists[k].name, (unsigned)mask_of(l, spaced), l->len,
		       spaced ? "true" : "false");
	else
		printf("\t.%s = { .starts = nothing },\n", schema_lists[k].name);
}

/* What is known of each ideograph, as the constants of language.h say it. */
static void mark(struct word_reading *r, unsigned char *characters, const char *name,
                 unsigned longest, unsigned bits)
{
	const struct word_list *l = &r->lists[schema_find(name)];
	for (size_t i = 0; i < l->len; i++) {
		const struct word *w = &l->words[i];
		if (w->len <= longest && w->code[0] >= FIRST_CHARACTER && w->code[0] <= LAST_CHARACTER)
			characters[w->code[0] - FIRST_CHARACTER] |= (unsigned char)bits;
	}
}

/* Sets two bits to what is 1, 2 or 3 in the value of each character of a list. */
static void mark_values(struct word_reading *r, unsigned char *characters, const char *name,
                        const struct choice *choices, const unsigned char *numbers, unsigned shift)
{
	const struct word_list *l = &r->lists[schema_find(name)];
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

static void print_characters(struct word_reading *r)
{
	static const unsigned char surname_numbers[] = { 3, 2, 1 }, given_numbers[] = { 0, 1, 2 };
	static unsigned char characters[LAST_CHARACTER - FIRST_CHARACTER + 1];
	memset(characters, 3 << 2, sizeof(characters)); /* LANGUAGE_GIVEN_UNKNOWN */
	mark_values(r, characters, "surnames", schema_surnames, surname_numbers, 0);
	mark_values(r, characters, "given_characters", schema_given, given_numbers, 2);
	mark(r, characters, "transcribing", 1, 1 << 4);
	const struct word_list *l = &r->lists[schema_find("surnames")];
	for (size_t i = 0; i < l->len; i++)
		if (l->words[i].len > 1)
			characters[l->words[i].code[0] - FIRST_CHARACTER] |= 1 << 5;
	mark(r, characters, "name_words", WORD_LONGEST, 1 << 6);
	mark(r, characters, "name_syllables", WORD_LONGEST, 1 << 7);
	printf("static const uint8_t characters[] = {");
	for (size_t i = 0; i < sizeof(characters); i++)
		printf("%s%u,", i % 24 ? "" : "\n\t", (unsigned)characters[i]);
	printf("\n};\n");
}

static void print_begins_number(const struct word_reading *r)
{
	const struct word_list *l = &r->lists[schema_find("numerals")];
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

void print_words(struct word_reading *r)
{
	bool han = strcmp(r->settings[SETTING_NAMES], "LANGUAGE_NAMES_HAN") == 0;
	printf("/* Made by compile_words of %s: change that. */\n"
	       "#include \"language/language.h\"\n#include \"page/page.h\"\n"
	       "extern const struct language language_%s;\n"
	       "static const uint16_t nothing[2] = { 0 };\n",
	       r->folder, r->code);
	for (int k = 0; k < schema_list_count; k++)
		print_list(r, k);
	print_begins_number(r);
	if (han)
		print_characters(r);
	printf("const struct language language_%s = {\n\t.code = \"%s\",\n", r->code, r->code);
	for (int k = 0; k < SCHEMA_SETTINGS; k++)
		printf("\t.%s = %s,\n", schema_settings[k].name, r->settings[k]);
	printf("\t.begins_number = begins_number,\n\t.characters = %s,\n", han ? "characters" : "NULL");
	for (int k = 0; k < schema_list_count; k++)
		print_field(r, k);
	printf("};\n");
}
