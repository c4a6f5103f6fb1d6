/*
 * The five pages of seeds/ beside what an archivist reads on them
 * (expected.json; README.md says what its fields mean). Every difference is
 * told, as file:line: field: met and expected.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>

#include "export/article_json.h"
#include "page/page.h"
#include "segment/segment.h"
#include "text/glyph.h"

struct seed {
	const char *name;
	struct text text;
	struct page page;
	json_t *expected;
	size_t differences;
	struct arena arena;
};

static void tell(struct seed *s, json_int_t line, const char *field, json_t *met, json_t *expected)
{
	char *m = met ? json_dumps(met, JSON_ENCODE_ANY) : NULL;
	char *e = expected ? json_dumps(expected, JSON_ENCODE_ANY) : NULL;
	printf("# %s:%d: %s: met %s, expected %s\n", s->name, (int)line, field, m ? m : "nothing",
	       e ? e : "nothing");
	free(m);
	free(e);
	s->differences++;
}

/* Whether met is the expected value or one of those as good. */
static bool is_expected(json_t *article, const char *field, json_t *met)
{
	char alternatives[64];
	size_t i;
	json_t *one;
	if (json_equal(met, json_object_get(article, field)))
		return true;
	snprintf(alternatives, sizeof(alternatives), "%s_alternatives", field);
	json_array_foreach(json_object_get(article, alternatives), i, one)
	{
		if (json_equal(met, one))
			return true;
	}
	return false;
}

/* Without any white space: blanks of typesetting and line ends do not count. */
static struct view squeeze(struct seed *s, struct view v)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < v.len;) {
		size_t start = i;
		if (!glyph_is_blank(glyph_fold(glyph_next(v, &i))))
			buf_put(&b, view_slice(v, start, i - start));
	}
	struct view squeezed = arena_view(&s->arena, buf_view(&b));
	buf_free(&b);
	return squeezed;
}

static struct view lines_text(struct seed *s, json_int_t first, json_int_t last)
{
	struct buf b = { 0 };
	for (json_int_t n = first; n <= last && (size_t)n <= s->text.len; n++)
		buf_put(&b, s->text.lines[n - 1]);
	struct view squeezed = squeeze(s, buf_view(&b));
	buf_free(&b);
	return squeezed;
}

static json_int_t first_line(json_t *article)
{
	return json_integer_value(
		json_array_get(json_array_get(json_object_get(article, "lines"), 0), 0));
}

static bool holds_number(json_t *array, json_int_t n)
{
	size_t i;
	json_t *one;
	json_array_foreach(array, i, one)
	{
		if (json_integer_value(one) == n)
			return true;
	}
	return false;
}

static json_t *json_of(struct view v)
{
	return json_stringn(v.data, v.len);
}

/* Texts of one type in a record's body, squeezed. */
static json_t *body_texts(struct seed *s, json_t *record, const char *type)
{
	json_t *texts = json_array(), *item;
	size_t i;
	json_array_foreach(json_object_get(record, "body"), i, item)
	{
		if (strcmp(json_string_value(json_object_get(item, "type")), type) == 0)
			json_array_append_new(
				texts,
				json_of(squeeze(s, view_of(json_string_value(json_object_get(item, "text"))))));
	}
	return texts;
}

static json_t *texts_of_lines(struct seed *s, json_t *numbers)
{
	json_t *texts = json_array(), *n;
	size_t i;
	json_array_foreach(numbers, i, n)
	{
		json_array_append_new(texts,
		                      json_of(lines_text(s, json_integer_value(n), json_integer_value(n))));
	}
	return texts;
}

/* A paragraph's text, less a headline that is run into it. */
static struct view paragraph_text(struct seed *s, json_t *article, json_t *record, json_t *range)
{
	json_int_t first = json_integer_value(json_array_get(range, 0));
	struct view text = lines_text(s, first, json_integer_value(json_array_get(range, 1)));
	if (!holds_number(json_object_get(article, "headline_lines"), first) ||
	    strcmp(json_string_value(json_object_get(record, "headline_source")), "printed") != 0)
		return text;
	struct view headline =
		squeeze(s, view_of(json_string_value(json_object_get(record, "headline"))));
	return view_starts(text, headline) ? view_slice(text, headline.len, text.len) : text;
}

