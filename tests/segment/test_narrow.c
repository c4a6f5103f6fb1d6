#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "segment/label.h"
#include "segment/narrow.h"

#define TEXT \
	"全市上下按照部署推进各项工作，取得了新的成绩，群众的生活一天比一天好，老人和孩子都说满意。"

enum { MOST = 8 };

/* The masks of the page's blocks, of which nothing is known before; returns how many there are. */
static size_t narrow(const char *text, uint32_t *masks)
{
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(text));
	struct blocks blocks;
	block_make(&p->text, &a, &blocks);
	assert_in_range(blocks.len, 1, MOST);
	for (size_t i = 0; i < blocks.len; i++)
		masks[i] = ~0U;
	narrow_by_words(&blocks, NULL, masks);
	size_t len = blocks.len;
	paper_free(p);
	arena_free(&a);
	return len;
}

/* The same of a text with that end, a line below it, and another text. */
static size_t narrow_below(const char *end, const char *line, uint32_t *masks)
{
	char page[512];
	snprintf(page, sizeof(page), TEXT "%s\n\n%s\n\n" TEXT "\n", end, line);
	return narrow(page, masks);
}

static bool may_be(uint32_t mask, int label)
{
	return (mask & LABEL_BIT(label)) != 0;
}

static void test_below_signature(void **state)
{
	(void)state;
	static const char *const signatures[] = { "（任 丽）", "（本报记者 江 涛）",
		                                      "（王小明 李建国）", "（江西资溪县人民法院范斯祖）" };
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		uint32_t masks[MOST];
		assert_int_equal(narrow_below(signatures[i], "记者手记", masks), 3);
		assert_true(may_be(masks[1], LABEL_START_HEADLINE));
		assert_true(may_be(masks[1], LABEL_END_HEADLINE));
		assert_false(may_be(masks[1], LABEL_SUBHEAD));
		assert_false(may_be(masks[1], LABEL_BODY));
		assert_int_equal(masks[2], ~0U);
	}
}

/* A note below a signature is none of the next article's. */
static void test_notes_below_signature(void **state)
{
	(void)state;
	static const char *const notes[] = { "图片：", "（本组稿件由记者孟瑶整理）", "＊＊＊" };
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		uint32_t masks[MOST];
		assert_in_range(narrow_below("（任 丽）", notes[i], masks), 2, 3);
		assert_int_equal(masks[1], ~0U);
	}
}

/* Behind a photographer, a note, or brackets within a sentence an article goes on. */
static void test_no_signature(void **state)
{
	(void)state;
	static const char *const others[] = { "（李舸摄）", "（附图片一张）",
		                                  "（新华社北京一月四日电）", "见下表（任 丽）" };
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		uint32_t masks[MOST];
		assert_int_equal(narrow_below(others[i], "记者手记", masks), 3);
		assert_int_equal(masks[1], ~0U);
	}
}

static void test_report(void **state)
{
	(void)state;
	static const char page[] =
		TEXT "\n\n助企纾困，加快恢复经济社会发展活力\n\n"
			 "以政策的确定性应对不确定性，精准帮扶企业，更好稳定预期\n\n"
			 "本报讯 昨天，市里召开会议，部署下一阶段工作，各区县负责人到会。\n";
	uint32_t masks[MOST];
	assert_int_equal(narrow(page, masks), 4);
	assert_int_equal(masks[0], ~0U);
	for (size_t i = 1; i < 3; i++) {
		assert_true(may_be(masks[i], LABEL_START_HEADLINE));
		assert_true(may_be(masks[i], LABEL_DECK));
		assert_false(may_be(masks[i], LABEL_BODY));
		assert_false(may_be(masks[i], LABEL_SUBHEAD));
	}
	assert_int_equal(masks[3], LABEL_BIT(LABEL_START_LEAD) | LABEL_BIT(LABEL_LEAD));
}

/* Captions, verse and signatories above a report may be of the article before. */
static void test_above_report(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"12月3日，菜农正在采摘西红柿。入冬以来日供鲜菜四百吨，保障供应。本报通讯员 李国栋 摄",
		"春天走得很慢", "中共临江市委", "他们都说，日子越过越有奔头，往后还会更好。"
	};
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		char page[512];
		uint32_t masks[MOST];
		snprintf(page, sizeof(page), TEXT "\n\n%s\n\n【本报讯】昨天，市里召开会议，部署工作。\n",
		         lines[i]);
		assert_int_equal(narrow(page, masks), 3);
		assert_int_equal(masks[1], ~0U);
		assert_int_equal(masks[2], LABEL_BIT(LABEL_START_LEAD) | LABEL_BIT(LABEL_LEAD));
	}
}

/* What only looks like a report: another dateline, and a word that begins so. */
static void test_no_report(void **state)
{
	(void)state;
	static const char *const texts[] = { "本报北京1月5日电 昨天，市里召开会议，部署工作。",
		                                 "新华社北京1月4日电 昨天，市里召开会议，部署工作。",
		                                 "本报讯问了多位当事人，他们都说不知道这件事情。" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char page[512];
		uint32_t masks[MOST];
		snprintf(page, sizeof(page), TEXT "\n\n%s\n", texts[i]);
		assert_int_equal(narrow(page, masks), 2);
		assert_int_equal(masks[1], ~0U);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_below_signature), cmocka_unit_test(test_notes_below_signature),
		cmocka_unit_test(test_no_signature),    cmocka_unit_test(test_report),
		cmocka_unit_test(test_above_report),    cmocka_unit_test(test_no_report),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
