#include "segment/classify.h"

#include "segment/notice.h"
#include "segment/pattern.h"

/*
 * Glyphs in which many words are looked for, and which characters they hold:
 * a bit for the lowest six of each code, so that most words are known to be
 * missing without a search.
 */
struct searched {
	struct glyphs g;
	uint64_t held;
};

/* What the rules look at, counted once. */
struct seen {
	const struct draft *draft;
	const struct article *article;
	struct searched head;     /* kicker, headline and deck */
	const struct part *first; /* paragraph, or NULL */
	size_t length;            /* glyphs of all paragraphs */
	size_t paragraphs;
	size_t captions;
	size_t subheads;
	size_t short_paragraphs;
	size_t numbered;      /* paragraphs that begin with a number */
	size_t anniversaries; /* days of one date in different years */
	size_t sentences;
	size_t digits;
	size_t speech;       /* sentences that end inside quotes */
	size_t first_person; /* outside quotes */
};

static uint64_t bit_of(uint32_t c)
{
	return (uint64_t)1 << (c & 63);
}

static struct searched search_in(struct glyphs g)
{
	struct searched s = { g, 0 };
	for (size_t i = 0; i < g.len; i++)
		s.held |= bit_of(g.code[i]);
	return s;
}

static bool says(struct searched s, const char32_t *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if ((s.held & bit_of(words[k][0])) && (!words[k][1] || (s.held & bit_of(words[k][1]))) &&
		    glyph_find(s.g, words[k], 0) >= 0)
			return true;
	return false;
}

#define SAYS(searched, ...)                                  \
	says(searched, (const char32_t *const[]){ __VA_ARGS__ }, \
	     sizeof((const char32_t *const[]){ __VA_ARGS__ }) / sizeof(char32_t *))

static struct glyphs opening(struct glyphs g, size_t most)
{
	return (struct glyphs){ g.code, g.at, g.len < most ? g.len : most };
}

/* A day with its year at the beginning of a part; whole: and nothing else. */
static bool begins_with_day(struct glyphs g, struct printed_date *d, bool *whole)
{
	size_t end = pattern_date(g, 0, d);
	*whole = end == g.len;
	return end > 0 && d->year && d->month && d->day;
}

static bool is_numbered(struct glyphs g)
{
	int n;
	size_t i = g.len > 0 && g.code[0] == '(';
	size_t end = pattern_number(g, i, &n);
	return end > i && end < g.len &&
	       (g.code[end] == 0x3001 || g.code[end] == '.' || g.code[end] == ',' ||
	        g.code[end] == ')');
}

/* 我国, 我市, 我们: not the writer alone. */
static bool speaks_for_many(uint32_t after)
{
	for (const char32_t *many = U"们国市省区县军党方"; *many; many++)
		if (*many == after)
			return true;
	return false;
}

static void count_glyphs(struct seen *s, struct glyphs g)
{
	bool quoted = false;
	for (size_t i = 0; i < g.len; i++) {
		uint32_t c = g.code[i];
		if (glyph_is_han(c) && c != U'我')
			continue;
		uint32_t next = i + 1 < g.len ? g.code[i + 1] : 0;
		s->first_person += c == U'我' && !quoted && !speaks_for_many(next);
		s->digits += glyph_is_digit(c);
		if (c == 0x201C || c == 0x300C || c == 0x300E)
			quoted = true;
		else if (c == 0x201D || c == 0x300D || c == 0x300F)
			quoted = false;
		if (glyph_ends_sentence(c)) {
			s->sentences++;
			s->speech += next == 0x201D || next == 0x300D || next == 0x300F;
		}
	}
}

static void count_paragraph(struct seen *s, const struct part *p)
{
	enum { SHORT = 40 };
	if (!s->first)
		s->first = p;
	s->paragraphs++;
	s->length += p->glyphs.len;
	s->short_paragraphs += p->glyphs.len <= SHORT;
	s->numbered += is_numbered(p->glyphs);
	count_glyphs(s, p->glyphs);
}

/* Parts that name the same day of different years: "this day in history". */
static void count_anniversary(struct seen *s, const struct part *p, struct printed_date *before)
{
	struct printed_date d;
	bool whole;
	if (!begins_with_day(p->glyphs, &d, &whole))
		return;
	if (before->year && before->year != d.year && before->month == d.month && before->day == d.day)
		s->anniversaries++;
	*before = d;
}

