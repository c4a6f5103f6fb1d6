#include "segment/credit.h"

#include "language/language.h"
#include "segment/pattern.h"

bool credit_is_mark(uint32_t c)
{
	return c == ' ' || c == 0x3001 || c == ',' || c == ';' || c == '/' || c == '|' || c == 0x3010 ||
	       c == 0x3011;
}

bool credit_is_outer_mark(uint32_t c)
{
	return credit_is_mark(c) || c == ':' || c == '.' || c == 0x3002 || glyph_is_bullet(c);
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
 * began at start. Elsewhere it is part of a name.
 */
static bool is_single_word(const struct reader *r, const struct language_word *w, size_t i,
                           size_t start)
{
	bool alone = i == start || credit_is_mark(r->g.code[i - 1]);
	switch ((enum language_place)w->place) {
	case LANGUAGE_PLACE_END: return ends_at(r, i + 1) && (alone || i >= start + 2);
	case LANGUAGE_PLACE_ALONE: return ends_at(r, i + 1) && alone;
	case LANGUAGE_PLACE_CLOSING:
		return (i > start || r->out->len > 0) &&
		       (ends_at(r, i + 1) ||
		        language_begins(&r->g.language->byline_words, r->g.code[i + 1]));
	case LANGUAGE_PLACE_JOINING:
		return (i > start || r->out->len > 0) && i + 1 < r->to &&
		       (language_at(&r->g.language->byline_words, r->g, i + 1) ||
		        pattern_agency(r->g, i + 1) > 0);
	default: return i == start;
	}
}

/* The longest word at i that is meant as one, or NULL. */
static const struct language_word *word_at(const struct reader *r, size_t i, size_t start)
{
	const struct language_list *all = &r->g.language->byline_words;
	const struct language_word *w = r->has_word ? language_at(all, r->g, i) : NULL;
	for (; w; w = language_shorter(all, w, r->g, i)) {
		if (i + w->length > r->to || (w->length == 1 && !is_single_word(r, w, i, start)))
			continue;
		return w;
	}
	return NULL;
}

/* Whether glyphs from to to may stand between an agency and its reporter: 驻埃及, 山西分社. */
static bool is_branch(struct glyphs g, size_t from, size_t to)
{
	return from == to || language_at(&g.language->branch_begins, g, from) ||
	       language_before(&g.language->branch_ends, g, to);
}

/* Whether glyphs from to to, at least three, end as papers and stations do. */
static bool is_outlet(struct glyphs g, size_t from, size_t to)
{
	to -= to > from && g.code[to - 1] == 0x300B; /* 《经济日报》 */
	return to >= from + 3 && language_before(&g.language->outlet_ends, g, to);
}

/* Names of papers may stand in 《》, those of a paper and its site have a dot between them. */
static bool is_of_outlet(uint32_t c)
{
	return glyph_is_han(c) || c == 0x300A || c == 0x300B || c == 0xB7;
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
		const struct language_word *w = word_at(r, end, from);
		if (w && w->value == LANGUAGE_BYLINE_BEFORE && w->length > 1)
			return (agency ? is_branch(r->g, agency, end) : is_outlet(r->g, i, end)) ? end : i;
		if (!is_of_outlet(r->g.code[end]) || (end > from && pattern_agency(r->g, end)))
			break;
	}
	return i;
}

