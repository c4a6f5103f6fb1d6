#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "segment/draft.h"

static struct drafts make(struct paper *p, const enum label *labels)
{
	struct drafts drafts = { 0 };
	draft_make(&p->blocks, labels, &p->arena, &drafts);
	return drafts;
}

static void test_furniture_parts_drafts(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("第2版\n桥通车了\n本报讯 桥通了。\n编辑 甲\n雨\n下雨了。\n"));
	const enum label labels[] = { LABEL_FURNITURE, LABEL_START_HEADLINE, LABEL_LEAD,
		                          LABEL_FURNITURE, LABEL_START_HEADLINE, LABEL_LEAD };
	struct drafts d = make(p, labels);
	assert_int_equal(d.items.len, 2);
	assert_int_equal(d.items.items[0].first, 1);
	assert_int_equal(d.items.items[0].to, 3);
	assert_int_equal(d.items.items[1].first, 4);
	assert_int_equal(d.items.items[1].to, 6);
	assert_int_equal(d.items.items[1].count, 2);
	array_free(&d.items);
	paper_free(p);
}

static void test_torn_parts_are_joined(void **state)
{
	(void)state;
	struct paper *p =
		paper_read(VIEW("桥\n桥今天\n\n通车，使用 GPS \nsystem 定位\n，很好。\n第二段。\n"));
	const enum label labels[] = { LABEL_START_HEADLINE, LABEL_LEAD,         LABEL_CONTINUATION,
		                          LABEL_CONTINUATION,   LABEL_CONTINUATION, LABEL_BODY };
	struct drafts d = make(p, labels);
	assert_int_equal(d.items.len, 1);
	const struct draft *one = &d.items.items[0];
	assert_int_equal(one->count, 3);
	assert_text(one->parts[1].text, "桥今天通车，使用 GPS system 定位，很好。");
	assert_int_equal(one->parts[1].glyphs.len, 26);
	assert_text(draft_first_paragraph(one)->text, one->parts[1].text.data);
	assert_text(draft_last_paragraph(one)->text, "第二段。");
	array_free(&d.items);
	paper_free(p);
}

/* A headline, a deck that the width of the column has cut are one; two lines that it has not are two. */
static void test_lines_cut_by_their_column_are_joined(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("县里全部公路\n今日通车\n村民说\n路好\n路通了。\n"));
	const enum label labels[] = { LABEL_START_HEADLINE, LABEL_HEADLINE, LABEL_DECK, LABEL_DECK,
		                          LABEL_LEAD };
	struct drafts d = make(p, labels);
	assert_int_equal(d.items.items[0].count, 5);
	array_free(&d.items);
	p->blocks.items[0].fills = p->blocks.items[1].below_full = true;
	p->blocks.items[2].fills = p->blocks.items[3].below_full = true;
	p->blocks.items[1].fills = p->blocks.items[2].below_full = true;
	d = make(p, labels);
	const struct draft *one = &d.items.items[0];
	assert_int_equal(one->count, 3);
	assert_text(one->parts[0].text, "县里全部公路今日通车");
	assert_int_equal(one->parts[0].label, LABEL_START_HEADLINE);
	assert_text(one->parts[1].text, "村民说路好");
	array_free(&d.items);
	paper_free(p);
}

/* Five lines below a headline are no deck, whatever the model says; four may be, and what somebody said is. */
static void test_long_decks_are_text(void **state)
{
	(void)state;
	struct paper *p =
		paper_read(VIEW("行情\n甲 1.1\n乙 1.2\n丙 1.3\n丁 1.4\n戊 1.5\n桥\n一\n二\n三\n四\n"));
	const enum label labels[] = { LABEL_START_HEADLINE, LABEL_DECK, LABEL_DECK,
		                          LABEL_DECK,           LABEL_DECK, LABEL_DECK,
		                          LABEL_START_HEADLINE, LABEL_DECK, LABEL_DECK,
		                          LABEL_DECK,           LABEL_DECK };
	struct drafts d = make(p, labels);
	assert_int_equal(d.items.items[0].parts[1].label, LABEL_LEAD);
	for (size_t i = 2; i < 6; i++)
		assert_int_equal(d.items.items[0].parts[i].label, LABEL_BODY);
	for (size_t i = 1; i < 5; i++)
		assert_int_equal(d.items.items[1].parts[i].label, LABEL_DECK);
	array_free(&d.items);
	p->blocks.items[1].role = LINE_ROLE_DECK;
	d = make(p, labels);
	assert_int_equal(d.items.items[0].parts[1].label, LABEL_DECK);
	array_free(&d.items);
	paper_free(p);
}

/* A letter's first line is no deck; a deck above it is one. */
static void test_salutations_are_text(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("给读者的信\n——写在年末\n各位读者：\n一年就要过去了。\n"));
	const enum label labels[] = { LABEL_START_HEADLINE, LABEL_DECK, LABEL_DECK, LABEL_LEAD };
	struct drafts d = make(p, labels);
	const struct draft *one = &d.items.items[0];
	assert_int_equal(one->parts[1].label, LABEL_DECK);
	assert_true(draft_is_paragraph(&one->parts[2]));
	array_free(&d.items);
	paper_free(p);
}

static void test_without_paragraphs(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("图为桥。\n桥\n"));
	const enum label labels[] = { LABEL_START_CAPTION, LABEL_HEADLINE };
	struct drafts d = make(p, labels);
	assert_int_equal(d.items.len, 1);
	assert_null(draft_first_paragraph(&d.items.items[0]));
	assert_null(draft_last_paragraph(&d.items.items[0]));
	assert_true(draft_is_headline(&d.items.items[0].parts[1]));
	assert_false(draft_is_headline(&d.items.items[0].parts[0]));
	array_free(&d.items);
	paper_free(p);
}

static void test_no_blocks(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("\n\n"));
	struct drafts d = make(p, NULL);
	assert_int_equal(d.items.len, 0);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_furniture_parts_drafts),
		cmocka_unit_test(test_torn_parts_are_joined),
		cmocka_unit_test(test_lines_cut_by_their_column_are_joined),
		cmocka_unit_test(test_long_decks_are_text),
		cmocka_unit_test(test_salutations_are_text),
		cmocka_unit_test(test_without_paragraphs),
		cmocka_unit_test(test_no_blocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
