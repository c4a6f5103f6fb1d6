#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "../scratch.h"
#include "language/language.h"
#include "learn/gold.h"
#include "learn/learn.h"
#include "learn/score.h"
#include "segment/segment.h"

static void read_seeds(struct gold *g)
{
	struct report r = { 0 };
	bool ok = gold_read("tests/seeds", g, &r);
	report_print(&r, stderr);
	assert_true(ok);
	report_free(&r);
}

static void annotated_pages_can_be_learned_from(void **state)
{
	(void)state;
	struct gold g = { 0 };
	read_seeds(&g);
	assert_int_equal(g.pages.len, 5);
	size_t articles = 0, where;
	for (size_t i = 0; i < g.pages.len; i++) {
		articles += g.pages.items[i].article_count;
		assert_true(gold_is_possible(&g.pages.items[i], &where));
	}
	assert_int_equal(articles, 37);
	gold_free(&g);
}

static void invented_pages_can_be_learned_from(void **state)
{
	(void)state;
	struct gold g = { 0 };
	struct report r = { 0 };
	size_t where;
	assert_true(gold_read("tests/city", &g, &r));
	assert_int_equal(r.messages.len, 0);
	assert_int_equal(g.pages.len, 18);
	for (size_t i = 0; i < g.pages.len; i++)
		assert_true(gold_is_possible(&g.pages.items[i], &where));
	report_free(&r);
	gold_free(&g);
}

static void a_folder_without_annotations_is_told(void **state)
{
	(void)state;
	struct gold g = { 0 };
	struct report r = { 0 };
	assert_false(gold_read("tests/learn", &g, &r));
	assert_int_equal(r.errors, 1);
	assert_string_equal(r.messages.items[0].text,
	                    "tests/learn: has neither gold.json nor expected.json");
	report_free(&r);
	gold_free(&g);
}

static struct learn_options few_rounds(void)
{
	struct learn_options o = learn_defaults();
	o.rounds = 25;
	o.batch = 60;
	return o;
}

static void learn_text(const struct gold *g, struct buf *out)
{
	struct weights w;
	struct learn_options o = few_rounds();
	learn_weights(g, &o, &w);
	weights_write(&w, out);
	weights_free(&w);
}

static void the_same_pages_give_the_same_weights(void **state)
{
	(void)state;
	struct gold g = { 0 };
	struct buf a = { 0 }, b = { 0 };
	read_seeds(&g);
	learn_text(&g, &a);
	learn_text(&g, &b);
	assert_true(view_eq(buf_view(&a), buf_view(&b)));
	buf_free(&a);
	buf_free(&b);
	gold_free(&g);
}

static void score_all(const struct gold *g, const struct weights *w, struct score *s)
{
	for (size_t i = 0; i < g->pages.len; i++) {
		struct page p;
		segment_page(&g->pages.items[i].text, w, &p);
		score_page(&g->pages.items[i], &p, s);
		page_free(&p);
	}
}

/* What was learned serves: from nothing, rounds over five pages cut most of them right. */
static void learning_helps(void **state)
{
	(void)state;
	struct gold g = { 0 };
	struct weights w, none;
	struct score learned = { 0 }, zero = { 0 };
	struct learn_options o = few_rounds();
	read_seeds(&g);
	learn_weights(&g, &o, &w);
	weights_init(&none);
	score_all(&g, &w, &learned);
	score_all(&g, &none, &zero);
	assert_true(score_f1(&learned) > 0.9);
	assert_true(score_f1(&learned) > score_f1(&zero));
	assert_int_equal(learned.lost, 0);
	assert_int_equal(learned.pages, 5);
	weights_free(&w);
	weights_free(&none);
	gold_free(&g);
}