/* Past a note on who a name is, at i: (美), (维吾尔族), (山西); or i. */
static size_t skip_note(const struct reader *r, size_t i)
{
	struct glyphs g = r->g;
	size_t end = i + 1;
	if (!glyph_opens(g.code[i]))
		return i;
	while (end < r->to && end < i + 6 && glyph_is_han(g.code[end]))
		end++;
	if (end >= r->to || !glyph_closes(g.code[end]) || end == i + 1)
		return i;
	const struct language *l = g.language;
	bool known = language_before(&l->peoples_ends, g, end) ||
	             (end == i + 3 && language_at(&l->places, g, i + 1)) ||
	             (end == i + 2 && language_glyph(&l->countries, g.code[i + 1]));
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

static enum credit_role role_of(const struct language_word *w)
{
	return (enum credit_role)w->more;
}

static void apply_suffix(struct reader *r, const struct language_word *w, size_t end)
{
	struct credit_list *out = r->out;
	enum credit_role role = w->value == LANGUAGE_BYLINE_WRITTEN ? CREDIT_AUTHOR : role_of(w);
	if (is_before_names(r, end)) {
		r->prefixed |= w->length == 1 || end >= r->to || r->g.code[end] != ' ';
		r->role = role;
	} else {
		for (size_t k = r->since; w->value == LANGUAGE_BYLINE_AFTER && k < out->len; k++)
			out->items[k].role = role;
		if (w->value == LANGUAGE_BYLINE_LENT) {
			r->skipped |= out->len > r->since;
			out->len = r->since;
		}
		r->role = CREDIT_AUTHOR;
	}
	r->since = out->len;
}

static void apply(struct reader *r, const struct language_word *w, size_t end)
{
	r->drop = w->value == LANGUAGE_BYLINE_DROP;
	switch ((enum language_byline)w->value) {
	case LANGUAGE_BYLINE_BEFORE: r->role = role_of(w); break;
	case LANGUAGE_BYLINE_AFTER:
	case LANGUAGE_BYLINE_WRITTEN:
	case LANGUAGE_BYLINE_LENT: apply_suffix(r, w, end); break;
	case LANGUAGE_BYLINE_BOTH:
		if (r->out->len > 0)
			add_photographers(r);
		r->both = r->out->len == 0;
		r->since = r->out->len;
		break;
	case LANGUAGE_BYLINE_GROUP:
		r->out->group = true;
		if (role_of(w) == CREDIT_PHOTOGRAPHER)
			r->role = CREDIT_PHOTOGRAPHER;
		break;
	default: break;
	}
	r->out->says_role |= w->value < LANGUAGE_BYLINE_PICTURE;
}

/* How sure it is that the run from to end holds names. */
static enum person_name_trust trust_of(const struct reader *r, size_t from, size_t end, size_t next)
{
	enum { SHORT = 4 };
	const struct language_word *w = next < r->to ? word_at(r, next, from) : NULL;
	if (r->out->says_role || (w && w->value == LANGUAGE_BYLINE_AFTER && end - from <= SHORT))
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
	if (glued && person_name_is_word(r->g, from, end)) /* 评论员文章 */
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
	if (ends_at(r, i))
		return i;
	const struct language_list *works = &r->g.language->agency_works;
	const struct language_word *w = language_at(works, r->g, i);
	for (; w; w = language_shorter(works, w, r->g, i)) {
		size_t end = i + w->length;
		if (end <= r->to && (ends_at(r, end) || w->value))
			return end;
	}
	return 0;
}

/* Whether the agency at i is the paper itself: 本报. */
static bool is_own_paper(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->agencies, g, i);
	return w && w->value;
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
	if (end && !is_own_paper(r->g, i)) {
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
	const struct language_word *w = word_at(r, agency, agency);
	if (w && role_of(w) == CREDIT_COMMENTATOR && agency + w->length == r->to)
		add(r, (struct person_name){ from, r->to }, CREDIT_COMMENTATOR);
}

/* Past a note at i on who the author is, which goes on to a comma or the end; or i. */
static size_t note_end(const struct reader *r, size_t i)
{
	const struct language_word *w =
		i < r->to ? language_at(&r->g.language->byline_words, r->g, i) : NULL;
	if (!w || w->value != LANGUAGE_BYLINE_NOTE)
		return i;
	while (i < r->to && r->g.code[i] != ',' && r->g.code[i] != ';')
		i++;
	return i;
}

/* Reads one thing at i; returns what follows, or 0 if it is none of a byline. */
static size_t read_step(struct reader *r, size_t i)
{
	size_t note = note_end(r, skip_note(r, i));
	if (note > i)
		return note;
	size_t after = read_outlet(r, i);
	if (after > i)
		return after;
	const struct language_word *w = word_at(r, i, i);
	if (w) {
		size_t end = i + w->length;
		if (w->value == LANGUAGE_BYLINE_PICTURE && r->out->len > r->since)
			return 0;
		apply(r, w, end);
		return end < r->to && r->g.code[end] == ':' ? end + 1 : end;
	}
	size_t end = run_end(r, i);
	return end > i && read_names(r, i, end) ? end : 0;
}

/* No credits hold these, which stand in most lines of a text. */
static bool is_of_text(struct glyphs g, size_t i)
{
	switch (g.code[i]) {
	case U'。':
	case U'“':
	case U'”':
	case U'…':
	case '!':
	case '?':
	case '%': return true;
	default:
		return glyph_is_digit(g.code[i]) || language_at(&g.language->not_in_bylines, g, i) != NULL;
	}
}

/*
 * Looks once what words there are at all, for most lines have none; false if
 * this is text.
 */
static bool look_for_words(struct reader *r, size_t from)
{
	for (size_t i = note_end(r, from); i < r->to; i = note_end(r, i + 1))
		if (is_of_text(r->g, i))
			return false;
	for (size_t i = from; i < r->to && !r->has_role; i++) {
		const struct language_list *all = &r->g.language->byline_words;
		r->has_word = r->has_word || pattern_agency(r->g, i) > 0;
		const struct language_word *w = language_at(all, r->g, i);
		for (; w; w = language_shorter(all, w, r->g, i)) {
			r->has_word = true;
			r->has_role |= w->value == LANGUAGE_BYLINE_BEFORE;
		}
	}
	return true;
}

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

/* After the word at i and the blanks behind it. */
static size_t next_word(struct glyphs g, size_t i)
{
	while (i < g.len && glyph_is_letter(g.code[i]))
		i++;
	return pattern_blanks(g, i);
}

/* By "Rambler": a pen name in quotes after a word for the writer, and nothing else. */
static bool read_pen_name(struct reader *r, size_t from)
{
	struct glyphs g = r->g;
	const struct language_word *w = language_at(&g.language->byline_words, g, from);
	if (!w || !g.language->spaced || w->value != LANGUAGE_BYLINE_BEFORE)
		return false;
	size_t open = pattern_blanks(g, from + w->length), end = r->to;
	bool quoted = end > open + 2 && is_quote(g.code[open]) && is_quote(g.code[end - 1]);
	for (size_t i = open + 1; quoted && i + 1 < end; i++)
		quoted = !is_quote(g.code[i]) && !language_ends_sentence(g, i);
	r->out->says_role = quoted;
	return quoted && add(r, (struct person_name){ open + 1, end - 1 }, role_of(w));
}

/* From Our Own Correspondent: with the word before it or without, and nothing else. */
static bool read_unnamed(struct reader *r, size_t from)
{
	const struct language_list *unnamed = &r->g.language->unnamed_writers;
	const struct language_word *w = language_at(unnamed, r->g, from);
	if (!w) {
		from = next_word(r->g, from);
		w = language_at(unnamed, r->g, from);
	}
	if (!w || from + w->length != r->to)
		return false;
	r->out->says_role = r->out->unnamed = true;
	return add(r, (struct person_name){ from, r->to }, (enum credit_role)w->value);
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
	if (read_pen_name(&r, from))
		return true;
	if (!look_for_words(&r, from))
		return false;
	if (read_unnamed(&r, from))
		return true;
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
