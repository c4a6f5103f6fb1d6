/* Bylines and datelines of an article, from its parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "language/language.h"
#include "segment/byline.h"

static struct arena arena;

struct line {
	enum label label;
	const char *text;
};

/* The article made of lines, up to one without text. */
static struct article article_of(const struct line *lines, bool *group)
{
	struct part parts[8];
	struct draft d = { .parts = parts };
	struct article a = { .credit_count = 0 };
	for (; lines->text; lines++) {
		struct view v = view_of(lines->text);
		parts[d.count++] = (struct part){ .label = lines->label,
			                              .text = v,
			                              .glyphs = glyph_read(v, language_default(), &arena),
			                              .one_line = true };
	}
	bool g = byline_find(&d, &a, &arena);
	if (group)
		*group = g;
	return a;
}

static const char *credits_of(const struct article *a)
{
	static const char letters[] = "arcimpg"; /* in the order of enum credit_role */
	struct buf b = { 0 };
	for (size_t i = 0; i < a->credit_count; i++)
		buf_printf(&b, "%s%.*s %c", i ? ", " : "", VIEW_ARG(a->credits[i].name),
		           letters[a->credits[i].role]);
	const char *all = arena_string(&arena, buf_view(&b));
	buf_free(&b);
	return all;
}

static void assert_article(const struct line *lines, const char *credits, const char *dateline,
                           const char *text)
{
	struct article a = article_of(lines, NULL);
	assert_string_equal(credits_of(&a), credits);
	assert_string_equal(a.dateline.data ? arena_string(&arena, a.dateline) : "", dateline);
	assert_string_equal(a.byline_text.data ? arena_string(&arena, a.byline_text) : "", text);
}

#define ARTICLE(...)        \
	((const struct line[]){ \
		{ LABEL_START_HEADLINE, "秋收顺利结束" }, __VA_ARGS__, { LABEL_BODY, NULL } })