/*
 * The paragraphs, and as paragraphs those lines of subheads that another good
 * reading (chosen) does not call subheads.
 */
static json_t *expected_paragraphs(struct seed *s, json_t *article, json_t *record, json_t *chosen)
{
	json_t *texts = json_array(), *range, *n;
	json_t *subheads = json_object_get(article, "subheads");
	size_t i, next = 0;
	json_array_foreach(json_object_get(article, "paragraphs"), i, range)
	{
		while ((n = json_array_get(subheads, next)) != NULL &&
		       json_integer_value(n) < json_integer_value(json_array_get(range, 0))) {
			if (!holds_number(chosen, json_integer_value(n)))
				json_array_append_new(
					texts, json_of(lines_text(s, json_integer_value(n), json_integer_value(n))));
			next++;
		}
		json_array_append_new(texts, json_of(paragraph_text(s, article, record, range)));
	}
	return texts;
}

/* Differences between two lists of texts, each text told by itself. */
static void compare_texts(struct seed *s, json_t *article, const char *field, json_t *met,
                          json_t *expected)
{
	size_t most = json_array_size(met) > json_array_size(expected) ? json_array_size(met)
	                                                               : json_array_size(expected);
	for (size_t i = 0; i < most; i++)
		if (!json_equal(json_array_get(met, i), json_array_get(expected, i)))
			tell(s, first_line(article), field, json_array_get(met, i),
			     json_array_get(expected, i));
}

/* The reading of subheads that fits best: one of the alternatives if it is the one met. */
static json_t *choose_subheads(struct seed *s, json_t *article, json_t *met)
{
	json_t *one;
	size_t i;
	json_array_foreach(json_object_get(article, "subheads_alternatives"), i, one)
	{
		json_t *texts = texts_of_lines(s, one);
		bool same = json_equal(texts, met);
		json_decref(texts);
		if (same)
			return one;
	}
	return json_object_get(article, "subheads");
}

/* A notice that shares its line: its first and last words. */
static void compare_piece(struct seed *s, json_t *article, json_t *record, json_t *paragraphs)
{
	struct buf all = { 0 };
	json_t *headline = json_object_get(record, "headline"), *text;
	size_t i;
	if (strcmp(json_string_value(json_object_get(record, "headline_source")), "printed") == 0)
		buf_puts(&all, json_string_value(headline));
	json_array_foreach(paragraphs, i, text)
	{
		buf_puts(&all, json_string_value(text));
	}
	struct view met = squeeze(s, buf_view(&all));
	json_t *from = json_object_get(article, "text_from"), *to = json_object_get(article, "text_to");
	if (!view_starts(met, squeeze(s, view_of(json_string_value(from)))))
		tell(s, first_line(article), "first words", paragraphs, from);
	if (!view_ends(met, squeeze(s, view_of(json_string_value(to)))))
		tell(s, first_line(article), "last words", paragraphs, to);
	buf_free(&all);
}

static void compare_body(struct seed *s, json_t *article, json_t *record)
{
	json_t *subheads = body_texts(s, record, "subhead");
	json_t *captions = body_texts(s, record, "caption");
	json_t *paragraphs = body_texts(s, record, "paragraph");
	json_t *chosen = choose_subheads(s, article, subheads);
	json_t *wanted_subheads = texts_of_lines(s, chosen);
	json_t *wanted_captions = texts_of_lines(s, json_object_get(article, "captions"));
	json_t *wanted = expected_paragraphs(s, article, record, chosen);
	compare_texts(s, article, "subhead", subheads, wanted_subheads);
	compare_texts(s, article, "caption", captions, wanted_captions);
	if (json_object_get(article, "text_from"))
		compare_piece(s, article, record, paragraphs);
	else
		compare_texts(s, article, "paragraph", paragraphs, wanted);
	json_decref(subheads);
	json_decref(captions);
	json_decref(paragraphs);
	json_decref(wanted_subheads);
	json_decref(wanted_captions);
	json_decref(wanted);
}

