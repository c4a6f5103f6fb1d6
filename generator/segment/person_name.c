#include "segment/person_name.h"

#include "language/language.h"
#include "segment/pattern.h"

/*
 * Names that run together are parted where that costs least. The costs stand
 * for how rare a name is; IMPOSSIBLE is more than any sum of them.
 */
enum {
	LONGEST_RUN = 40,
	LONGEST_NAME = 9,
	IMPOSSIBLE = 100000,
	COST_NAME = 3,         /* fewer names are likelier than many */
	COST_TWO = 1,          /* of two characters rather than three */
	COST_SURNAME = 2,      /* for each step that a surname is rarer */
	COST_KNOWN = 1,        /* a character of given names that is not met often */
	COST_UNKNOWN = 3,      /* one of which nothing is known */
	COST_ODD_GIVEN = 9,    /* a character that parents hardly choose */
	COST_TWO_SURNAMES = 6, /* 范徐丽泰 */
	COST_SYLLABLES = 1,
	COST_SYLLABLE = 5, /* one alone: 尼玛 */
	COST_TRANSCRIBED = 6,
	COST_PEN_NAME = 12,
	COST_LONGER = 2, /* each further character of a pen name */
	COST_WORD = 7,
	MOST_ALONE = 6,      /* what a single name may cost where nothing else speaks for it */
	MOST_TOGETHER = 4,   /* and each of several that run together */
	MOST_PEN_NAMES = 10, /* the same where pen names pass */
};

/* Glyphs without blanks between them, and where they stand. */
struct run {
	uint32_t code[LONGEST_RUN];
	size_t at[LONGEST_RUN];
	size_t len;
	const struct language *language;
	enum person_name_trust trust;
};

static bool is_separator(uint32_t c)
{
	return c == 0x3001 || c == ',' || c == ' ' || c == ';' || c == '/' || c == 0xFF64;
}

/* The one that all dots of names are read as (text/plain.txt). */
static bool is_middle_dot(uint32_t c)
{
	return c == 0xB7;
}

/* What is known of one character, as bits: see language.h. */
static unsigned character(const struct language *l, uint32_t c)
{
	return c >= LANGUAGE_FIRST_CHARACTER && c <= LANGUAGE_LAST_CHARACTER
	           ? l->characters[c - LANGUAGE_FIRST_CHARACTER]
	           : LANGUAGE_GIVEN_UNKNOWN << 2;
}

/* Whether the n glyphs at code are a word of the list, of which some have this bit. */
static bool is_listed(const struct language *l, const struct language_list *list, unsigned bit,
                      const uint32_t *code, size_t n)
{
	if (!(character(l, *code) & bit))
		return false;
	size_t k = list->starts[*code & list->mask], end = list->starts[(*code & list->mask) + 1U];
	for (; k < end; k++) {
		const struct language_word *w = &list->words[k];
		if (w->length == n && w->text[0] == code[0] && w->text[1] == code[1] &&
		    (n < 3 || w->text[2] == code[2]))
			return true;
	}
	return false;
}

/* How often c is a surname: 3 (the hundred or so that most people bear) to 1, or 0. */
static int surname(const struct language *l, uint32_t c)
{
	return (int)(character(l, c) & LANGUAGE_IS_SURNAME);
}

/* Whether two glyphs are a surname of two characters: 欧阳. */
static bool is_compound(const struct language *l, const uint32_t *code)
{
	return is_listed(l, &l->surnames, LANGUAGE_OPENS_SURNAME, code, 2);
}

/* Whether n glyphs, two or three, are a word of Tibetan or Mongolian names: 扎西, 巴特尔. */
static bool are_syllables(const struct language *l, const uint32_t *code, size_t n)
{
	return is_listed(l, &l->name_syllables, LANGUAGE_OPENS_SYLLABLE, code, n);
}

static bool is_word(const struct language *l, const uint32_t *code, size_t n)
{
	return (n == 2 || n == 3) && is_listed(l, &l->name_words, LANGUAGE_OPENS_WORD, code, n);
}

bool person_name_is_word(struct glyphs g, size_t from, size_t to)
{
	return g.language->characters && to <= g.len && is_word(g.language, g.code + from, to - from);
}

static int cheaper(int a, int b)
{
	return a < b ? a : b;
}

