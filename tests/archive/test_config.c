#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/config.h"
#include "scratch.h"

static bool read_text(void **state, const char *text, struct config *c, struct report *r)
{
	scratch_write(state, "site.conf", text);
	return config_read(scratch_path(state, "site.conf"), c, r);
}

#define NAMED "[site]\ntitle = 档案\nnewspaper = 日报\n"

static void test_defaults(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_true(read_text(state, NAMED, &c, &r));
	assert_true(view_eq(c.title, VIEW("档案")));
	assert_true(view_eq(c.language, VIEW("zh-Hans")));
	assert_true(view_eq(c.paper_language, VIEW("zh-Hans")));
	assert_null(c.base_url.data);
	assert_int_equal(c.page_size, 100);
	assert_string_equal(c.source, scratch_path(state, "seeds"));
	assert_string_equal(c.output, scratch_path(state, "public"));
	assert_null(c.weights);
	assert_false(c.together);
	assert_true(c.csv_bom);
	assert_int_equal(c.compress, 0);
	assert_int_equal(c.hosts, CONFIG_CLOUDFLARE | CONFIG_GITHUB | CONFIG_GITLAB | CONFIG_NETLIFY);
	config_free(&c);
}

static void test_synonyms(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_true(
		read_text(state, NAMED "[synonyms]\n自行车 = 单车， 脚踏车\n电话 = 话机\n", &c, &r));
	assert_int_equal(c.synonym_count, 2);
	assert_int_equal(c.synonyms[0].count, 3);
	assert_true(view_eq(c.synonyms[0].words[0], VIEW("自行车")));
	assert_true(view_eq(c.synonyms[0].words[2], VIEW("脚踏车")));
	config_free(&c);
	assert_false(read_text(state, NAMED "[synonyms]\n自行车 =\n", &c, &r));
	assert_non_null(strstr(r.messages.items[0].text, "site.conf:5:"));
	assert_non_null(strstr(r.messages.items[0].text, "'自行车' has no synonyms: write some"));
	config_free(&c);
	report_free(&r);
}

static void test_values(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_true(read_text(
		state,
		NAMED "language = en\npaper_language = zh-Hant\nbase_url = https://example.org/a\n"
			  "source = /there\nencoding = Big5\npage_size = 7\n"
			  "[topic transport]\nname = 交通\nwords = 公路，铁路、 地铁,\n  机场\n"
			  "[place transport]\nname = 车站\nwords = 东站, 西站\n",
		&c, &r));
	assert_true(view_eq(c.base_url, VIEW("https://example.org/a/")));
	assert_true(view_eq(c.paper_language, VIEW("zh-Hant")));
	assert_string_equal(c.source, "/there");
	assert_string_equal(c.encoding, "Big5");
	assert_int_equal(c.page_size, 7);
	assert_int_equal(c.topic_count, 1);
	assert_int_equal(c.topics[0].word_count, 4);
	assert_true(view_eq(c.topics[0].words[2], VIEW("地铁")));
	assert_true(view_eq(c.topics[0].words[3], VIEW("机场")));
	assert_int_equal(c.place_count, 1);
	assert_true(view_eq(c.places[0].id, VIEW("transport")));
	assert_true(view_eq(c.places[0].name, VIEW("车站")));
	assert_int_equal(c.places[0].word_count, 2);
	config_free(&c);
}

/* Behind a blank and a -: words with which the one before does not count. */
static void test_exceptions(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_true(read_text(state,
	                      NAMED "[topic epidemic]\nname = 疫情\n"
	                            "words = covid-19, 隔离 -种族 -south africa，口罩 - 布\n",
	                      &c, &r));
	const struct config_term *t = &c.topics[0];
	assert_int_equal(t->word_count, 3);
	assert_true(view_eq(t->words[0], VIEW("covid-19")));
	assert_true(view_eq(t->words[1], VIEW("隔离")));
	assert_true(view_eq(t->words[2], VIEW("口罩 - 布")));
	assert_int_equal(t->exception_count, 2);
	assert_int_equal(t->exceptions[1].word, 1);
	assert_true(view_eq(t->exceptions[1].other, VIEW("south africa")));
	config_free(&c);
}