/* Pages may tell the labels of every line; one whose blocks they do not fit is left out. */
static void labels_of_lines_are_read(void **state)
{
	struct gold g = { 0 };
	struct report r = { 0 };
	scratch_write(state, "gold.json",
	              "{\"p.txt\":{\"labels\":[\"start-headline\",\"lead deck\",\"\",\"start-lead\"],"
	              "\"articles\":[{\"lines\":[1,2]},{\"lines\":[4,4]}]},"
	              "\"q.txt\":{\"labels\":[\"subhead\",\"lead\"],\"articles\":[]}}");
	scratch_write(state, "p.txt", "甲\n今天的事。\n\n昨天的事。\n");
	scratch_write(state, "q.txt", "甲\n今天的事。\n");
	assert_true(gold_read(((struct scratch *)*state)->folder, &g, &r));
	assert_int_equal(g.pages.len, 1);
	const struct gold_page *p = &g.pages.items[0];
	assert_int_equal(p->blocks.len, 3);
	assert_int_equal(p->allowed[0], LABEL_BIT(LABEL_START_HEADLINE));
	assert_int_equal(p->allowed[1], LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_DECK));
	assert_int_equal(p->allowed[2], LABEL_BIT(LABEL_START_LEAD));
	gold_free(&g);
	scratch_write(state, "gold.json",
	              "{\"p.txt\":{\"labels\":[\"headlong\",\"\",\"\",\"\"],\"articles\":[]}}");
	g = (struct gold){ 0 };
	assert_false(gold_read(((struct scratch *)*state)->folder, &g, &r));
	assert_int_equal(r.errors, 1);
	gold_free(&g);
	report_free(&r);
}

/* And where lines stand, as their source told; that says which lines are a paragraph, and is seen. */
static void boxes_of_lines_are_read(void **state)
{
	struct gold g = { 0 };
	struct report r = { 0 };
	scratch_write(
		state, "gold.json",
		"{\"p.txt\":{\"language\":\"fr\",\"labels\":[\"start-headline\",\"lead\",\"continuation\"],"
		"\"boxes\":[[0,0,80,20,20,700,1,1],[0,30,100,10,10,0,2,1],[0,44,50,10,10,0,2,1]],"
		"\"blocks\":[1,2,2],\"articles\":[{\"lines\":[1,3]}]}}");
	scratch_write(state, "p.txt", "甲\n今天的\n事。\n");
	assert_true(gold_read(((struct scratch *)*state)->folder, &g, &r));
	assert_int_equal(g.pages.len, 1);
	const struct gold_page *p = &g.pages.items[0];
	assert_string_equal(p->text.language->code, "fr");
	assert_int_equal(p->blocks.len, 2);
	assert_true(p->text.boxes[0].weight > 699 && p->text.boxes[2].column == 2);
	assert_true(p->facts[0].place.size > p->facts[1].place.size);
	gold_free(&g);
	report_free(&r);
}

/* From weights that are there, learning keeps near them where it is told to. */
static void learning_goes_on_from_what_is_there(void **state)
{
	(void)state;
	struct gold g = { 0 };
	struct learn_options o = few_rounds();
	double far[2];
	struct weights start;
	read_seeds(&g);
	weights_unpack(weights_default(), &start);
	for (int k = 0; k < 2; k++) {
		struct weights w;
		o.rounds = 2;
		o.start = &start;
		o.pull = k == 0 ? 0 : 10;
		learn_weights(&g, &o, &w);
		far[k] = 0;
		for (size_t i = 0; i < w.size; i++)
			far[k] += fabs((double)(w.all[i] - start.all[i]));
		weights_free(&w);
	}
	assert_true(far[0] > 0);
	assert_true(far[1] < far[0]);
	weights_free(&start);
	gold_free(&g);
}

/* A little page with what it holds, as gold.json says it. */
static void write_little(void **state)
{
	scratch_write(
		state, "gold.json",
		"{\"p.txt\":{\"published\":\"1998-01-01\",\"page\":\"01\",\"articles\":["
		"{\"id\":\"1\",\"headline\":\"甲\",\"lines\":[1,2],\"paragraphs\":[[1,1],[2,2]]},"
		"{\"id\":\"2\",\"headline\":\"乙\",\"lines\":[3,4],\"paragraphs\":[[3,3],[4,4]]}]}}");
	scratch_write(state, "p.txt", "甲\n今天的事。\n乙\n昨天的事。\n");
}