/* What the given name of n characters costs. */
static int cost_of_given(const struct language *l, const uint32_t *code, size_t n)
{
	static const int costs[] = { [LANGUAGE_GIVEN_OFTEN] = 0,
		                         [LANGUAGE_GIVEN_KNOWN] = COST_KNOWN,
		                         [LANGUAGE_GIVEN_NEVER] = IMPOSSIBLE,
		                         [LANGUAGE_GIVEN_UNKNOWN] = COST_UNKNOWN };
	int sum = 0;
	for (size_t i = 0; i < n; i++) {
		int cost = costs[(character(l, code[i]) & LANGUAGE_IS_GIVEN) >> 2];
		if (cost == IMPOSSIBLE || !glyph_is_han(code[i]))
			return IMPOSSIBLE;
		sum += cost;
	}
	return sum;
}

static bool are_han(const uint32_t *code, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!glyph_is_han(code[i]))
			return false;
	return true;
}

/* What is seen where a name would begin, whatever its length. */
struct beginning {
	const struct language *language;
	const uint32_t *code;
	int surname;
	bool compound;  /* a surname of two characters */
	bool syllables; /* a word of Tibetan or Mongolian names */
	enum person_name_trust trust;
};

static struct beginning look_at(const struct run *r, size_t i)
{
	const struct language *l = r->language;
	struct beginning b = {
		.language = l, .code = r->code + i, .surname = surname(l, r->code[i]), .trust = r->trust
	};
	size_t left = r->len - i;
	b.compound = left >= 3 && is_compound(l, b.code);
	b.syllables =
		(left >= 2 && are_syllables(l, b.code, 2)) || (left >= 3 && are_syllables(l, b.code, 3));
	return b;
}

/*
 * A surname and a given name of one or two characters. Where a word says that
 * these are names, parents may have chosen any character.
 */
static int cost_of_chinese(const struct beginning *b, size_t n)
{
	const struct language *l = b->language;
	const uint32_t *code = b->code;
	int best = IMPOSSIBLE;
	if (b->surname > 0 && (n == 2 || n == 3)) {
		int given = cost_of_given(l, code + 1, n - 1);
		if (given >= IMPOSSIBLE && b->surname > 1 && b->trust == PERSON_NAME_SURE &&
		    are_han(code, n))
			given = COST_ODD_GIVEN;
		best = (3 - b->surname) * COST_SURNAME + given + (n == 2) * COST_TWO;
	}
	if (b->compound && (n == 3 || n == 4))
		best = cheaper(best, cost_of_given(l, code + 2, n - 2));
	if (n == 4 && b->surname == 3 && surname(l, code[1]) == 3)
		best = cheaper(best, COST_TWO_SURNAMES + cost_of_given(l, code + 2, 2));
	return best;
}

/* Tibetan and Mongolian names are made of words of two or three characters. */
static int cost_of_syllables(const struct language *l, const uint32_t *code, size_t n)
{
	size_t words = 0;
	for (size_t i = 0; i < n; words++) {
		if (i + 2 <= n && are_syllables(l, code + i, 2) && n - i != 3)
			i += 2;
		else if (i + 3 <= n && are_syllables(l, code + i, 3))
			i += 3;
		else
			return IMPOSSIBLE;
	}
	return words > 1 ? COST_SYLLABLES : COST_SYLLABLE;
}

static int cost_of_transcribed(const struct language *l, const uint32_t *code, size_t n)
{
	if (n < 3)
		return IMPOSSIBLE;
	for (size_t i = 0; i < n; i++)
		if (!(character(l, code[i]) & LANGUAGE_TRANSCRIBES))
			return IMPOSSIBLE;
	return COST_TRANSCRIBED;
}

static int cost_of_pen_name(const struct language *l, const uint32_t *code, size_t n,
                            enum person_name_trust trust)
{
	if (n > (trust == PERSON_NAME_SURE ? 4 : 3) || is_word(l, code, n))
		return IMPOSSIBLE;
	if (trust == PERSON_NAME_SURE && cost_of_given(l, code, n) > (n == 3 ? 6 : (int)n + 1))
		return IMPOSSIBLE; /* 记者手记 */
	return cost_of_given(l, code, n) + COST_PEN_NAME + (int)(n - 2) * COST_LONGER;
}

/* What it costs to take n glyphs for one name. */
static int cost_of_name(const struct beginning *b, size_t n)
{
	int best = cost_of_chinese(b, n);
	if (b->syllables)
		best = cheaper(best, cost_of_syllables(b->language, b->code, n));
	if (b->trust != PERSON_NAME_STRICT) {
		best = cheaper(best, cost_of_transcribed(b->language, b->code, n));
		best = cheaper(best, cost_of_pen_name(b->language, b->code, n, b->trust));
	}
	if (best < IMPOSSIBLE && b->trust != PERSON_NAME_SURE && is_word(b->language, b->code, n))
		best += b->trust == PERSON_NAME_LOOSE ? IMPOSSIBLE : COST_WORD;
	return best;
}

