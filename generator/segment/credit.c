#include "segment/credit.h"

#include "segment/creditword.h"
#include "segment/name_character.h"
#include "segment/pattern.h"

bool credit_is_mark(uint32_t c)
{
	return c == ' ' || c == 0x3001 || c == ',' || c == ';' || c == '/' || c == '|';
}

bool credit_is_outer_mark(uint32_t c)
{
	return credit_is_mark(c) || c == ':' || c == '.' || c == 0x3002;
}

/* A reader of glyphs up to to; names are credited as it goes. */
struct reader {
	struct glyphs g;
	size_t to;
	bool loose;
	enum credit_role role; /* of the names to come */
	bool both;             /* they photographed too */
	bool drop;             /* they are no credit */
	bool prefixed;         /* 文 X 图 Y: single words stand before names */
	bool skipped;          /* some names were no credit */
	size_t since;          /* the first name that a suffix concerns */
	bool has_word;         /* a word or an agency stands somewhere */
	bool has_role;         /* a word before names does */
	struct credit_list *out;
};

static bool ends_at(const struct reader *r, size_t i)
{
	return i >= r->to || credit_is_mark(r->g.code[i]) || r->g.code[i] == ':';
}

/*
 * Whether a word of one glyph is meant as a word at i, in a run of names that
 * began at start: 摄 and 图 end a run, 文 stands alone, 等 ends one, and the
 * others stand at its beginning. Elsewhere they are part of a name.
 */
static bool is_single_word(const struct reader *r, uint32_t c, size_t i, size_t start)
{
	bool alone = i == start || credit_is_mark(r->g.code[i - 1]);
	switch (c) {
	case 0x6444: /* 摄 */
	case 0x56FE: /* 图 */
	case 0x753B: /* 画 */
	case 0x7ED8: /* 绘 */
	case 0x8BD1: /* 译 */ return ends_at(r, i + 1) && (alone || i >= start + 2);
	case 0x6587: /* 文 */ return ends_at(r, i + 1) && alone;
	case 0x7B49: /* 等 */
		return (i > start || r->out->len > 0) &&
		       (ends_at(r, i + 1) || creditword_first(r->g.code[i + 1]));
	default: return i == start;
	}
}

static const struct credit_word *word_at(const struct reader *r, size_t i, size_t start)
{
	if (!r->has_word)
		return NULL;
	uint32_t c = r->g.code[i];
	for (const struct credit_word *w = creditword_first(c); w && w->text[0] == c; w++) {
		if (!glyph_at(r->g, i, w->text) || i + glyph_length(w->text) > r->to)
			continue;
		if (w->text[1] == 0 && !is_single_word(r, c, i, start))
			continue;
		return w;
	}
	return NULL;
}

/* Whether glyphs from to to may stand between an agency and 记者: 驻埃及, 山西分社. */
static bool is_branch(struct glyphs g, size_t from, size_t to)
{
	if (from == to || g.code[from] == 0x9A7B) /* 驻 */
		return true;
	return glyph_at(g, to - 1, U"社") || glyph_at(g, to - 1, U"站") || glyph_at(g, to - 1, U"部") ||
	       glyph_at(g, to - 1, U"室") || glyph_at(g, to - 1, U"台") || glyph_at(g, to - 1, U"团");
}

/* Whether glyphs from to to, at least three, end as papers and stations do. */
static bool is_outlet(struct glyphs g, size_t from, size_t to)
{
	to -= to > from && g.code[to - 1] == 0x300B; /* 《经济日报》 */
	uint32_t c = to > from ? g.code[to - 1] : 0;
	return to >= from + 3 && (c == 0x62A5 || c == 0x53F0 || c == 0x793E || c == 0x7F51 ||
	                          c == 0x520A || glyph_at(g, to - 2, U"杂志")); /* 报台社网刊 */
}

/* Names of papers may stand in 《》. */
static bool is_of_outlet(uint32_t c)
{
	return glyph_is_han(c) || c == 0x300A || c == 0x300B;
}

/*
 * Whose reporter follows: 新华社, 本报驻埃及, 中央人民广播电台. Returns the
 * place of the word for the role, or i if this is nobody's.
 */
static size_t outlet_end(const struct reader *r, size_t i)
{
	enum { LONGEST = 14 };
	if (!r->has_role)
		return i;
	size_t agency = pattern_agency(r->g, i);
	size_t from = agency ? agency : i;
	for (size_t end = from; end < r->to && end <= from + LONGEST; end++) {
		const struct credit_word *w = word_at(r, end, from);
		if (w && w->effect == CREDITWORD_PREFIX && w->text[1])
			return (agency ? is_branch(r->g, agency, end) : is_outlet(r->g, i, end)) ? end : i;
		if (!is_of_outlet(r->g.code[end]) || (end > from && pattern_agency(r->g, end)))
			break;
	}
	return i;
}