/* Ten lines of a column of ten, of which the last ends early. */
#define PARAGRAPH                                                                                      \
	"公路今天已经全部修通\n县里的人出门看病方便\n许多，村里的果子也能\n" \
	"卖到城里去，价钱好了\n许多，家家都很高兴，\n今年还要再修两条路，\n" \
	"明年修桥，后年修渠，\n往后日子会更加好了，\n老人这样对记者说，这\n是真的。\n"

/* Where a first line is a block of its own, the next one is its rest: of a paragraph, or of a headline. */
static void first_lines_of_tight_paragraphs_go_on(void **state)
{
	struct gold g = { 0 };
	struct report r = { 0 };
	scratch_write(state, "gold.json",
	              "{\"p.txt\":{\"articles\":["
	              "{\"lines\":[1,11],\"paragraphs\":[[1,1],[2,11]]},"
	              "{\"lines\":[12,22],\"paragraphs\":[[12,12],[13,22]]},"
	              "{\"lines\":[23,35],\"paragraphs\":[[23,25],[26,35]]}]}}");
	scratch_write(state, "p.txt",
	              "路\n" PARAGRAPH "县里全部公路今日通车\n" PARAGRAPH
	              "城里的桥明天早上开始\n修造而且要修得又宽又\n长\n" PARAGRAPH);
	assert_true(gold_read(((struct scratch *)*state)->folder, &g, &r));
	const struct gold_page *p = &g.pages.items[0];
	const uint32_t head = LABEL_BIT(LABEL_START_HEADLINE) | LABEL_BIT(LABEL_START_KICKER);
	const uint32_t text = LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_CAPTION);
	const uint32_t wanted[] = { head,
		                        text,
		                        LABEL_BIT(LABEL_CONTINUATION),
		                        head,
		                        LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_DECK),
		                        head,
		                        LABEL_BIT(LABEL_HEADLINE),
		                        text,
		                        LABEL_BIT(LABEL_CONTINUATION) };
	assert_int_equal(p->blocks.len, sizeof(wanted) / sizeof(*wanted));
	for (size_t i = 0; i < p->blocks.len; i++)
		assert_int_equal(p->allowed[i], wanted[i]);
	gold_free(&g);
	report_free(&r);
}

static struct article make_article(struct span *lines, const char *headline)
{
	return (struct article){
		.lines = lines, .line_count = 1, .headline = view_of(headline), .headline_printed = true
	};
}

static void scores_count_what_was_found_and_missed(void **state)
{
	struct gold g = { 0 };
	struct report r = { 0 };
	write_little(state);
	assert_true(gold_read(((struct scratch *)*state)->folder, &g, &r));
	struct span first = { 1, 3 }, second = { 4, 4 };
	struct article articles[] = { make_article(&first, "甲"), make_article(&second, "丙") };
	struct page p = { .articles = articles, .article_count = 2 };
	struct score score = { 0 };
	score_page(&g.pages.items[0], &p, &score);
	assert_int_equal(score.found, 1);
	assert_int_equal(score.made_up, 1);
	assert_int_equal(score.missed, 1);
	assert_int_equal(score.articles, 2);
	assert_int_equal(score.exact, 0);
	assert_int_equal(score.headlines, 1);
	assert_int_equal(score.lost, 0);
	p.article_count = 1;
	score = (struct score){ 0 };
	score_page(&g.pages.items[0], &p, &score);
	assert_int_equal(score.lost, 1);
	gold_free(&g);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(annotated_pages_can_be_learned_from),
		cmocka_unit_test(invented_pages_can_be_learned_from),
		cmocka_unit_test(a_folder_without_annotations_is_told),
		cmocka_unit_test(the_same_pages_give_the_same_weights),
		cmocka_unit_test(learning_helps),
		cmocka_unit_test(learning_goes_on_from_what_is_there),
		cmocka_unit_test_setup_teardown(labels_of_lines_are_read, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(boxes_of_lines_are_read, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(first_lines_of_tight_paragraphs_go_on, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(scores_count_what_was_found_and_missed, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
