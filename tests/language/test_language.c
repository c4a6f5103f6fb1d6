/* Languages: how words are found, and what is read of a paper in English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "language/language.h"
#include "segment/credit.h"
#include "segment/pattern.h"
#include "segment/segment.h"

static struct arena arena;

static struct glyphs english(const char *text)
{
	return glyph_read(view_of(text), language_find(VIEW("en")), &arena);
}

static void test_tags(void **state)
{
	(void)state;
	assert_string_equal(language_find(VIEW("zh-Hans"))->code, "zh");
	assert_string_equal(language_find(VIEW("zh"))->code, "zh");
	assert_string_equal(language_find(VIEW("en"))->code, "en");
	assert_null(language_find(VIEW("eng")));
	assert_null(language_find(VIEW("")));
	assert_string_equal(language_default()->code, "zh");
}

static void test_the_longest_word_is_found(void **state)
{
	(void)state;
	const struct language *zh = language_default();
	struct glyphs g = glyph_read(VIEW("本报摄影记者张波摄"), zh, &arena);
	const struct language_word *w = language_at(&zh->byline_words, g, 2);
	assert_string_equal(w->utf8, "摄影记者");
	w = language_shorter(&zh->byline_words, w, g, 2);
	assert_string_equal(w->utf8, "摄影");
	w = language_shorter(&zh->byline_words, w, g, 2);
	assert_string_equal(w->utf8, "摄");
	assert_null(language_shorter(&zh->byline_words, w, g, 2));
	assert_string_equal(language_before(&zh->photo_ends, g, g.len)->utf8, "摄");
	assert_null(language_at(&zh->byline_words, g, g.len));
	assert_null(language_before(&zh->photo_ends, g, 0));
	assert_true(language_has(&zh->stopwords, VIEW("今天")));
	assert_false(language_has(&zh->stopwords, VIEW("今")));
}

static void test_words_between_blanks(void **state)
{
	(void)state;
	const struct language *en = language_find(VIEW("en"));
	assert_non_null(language_at(&en->byline_words, english("BY John"), 0));
	assert_null(language_at(&en->byline_words, english("bypass"), 0));
	assert_null(language_at(&en->byline_words, english("baby"), 2));
	assert_int_equal(language_search(&en->weather_head, english("The WEATHER today"), 0), 4);
}

static void assert_date(const char *text, int year, int month, int day)
{
	struct printed_date d = { 0 };
	struct glyphs g = english(text);
	size_t end = pattern_date(g, 0, &d);
	assert_int_equal(end, day || year ? g.len : 0);
	assert_int_equal(d.year, year);
	assert_int_equal(d.month, month);
	assert_int_equal(d.day, day);
}

static void test_dates_in_english(void **state)
{
	(void)state;
	assert_date("March 16, 1987", 1987, 3, 16);
	assert_date("MARCH 16, 1987", 1987, 3, 16);
	assert_date("Mar. 16th", 0, 3, 16);
	assert_date("16 March 1987", 1987, 3, 16);
	assert_date("March 1987", 1987, 3, 0);
	assert_date("1987-03-16", 1987, 3, 16);
	assert_date("marching 16", 0, 0, 0);
	assert_date("March", 0, 0, 0);
	int weekday;
	assert_int_equal(pattern_weekday(english("Monday, March 16"), 0, &weekday), 6);
	assert_int_equal(weekday, 1);
}

static void assert_dateline(const char *text, size_t end, size_t dated)
{
	size_t at;
	assert_int_equal(pattern_dateline(english(text), 0, &at), end);
	assert_int_equal(at, dated);
}

static void test_datelines_in_english(void **state)
{
	(void)state;
	assert_dateline("WASHINGTON, March 15 (AP) - Farmers", 27, 12);
	assert_dateline("NEW YORK - Farmers", 10, 0);
	assert_dateline("Farmers said - and", 0, 0);
	assert_dateline("WASHINGTON said", 0, 0);
	assert_dateline("LONDON, Monday.\xE2\x80\x94The Cabinet", 16, 0);
	assert_dateline("SIR,\xE2\x80\x94The bridge is closed", 0, 0);
	assert_dateline("SIR \xE2\x80\x94 The bridge is closed", 0, 0);
	assert_dateline("HENRY T. WARDLE", 0, 0);
	assert_dateline("PORT ELDON HARMONIC SOCIETY. Annual meeting", 0, 0);
}

/* "John Smith, Mary Jones": the names that a line credits, "" if it is no byline. */
static void assert_names(const char *text, const char *wanted)
{
	struct credit_list list;
	struct glyphs g = english(text);
	struct buf b = { 0 };
	credit_read(g, 0, g.len, false, &list);
	for (size_t i = 0; i < list.len; i++) {
		buf_puts(&b, i ? ", " : "");
		buf_put(&b, glyph_slice(view_of(text), g, list.items[i].name.from, list.items[i].name.to));
	}
	assert_string_equal(b.data ? b.data : "", wanted);
	buf_free(&b);
}