/* Past a note on who a name is, at i: (美), (维吾尔族), (山西); or i. */
static size_t skip_note(const struct reader *r, size_t i)
{
	static const char32_t countries[] = U"美英法德俄日意加澳苏印韩朝瑞奥荷波匈捷挪丹芬";
	struct glyphs g = r->g;
	size_t end = i + 1;
	if (!glyph_opens(g.code[i]))
		return i;
	while (end < r->to && end < i + 6 && glyph_is_han(g.code[end]))
		end++;
	if (end >= r->to || !glyph_closes(g.code[end]) || end == i + 1)
		return i;
	bool known = g.code[end - 1] == 0x65CF || /* 族 */
	             (end == i + 3 && name_character_is_place(g.code + i + 1));
	for (const char32_t *c = countries; *c && end == i + 2; c++)
		known |= *c == g.code[i + 1];
	return known ? end + 1 : i;
}

/* Where the run of names at i ends: at a word, an agency, or to. */
static size_t run_end(const struct reader *r, size_t i)
{
	struct glyphs g = r->g;
	size_t start = i;
	for (; i < r->to && g.code[i] != ':' && g.code[i] != ';' && g.code[i] != '|'; i++) {
		if (word_at(r, i, start) || skip_note(r, i) > i)
			break;
		if (i > start && r->has_word && pattern_agency(g, i))
			break;
		if (i > start && credit_is_mark(g.code[i - 1]) && outlet_end(r, i) > i)
			break;
	}
	return i;
}

static bool add(struct reader *r, struct person_name n, enum credit_role role)
{
	struct credit_list *out = r->out;
	if (out->len == PERSON_NAME_MOST)
		return false;
	out->items[out->len++] = (struct credit_found){ n, role };
	return true;
}

/* Credits all names so far with the photographs too. */
static void add_photographers(struct reader *r)
{
	size_t n = r->out->len;
	for (size_t k = 0; k < n; k++)
		if (r->out->items[k].role != CREDIT_PHOTOGRAPHER)
			add(r, r->out->items[k].name, CREDIT_PHOTOGRAPHER);
}

/* Before the names to come rather than after those before. */
static bool is_before_names(const struct reader *r, size_t end)
{
	uint32_t c = end < r->to ? r->g.code[end] : 0;
	return r->since == r->out->len || c == '/' || c == ':' || (r->prefixed && end < r->to);
}

static void apply_suffix(struct reader *r, const struct credit_word *w, size_t end)
{
	struct credit_list *out = r->out;
	enum credit_role role = w->effect == CREDITWORD_WRITTEN ? CREDIT_AUTHOR : w->role;
	if (is_before_names(r, end)) {
		r->prefixed |= w->text[1] == 0 || end >= r->to || r->g.code[end] != ' ';
		r->role = role;
	} else {
		for (size_t k = r->since; w->effect == CREDITWORD_SUFFIX && k < out->len; k++)
			out->items[k].role = role;
		if (w->effect == CREDITWORD_LENT) {
			r->skipped |= out->len > r->since;
			out->len = r->since;
		}
		r->role = CREDIT_AUTHOR;
	}
	r->since = out->len;
}

static void apply(struct reader *r, const struct credit_word *w, size_t end)
{
	r->drop = w->effect == CREDITWORD_DROP;
	switch (w->effect) {
	case CREDITWORD_PREFIX: r->role = w->role; break;
	case CREDITWORD_SUFFIX:
	case CREDITWORD_WRITTEN:
	case CREDITWORD_LENT: apply_suffix(r, w, end); break;
	case CREDITWORD_BOTH:
		if (r->out->len > 0)
			add_photographers(r);
		r->both = r->out->len == 0;
		r->since = r->out->len;
		break;
	case CREDITWORD_GROUP:
		r->out->group = true;
		if (w->role == CREDIT_PHOTOGRAPHER)
			r->role = w->role;
		break;
	default: break;
	}
	r->out->says_role |= w->effect < CREDITWORD_PICTURE;
}

/* How sure it is that the run from to end holds names. */
static enum person_name_trust trust_of(const struct reader *r, size_t from, size_t end, size_t next)
{
	enum { SHORT = 4 };
	const struct credit_word *w = next < r->to ? word_at(r, next, from) : NULL;
	if (r->out->says_role || (w && w->effect == CREDITWORD_SUFFIX && end - from <= SHORT))
		return PERSON_NAME_SURE;
	return r->loose ? PERSON_NAME_LOOSE : PERSON_NAME_STRICT;
}

static bool read_names(struct reader *r, size_t from, size_t next)
{
	struct person_name names[PERSON_NAME_MOST];
	size_t end = next;
	while (end > from && credit_is_mark(r->g.code[end - 1]))
		end--;
	bool glued = from > 0 && glyph_is_han(r->g.code[from - 1]) && r->out->says_role;
	if (glued && name_character_is_word(r->g.code + from, end - from)) /* 评论员文章 */
		return false;
	size_t n =
		end > from ? person_name_list(r->g, from, end, trust_of(r, from, end, next), names) : 0;
	if (n == 0 && r->loose && end > from)
		n = person_name_list(r->g, from, end, PERSON_NAME_LOOSE, names);
	r->skipped |= n > 0 && r->drop;
	for (size_t k = 0; k < n && !r->drop; k++) {
		if (!add(r, names[k], r->role) || (r->both && !add(r, names[k], CREDIT_PHOTOGRAPHER)))
			return false;
	}
	return n > 0;
}

