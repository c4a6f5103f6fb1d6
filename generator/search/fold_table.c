#include "search/fold_table.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "text/glyph.h"
#include "text/han.h"

#define ROUNDS    4    /* of normalizing and folding; two are enough for all of Unicode */
#define NEAR_MOST 1024 /* as zigzag: what is farther off is told as a distance */
#define ROOM      128  /* units that one character may become */

/* ── the table ── */

struct making {
	struct fold *fold;
	uint32_t *simple; /* variant → what it is a variant of; 0: itself */
	USet *ignored;
	bool zeros;
	UErrorCode status;
};

static uint32_t *entry(struct fold *f, uint32_t code)
{
	uint32_t **page = &f->pages[code >> 8];
	if (!*page) {
		*page = mem_array(256, sizeof(**page));
		for (uint32_t i = 0; i < 256; i++)
			(*page)[i] = (code & ~0xFFu) + i;
	}
	return &(*page)[code & 0xFF];
}

/* Calls see for each character of the set that the pattern names. */
static void each_of(struct making *m, const USet *set, void (*see)(struct making *, UChar32))
{
	for (int32_t i = 0; i < uset_getItemCount(set); i++) {
		UChar32 first, last;
		UErrorCode status = U_ZERO_ERROR;
		if (uset_getItem(set, i, &first, &last, NULL, 0, &status) > 0)
			continue; /* a string */
		for (UChar32 c = first; c <= last; c++)
			see(m, c);
	}
}

static USet *open_set(struct making *m, const char *pattern)
{
	UChar text[64];
	u_uastrcpy(text, pattern);
	return uset_openPattern(text, -1, &m->status);
}

static void each_in(struct making *m, const char *pattern, void (*see)(struct making *, UChar32))
{
	USet *set = open_set(m, pattern);
	if (U_SUCCESS(m->status))
		each_of(m, set, see);
	uset_close(set);
}

/*
 * What is one ideograph when a page is read is one when it is sought. Where
 * OpenCC has another form of it, that is the form of both; but a radical that
 * stands for an ideograph is that one.
 */
static void read_plain(struct making *m)
{
	enum { FIRST_RADICAL = 0x2E80, LAST_RADICAL = 0x2FDF, END = 0x30000 };
	for (uint32_t c = FIRST_RADICAL; c < END; c++) {
		uint32_t plain = glyph_fold(c);
		if (plain == c || !glyph_is_han(plain))
			continue;
		if (!m->simple[c] || c <= LAST_RADICAL)
			m->simple[c] = plain;
		else if (m->simple[c] != plain && !m->simple[plain])
			m->simple[plain] = m->simple[c];
	}
}

static void read_variants(struct making *m, const struct variants *v)
{
	for (size_t i = 0; i < v->items.len; i++)
		m->simple[v->items.items[i].from] = v->items.items[i].to;
}

/* Of OpenCC, of what pages are read by, and of the archive; the last go first. */
static void read_simple(struct making *m, const struct variants *own)
{
	struct variants builtin = { 0 };
	variants_builtin(&builtin);
	read_variants(m, &builtin);
	variants_free(&builtin);
	read_plain(m);
	if (own)
		read_variants(m, own);
}

static void simplify(const struct making *m, UChar *text, int32_t *len)
{
	UChar out[ROOM];
	int32_t made = 0;
	for (int32_t i = 0; i < *len && made < ROOM - 2;) {
		UChar32 c;
		U16_NEXT(text, i, *len, c);
		if (m->simple[c])
			c = (UChar32)m->simple[c];
		if (m->zeros && (c == 0x25CB || c == 0x96F6))
			c = 0x3007;
		U16_APPEND_UNSAFE(out, made, c);
	}
	memcpy(text, out, (size_t)made * sizeof(*out));
	*len = made;
}