static void a_line_of_its_own_is_a_byline(void **state)
{
	(void)state;
	assert_article(
		ARTICLE({ LABEL_BYLINE, "□本报记者　张波" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
		"张波 r", "", "□本报记者　张波");
	assert_article(ARTICLE({ LABEL_BYLINE, "城报·城网记者张波来源：城报【编辑:李学军】" },
	                       { LABEL_LEAD, "昨日，全市秋收结束。" }),
	               "张波 r", "", "城报·城网记者张波来源：城报【编辑:李学军】");
	assert_article(
		ARTICLE({ LABEL_SUBHEAD, "報導•攝影╱李學軍" }, { LABEL_LEAD, "昨日，全市秋收結束。" }),
		"李學軍 a, 李學軍 p", "", "報導•攝影╱李學軍");
	assert_article(
		ARTICLE({ LABEL_BYLINE, "本报记者 张　波 李学军" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
		"张波 r, 李学军 r", "", "本报记者 张　波 李学军");
	assert_article(
		ARTICLE({ LABEL_BYLINE, "胡桃汉仙湘国" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
		"胡桃 a, 汉仙 a, 湘国 a", "", "胡桃汉仙湘国");
	assert_article(ARTICLE({ LABEL_BYLINE, "（张波）" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
	               "张波 a", "", "（张波）");
	assert_article(ARTICLE({ LABEL_DECK, "本报记者张波" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
	               "张波 r", "", "本报记者张波");
	assert_article(
		ARTICLE({ LABEL_BYLINE, "国家主席江泽民" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
		"江泽民 a", "", "国家主席江泽民");
	assert_article(ARTICLE({ LABEL_BYLINE, "本报评论员" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
	               "本报评论员 m", "", "本报评论员");
}

static void a_bracket_at_the_end_is_a_byline(void **state)
{
	(void)state;
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（张 波）【编辑：李学军】" }),
	               "张波 a", "", "（张 波）");
	assert_article(ARTICLE({ LABEL_LEAD, "本报讯 昨日，全市秋收结束。（张 波）" }), "张波 a",
	               "本报讯", "（张 波）");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（峤聿）" }), "峤聿 a", "",
	               "（峤聿）");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。(刘志刚、杨莉)。" }),
	               "刘志刚 a, 杨莉 a", "", "(刘志刚、杨莉)。");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（河南开封市牛建海）" }), "牛建海 a",
	               "", "（河南开封市牛建海）");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。" }, { LABEL_SUBHEAD, "（张波）" }),
	               "张波 a", "", "（张波）");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（据新华社电）" }), "新华社 g", "",
	               "（据新华社电）");
}

static void notes_in_brackets_are_none(void **state)
{
	(void)state;
	static const char *const notes[] = {
		"昨日，全市秋收结束。（附图片１张）",
		"昨日，全市秋收结束。（传真照片）",
		"昨日，全市秋收结束（好）。",
		"该中心（以下简称“国创中心”）",
		"昨日，全市秋收结束。（本报专电）",
		"昨日，全市秋收结束。（未完待续）",
		"昨日，全市秋收结束。（完）",
		"昨日，全市秋收结束。（上）",
		"昨日，全市秋收结束（山西）",
		"昨日，全市秋收结束。（山西）",
		"昨日，全市秋收结束。（一九九七年十二月三十一日）",
		"热线(0351)12320",
		"昨日，全市秋收结束。（题图图片由肯尼亚驻华使馆提供）",
		"欢迎来电（电话：２０８５）",
		"昨日，全市秋收结束。（太原市公安局）",
		"昨日，全市秋收结束。（图片）",
		"昨日，全市秋收结束。（左一）",
	};
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++)
		assert_article(ARTICLE({ LABEL_LEAD, notes[i] }), "", "", "");
}

static void datelines_lead_or_close(void **state)
{
	(void)state;
	assert_article(
		ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（本报北京、里约热内卢、布宜诺斯艾利斯11月"
	                          "12日电  记者张波、李学军）" }),
		"张波 r, 李学军 r", "本报北京、里约热内卢、布宜诺斯艾利斯11月12日电",
		"（本报北京、里约热内卢、布宜诺斯艾利斯11月12日电  记者张波、李学军）");
	assert_article(ARTICLE({ LABEL_LEAD, "本报讯（记者 张波）昨日，全市秋收结束。" }), "张波 r",
	               "本报讯", "");
	assert_article(ARTICLE({ LABEL_LEAD, "本报讯 4月9日尖草坪区消息 全市秋收结束。" }), "",
	               "本报讯", "");
	assert_article(ARTICLE({ LABEL_LEAD, "（上接第1版）本报北京1月4日电记者张波报道：秋收结束。" }),
	               "张波 r", "本报北京1月4日电", "");
	assert_article(ARTICLE({ LABEL_LEAD, "秋收结束。（新华社北京１２月３１日电）" }), "",
	               "新华社北京１２月３１日电", "（新华社北京１２月３１日电）");
	assert_article(ARTICLE({ LABEL_LEAD, "秋收结束。" }, { LABEL_BODY, "（本报渥太华电）" }), "",
	               "本报渥太华电", "（本报渥太华电）");
	assert_article(ARTICLE({ LABEL_LEAD, "新华社北京1月4日电（记者张波）秋收结束。" },
	                       { LABEL_BODY, "新华社上海1月4日电（记者李军）秋收结束。" }),
	               "张波 r, 李军 r", "新华社北京1月4日电", "");
}

static void photographers_stand_in_captions(void **state)
{
	(void)state;
	assert_article(ARTICLE({ LABEL_CAPTION, "图为秋收现场。（新华社记者索朗罗布摄）" }),
	               "索朗罗布 p", "", "（新华社记者索朗罗布摄）");
	assert_article(ARTICLE({ LABEL_CAPTION, "图为秋收现场。 李学军 牛利敏 摄" }),
	               "李学军 p, 牛利敏 p", "", "");
	assert_article(ARTICLE({ LABEL_CAPTION, "图为秋收现场。（张波摄）（传真照片）" }), "张波 p", "",
	               "（张波摄）");
	assert_article(ARTICLE({ LABEL_CAPTION, "图①秋收。（张波摄）图②入仓。（李军摄）" }),
	               "李军 p, 张波 p", "", "（李军摄）");
	assert_article(ARTICLE({ LABEL_CAPTION, "秋收现场。（新华社发美联社照片）" }),
	               "新华社 g, 美联社 g", "", "（新华社发美联社照片）");
	assert_article(ARTICLE({ LABEL_LEAD, "邮票（见图，新华社记者安小虎摄）今天发行。" }),
	               "安小虎 p", "", "");
}

static void reporters_stand_behind_the_last_sentence(void **state)
{
	(void)state;
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。  本报记者　张 波" }), "张波 r", "",
	               "本报记者　张 波");
	assert_article(ARTICLE({ LABEL_LEAD, "他说：“秋收结束了。”本报记者张波 通讯员李学军" }),
	               "张波 r, 李学军 c", "", "本报记者张波 通讯员李学军");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，城东秋收结束。本报记者 张波" },
	                       { LABEL_BODY, "昨日，城西秋收结束。本报记者 张波" }),
	               "张波 r", "", "本报记者 张波");
	/* No word says that this is a name, and no sentence ends before that one. */
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。张波" }), "", "", "");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日接受采访的有本报记者张波" }), "", "", "");
}