/* Whether the agency that ends at i is credited itself: 新华社发, 美联社照片, 新华社电. */
static size_t credited_agency_end(const struct reader *r, size_t i)
{
	static const char32_t *const works[] = { U"发", U"照片", U"图片", U"专电", U"电讯", U"电",
		                                     U"稿", U"供图", U"供稿", U"消息", U"综合" };
	if (ends_at(r, i))
		return i;
	for (size_t k = 0; k < sizeof(works) / sizeof(*works); k++) {
		size_t end = i + glyph_length(works[k]);
		if (glyph_at(r->g, i, works[k]) && end <= r->to &&
		    (ends_at(r, end) || works[k][0] == U'发'))
			return end;
	}
	return 0;
}

static bool is_own_paper(uint32_t c)
{
	return c == 0x672C; /* 本 */
}

/* The agency, paper or station at i; returns what follows, i if there is none. */
static size_t read_outlet(struct reader *r, size_t i)
{
	if (!r->has_word)
		return i;
	size_t role = outlet_end(r, i);
	size_t agency = pattern_agency(r->g, i);
	if (role > i || !agency || agency > r->to) {
		r->out->says_role |= role > i;
		return role;
	}
	size_t end = credited_agency_end(r, agency);
	if (end && !is_own_paper(r->g.code[i])) {
		add(r, (struct person_name){ i, agency }, CREDIT_AGENCY);
		r->since = r->out->len;
	}
	return end ? end : agency;
}

/* A commentator without a name is the paper's own: 本报评论员. */
static void name_the_paper(struct reader *r, size_t from)
{
	size_t agency = pattern_agency(r->g, from);
	if (r->out->len > 0 || !agency || agency >= r->to)
		return;
	const struct credit_word *w = word_at(r, agency, agency);
	if (w && w->role == CREDIT_COMMENTATOR && agency + glyph_length(w->text) == r->to)
		add(r, (struct person_name){ from, r->to }, w->role);
}

/* Reads one thing at i; returns what follows, or 0 if it is none of a byline. */
static size_t read_step(struct reader *r, size_t i)
{
	size_t note = skip_note(r, i);
	if (note > i)
		return note;
	size_t after = read_outlet(r, i);
	if (after > i)
		return after;
	const struct credit_word *w = word_at(r, i, i);
	if (w) {
		size_t end = i + glyph_length(w->text);
		if (w->effect == CREDITWORD_PICTURE && r->out->len > r->since)
			return 0;
		apply(r, w, end);
		return end < r->to && r->g.code[end] == ':' ? end + 1 : end;
	}
	size_t end = run_end(r, i);
	return end > i && read_names(r, i, end) ? end : 0;
}

/* No credits hold these, which stand in most lines of a text. */
static bool is_of_text(uint32_t c)
{
	switch (c) {
	case U'的':
	case U'了':
	case U'是':
	case U'。':
	case U'“':
	case U'”':
	case U'…':
	case '!':
	case '?':
	case '%': return true;
	default: return glyph_is_digit(c);
	}
}

/*
 * Looks once what words there are at all, for most lines have none; false if
 * this is text.
 */
static bool look_for_words(struct reader *r, size_t from)
{
	for (size_t i = from; i < r->to; i++)
		if (is_of_text(r->g.code[i]))
			return false;
	for (size_t i = from; i < r->to && !r->has_role; i++) {
		uint32_t c = r->g.code[i];
		r->has_word = r->has_word || pattern_agency(r->g, i) > 0;
		for (const struct credit_word *w = creditword_first(c); w && w->text[0] == c; w++) {
			if (!glyph_at(r->g, i, w->text))
				continue;
			r->has_word = true;
			r->has_role |= w->effect == CREDITWORD_PREFIX;
		}
	}
	return true;
}

/* Reads all; whether that were credits, and nothing else. */
static bool read_all(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out)
{
	*out = (struct credit_list){ .len = 0 };
	while (from < to && credit_is_outer_mark(g.code[from]))
		from++;
	while (to > from && credit_is_outer_mark(g.code[to - 1]))
		to--;
	struct reader r = { .g = g, .to = to, .loose = loose, .out = out };
	if (!look_for_words(&r, from))
		return false;
	for (size_t i = from; i < to;) {
		if (credit_is_mark(g.code[i])) {
			i++;
			continue;
		}
		i = read_step(&r, i);
		if (i == 0)
			break;
		if (i >= to) {
			name_the_paper(&r, from);
			return out->len > 0;
		}
	}
	*out = (struct credit_list){ .len = 0 };
	return false;
}

static size_t count_agencies(const struct credit_list *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->len; i++)
		n += list->items[i].role == CREDIT_AGENCY;
	return n;
}

bool credit_read(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out)
{
	if (read_all(g, from, to, loose, out) && count_agencies(out) < out->len)
		return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}

bool credit_agencies(struct glyphs g, size_t from, size_t to, struct credit_list *out)
{
	if (read_all(g, from, to, false, out) && count_agencies(out) == out->len)
		return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}
