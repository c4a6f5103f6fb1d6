#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/article_json.h"

static void test_an_article(void **state)
{
	(void)state;
	struct span lines[] = { { 3, 13 }, { 21, 21 } }, evidence[] = { { 7, 7 } };
	struct credit credits[] = {
		{ VIEW("王小明"), CREDIT_REPORTER },     { VIEW("李大山"), CREDIT_CORRESPONDENT },
		{ VIEW("王小明"), CREDIT_PHOTOGRAPHER }, { VIEW("新华社"), CREDIT_AGENCY },
		{ VIEW("王小明"), CREDIT_AUTHOR },
	};
	struct body_item body[] = { { BODY_PARAGRAPH, VIEW("说：\"好\"\t\\"), 0, 0 },
		                        { BODY_SUBHEAD, VIEW("走"), 0, 0 },
		                        { BODY_CAPTION, VIEW("图"), 0, 0 } };
	struct article a = {
		.lines = lines,
		.line_count = 2,
		.kind = KIND_FEATURE,
		.headline = VIEW("桥 <通车>"),
		.headline_printed = true,
		.deck = VIEW("——快"),
		.byline_text = VIEW("（王小明）"),
		.dateline = VIEW("本报讯"),
		.credits = credits,
		.credit_count = 5,
		.body = body,
		.body_count = 3,
		.continued_from = VIEW("1"),
		.confidence = 0.876,
	};
	struct page p = { .source = VIEW("a/p.txt"),
		              .published = { 2022, 1, 19 },
		              .published_by = DATE_TEXT,
		              .evidence = evidence,
		              .evidence_count = 1,
		              .number = VIEW("02") };
	struct view topics[] = { VIEW("交通"), VIEW("城建") };
	struct view places[] = { VIEW("北京") };
	struct article_json_place place = { VIEW("2022/01/19/02-3.html"), topics, 2, places, 1,
		                                VIEW("2022/01/18/01-5.html") };
	struct buf b = { 0 };
	article_json_put(&b, &p, &a, &place);
	assert_string_equal(
		b.data,
		"{\"source\":\"a/p.txt\",\"lines\":[[3,13],[21,21]],\"published\":\"2022-01-19\","
		"\"published_by\":\"text\",\"evidence\":[[7,7]],\"page\":\"02\",\"kind\":\"feature\","
		"\"kicker\":null,\"headline\":\"桥 <通车>\",\"headline_source\":\"printed\","
		"\"deck\":\"——快\",\"byline\":[\"王小明\",\"李大山\"],\"byline_text\":\"（王小明）\","
		"\"photographers\":[\"王小明\"],\"credits\":[{\"name\":\"王小明\",\"role\":\"reporter\"},"
		"{\"name\":\"李大山\",\"role\":\"correspondent\"},{\"name\":\"王小明\",\"role\":\"photographer\"},"
		"{\"name\":\"新华社\",\"role\":\"agency\"},{\"name\":\"王小明\",\"role\":\"author\"}],"
		"\"dateline\":\"本报讯\",\"body\":[{\"type\":\"paragraph\",\"text\":\"说：\\\"好\\\"\\t\\\\\"},"
		"{\"type\":\"subhead\",\"text\":\"走\"},{\"type\":\"caption\",\"text\":\"图\"}],"
		"\"continues\":null,\"continued_from\":\"1\",\"topics\":[\"交通\",\"城建\"],"
		"\"places\":[\"北京\"],\"confidence\":0.88,\"url\":\"2022/01/19/02-3.html\",\"same_text\":\"2022/01/18/01-5.html\"}\n");
	buf_free(&b);
}

static void test_what_is_unknown_is_null(void **state)
{
	(void)state;
	struct span lines[] = { { 1, 1 } };
	struct article a = {
		.lines = lines, .line_count = 1, .kind = KIND_BRIEF, .headline = VIEW("开头的话")
	};
	struct page p = { .source = VIEW("p.txt") };
	struct buf b = { 0 };
	article_json_put(&b, &p, &a, NULL);
	assert_string_equal(
		b.data,
		"{\"source\":\"p.txt\",\"lines\":[[1,1]],\"published\":null,\"published_by\":null,"
		"\"evidence\":[],\"page\":null,\"kind\":\"brief\",\"kicker\":null,"
		"\"headline\":\"开头的话\",\"headline_source\":\"opening\",\"deck\":null,\"byline\":[],"
		"\"byline_text\":null,\"photographers\":[],\"credits\":[],\"dateline\":null,\"body\":[],"
		"\"continues\":null,\"continued_from\":null,\"topics\":[],\"places\":[],\"confidence\":0.00,\"url\":null,\"same_text\":null}\n");
	buf_free(&b);
}

static void test_furniture(void **state)
{
	(void)state;
	struct page p = { .source = VIEW("p.txt") };
	struct furniture f = { { 165, 166 }, VIEW("责编 甲\n电话 1") };
	struct buf b = { 0 };
	article_json_put_furniture(&b, &p, &f);
	assert_string_equal(b.data,
	                    "{\"source\":\"p.txt\",\"lines\":[[165,166]],\"kind\":\"furniture\","
	                    "\"text\":\"责编 甲\\n电话 1\"}\n");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_article),
		cmocka_unit_test(test_what_is_unknown_is_null),
		cmocka_unit_test(test_furniture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