static void compare_article(struct seed *s, json_t *article, json_t *record)
{
	static const char *const fields[] = { "lines",         "kind",     "kicker",
		                                  "deck",          "byline",   "byline_text",
		                                  "photographers", "dateline", "continued_from",
		                                  "continues" };
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		json_t *met = json_object_get(record, fields[i]);
		if (!is_expected(article, fields[i], met))
			tell(s, first_line(article), fields[i], met, json_object_get(article, fields[i]));
	}
	bool printed =
		strcmp(json_string_value(json_object_get(record, "headline_source")), "printed") == 0;
	json_t *headline = printed ? json_object_get(record, "headline") : json_null();
	if (!is_expected(article, "headline", headline))
		tell(s, first_line(article), "headline", headline, json_object_get(article, "headline"));
	compare_body(s, article, record);
}

static json_t *record_of(const struct seed *s, size_t i)
{
	struct buf b = { 0 };
	article_json_put(&b, &s->page, &s->page.articles[i], NULL);
	json_t *record = json_loadb(b.data, b.len, 0, NULL);
	buf_free(&b);
	assert_non_null(record);
	return record;
}

static void compare_articles(struct seed *s)
{
	json_t *articles = json_object_get(s->expected, "articles");
	size_t most = json_array_size(articles);
	for (size_t i = 0; i < most || i < s->page.article_count; i++) {
		json_t *article = json_array_get(articles, i);
		json_t *record = i < s->page.article_count ? record_of(s, i) : NULL;
		if (article && record)
			compare_article(s, article, record);
		else
			tell(s, first_line(article ? article : record), "article",
			     json_object_get(record, "lines"), json_object_get(article, "lines"));
		json_decref(record);
	}
}

static void compare_furniture(struct seed *s)
{
	json_t *met = json_array();
	for (size_t i = 0; i < s->page.furniture_count; i++)
		json_array_append_new(met, json_pack("[ii]", (int)s->page.furniture[i].lines.first,
		                                     (int)s->page.furniture[i].lines.last));
	json_t *expected = json_object_get(s->expected, "furniture");
	if (!json_equal(met, expected))
		tell(s, 0, "furniture", met, expected);
	json_decref(met);
}

/* Nothing but the text tells the day of a seed, and it says where. */
static void compare_published(struct seed *s)
{
	struct buf b = { 0 };
	if (date_known(s->page.published))
		date_put(&b, s->page.published);
	json_t *met = b.len ? json_stringn(b.data, b.len) : json_null();
	json_t *expected = json_object_get(s->expected, "published");
	if (!json_equal(met, expected))
		tell(s, 0, "published", met, expected);
	if (s->page.published_by != DATE_TEXT)
		tell(s, 0, "published_by", NULL, NULL);
	if (s->page.evidence_count == 0)
		tell(s, 0, "evidence", NULL, json_object_get(s->expected, "evidence"));
	json_decref(met);
	buf_free(&b);
}

static size_t compare_seed(const char *name, json_t *expected)
{
	struct seed s = { .name = name, .expected = expected };
	struct report r = { 0 };
	char path[256];
	snprintf(path, sizeof(path), "seeds/%s", name);
	assert_true(text_read(path, name, NULL, &s.text, &r));
	assert_int_equal(r.messages.len, 0);
	segment_page(&s.text, NULL, &s.page);
	compare_articles(&s);
	compare_furniture(&s);
	compare_published(&s);
	page_free(&s.page);
	text_free(&s.text);
	arena_free(&s.arena);
	report_free(&r);
	return s.differences;
}

static void test_seeds(void **state)
{
	(void)state;
	json_t *root = json_load_file("tests/seeds/expected.json", 0, NULL), *expected;
	const char *name;
	size_t differences = 0, pages = 0;
	assert_non_null(root);
	json_object_foreach(root, name, expected)
	{
		if (!json_is_object(expected))
			continue;
		differences += compare_seed(name, expected);
		pages++;
	}
	json_decref(root);
	assert_int_equal(pages, 5);
	assert_int_equal(differences, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_seeds) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