/* The name of the day: the latest title that has begun, of the folder that is meant. */
static void test_titles(void **state)
{
	static const struct {
		const char *below;
		struct date day;
		const char *name;
	} cases[] = {
		{ "a.txt", { 1948, 12, 31 }, NULL },     { "a.txt", { 1949, 1, 1 }, "人民报" },
		{ "a.txt", { 1958, 6, 30 }, "人民报" },  { "a.txt", { 1958, 7, 1 }, "日报" },
		{ "a.txt", { 1966, 12, 31 }, "日报" },   { "a.txt", { 1967, 1, 1 }, NULL },
		{ "wan/a.txt", { 1958, 7, 1 }, "晚报" }, { "wanbao.txt", { 1958, 7, 1 }, "日报" },
		{ "wan/a.txt", { 0, 0, 0 }, "晚报" },    { "a.txt", { 0, 0, 0 }, NULL },
	};
	struct config c;
	struct report r = { 0 };
	assert_true(read_text(state,
	                      NAMED
	                      "[title rb]\nname = 日报\nfrom = 1958-07\nto = 1966\nissn = 0317-8471\n"
	                      "[title 1949]\nname = 人民报\nlanguage = zh-Hant\nto = 1958-06\n"
	                      "[title wb]\nname = 晚报\nfolder = wan/\n",
	                      &c, &r));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct config_title *t = config_title_of(&c, cases[i].below, cases[i].day);
		if (!view_eq(t ? t->name : VIEW_NULL, cases[i].name ? view_of(cases[i].name) : VIEW_NULL))
			fail_msg("case %zu", i);
	}
	/* By first day, those without one first; 日报 is the paper's own name. */
	assert_true(view_eq(c.paper_names, VIEW("日报\n晚报\n人民报")));
	config_free(&c);
}

/* Each of these lines is refused where it says, and alone. */
static void test_faults(void **state)
{
	static const struct {
		const char *line, *place, *word;
	} cases[] = {
		{ "titel = x\n", ":4:1: ", "unknown key 'titel'" },
		{ "title = x\n", ":4:1: ", "line 2 already" },
		{ "page_size = 0\n", ":4:13: ", "1 to 10000" },
		{ "page_size = 10001\n", ":4:13: ", "1 to 10000" },
		{ "base_url = ftp://x\n", ":4:12: ", "no address" },
		{ "base_url = https://x/?q\n", ":4:12: ", "no address" },
		{ "report_url = javascript:x\n", ":4:14: ", "mailto:" },
		{ "encoding = klingon\n", ":4:12: ", "unknown encoding" },
		{ "source =\n", ":4:", "no value" },
		{ "articles = line\n", ":4:12: ", "write file or page" },
		{ "compress = gzip, zip\n", ":4:12: ", "'zip': write gzip, brotli or none" },
		{ "hosts = heroku\n", ":4:9: ", "write cloudflare, github, gitlab, netlify or none" },
		{ "search = maybe\n", ":4:10: ", "write no or yes" },
		{ "license = CC-BY\n", ":4:11: ", "no address of a license" },
		{ "contact = me\n", ":4:11: ", "neither a mail address" },
		{ "[title a]\nplace = x\n", ":4:1: ", "has no name" },
		{ "[title a]\nname = x\nfrom = 1958-13\n", ":6:8: ", "no day" },
		{ "[title a]\nname = x\nissn = 0317-8472\n", ":6:8: ", "no ISSN" },
		{ "[title 1958]\nname = x\nto = 1949\n", ":4:1: ", "ends before it begins" },
		{ "[place]\n", ":4:1: ", "unknown section" },
		{ "[topic A]\nname = x\nwords = y\n", ":4:1: ", "cannot stand in an address" },
		{ "[topic index]\nname = x\nwords = y\n", ":4:1: ", "cannot stand in an address" },
		{ "[topic a]\nname = x\n", ":4:1: ", "has no words" },
		{ "[topic a]\nname = x\nwords = y\n[topic a]\n", ":7:1: ", "line 4 already" },
		{ "[topic a]\nname = x\nwords = -y\n", ":6:9: ", "no word before the -" },
		{ "[topic a]\nname = x\nwords = y\ncolor = z\n", ":7:1: ", "unknown key 'color'" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct config c;
		struct report r = { 0 };
		char text[512];
		snprintf(text, sizeof(text), "%s%s", NAMED, cases[i].line);
		assert_false(read_text(state, text, &c, &r));
		assert_true(r.errors >= 1);
		const char *message = r.messages.items[0].text;
		if (!strstr(message, cases[i].place) || !strstr(message, cases[i].word))
			fail_msg("%s gave %s", cases[i].line, message);
		report_free(&r);
		config_free(&c);
	}
}

static void test_choices(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_true(read_text(state, NAMED "articles = page\ncompress = brotli,gzip\nhosts = gitlab\n",
	                      &c, &r));
	assert_true(c.together);
	assert_int_equal(c.compress, CONFIG_GZIP | CONFIG_BROTLI);
	assert_int_equal(c.hosts, CONFIG_GITLAB);
	config_free(&c);
	assert_true(read_text(state, NAMED "articles = file\ncompress = none\nhosts = none\n", &c, &r));
	assert_false(c.together);
	assert_int_equal(c.compress | c.hosts, 0);
	config_free(&c);
}

static void test_title_and_newspaper_are_required(void **state)
{
	struct config c;
	struct report r = { 0 };
	assert_false(read_text(state, "", &c, &r));
	assert_int_equal(r.errors, 2);
	report_free(&r);
	config_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_defaults, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_synonyms, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_values, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_exceptions, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_titles, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_choices, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_faults, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_title_and_newspaper_are_required, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