/* What the character becomes when all is done to it until nothing changes; text has ROOM. */
static int32_t fold_one(struct making *m, UChar32 code, UChar *text)
{
	UChar cased[ROOM];
	int32_t len = 0;
	code = m->simple[code] ? (UChar32)m->simple[code] : code;
	U16_APPEND_UNSAFE(cased, len, code);
	len = unorm2_normalize(m->fold->nfkc, cased, len, text, ROOM, &m->status);
	for (int round = 0; round < ROUNDS && U_SUCCESS(m->status); round++) {
		int32_t made = u_strFoldCase(cased, ROOM, text, len, U_FOLD_CASE_DEFAULT, &m->status);
		simplify(m, cased, &made);
		if (made == len && memcmp(cased, text, (size_t)len * sizeof(*text)) == 0)
			break; /* it was normal already */
		len = unorm2_normalize(m->fold->nfkc, cased, made, text, ROOM, &m->status);
	}
	return len;
}

static void set_entry(struct making *m, UChar32 code)
{
	UChar text[ROOM];
	uint32_t codes[ROOM], count = 0;
	int32_t len = fold_one(m, code, text);
	for (int32_t i = 0; i < len;) {
		UChar32 c;
		U16_NEXT(text, i, len, c);
		if (!uset_contains(m->ignored, c))
			codes[count++] = u_isUWhiteSpace(c) ? ' ' : (uint32_t)c;
	}
	uint32_t *to = entry(m->fold, (uint32_t)code);
	uint32_t flags = *to & FOLD_JOINS;
	if (count == 1) {
		*to = flags | codes[0];
		return;
	}
	*to = flags | FOLD_MANY | (uint32_t)m->fold->many.len;
	*array_push(&m->fold->many) = count;
	for (uint32_t i = 0; i < count; i++)
		*array_push(&m->fold->many) = codes[i];
}

static void set_joins(struct making *m)
{
	/* Nothing above is known to join: planes of Han and private characters, tags. */
	for (UChar32 c = 0; c < 0x20000; c++) {
		if (!unorm2_hasBoundaryBefore(m->fold->nfkc, c))
			*entry(m->fold, (uint32_t)c) |= FOLD_JOINS;
	}
}

/* The next character from c on that has an entry, or 0x110000: the others stay as they are. */
static uint32_t next_known(const struct fold *f, uint32_t c)
{
	while (c < 0x110000 && !f->pages[c >> 8])
		c = (c | 0xFF) + 1;
	return c;
}

static uint32_t many_count(const struct fold *f, uint32_t c)
{
	uint32_t e = fold_table_entry(f, c);
	return e & FOLD_MANY ? f->many.items[e & FOLD_VALUE] : 1;
}

/* The browser normalizes by itself: what NFKC changes is not in the table. */
static bool is_mapped(const struct fold *f, uint32_t c)
{
	if (c >= 0xD800 && c < 0xE000)
		return false;
	uint32_t e = fold_table_entry(f, c);
	if ((e & ~FOLD_JOINS) == c || many_count(f, c) == 0)
		return false;
	UErrorCode status = U_ZERO_ERROR;
	UChar text[2], normal[ROOM];
	int32_t len = 0;
	U16_APPEND_UNSAFE(text, len, (UChar32)c);
	int32_t made = unorm2_normalize(f->nfkc, text, len, normal, ROOM, &status);
	return made == len && memcmp(text, normal, (size_t)len * sizeof(*text)) == 0;
}

/* Once, as each block of the table asks for them. */
static void find_mapped(struct fold *f)
{
	for (uint32_t c = next_known(f, 0); c < 0x110000; c = next_known(f, c + 1)) {
		if (is_mapped(f, c))
			*array_push(&f->mapped) = c;
	}
}

