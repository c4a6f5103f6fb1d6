#include "page/credit.h"

#include "page/pattern.h"

/*
 * The words of a byline. A word before names gives them its role; a word after
 * them gives its role to the names since the last word.
 */
enum effect { PREFIX, SUFFIX, GROUP, PASS, AGENCY };

static const struct word {
	const char32_t  *text;
	enum effect      effect;
	enum credit_role role;
} words[] = {
	{ U"特约评论员", PREFIX, CREDIT_COMMENTATOR },
	{ U"评论员", PREFIX, CREDIT_COMMENTATOR },
	{ U"特约通讯员", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约记者", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约撰稿人", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约撰稿", PREFIX, CREDIT_CORRESPONDENT },
	{ U"通讯员", PREFIX, CREDIT_CORRESPONDENT },
	{ U"特约", PREFIX, CREDIT_CORRESPONDENT },
	{ U"实习记者", PREFIX, CREDIT_INTERN },
	{ U"见习记者", PREFIX, CREDIT_INTERN },
	{ U"实习生", PREFIX, CREDIT_INTERN },
	{ U"摄影记者", PREFIX, CREDIT_PHOTOGRAPHER },
	{ U"特派记者", PREFIX, CREDIT_REPORTER },
	{ U"首席记者", PREFIX, CREDIT_REPORTER },
	{ U"全媒体记者", PREFIX, CREDIT_REPORTER },
	{ U"融媒体记者", PREFIX, CREDIT_REPORTER },
	{ U"记者", PREFIX, CREDIT_REPORTER },
	{ U"编辑", PREFIX, CREDIT_AUTHOR },
	{ U"作者", PREFIX, CREDIT_AUTHOR },
	{ U"摄影报道", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"摄影", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"供图", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"图", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"摄", SUFFIX, CREDIT_PHOTOGRAPHER },
	{ U"采写", PASS, CREDIT_AUTHOR },
	{ U"采访整理", PASS, CREDIT_AUTHOR },
	{ U"报道", PASS, CREDIT_AUTHOR },
	{ U"报导", PASS, CREDIT_AUTHOR },
	{ U"整理", PASS, CREDIT_AUTHOR },
	{ U"撰写", PASS, CREDIT_AUTHOR },
	{ U"撰文", PASS, CREDIT_AUTHOR },
	{ U"供稿", PASS, CREDIT_AUTHOR },
	{ U"编译", PASS, CREDIT_AUTHOR },
	{ U"提供", PASS, CREDIT_AUTHOR },
	{ U"文", PASS, CREDIT_AUTHOR },
	{ U"等", PASS, CREDIT_AUTHOR },
	{ U"由", PASS, CREDIT_AUTHOR },
	{ U"均", PASS, CREDIT_AUTHOR },
	{ U"据", PASS, CREDIT_AUTHOR },
	{ U"本组稿件", GROUP, CREDIT_AUTHOR },
	{ U"本组文章", GROUP, CREDIT_AUTHOR },
	{ U"本组报道", GROUP, CREDIT_AUTHOR },
	{ U"本组图片", GROUP, CREDIT_AUTHOR },
	{ U"本组照片", GROUP, CREDIT_AUTHOR },
	{ U"本版稿件", GROUP, CREDIT_AUTHOR },
	{ U"本版图片", GROUP, CREDIT_AUTHOR },
	{ U"本版照片", GROUP, CREDIT_AUTHOR },
	{ U"以上图片", GROUP, CREDIT_AUTHOR },
	{ U"以上照片", GROUP, CREDIT_AUTHOR },
	{ U"图片", PASS, CREDIT_AUTHOR },
	{ U"照片", PASS, CREDIT_AUTHOR },
};

enum { WORDS = sizeof(words) / sizeof(*words) };

static bool is_mark(uint32_t c)
{
	return c == ' ' || c == 0x3001 || c == ',' || c == ';' || c == '/' || c == ':' || c == '.' ||
	       c == 0x3002 || c == '|';
}

/* At the end of a run of names: nothing, a mark, or another byline word. */
static bool ends_run(struct glyphs g, size_t i, size_t to)
{
	return i >= to || is_mark(g.code[i]);
}

/*
 * A word at i. One glyph of role (摄, 图, 文) may be part of a name, so it
 * counts only at the end of a run; 由, 据, 均 only at the beginning.
 */
static const struct word *word_at(struct glyphs g, size_t i, size_t to, bool in_run)
{
	for (size_t k = 0; k < WORDS; k++) {
		size_t n = glyph_length(words[k].text);
		if (i + n > to || !glyph_at(g, i, words[k].text))
			continue;
		bool opening = words[k].effect == PASS && n == 1 && words[k].text[0] != U'文' &&
		               words[k].text[0] != U'等';
		if (n == 1 && opening ? in_run : n == 1 && !ends_run(g, i + n, to))
			continue;
		return &words[k];
	}
	return NULL;
}

/* Where the run of names at i ends: at a byline word, an agency, or to. */
static size_t run_end(struct glyphs g, size_t i, size_t to)
{
	size_t start = i;
	while (i < to && g.code[i] != ':' && g.code[i] != ';' && g.code[i] != 0x3002) {
		/* the word must leave room for a name, else it is part of one: 张文 */
		bool single = i - start < 2 && start > 0;
		const struct word *w = word_at(g, i, to, i > start);
		if (w && (i == start || glyph_length(w->text) > 1 || !single))
			break;
		if (i > start && pattern_agency(g, i))
			break;
		i++;
	}
	return i;
}

struct reader {
	struct glyphs       g;
	size_t              to;
	bool                loose;
	enum credit_role    role;   /* of the names to come */
	size_t              since;  /* the first name that a suffix concerns */
	struct credit_list *out;
};

static void apply(struct reader *r, const struct word *w)
{
	struct credit_list *out = r->out;
	switch (w->effect) {
	case PREFIX:
		r->role = w->role;
		r->since = out->len;
		break;
	case SUFFIX:
		for (size_t k = r->since; k < out->len; k++)
			out->items[k].role = w->role;
		if (r->since == out->len)
			r->role = w->role; /* 摄影：X */
		else
			r->role = CREDIT_AUTHOR;
		r->since = out->len;
		break;
	case GROUP:
		out->group = true;
		break;
	default:
		break;
	}
	out->says_role |= w->effect != PASS || glyph_length(w->text) > 1;
}

static bool read_names(struct reader *r, size_t from, size_t end)
{
	struct name names[NAME_MOST];
	struct credit_list *out = r->out;
	size_t n = name_list(r->g, from, end, r->loose || out->says_role, names);
	if (n == 0 || out->len + n > NAME_MOST)
		return false;
	for (size_t k = 0; k < n; k++)
		out->items[out->len++] = (struct credit_found){ names[k], r->role };
	return true;
}

/* A commentator without a name is the paper's own: 本报评论员. */
static void name_the_paper(struct glyphs g, size_t from, size_t to, struct credit_list *out)
{
	size_t agency = pattern_agency(g, from);
	if (out->len > 0 || !agency)
		return;
	const struct word *w = word_at(g, agency, to, false);
	if (w && w->role == CREDIT_COMMENTATOR && agency + glyph_length(w->text) == to)
		out->items[out->len++] = (struct credit_found){ { from, to }, w->role };
}

bool credit_read(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out)
{
	struct reader r = { g, to, loose, CREDIT_AUTHOR, 0, out };
	*out = (struct credit_list){ .len = 0 };
	while (from < to && is_mark(g.code[from]))
		from++;
	while (to > from && is_mark(g.code[to - 1]))
		to--;
	r.to = to;
	for (size_t i = from; i < to;) {
		if (is_mark(g.code[i])) {
			i++;
			continue;
		}
		size_t agency = pattern_agency(g, i);
		if (agency && agency <= to) {
			out->says_role = true;
			r.since = out->len;
			i = agency;
			continue;
		}
		const struct word *w = word_at(g, i, to, false);
		if (w) {
			apply(&r, w);
			i += glyph_length(w->text);
			continue;
		}
		size_t end = run_end(g, i, to);
		size_t trimmed = end;
		while (trimmed > i && is_mark(g.code[trimmed - 1]))
			trimmed--;
		if (trimmed == i || !read_names(&r, i, trimmed)) {
			*out = (struct credit_list){ .len = 0 };
			return false;
		}
		i = end;
	}
	name_the_paper(g, from, to, out);
	return out->len > 0;
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

size_t credit_after_dateline(struct glyphs g, size_t i, struct credit_list *out)
{
	enum { LONGEST = 50 };
	*out = (struct credit_list){ .len = 0 };
	size_t at = pattern_blanks(g, i);
	if (at < g.len && g.code[at] == '(') {
		for (size_t end = at + 1; end < g.len && end < at + LONGEST; end++)
			if (g.code[end] == ')')
				return credit_read(g, at + 1, end, false, out) ? end + 1 : i;
		return i;
	}
	for (size_t end = at + 4; end < g.len && end < at + LONGEST; end++) {
		bool stop = g.code[end] == ':' || g.code[end] == ',' || g.code[end] == 0x3002;
		if (stop && g.code[end] == ':' && credit_read(g, at, end, false, out) && out->says_role)
			return end + 1;
		if (stop && g.code[end] != ',')
			break;
	}
	*out = (struct credit_list){ .len = 0 };
	return i;
}

bool credit_of_photo(struct glyphs g, size_t *from, struct credit_list *out)
{
	enum { LONGEST = 40 };
	*out = (struct credit_list){ .len = 0 };
	size_t end = g.len;
	while (end > 0 && is_mark(g.code[end - 1]))
		end--;
	if (end < 3 || (g.code[end - 1] != 0x6444 && !glyph_at(g, end - 2, U"摄影")))
		return false;
	size_t i = end;
	while (i > 0 && end - i < LONGEST && !glyph_ends_sentence(g.code[i - 1]) &&
	       !glyph_closes(g.code[i - 1]))
		i--;
	*from = pattern_blanks(g, i);
	return credit_read(g, *from, end, false, out);
}

bool credit_after_title(struct glyphs g, struct credit_list *out)
{
	static const char32_t *const titles[] = {
		U"主席", U"书记", U"部长", U"主任", U"总理", U"委员长", U"省长", U"市长", U"局长", U"院长",
		U"校长", U"教授", U"会长", U"大使", U"总裁", U"董事长", U"经理", U"研究员", U"院士", U"司长",
		U"厅长", U"县长", U"区长", U"秘书长", U"司令员", U"政委", U"主编", U"记者",
	};
	*out = (struct credit_list){ .len = 0 };
	if (g.len > 40)
		return false;
	for (size_t n = 2; n <= 3 && n + 2 < g.len; n++) {
		for (size_t k = 0; k < sizeof(titles) / sizeof(*titles); k++) {
			size_t title = glyph_length(titles[k]);
			size_t from = g.len - n;
			if (from >= title && glyph_at(g, from - title, titles[k]) &&
			    credit_read(g, from, g.len, false, out))
				return true;
		}
	}
	*out = (struct credit_list){ .len = 0 };
	return false;
}