static struct glyphs read_head(const struct article *a, struct arena *arena)
{
	enum { LONGEST = 120 }; /* more is text that nobody printed as a headline */
	struct view head = a->headline_printed ? a->headline : VIEW("");
	head = arena_printf(arena, "%.*s\n%.*s\n%.*s", VIEW_ARG(a->kicker), VIEW_ARG(head),
	                    VIEW_ARG(a->deck));
	struct glyphs g = glyph_read(head, arena);
	return g.len <= LONGEST ? g : opening(g, 0);
}

static struct seen look(const struct draft *d, const struct article *a, struct arena *arena)
{
	struct seen s = { .draft = d, .article = a };
	struct printed_date day = { 0 };
	s.head = search_in(read_head(a, arena));
	for (size_t i = 0; i < d->count; i++) {
		const struct part *p = &d->parts[i];
		s.captions += p->label == LABEL_CAPTION || p->label == LABEL_START_CAPTION;
		s.subheads += p->label == LABEL_SUBHEAD;
		if (draft_is_paragraph(p))
			count_paragraph(&s, p);
		if (draft_is_paragraph(p) || p->label == LABEL_SUBHEAD)
			count_anniversary(&s, p, &day);
	}
	return s;
}

static bool has_role(const struct article *a, enum credit_role role)
{
	for (size_t i = 0; i < a->credit_count; i++)
		if (a->credits[i].role == role)
			return true;
	return false;
}

static bool is_notice(const struct seen *s)
{
	if (s->draft->in_notices)
		return true;
	const struct part *last = draft_last_paragraph(s->draft);
	if (!s->first || s->article->dateline.data)
		return false;
	const struct part *head = &s->draft->parts[0];
	return notice_ends(last->glyphs) || notice_begins(s->first->glyphs) ||
	       (draft_is_headline(head) && notice_begins(head->glyphs) && s->length < 1500);
}

/* The death itself is the news, not the years since it. */
static bool is_obituary(const struct seen *s)
{
	if (SAYS(s->head, U"周年", U"纪念", U"诞辰", U"追思"))
		return false;
	if (SAYS(s->head, U"逝世", U"病逝", U"讣告", U"辞世", U"遗体告别"))
		return true;
	if (!s->first || s->length > 600)
		return false;
	struct searched lead = search_in(opening(s->first->glyphs, 60));
	if (SAYS(lead, U"周年", U"纪念", U"诞辰"))
		return false;
	return SAYS(search_in(opening(s->first->glyphs, 20)), U"同志逝世", U"先生逝世", U"女士逝世") ||
	       (SAYS(lead, U"逝世", U"病逝", U"去世", U"辞世") &&
	        SAYS(search_in(s->first->glyphs), U"享年", U"终年"));
}

static bool is_weather(const struct seen *s)
{
	return SAYS(s->head, U"天气预报", U"气象预报", U"天气趋势", U"城市天气", U"今日天气",
	            U"明日天气", U"天气实况") ||
	       (SAYS(s->head, U"天气", U"气象") && s->length < 200 && !s->article->dateline.data &&
	        SAYS(s->first ? search_in(s->first->glyphs) : s->head, U"最高气温", U"最低气温",
	             U"转多云", U"转晴", U"级", U"℃", U"度"));
}

static bool is_history(const struct seen *s)
{
	struct printed_date d;
	bool whole;
	if (SAYS(s->head, U"历史上的今天", U"史海", U"史上今日") || s->anniversaries > 0)
		return true;
	return !s->article->headline_printed && s->first && s->paragraphs + s->subheads > 1 &&
	       begins_with_day(s->draft->parts[0].glyphs, &d, &whole) && whole;
}

static bool is_photo(const struct seen *s)
{
	enum { A_CAPTION = 60 }; /* as long as the text beside one picture */
	if (s->captions > 0 && s->length < s->captions * A_CAPTION)
		return true;
	return SAYS(s->head, U"(图片)", U"图片新闻", U"(照片)", U"(摄影)", U"(组图)", U"(漫画)",
	            U"(插图)") ||
	       (SAYS(s->head, U"(附图片") && s->length < 2 * A_CAPTION);
}