/* Level 1 of GB 2312 is rows 16 to 55, each of 94 characters; the last row ends five earlier. */
static void find_common(struct fold *f, UErrorCode *status)
{
	enum { FIRST_ROW = 0xB0, LAST_ROW = 0xD7, FIRST = 0xA1, LAST = 0xFE };
	UConverter *c = ucnv_open("GBK", status);
	f->common = uset_openEmpty();
	for (unsigned row = FIRST_ROW; row <= LAST_ROW && U_SUCCESS(*status); row++) {
		for (unsigned cell = FIRST; cell <= (row == LAST_ROW ? LAST - 5 : LAST); cell++) {
			const char bytes[] = { (char)row, (char)cell };
			UChar text[4];
			int32_t len = ucnv_toUChars(c, text, 4, bytes, 2, status);
			if (len == 1)
				uset_add(f->common, text[0]);
		}
	}
	ucnv_close(c);
}

static void fill(struct making *m, const struct variants *own)
{
	m->fold->nfkc = unorm2_getNFKCInstance(&m->status);
	read_simple(m, own);
	m->ignored = open_set(m, "[:Default_Ignorable_Code_Point:]");
	if (U_FAILURE(m->status))
		return;
	set_joins(m);
	each_in(m, "[:NFKC_Quick_Check=No:]", set_entry);
	each_in(m, "[:Changes_When_Casefolded:]", set_entry);
	each_in(m, "[:White_Space:]", set_entry);
	each_of(m, m->ignored, set_entry);
	for (UChar32 c = 0; c < 0x110000; c++) {
		if (m->simple[c])
			set_entry(m, c);
	}
	if (m->zeros) {
		set_entry(m, 0x25CB);
		set_entry(m, 0x96F6);
	}
}

static void tell_fault(UErrorCode status, struct report *r)
{
	report_error(r, NULL, 0, 0, "ICU cannot fold texts for searching (%s): install all of its data",
	             u_errorName(status));
}

struct fold *fold_new(bool zeros, const struct variants *own, struct report *r)
{
	struct making m = { .fold = mem_alloc(sizeof(struct fold)), .zeros = zeros };
	m.simple = mem_array(0x110000, sizeof(*m.simple));
	fill(&m, own);
	uset_close(m.ignored);
	free(m.simple);
	if (U_SUCCESS(m.status))
		return m.fold;
	tell_fault(m.status, r);
	fold_free(m.fold);
	return NULL;
}

bool fold_ready_table(struct fold *f, struct report *r)
{
	UErrorCode status = U_ZERO_ERROR;
	find_common(f, &status);
	find_mapped(f);
	if (U_FAILURE(status))
		tell_fault(status, r);
	return U_SUCCESS(status);
}

void fold_free(struct fold *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < FOLD_PAGES; i++)
		free(f->pages[i]);
	array_free(&f->many);
	array_free(&f->mapped);
	uset_close(f->common);
	free(f);
}

/* ── for the browser ── */

/* Runs of neighbours, as distance and length. */
static void put_runs(struct bits *out, const struct han_run *runs, size_t count)
{
	uint32_t at = 0;
	bits_put_number(out, (uint32_t)count, 8);
	for (size_t i = 0; i < count; i++) {
		bits_put_number(out, runs[i].first - at, 5);
		bits_put_number(out, runs[i].last - runs[i].first, 1);
		at = runs[i].last + 1;
	}
}

/* Those that the test accepts, of characters that have an entry. */
static void put_runs_of(const struct fold *f, struct bits *out,
                        bool (*test)(const struct fold *, uint32_t))
{
	ARRAY(struct han_run) runs = { 0 };
	for (uint32_t c = next_known(f, 0); c < 0x110000; c = next_known(f, c + 1)) {
		if (!test(f, c))
			continue;
		if (runs.len > 0 && array_last(&runs)->last + 1 == c) {
			array_last(&runs)->last = c;
		} else {
			array_push(&runs)->first = c;
			array_last(&runs)->last = c;
		}
	}
	put_runs(out, runs.items, runs.len);
	array_free(&runs);
}

static bool joins(const struct fold *f, uint32_t c)
{
	return fold_table_entry(f, c) & FOLD_JOINS;
}

static bool is_dropped(const struct fold *f, uint32_t c)
{
	return many_count(f, c) == 0;
}

