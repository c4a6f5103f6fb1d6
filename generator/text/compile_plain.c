/*
 * Compiles the table of characters that are read as others into C when the program is built:
 *
 *	compile_plain text/plain.txt >FILE.c
 *
 * What is wrong is told with its place, and nothing is printed. See glyph_fold().
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 0x3000, LAST = 0x9FFF, MOST_CODE = 0x110000, MOST_STEPS = 4 };

/* What each character is read as; 0: itself. */
static uint32_t *plain;

static size_t decode(const unsigned char *s, uint32_t *c)
{
	size_t n = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	*c = n == 1 ? s[0] : s[0] & (0x7FU >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3FU);
	}
	return *c > 0 && *c < MOST_CODE ? n : 0;
}

/* A line: a character, a blank, a character. */
static int read_line(const char *line)
{
	const unsigned char *s = (const unsigned char *)line;
	uint32_t from, to;
	size_t n = decode(s, &from);
	if (n == 0 || s[n] != ' ')
		return 0;
	size_t m = decode(s + n + 1, &to);
	if (m == 0 || s[n + 1 + m] != '\n' || plain[from] || from == to)
		return 0;
	plain[from] = to;
	return 1;
}

static int read_file(const char *path)
{
	char line[256];
	int number = 0, ok = 1;
	FILE *f = fopen(path, "r");
	if (!f) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return 0;
	}
	while (fgets(line, sizeof(line), f)) {
		number++;
		if (line[0] == '#' || line[0] == '\n' || read_line(line))
			continue;
		fprintf(stderr, "%s:%d:1: write a character, a blank and what it is read as, once each\n",
		        path, number);
		ok = 0;
	}
	fclose(f);
	return ok;
}

static uint32_t plain_of(uint32_t c)
{
	for (int step = 0; step < MOST_STEPS && plain[c]; step++)
		c = plain[c];
	return c;
}

static void print_tables(void)
{
	size_t rare = 0;
	printf("#include \"text/glyph.h\"\n\nconst uint16_t glyph_plain[] = {");
	for (uint32_t c = FIRST; c <= LAST; c++)
		printf("%s0x%X,", (c & 15) == 0 ? "\n\t" : " ", plain_of(c));
	printf("\n};\n\nconst struct glyph_pair glyph_plain_rare[] = {\n");
	for (uint32_t c = 0; c < MOST_CODE; c++)
		if (plain[c] && (c < FIRST || c > LAST)) {
			printf("\t{ 0x%X, 0x%X },\n", c, plain_of(c));
			rare++;
		}
	printf("};\n\nconst size_t glyph_plain_rare_count = %zu;\n", rare);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: compile_plain FILE\n");
		return 2;
	}
	plain = calloc(MOST_CODE, sizeof(*plain));
	int ok = plain && read_file(argv[1]);
	if (ok)
		print_tables();
	free(plain);
	return ok ? 0 : 1;
}