/* Whether so many names of this total cost are to be believed. */
static bool is_likely(int cost, size_t count, enum person_name_trust trust)
{
	int each = count == 1 ? MOST_ALONE : MOST_TOGETHER;
	if (trust != PERSON_NAME_STRICT)
		each = count == 1 ? COST_WORD * 4 : MOST_PEN_NAMES;
	return cost <= (int)count * (COST_NAME + each);
}

/* The cheapest way to each glyph of a run; false if its end cannot be reached. */
static bool find_way(const struct run *r, int *best, size_t *step)
{
	size_t reached = 0;
	best[0] = 0;
	for (size_t i = 1; i <= r->len; i++)
		best[i] = IMPOSSIBLE;
	for (size_t from = 0; from <= reached && from < r->len; from++) {
		if (best[from] >= IMPOSSIBLE)
			continue;
		struct beginning b = look_at(r, from);
		if (r->trust == PERSON_NAME_STRICT && b.surname == 0 && !b.compound && !b.syllables)
			continue;
		for (size_t n = 2; n <= LONGEST_NAME && from + n <= r->len; n++) {
			int cost = best[from] + COST_NAME + cost_of_name(&b, n);
			if (cost >= best[from + n])
				continue;
			best[from + n] = cost;
			step[from + n] = n;
			reached = from + n > reached ? from + n : reached;
		}
	}
	return best[r->len] < IMPOSSIBLE;
}

/* Parts a run into names; returns how many, 0 if it cannot be parted. */
static size_t part_run(const struct run *r, struct person_name *out, size_t room)
{
	int best[LONGEST_RUN + 1] = { 0 };
	size_t step[LONGEST_RUN + 1] = { 0 };
	if (!find_way(r, best, step))
		return 0;
	size_t count = 0;
	for (size_t end = r->len; end > 0; end -= step[end])
		count++;
	if (count > room || !is_likely(best[r->len], count, r->trust))
		return 0;
	size_t k = count;
	for (size_t end = r->len; end > 0; end -= step[end])
		out[--k] = (struct person_name){ r->at[end - step[end]], r->at[end - 1] + 1 };
	return count;
}

/* A name with middle dots: letters and ideographs between them. */
static bool is_foreign(struct glyphs g, size_t from, size_t to)
{
	size_t dots = 0;
	for (size_t i = from; i < to; i++) {
		if (is_middle_dot(g.code[i]))
			dots++;
		else if (!glyph_is_han(g.code[i]) && !glyph_is_letter(g.code[i]) && g.code[i] != '.')
			return false;
	}
	return dots > 0 && !is_middle_dot(g.code[from]) && !is_middle_dot(g.code[to - 1]) &&
	       to - from >= 3 && to - from <= 24;
}

/* The end of a name in Latin letters at i, with the blanks in it, or i. */
static size_t latin_end(struct glyphs g, size_t i, size_t to)
{
	size_t end = i;
	for (size_t k = i; k < to; k++) {
		uint32_t c = g.code[k];
		if (glyph_is_letter(c) || c == '.')
			end = k + 1;
		else if (c != ' ' && c != '-' && c != '\'')
			break;
	}
	return end;
}

static bool is_alone(struct glyphs g, size_t i, size_t to)
{
	return i < to && glyph_is_han(g.code[i]) && (i + 1 >= to || is_separator(g.code[i + 1]));
}

static void add_glyph(struct run *r, struct glyphs g, size_t i)
{
	r->code[r->len] = g.code[i];
	r->at[r->len++] = i;
}

/*
 * Single ideographs with blanks between them are names that their typesetter
 * spread; a wider blank than the first parts two of them. Returns their end.
 */
static size_t read_spread(struct run *r, struct glyphs g, size_t i, size_t to)
{
	size_t first_gap = 0;
	while (is_alone(g, i, to) && r->len < LONGEST_RUN) {
		add_glyph(r, g, i++);
		size_t next = i;
		while (next < to && g.code[next] == ' ')
			next++;
		if (!is_alone(g, next, to) || next == i || (first_gap && next - i > first_gap))
			break;
		first_gap = first_gap ? first_gap : next - i;
		i = next;
	}
	return i;
}