static void test_bylines_in_english(void **state)
{
	(void)state;
	assert_names("By John Smith", "John Smith");
	assert_names("BY JOHN SMITH AND MARY JONES", "JOHN SMITH, MARY JONES");
	assert_names("By J. R. O'Hara, Ludwig van der Berg and Ann Lee",
	             "J. R. O'Hara, Ludwig van der Berg, Ann Lee");
	assert_names("By John Smith Special to The Daily Herald", "John Smith");
	assert_names("By KAREN LINDQUIST Tribune Staff Writer", "KAREN LINDQUIST");
	assert_names("By Linda Marsden Health Correspondent", "Linda Marsden");
	assert_names("By a Staff Reporter", "a Staff Reporter");
	assert_names("From Our Own Correspondent.", "Our Own Correspondent");
	assert_names("By \"RUA\"", "RUA");
	assert_names("From here to the coast", "");
	assert_names("By the old bridge", "");
	assert_names("Council votes", "");
}

static const char page[] =
	"THE DAILY HERALD    Monday, March 16, 1987\n"
	"\n"
	"Council Votes to Rebuild the Old Harbor Bridge\n"
	"By JOHN SMITH and Mary van Houten\n"
	"\n"
	"SPRINGFIELD, March 15 - The city council voted on Sunday to rebuild the old bridge over the "
	"harbor, which has been closed to traffic since a barge struck one of its piers, and set aside "
	"twelve million dollars for the work.\n"
	"The mayor said that the new bridge would carry two lanes of traffic and a path for people on "
	"foot. Work is to begin in the fall and will take about three years.\n";

/* "letter 3, letter 15": the kind and first line of each article of an English page. */
static void assert_cut(const char *bytes, const char *wanted)
{
	char found[128] = "";
	struct report r = { 0 };
	struct text t;
	struct page p;
	assert_true(text_decode(view_of(bytes), "letters.txt", NULL, &t, &r));
	t.language = language_find(VIEW("en"));
	segment_page(&t, NULL, &p);
	for (size_t i = 0; i < p.article_count; i++)
		snprintf(found + strlen(found), sizeof(found) - strlen(found), "%s%s %u", i ? ", " : "",
		         kind_name(p.articles[i].kind), (unsigned)article_first_line(&p.articles[i]));
	assert_string_equal(found, wanted);
	page_free(&p);
	text_free(&t);
	report_free(&r);
}

static void test_signatures_of_letters_begin_no_article(void **state)
{
	(void)state;
	assert_cut("THE SALMON LAWS.\n\n"
	           "TO THE EDITOR.\n\n"
	           "Sir,\xE2\x80\x94"
	           "Allow me to correct an error in your report of the meeting.\n"
	           "I did not say that all weirs should be destroyed.\n\n"
	           "I am, Sir, yours, &c.,\n\n"
	           "FRANK BUCKTON,\n"
	           "Inspector of Fisheries.\n\n"
	           "THE VOLUNTEER BAND.\n\n"
	           "Sir,\xE2\x80\x94The accounts of the Band may be seen at my house.\n\n"
	           "J. P. LUMB.\n",
	           "letter 1, letter 13");
}

static void test_an_english_page_has_its_byline_and_date(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct text t;
	struct page p;
	assert_true(text_decode(view_of(page), "front.txt", NULL, &t, &r));
	t.language = language_find(VIEW("en"));
	segment_page(&t, NULL, &p);
	assert_int_equal(date_cmp(p.published, (struct date){ 1987, 3, 16 }), 0);
	assert_int_equal(p.published_by, DATE_TEXT);
	/* What is the headline is the model's to say, which has learned from Chinese pages. */
	const struct article *a = &p.articles[p.article_count - 1];
	assert_true(view_eq(a->dateline, VIEW("SPRINGFIELD, March 15 -")));
	assert_int_equal(a->credit_count, 2);
	assert_true(view_eq(a->credits[0].name, VIEW("JOHN SMITH")));
	assert_true(view_eq(a->credits[1].name, VIEW("Mary van Houten")));
	page_free(&p);
	text_free(&t);
	report_free(&r);
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
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_the_longest_word_is_found),
		cmocka_unit_test(test_words_between_blanks),
		cmocka_unit_test(test_dates_in_english),
		cmocka_unit_test(test_datelines_in_english),
		cmocka_unit_test(test_bylines_in_english),
		cmocka_unit_test(test_signatures_of_letters_begin_no_article),
		cmocka_unit_test(test_an_english_page_has_its_byline_and_date),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