static bool is_comment(const struct seen *s)
{
	if (has_role(s->article, CREDIT_COMMENTATOR))
		return true;
	if (s->article->dateline.data)
		return false;
	struct view headline = s->article->headline;
	if (s->article->headline_printed && s->length > 200 && view_starts(headline, VIEW("论")) &&
	    !view_starts(headline, VIEW("论文")) && !view_starts(headline, VIEW("论坛")))
		return true;
	return SAYS(s->head, U"社论", U"短评", U"时评", U"评论员", U"今日谈", U"随笔", U"杂谈", U"漫谈",
	            U"编后", U"快评", U"锐评", U"感言", U"思考", U"献辞", U"献词", U"札记", U"有感",
	            U"杂感", U"小议", U"浅谈", U"漫议", U"随想", U"断想", U"想到的", U"也谈", U"之我见",
	            U"编者按");
}

/* Readers write to the paper and speak to it. */
static bool is_letter(const struct seen *s)
{
	if (s->article->dateline.data || has_role(s->article, CREDIT_REPORTER))
		return false;
	if (SAYS(s->head, U"读者来信", U"来信", U"编辑同志", U"来函"))
		return true;
	return s->first &&
	       SAYS(search_in(opening(s->first->glyphs, 24)), U"编辑同志", U"编辑部", U"你报", U"贵报");
}

/* Names, figures or titles, many and short; or whatever calls itself one and holds no sentences. */
static bool is_list(const struct seen *s)
{
	bool named = SAYS(s->head, U"名单", U"名录", U"一览", U"目录", U"节目", U"排行", U"赛程",
	                  U"成绩", U"列表", U"日程", U"积分榜", U"行情");
	if (s->length == 0 || s->article->dateline.data)
		return false;
	if (named && s->length > 100 && s->sentences * 100 < s->length)
		return true;
	if (s->paragraphs < 6)
		return false;
	if (s->numbered * 10 >= s->paragraphs * 9 && s->length < s->paragraphs * 80)
		return true;
	return s->short_paragraphs * 10 >= s->paragraphs * 8 &&
	       (named || (s->digits * 10 >= s->length * 3 && s->sentences * 4 <= s->paragraphs));
}

/* Told as a story: no dateline, and long, in sections, signed, or seen with one's own eyes. */
static bool is_feature(const struct seen *s)
{
	const struct article *a = s->article;
	if (SAYS(s->head, U"纪实", U"侧记", U"特写", U"通讯", U"访谈", U"专访", U"见闻", U"散记",
	         U"纪行", U"素描"))
		return s->length > 200;
	if (a->dateline.data)
		return s->subheads >= 3 && s->length > 1800;
	if (s->length > 900 && a->credit_count > 0)
		return true;
	if (s->length > 200 && s->paragraphs >= 3 && s->subheads > 0 && s->speech > 0)
		return true;
	return s->length > 300 && has_role(a, CREDIT_AUTHOR) && s->first_person >= 3;
}

static bool is_brief(const struct seen *s)
{
	enum { BRIEF = 180, UNTITLED = 300 };
	if (!s->article->headline_printed && s->paragraphs == 1)
		return s->length < UNTITLED;
	return s->length < BRIEF && s->paragraphs <= 2;
}

enum kind classify_article(const struct draft *d, const struct article *a, struct arena *arena)
{
	struct seen s = look(d, a, arena);
	if (is_obituary(&s))
		return KIND_OBITUARY;
	if (is_notice(&s))
		return KIND_NOTICE;
	if (is_weather(&s))
		return KIND_WEATHER;
	if (is_history(&s))
		return KIND_HISTORY;
	if (is_photo(&s))
		return KIND_PHOTO;
	if (SAYS(s.head, U"解读", U"问答", U"答记者问", U"政策释义", U"权威解答"))
		return KIND_INTERPRETATION;
	if (is_comment(&s))
		return KIND_COMMENT;
	if (is_letter(&s))
		return KIND_LETTER;
	if (is_list(&s))
		return KIND_LIST;
	if (is_feature(&s))
		return KIND_FEATURE;
	return is_brief(&s) ? KIND_BRIEF : KIND_NEWS;
}