static uint32_t zigzag(int64_t n)
{
	return n < 0 ? (uint32_t)(-n * 2 - 1) : (uint32_t)(n * 2);
}

/* What the mapping before was, near which the next one mostly is. */
struct before {
	int64_t distance; /* from the character to what it becomes */
	int64_t to;
};

/*
 * 1: as far off as the one before; 01: near what that becomes, as characters of
 * one radical are; 001: another distance; 000: many characters.
 */
static void put_mapping(const struct fold *f, struct bits *out, uint32_t c, struct before *before)
{
	uint32_t e = fold_table_entry(f, c);
	if (e & FOLD_MANY) {
		const uint32_t *many = f->many.items + (e & FOLD_VALUE);
		bits_put(out, 0, 3);
		bits_put_number(out, many[0], 1);
		for (uint32_t i = 1; i <= many[0]; i++)
			bits_put(out, many[i], 21);
		return;
	}
	int64_t to = e & FOLD_VALUE, distance = to - (int64_t)c;
	uint32_t near = zigzag(to - before->to), far = zigzag(distance);
	if (distance == before->distance) {
		bits_put(out, 1, 1);
	} else if (near < NEAR_MOST) {
		bits_put(out, 1, 2);
		bits_put_number(out, near, 4);
	} else {
		bits_put(out, 1, 3);
		bits_put_number(out, far, 13);
	}
	*before = (struct before){ distance, to };
}

/* Characters of rare planes share a block. */
static uint32_t block_of(uint32_t c)
{
	return c < 0x20000 ? c / 1024 : FOLD_BLOCK_COUNT - 1;
}

/* Whether a mapping stands in the blocks of both its characters, and not in what is always needed. */
static bool is_apart(const struct fold *f, uint32_t c, bool common)
{
	uint32_t e = fold_table_entry(f, c), to = e & FOLD_VALUE;
	if (c < FOLD_BLOCKS || e & FOLD_MANY || to < FOLD_BLOCKS)
		return false;
	return !common ||
	       !(uset_contains(f->common, (UChar32)c) || uset_contains(f->common, (UChar32)to));
}

/* Mappings in order of their characters. */
static void put_mappings(const struct fold *f, const uint32_t *codes, size_t count,
                         struct bits *out)
{
	uint32_t at = 0;
	struct before before = { 0 };
	bits_put_number(out, (uint32_t)count, 8);
	for (size_t i = 0; i < count; i++) {
		bits_put_number(out, codes[i] - at, 2);
		put_mapping(f, out, codes[i], &before);
		at = codes[i] + 1;
	}
}

void fold_put_table(const struct fold *f, bool common, struct bits *out)
{
	size_t han_count;
	const struct han_run *han = han_runs(&han_count);
	ARRAY(uint32_t) codes = { 0 };
	put_runs_of(f, out, joins);
	put_runs(out, han, han_count);
	put_runs_of(f, out, is_dropped);
	for (size_t i = 0; i < f->mapped.len; i++) {
		if (!is_apart(f, f->mapped.items[i], common))
			*array_push(&codes) = f->mapped.items[i];
	}
	bits_put(out, common, 1);
	put_mappings(f, codes.items, codes.len, out);
	array_free(&codes);
}

bool fold_put_block(const struct fold *f, uint32_t block, bool common, struct bits *out)
{
	ARRAY(uint32_t) codes = { 0 };
	for (size_t i = 0; i < f->mapped.len; i++) {
		uint32_t c = f->mapped.items[i];
		/* Most are of other blocks, which is seen sooner than whether they are common. */
		if ((block_of(c) == block || block_of(fold_table_entry(f, c) & FOLD_VALUE) == block) &&
		    is_apart(f, c, common))
			*array_push(&codes) = c;
	}
	bool some = codes.len > 0;
	if (some)
		put_mappings(f, codes.items, codes.len, out);
	array_free(&codes);
	return some;
}
