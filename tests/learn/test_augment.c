#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../segment/paper.h"
#include "learn/augment.h"
#include "learn/random.h"

static const char page[] =
	"新华社北京１月８日电（记者张波、李军）今天上午市里召开会议，研究部署春季植树造林工作，"
	"会议决定在城西荒山种植松树三万株，并由沿河各村分片负责浇水看护，三年之内不得毁林开荒。\n"
	"会后代表们一起上山植树。\n";

/* A kicker made for an article is a clause that its text holds, as long as was wished. */
static void clauses_are_of_the_text(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	struct augment_wish wish = { 4, 12, VIEW(""), VIEW("！") };
	uint64_t random = 3;
	for (int n = 0; n < 50; n++) {
		struct block clause;
		if (!augment_clause(&p->blocks, 0, p->blocks.len, &wish, &random, &p->arena, &clause))
			continue;
		size_t own = clause.glyphs.len - 1;
		assert_in_range(own, 4, 12);
		assert_true(view_find(p->blocks.items[0].text,
		                      view_slice(clause.text, 0, clause.text.len - 3), 0) >= 0);
		assert_int_equal(clause.glyphs.code[own], '!');
	}
	paper_free(p);
}

static void short_texts_have_no_clause(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("会后代表们一起上山植树。\n"));
	struct augment_wish wish = { 1, 12, VIEW(""), VIEW("") };
	struct block clause;
	uint64_t random = 3;
	assert_false(augment_clause(&p->blocks, 0, 1, &wish, &random, &p->arena, &clause));
	paper_free(p);
}

static void datelines_become_the_papers_own(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	struct block own;
	assert_true(augment_dateline(&p->blocks.items[0], &p->arena, &own));
	assert_true(view_starts(own.text, VIEW("本报讯　今天上午市里")));
	assert_int_equal(own.lines.first, 1);
	assert_false(augment_dateline(&p->blocks.items[1], &p->arena, &own));
	paper_free(p);
}

static void random_numbers_are_a_fixed_sequence(void **state)
{
	(void)state;
	uint64_t a = 1, b = 1;
	size_t seen[4] = { 0 };
	for (int i = 0; i < 400; i++) {
		size_t n = random_below(&a, 4);
		assert_in_range(n, 0, 3);
		assert_int_equal(n, random_below(&b, 4));
		seen[n]++;
	}
	for (int i = 0; i < 4; i++)
		assert_in_range(seen[i], 50, 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clauses_are_of_the_text),
		cmocka_unit_test(short_texts_have_no_clause),
		cmocka_unit_test(datelines_become_the_papers_own),
		cmocka_unit_test(random_numbers_are_a_fixed_sequence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