/* Reads the names at i up to a separator; *i moves past them. */
static size_t read_token(struct glyphs g, size_t *i, size_t to, enum person_name_trust trust,
                         struct person_name *out, size_t room)
{
	struct run r;
	r.len = 0;
	r.language = g.language;
	r.trust = trust;
	size_t start = *i;
	size_t latin = trust == PERSON_NAME_SURE ? latin_end(g, start, to) : start;
	if (latin >= start + 3 && room > 0) {
		*i = latin;
		out[0] = (struct person_name){ start, latin };
		return 1;
	}
	if (is_alone(g, start, to)) {
		*i = read_spread(&r, g, start, to);
		return r.len < 2 ? 0 : part_run(&r, out, room);
	}
	while (*i < to && !is_separator(g.code[*i]))
		(*i)++;
	if (room > 0 && is_foreign(g, start, *i)) {
		out[0] = (struct person_name){ start, *i };
		return 1;
	}
	if (*i - start > LONGEST_RUN)
		return 0;
	for (size_t k = start; k < *i; k++)
		add_glyph(&r, g, k);
	return part_run(&r, out, room);
}

/* --- Names that are told by their capitals --- */

/* The end of the word at i: letters, and what stands within names. */
static size_t word_end(struct glyphs g, size_t i, size_t to)
{
	while (i < to && (glyph_is_letter(g.code[i]) || g.code[i] == '.' || g.code[i] == '-' ||
	                  g.code[i] == '\'' || g.code[i] == 0x2019))
		i++;
	return i;
}

static bool has_small(struct glyphs g, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (glyph_is_letter(g.code[i]) && !language_is_capital(g.code[i]))
			return true;
	return false;
}

/*
 * Whether the words from i to end are a name in capitals that the word from at to next,
 * which has small letters, is no part of: KAREN LINDQUIST Tribune Staff Writer.
 */
static bool leaves_capitals(struct glyphs g, size_t i, size_t end, size_t at, size_t next)
{
	enum { SHORTEST = 6 }; /* initials tell nothing */
	return end >= i + SHORTEST && !has_small(g, i, end) && has_small(g, at, next);
}

/* The end of the name at i: words with capitals, particles (de, van) between them; or i. */
static size_t capitals_end(struct glyphs g, size_t i, size_t to, size_t *words)
{
	size_t end = i;
	*words = 0;
	for (size_t at = i; at < to; at = pattern_blanks(g, at)) {
		const struct language_word *particle =
			*words ? language_at(&g.language->name_particles, g, at) : NULL;
		size_t next = word_end(g, at, to);
		if (next == at || (!language_is_capital(g.code[at]) && !particle) ||
		    language_at(&g.language->name_joints, g, at) || leaves_capitals(g, i, end, at, next))
			break;
		at = next;
		if (particle)
			continue;
		end = next;
		(*words)++;
	}
	return end;
}

/* Past what parts two names at i: a comma, a word such as and. */
static size_t joint_end(struct glyphs g, size_t i)
{
	size_t at = pattern_blanks(g, i);
	at = at < g.len && (g.code[at] == ',' || g.code[at] == ';') ? pattern_blanks(g, at + 1) : at;
	const struct language_word *w = language_at(&g.language->name_joints, g, at);
	return w ? pattern_blanks(g, at + w->length) : at;
}

/* Past the words behind the name from i to end that leaves_capitals() tells from it. */
static size_t past_paper(struct glyphs g, size_t i, size_t end, size_t to)
{
	size_t at = pattern_blanks(g, end);
	while (at < to && leaves_capitals(g, i, end, at, word_end(g, at, to)) &&
	       !language_at(&g.language->name_joints, g, at)) {
		end = word_end(g, at, to);
		at = pattern_blanks(g, end);
	}
	return end;
}

static size_t list_of_capitals(struct glyphs g, size_t from, size_t to,
                               enum person_name_trust trust, struct person_name *out)
{
	enum { MOST_WORDS = 5 };
	size_t count = 0;
	for (size_t i = joint_end(g, from); i < to; i = joint_end(g, i)) {
		size_t words, end = capitals_end(g, i, to, &words);
		bool fits = words >= (trust == PERSON_NAME_SURE ? 1 : 2) && words <= MOST_WORDS;
		if (!fits || count == PERSON_NAME_MOST)
			return 0;
		out[count++] = (struct person_name){ i, end };
		i = past_paper(g, i, end, to);
	}
	return count;
}

size_t person_name_list(struct glyphs g, size_t from, size_t to, enum person_name_trust trust,
                        struct person_name *out)
{
	if (g.language->names == LANGUAGE_NAMES_CAPITALS)
		return list_of_capitals(g, from, to, trust, out);
	size_t count = 0;
	for (size_t i = from; i < to;) {
		if (is_separator(g.code[i])) {
			i++;
			continue;
		}
		size_t got = read_token(g, &i, to, trust, out + count, PERSON_NAME_MOST - count);
		if (got == 0)
			return 0;
		count += got;
	}
	return count;
}
