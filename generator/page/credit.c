#include "page/credit.h"

#include "page/namechar.h"
#include "page/pattern.h"

/*
 * The words of a byline. A word before names gives them its role; a word after
 * them gives its role to the names since the last such word.
 */
enum effect {
	PREFIX,  /* the names to come have this role */
	SUFFIX,  /* the names before have this role; with / or : after it, those to come */
	WRITTEN, /* the names before keep their role */
	BOTH,    /* the names before or to come wrote and photographed */
	DROP,    /* the names to come are no credit */
	LENT,    /* the names before are none */
	GROUP,
	PICTURE, /* before names only: 图片由X提供, but (传真照片) */
	PASS,
};

struct word {
	const char32_t  *text;
	enum effect      effect;
	enum credit_role role;
};

/* By first character, for searching by halves; the longer one first. */
static const struct word words[] = {
	{ U"以上图片", GROUP, CREDIT_AUTHOR },
	{ U"以上照片", GROUP, CREDIT_AUTHOR },
	{ U"传真照片", PICTURE, CREDIT_AUTHOR },
	{ U"作者", PREFIX, CREDIT_AUTHOR },
	{ U"供图", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"供稿", WRITTEN, CREDIT_AUTHOR },
	{ U"全媒体记者", PREFIX, CREDIT_REPORTER },
	{ U"全媒记者", PREFIX, CREDIT_REPORTER },
	{ U"制图", DROP, CREDIT_AUTHOR },
	{ U"制表", DROP, CREDIT_AUTHOR },
	{ U"压题照片", PICTURE, CREDIT_AUTHOR },
	{ U"图/文", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"图、文", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"图文", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"图片", PICTURE, CREDIT_AUTHOR },
	{ U"图", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"均", PASS, CREDIT_AUTHOR },
	{ U"实习记者", PREFIX, CREDIT_INTERN },
	{ U"实习生", PREFIX, CREDIT_INTERN },
	{ U"报导", WRITTEN, CREDIT_AUTHOR },
	{ U"报道", WRITTEN, CREDIT_AUTHOR },
	{ U"据", PASS, CREDIT_AUTHOR },
	{ U"提供", LENT, CREDIT_AUTHOR },
	{ U"插图", WRITTEN, CREDIT_AUTHOR },
	{ U"摄影/文", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"摄影报道", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"摄影记者", PREFIX, CREDIT_PHOTOGRAPHER },
	{ U"摄影", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"摄", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"撰写", WRITTEN, CREDIT_AUTHOR },
	{ U"撰文", WRITTEN, CREDIT_AUTHOR },
	{ U"撰稿", WRITTEN, CREDIT_AUTHOR },
	{ U"整理", WRITTEN, CREDIT_AUTHOR },
	{ U"文/摄影", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文/图", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文/摄", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文、图", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文并图", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文并摄", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文图", BOTH, CREDIT_PHOTOGRAPHER },
	{ U"文字", WRITTEN, CREDIT_AUTHOR },
	{ U"文", WRITTEN, CREDIT_AUTHOR },
	{ U"本版图片", GROUP, CREDIT_AUTHOR },
	{ U"本版摄影", GROUP, CREDIT_PHOTOGRAPHER },
	{ U"本版文章", GROUP, CREDIT_AUTHOR },
	{ U"本版照片", GROUP, CREDIT_AUTHOR },
	{ U"本版稿件", GROUP, CREDIT_AUTHOR },
	{ U"本组图片", GROUP, CREDIT_AUTHOR },
	{ U"本组报道", GROUP, CREDIT_AUTHOR },
	{ U"本组摄影", GROUP, CREDIT_AUTHOR },
	{ U"本组文章", GROUP, CREDIT_AUTHOR },
	{ U"本组照片", GROUP, CREDIT_AUTHOR },
	{ U"本组稿件", GROUP, CREDIT_AUTHOR },
	{ U"校对", DROP, CREDIT_AUTHOR },
	{ U"漫画", WRITTEN, CREDIT_AUTHOR },
	{ U"照片", PICTURE, CREDIT_AUTHOR },
	{ U"特约撰稿人", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约评论员", PREFIX, CREDIT_COMMENTATOR },
	{ U"特约通讯员", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特派记者", PREFIX, CREDIT_REPORTER },
	{ U"特约撰稿", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约记者", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约", PREFIX, CREDIT_CORRESPONDENT },
	{ U"由", PASS, CREDIT_AUTHOR },
	{ U"画", WRITTEN, CREDIT_AUTHOR },
	{ U"等", PASS, CREDIT_AUTHOR },
	{ U"绘画", WRITTEN, CREDIT_AUTHOR },
	{ U"绘", WRITTEN, CREDIT_AUTHOR },
	{ U"综合", PASS, CREDIT_AUTHOR },
	{ U"编译", WRITTEN, CREDIT_AUTHOR },
	{ U"编辑", DROP, CREDIT_AUTHOR },
	{ U"美编", DROP, CREDIT_AUTHOR },
	{ U"融媒体记者", PREFIX, CREDIT_REPORTER },
	{ U"融媒记者", PREFIX, CREDIT_REPORTER },
	{ U"见习记者", PREFIX, CREDIT_INTERN },
	{ U"见习生", PREFIX, CREDIT_INTERN },
	{ U"见图", PASS, CREDIT_AUTHOR },
	{ U"记者", PREFIX, CREDIT_REPORTER },
	{ U"评论员", PREFIX, CREDIT_COMMENTATOR },
	{ U"译", WRITTEN, CREDIT_AUTHOR },
	{ U"责任编辑", DROP, CREDIT_AUTHOR },
	{ U"责编", DROP, CREDIT_AUTHOR },
	{ U"资料照片", PICTURE, CREDIT_AUTHOR },
	{ U"通讯员", PREFIX, CREDIT_CORRESPONDENT },
	{ U"采访整理", WRITTEN, CREDIT_AUTHOR },
	{ U"采写", WRITTEN, CREDIT_AUTHOR },
	{ U"采编", WRITTEN, CREDIT_AUTHOR },
	{ U"采访", WRITTEN, CREDIT_AUTHOR },
	{ U"题图", WRITTEN, CREDIT_AUTHOR },
	{ U"首席记者", PREFIX, CREDIT_REPORTER },
};

enum { WORDS = sizeof(words) / sizeof(*words) };

/* What may stand between credits. */
static bool is_mark(uint32_t c)
{
	return c == ' ' || c == 0x3001 || c == ',' || c == ';' || c == '/' || c == '|';
}

/* What may stand around them all. */
static bool is_outer_mark(uint32_t c)
{
	return is_mark(c) || c == ':' || c == '.' || c == 0x3002;
}

/* The first word of the table that does not begin with less than c, or WORDS. */
static size_t first_word(uint32_t c)
{
	size_t low = 0, high = WORDS;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (words[middle].text[0] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool begins_word(uint32_t c)
{
	size_t k = first_word(c);
	return k < WORDS && words[k].text[0] == c;
}

/* A reader of glyphs up to to; names are credited as it goes. */
struct reader {
	struct glyphs       g;
	size_t              to;
	bool                loose;
	enum credit_role    role;     /* of the names to come */
	bool                both;     /* they photographed too */
	bool                drop;     /* they are no credit */
	bool                prefixed; /* 文 X 图 Y: single words stand before names */
	bool                skipped;  /* some names were no credit */
	size_t              since;    /* the first name that a suffix concerns */
	struct credit_list *out;
};

static bool ends_at(const struct reader *r, size_t i)
{
	return i >= r->to || is_mark(r->g.code[i]) || r->g.code[i] == ':';
}

/*
 * Whether a word of one glyph is meant as a word at i, in a run of names that
 * began at start: 摄 and 图 end a run, 文 stands alone, 等 ends one, and the
 * others stand at its beginning. Elsewhere they are part of a name.
 */
static bool is_single_word(const struct reader *r, uint32_t c, size_t i, size_t start)
{
	bool alone = i == start || is_mark(r->g.code[i - 1]);
	switch (c) {
	case 0x6444: /* 摄 */
	case 0x56FE: /* 图 */
	case 0x753B: /* 画 */
	case 0x7ED8: /* 绘 */
	case 0x8BD1: /* 译 */
		return ends_at(r, i + 1) && (alone || i >= start + 2);
	case 0x6587: /* 文 */
		return ends_at(r, i + 1) && alone;
	case 0x7B49: /* 等 */
		return i > start && (ends_at(r, i + 1) || begins_word(r->g.code[i + 1]));
	default:
		return i == start;
	}
}

static const struct word *word_at(const struct reader *r, size_t i, size_t start)
{
	uint32_t c = r->g.code[i];
	for (size_t k = first_word(c); k < WORDS && words[k].text[0] == c; k++) {
		if (!glyph_at(r->g, i, words[k].text) || i + glyph_length(words[k].text) > r->to)
			continue;
		if (words[k].text[1] == 0 && !is_single_word(r, c, i, start))
			continue;
		return &words[k];
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
	uint32_t c = g.code[to - 1];
	return to >= from + 3 && (c == 0x62A5 || c == 0x53F0 || c == 0x793E || c == 0x7F51 ||
	                          c == 0x520A || glyph_at(g, to - 2, U"杂志")); /* 报台社网刊 */
}

/*
 * Whose reporter follows: 新华社, 本报驻埃及, 中央人民广播电台. Returns the
 * place of the word for the role, or i if this is nobody's.
 */
static size_t outlet_end(const struct reader *r, size_t i)
{
	enum { LONGEST = 14 };
	size_t agency = pattern_agency(r->g, i);
	size_t from = agency ? agency : i;
	for (size_t end = from; end < r->to && end <= from + LONGEST; end++) {
		const struct word *w = word_at(r, end, from);
		if (w && w->effect == PREFIX && w->text[1])
			return (agency ? is_branch(r->g, agency, end) : is_outlet(r->g, i, end)) ? end : i;
		if (!glyph_is_han(r->g.code[end]) || (end > from && pattern_agency(r->g, end)))
			break;
	}
	return i;
}

/* Where the run of names at i ends: at a word, an agency, or to. */
static size_t run_end(const struct reader *r, size_t i)
{
	struct glyphs g = r->g;
	size_t start = i;
	for (; i < r->to && g.code[i] != ':' && g.code[i] != ';' && g.code[i] != '|'; i++) {
		if (word_at(r, i, start))
			break;
		if (i > start && pattern_agency(g, i))
			break;
		if (i > start && is_mark(g.code[i - 1]) && outlet_end(r, i) > i)
			break;
	}
	return i;
}

static bool add(struct reader *r, struct name n, enum credit_role role)
{
	struct credit_list *out = r->out;
	if (out->len == NAME_MOST)
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

static void apply_suffix(struct reader *r, const struct word *w, size_t end)
{
	struct credit_list *out = r->out;
	enum credit_role role = w->effect == WRITTEN ? CREDIT_AUTHOR : w->role;
	if (is_before_names(r, end)) {
		r->prefixed |= w->text[1] == 0 || end >= r->to || r->g.code[end] != ' ';
		r->role = role;
	} else {
		for (size_t k = r->since; w->effect == SUFFIX && k < out->len; k++)
			out->items[k].role = role;
		if (w->effect == LENT) {
			r->skipped |= out->len > r->since;
			out->len = r->since;
		}
		r->role = CREDIT_AUTHOR;
	}
	r->since = out->len;
}

static void apply(struct reader *r, const struct word *w, size_t end)
{
	r->drop = w->effect == DROP;
	switch (w->effect) {
	case PREFIX:
		r->role = w->role;
		break;
	case SUFFIX:
	case WRITTEN:
	case LENT:
		apply_suffix(r, w, end);
		break;
	case BOTH:
		if (r->out->len > 0)
			add_photographers(r);
		r->both = r->out->len == 0;
		r->since = r->out->len;
		break;
	case GROUP:
		r->out->group = true;
		if (w->role == CREDIT_PHOTOGRAPHER)
			r->role = w->role;
		break;
	default:
		break;
	}
	r->out->says_role |= w->effect < PICTURE;
}

/* How sure it is that the run from to end holds names. */
static enum name_trust trust_of(const struct reader *r, size_t from, size_t end, size_t next)
{
	enum { SHORT = 4 };
	const struct word *w = next < r->to ? word_at(r, next, from) : NULL;
	if (r->out->says_role || (w && w->effect == SUFFIX && end - from <= SHORT))
		return NAME_SURE;
	return r->loose ? NAME_LOOSE : NAME_STRICT;
}

static bool read_names(struct reader *r, size_t from, size_t next)
{
	struct name names[NAME_MOST];
	size_t end = next;
	while (end > from && is_mark(r->g.code[end - 1]))
		end--;
	size_t n = end > from ? name_list(r->g, from, end, trust_of(r, from, end, next), names) : 0;
	r->skipped |= n > 0 && r->drop;
	for (size_t k = 0; k < n && !r->drop; k++) {
		if (!add(r, names[k], r->role) ||
		    (r->both && !add(r, names[k], CREDIT_PHOTOGRAPHER)))
			return false;
	}
	return n > 0;
}

/* Whether the agency that ends at i is credited itself: 新华社发, 美联社照片, 新华社电. */
static size_t credited_agency_end(const struct reader *r, size_t i)
{
	static const char32_t *const works[] = { U"发", U"照片", U"图片", U"专电", U"电讯", U"电", U"稿",
	                                         U"供图", U"供稿", U"消息", U"综合" };
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
	size_t role = outlet_end(r, i);
	size_t agency = pattern_agency(r->g, i);
	if (role > i || !agency || agency > r->to) {
		r->out->says_role |= role > i;
		return role;
	}
	size_t end = credited_agency_end(r, agency);
	if (end && !is_own_paper(r->g.code[i])) {
		add(r, (struct name){ i, agency }, CREDIT_AGENCY);
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
	const struct word *w = word_at(r, agency, agency);
	if (w && w->role == CREDIT_COMMENTATOR && agency + glyph_length(w->text) == r->to)
		add(r, (struct name){ from, r->to }, w->role);
}

/* Reads one thing at i; returns what follows, or 0 if it is none of a byline. */
static size_t read_step(struct reader *r, size_t i)
{
	size_t after = read_outlet(r, i);
	if (after > i)
		return after;
	const struct word *w = word_at(r, i, i);
	if (w) {
		size_t end = i + glyph_length(w->text);
		if (w->effect == PICTURE && r->out->len > r->since)
			return 0;
		apply(r, w, end);
		return end < r->to && r->g.code[end] == ':' ? end + 1 : end;
	}
	size_t end = run_end(r, i);
	return end > i && read_names(r, i, end) ? end : 0;
}

/* Reads all; whether that were credits, and nothing else. */
static bool read_all(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out)
{
	*out = (struct credit_list){ .len = 0 };
	while (from < to && is_outer_mark(g.code[from]))
		from++;
	while (to > from && is_outer_mark(g.code[to - 1]))
		to--;
	struct reader r = { .g = g, .to = to, .loose = loose, .out = out };
	for (size_t i = from; i < to;) {
		if (is_mark(g.code[i])) {
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

bool credit_in_end(struct glyphs g, size_t *open, struct credit_list *out)
{
	enum { LONGEST = 60 };
	size_t end = g.len;
	while (end > 0 && (g.code[end - 1] == ' ' || g.code[end - 1] == 0x3002))
		end--;
	*out = (struct credit_list){ .len = 0 };
	if (end == 0 || g.code[end - 1] != ')')
		return false;
	size_t i = end - 1;
	while (i > 0 && g.code[i] != '(' && end - i < LONGEST)
		i--;
	if (g.code[i] != '(')
		return false;
	*open = i;
	return credit_read(g, i + 1, end - 1, false, out);
}

/* Where reporters named after a dateline begin to report: 报道, 从北京获悉. */
static bool begins_report(struct glyphs g, size_t i)
{
	static const char32_t *const words_of_report[] = {
		U"报道", U"报导", U"从", U"在", U"近日", U"日前", U"今天", U"昨天", U"昨日", U"今日", U"获悉",
		U"采访", U"综合",
	};
	for (size_t k = 0; k < sizeof(words_of_report) / sizeof(*words_of_report); k++)
		if (glyph_at(g, i, words_of_report[k]))
			return true;
	return false;
}

/* The glyph after 报道 and the colon that may follow it. */
static size_t report_end(struct glyphs g, size_t i)
{
	if (glyph_at(g, i, U"报道") || glyph_at(g, i, U"报导"))
		i += 2;
	return i < g.len && (g.code[i] == ':' || g.code[i] == ',') ? i + 1 : i;
}

size_t credit_after_dateline(struct glyphs g, size_t i, struct credit_list *out)
{
	enum { LONGEST = 60 };
	*out = (struct credit_list){ .len = 0 };
	size_t at = pattern_blanks(g, i);
	if (at < g.len && g.code[at] == '(') {
		for (size_t end = at + 1; end < g.len && end < at + LONGEST; end++)
			if (g.code[end] == ')')
				return credit_read(g, at + 1, end, false, out) ? end + 1 : i;
		return i;
	}
	for (size_t end = at + 4; end < g.len && end < at + LONGEST; end++) {
		uint32_t c = g.code[end];
		if (c == 0x3002 || c == '(')
			break;
		bool stop = c == ':' || begins_report(g, end);
		if (stop && credit_read(g, at, end, false, out) && out->says_role)
			return report_end(g, end);
		if (c == ':')
			break;
	}
	*out = (struct credit_list){ .len = 0 };
	return i;
}

bool credit_ends_photo(struct glyphs g, size_t end)
{
	return end >= 3 && (g.code[end - 1] == 0x6444 || glyph_at(g, end - 2, U"摄影") ||
	                    (end >= 5 && glyph_at(g, end - 4, U"摄影报道")));
}

bool credit_of_photo(struct glyphs g, size_t *from, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	size_t end = g.len;
	while (end > 0 && is_outer_mark(g.code[end - 1]))
		end--;
	if (!credit_ends_photo(g, end))
		return false;
	size_t i = end;
	while (i > 0 && end - i < LONGEST && !glyph_ends_sentence(g.code[i - 1]) &&
	       !glyph_closes(g.code[i - 1]))
		i--;
	*from = pattern_blanks(g, i);
	return credit_read(g, *from, end, false, out);
}

/* Whether an office, a title, a place or a company may end before i. */
static bool ends_office(struct glyphs g, size_t i, size_t from)
{
	static const char32_t ends[] = U"省市县区乡镇村州盟旗厂局院委部处科室队站所行店府会馆社报校台团军厅"
	                               U"司矿坊屯庄连营心学记席理长任授员士使裁人办师";
	for (const char32_t *c = ends; *c; c++)
		if (g.code[i - 1] == *c)
			return i >= from + 2;
	return i >= from + 2 && namechar_is_place(g.code + i - 2);
}

bool credit_after_office(struct glyphs g, size_t from, size_t to, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	if (to > from + LONGEST)
		return false;
	for (size_t i = from; i < to; i++)
		if (!glyph_is_han(g.code[i]) && !is_mark(g.code[i]))
			return false;
	for (size_t i = from + 2; i + 2 <= to; i++)
		if (ends_office(g, i, from) && credit_read(g, i, to, false, out) && !out->says_role)
			return true;
	*out = (struct credit_list){ .len = 0 };
	return false;
}
