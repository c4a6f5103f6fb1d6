#include "page/classify.h"

#include "page/notice.h"
#include "page/pattern.h"

struct seen {
	const struct draft   *draft;
	const struct article *article;
	struct glyphs         head;   /* kicker, headline and deck */
	size_t                length; /* glyphs of the body */
	size_t                paragraphs;
	size_t                captions;
	size_t                subheads;
	size_t                short_paragraphs;
	size_t                day_lines;
};

static bool says(struct glyphs g, const char32_t *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (glyph_find(g, words[k], 0) >= 0)
			return true;
	return false;
}

#define SAYS(g, ...)                                                             \
	says(g, (const char32_t *const[]){ __VA_ARGS__ },                        \
	     sizeof((const char32_t *const[]){ __VA_ARGS__ }) / sizeof(char32_t *))

static bool is_day(struct glyphs g)
{
	struct printed_date d;
	return pattern_date(g, 0, &d) == g.len && d.year && d.month && d.day;
}

static struct seen look(const struct draft *d, const struct article *a, struct arena *arena)
{
	enum { SHORT = 40 };
	struct seen s = { .draft = d, .article = a };
	struct view head = a->headline_printed ? a->headline : VIEW("");
	head = arena_printf(arena, "%.*s\n%.*s\n%.*s", VIEW_ARG(a->kicker), VIEW_ARG(head),
	                    VIEW_ARG(a->deck));
	s.head = glyph_read(head, arena);
	for (size_t i = 0; i < d->count; i++) {
		const struct part *p = &d->parts[i];
		s.captions += p->label == LABEL_CAPTION || p->label == LABEL_START_CAPTION;
		s.subheads += p->label == LABEL_SUBHEAD;
		s.day_lines += is_day(p->glyphs);
		if (!draft_is_paragraph(p))
			continue;
		s.paragraphs++;
		s.length += p->glyphs.len;
		s.short_paragraphs += p->glyphs.len <= SHORT;
	}
	return s;
}

static bool is_notice(const struct seen *s)
{
	const struct part *first = draft_first_paragraph(s->draft);
	const struct part *last = draft_last_paragraph(s->draft);
	if (!first || s->article->dateline.data)
		return false;
	const struct part *head = &s->draft->parts[0];
	return notice_ends(last->glyphs) || notice_begins(first->glyphs) ||
	       (draft_is_headline(head) && notice_begins(head->glyphs) && s->length < 1500);
}

static bool is_obituary(const struct seen *s)
{
	const struct part *first = draft_first_paragraph(s->draft);
	if (SAYS(s->head, U"逝世", U"病逝", U"讣告", U"辞世", U"遗体告别"))
		return true;
	return first && first->glyphs.len > 20 && s->length < 600 &&
	       SAYS(((struct glyphs){ first->glyphs.code, first->glyphs.at, 20 }), U"同志逝世",
	            U"先生逝世", U"女士逝世");
}

static bool has_role(const struct article *a, enum credit_role role)
{
	for (size_t i = 0; i < a->credit_count; i++)
		if (a->credits[i].role == role)
			return true;
	return false;
}

static bool is_comment(const struct seen *s)
{
	return has_role(s->article, CREDIT_COMMENTATOR) ||
	       SAYS(s->head, U"社论", U"短评", U"时评", U"评论员", U"今日谈", U"随笔", U"杂谈", U"漫谈", U"编后",
	            U"快评", U"锐评", U"感言", U"思考", U"献辞", U"献词", U"札记");
}

static bool is_photo(const struct seen *s)
{
	if (s->captions > 0 && s->paragraphs == 0)
		return true;
	return SAYS(s->head, U"(图片)", U"图片新闻", U"(照片)", U"(摄影)", U"(组图)") ||
	       (s->captions > 0 && s->length < 60);
}

/* Names, figures or titles in many short paragraphs. */
static bool is_list(const struct seen *s)
{
	return s->paragraphs >= 8 && s->short_paragraphs * 10 >= s->paragraphs * 8 &&
	       SAYS(s->head, U"名单", U"名录", U"一览", U"目录", U"节目", U"排行", U"赛程", U"成绩", U"列表",
	            U"日程", U"积分榜");
}

/* Told as a story: no dateline, and long, in sections or signed. */
static bool is_feature(const struct seen *s)
{
	if (SAYS(s->head, U"纪实", U"侧记", U"特写", U"通讯", U"访谈", U"专访", U"见闻", U"散记", U"纪行", U"素描"))
		return s->length > 200;
	if (s->article->dateline.data)
		return s->subheads >= 3 && s->length > 1800;
	return (s->length > 900 && (s->subheads > 0 || s->article->credit_count > 0)) ||
	       (s->length > 200 && s->paragraphs >= 3 && s->article->credit_count == 0 && s->subheads > 0 &&
	        s->length < 1200);
}

enum kind classify_article(const struct draft *d, const struct article *a, struct arena *arena)
{
	enum { BRIEF = 180 };
	struct seen s = look(d, a, arena);
	if (is_obituary(&s))
		return KIND_OBITUARY;
	if (is_notice(&s))
		return KIND_NOTICE;
	if (SAYS(s.head, U"天气预报", U"气象预报", U"天气趋势", U"城市天气", U"今日天气", U"明日天气"))
		return KIND_WEATHER;
	if (s.day_lines > 0 || SAYS(s.head, U"历史上的今天", U"史海"))
		return KIND_HISTORY;
	if (is_photo(&s))
		return KIND_PHOTO;
	if (SAYS(s.head, U"解读", U"问答", U"答记者问", U"政策释义", U"权威解答"))
		return KIND_INTERPRETATION;
	if (is_comment(&s))
		return KIND_COMMENT;
	if (SAYS(s.head, U"读者来信", U"来信", U"编辑同志", U"来函"))
		return KIND_LETTER;
	if (is_list(&s))
		return KIND_LIST;
	if (is_feature(&s))
		return KIND_FEATURE;
	return s.length < BRIEF && s.paragraphs <= 2 ? KIND_BRIEF : KIND_NEWS;
}