static void who_an_author_is_is_no_name(void **state)
{
	(void)state;
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（作者为中国驻波兰大使）" }), "", "",
	               "");
	assert_article(
		ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（作者为大学的校长，本报记者张波采访整理）" }),
		"张波 r", "", "（作者为大学的校长，本报记者张波采访整理）");
	assert_article(
		ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（综合本报记者张波和新华社记者李学军报道）" }),
		"张波 r, 李学军 r", "", "（综合本报记者张波和新华社记者李学军报道）");
	assert_article(ARTICLE({ LABEL_LEAD, "昨日，全市秋收结束。（张波、何劲和、李学军参与采写）" }),
	               "张波 a, 何劲和 a, 李学军 a", "", "（张波、何劲和、李学军参与采写）");
}

static void text_is_no_byline(void **state)
{
	(void)state;
	assert_article(
		ARTICLE({ LABEL_BYLINE, "丁晓祥主持 韩正出席" }, { LABEL_LEAD, "昨日，全市秋收结束。" }),
		"", "", "");
	assert_article(ARTICLE({ LABEL_LEAD, "记者从市公安局获悉，秋收顺利。" },
	                       { LABEL_SUBHEAD, "黄河浪涌" }, { LABEL_BODY, "贴满窗户" },
	                       { LABEL_BODY, "抵达家门" }),
	               "", "", "");
	assert_article(
		ARTICLE({ LABEL_DECK, "访中国银行行长王平" }, { LABEL_LEAD, "昨日，全市秋收结束。" }), "",
		"", "");
	assert_article(ARTICLE({ LABEL_SUBHEAD, "汇率" }, { LABEL_BODY, "亦称汇价，即兑换比率。" }), "",
	               "", "");
}

static void a_group_shares_its_credit(void **state)
{
	(void)state;
	bool group = false;
	struct article from =
		article_of(ARTICLE({ LABEL_LEAD, "秋收结束。(本组稿件由何宝国采写)" }), &group);
	assert_true(group);
	struct article to = { .credit_count = 0 };
	byline_share(&from, &to, &arena);
	assert_string_equal(credits_of(&to), "何宝国 a");
	assert_null(to.byline_text.data);
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_its_own_is_a_byline),
		cmocka_unit_test(a_bracket_at_the_end_is_a_byline),
		cmocka_unit_test(notes_in_brackets_are_none),
		cmocka_unit_test(datelines_lead_or_close),
		cmocka_unit_test(photographers_stand_in_captions),
		cmocka_unit_test(reporters_stand_behind_the_last_sentence),
		cmocka_unit_test(who_an_author_is_is_no_name),
		cmocka_unit_test(text_is_no_byline),
		cmocka_unit_test(a_group_shares_its_credit),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
