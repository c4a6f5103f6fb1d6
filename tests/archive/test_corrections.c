#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "site/pages/pages.h"
#include "site/planning.h"
#include "small_archive.h"

/* Three articles, on lines 1, 5 and 9. */
static const char *const three =
	"县里修通一条公路\n"
	"\n"
	"本报讯 县里的一条公路昨天修通，全长三公里，是村民自己修起来的。(张波)\n"
	"\n"
	"县医院迁入新址\n"
	"\n"
	"本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放，市民前来参观。(李军)\n"
	"\n"
	"铁路道口加装护栏\n"
	"\n"
	"本报讯 铁路部门昨天在南村道口加装护栏，过往行人从此更加安全。(王芳)\n";

#define PAGE "2022-01-19_01.txt"

struct fixture {
	struct small_archive in;
	struct segmented_page sheet; /* of page 0, if all went well */
	bool ok;
};

static void make(void **state, struct fixture *f, const char *corrections)
{
	*f = (struct fixture){ 0 };
	f->ok = small_archive_make(state, &f->in,
	                           "base_url = https://example.org/a\n"
	                           "[topic transport]\nname = 交通\nwords = 公路, 铁路\n"
	                           "[topic health]\nname = 卫生\nwords = 医院\n",
	                           corrections);
	if (f->ok)
		assert_true(archive_read(&f->in.archive, 0, &f->sheet, &f->in.report));
}

static void release(struct fixture *f)
{
	segmented_page_free(&f->sheet);
	small_archive_free(&f->in);
}

/* The page under one section's lines; nothing may have been found fault with. */
static void correct(void **state, struct fixture *f, const char *corrections)
{
	scratch_write(state, PAGE, three);
	make(state, f, corrections);
	report_print(&f->in.report, stderr);
	assert_true(f->ok);
	assert_int_equal(f->in.report.messages.len, 0);
}

static const struct article *article(const struct fixture *f, size_t i)
{
	assert_true(i < f->sheet.page.article_count);
	return &f->sheet.page.articles[i];
}

#define assert_view(v, s) assert_true(view_eq((v), view_of(s)))

static void test_nothing_is_corrected(void **state)
{
	struct fixture f;
	correct(state, &f, "# nothing\n");
	assert_int_equal(f.sheet.page.article_count, 3);
	assert_int_equal(article_first_line(article(&f, 1)), 5);
	assert_int_equal(article_first_line(article(&f, 2)), 9);
	release(&f);
}

static void test_date_and_page(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE "]\ndate = 2022-01-20\npage = A05\n");
	const struct archive_page *p = &f.in.archive.pages.items[0];
	assert_int_equal(p->date.day, 20);
	assert_view(p->number, "A05");
	assert_true(p->moved);
	assert_int_equal(p->was_date.day, 19);
	assert_view(p->was_number, "01");
	assert_int_equal(f.sheet.page.published_by, DATE_CORRECTION);
	assert_int_equal(f.sheet.page.evidence_count, 0);
	release(&f);
}

/* Every name that a file can have can stand in a section. */
static void test_names_of_files(void **state)
{
	static const char *const names[] = { "[小城日报]第二版.txt", "a ; b # c = d.txt", " x].txt",
		                                 "2022:01:2.TXT",        "]x[:1.txt",         "\"x\".txt" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct fixture f;
		char text[200];
		scratch_write(state, names[i], three);
		snprintf(text, sizeof(text), "[%s]\ndate = 2022-01-20\n[%s:5]\nheadline = 甲 ; 乙\n",
		         names[i], names[i]);
		make(state, &f, text);
		report_print(&f.in.report, stderr);
		assert_true(f.ok);
		assert_int_equal(f.in.archive.pages.items[0].date.day, 20);
		assert_view(article(&f, 1)->headline, "甲 ; 乙");
		release(&f);
		unlink(scratch_path(state, names[i]));
	}
}

/* Whatever the file's bytes look like. */
static void test_encoding(void **state)
{
	struct fixture f;
	scratch_write(state, PAGE,
	              "\xCC\xAB\xD4\xAD\xC8\xD5\xB1\xA8\xD1\xB6\n"); /* 太原日报讯 in GBK */
	make(state, &f, "[" PAGE "]\nencoding = windows-1251\n");
	assert_true(f.ok);
	assert_string_equal(f.sheet.text.encoding, "windows-1251");
	assert_view(f.sheet.text.lines[0], "М«Ф\u00ADИХ±ЁС¶");
	release(&f);
	make(state, &f, "[" PAGE "]\nencoding = UTF-7\n");
	assert_false(f.ok);
	assert_non_null(strstr(f.in.report.messages.items[0].text, ":2:12: unknown encoding 'UTF-7'"));
	release(&f);
}

static void test_start(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":5]\nstart = no\n[" PAGE ":11]\nstart = yes\n");
	assert_int_equal(f.sheet.page.article_count, 3);
	assert_int_equal(article_first_line(article(&f, 0)), 1);
	assert_int_equal(article(&f, 0)->lines[0].last, 7);
	assert_int_equal(article_first_line(article(&f, 1)), 9);
	assert_int_equal(article_first_line(article(&f, 2)), 11);
	assert_int_equal(f.in.archive.pages.items[0].old_count, 1);
	assert_int_equal(f.in.archive.olds.items[0].line, 5);
	assert_int_equal(f.in.archive.olds.items[0].article, 0);
	release(&f);
}

static void test_words(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":5]\nheadline = 医院搬家\nkicker = 卫生之窗\ndeck = ——门诊照常\n");
	const struct article *a = article(&f, 1);
	assert_view(a->headline, "医院搬家");
	assert_view(a->kicker, "卫生之窗");
	assert_view(a->deck, "——门诊照常");
	assert_true(a->headline_printed);
	assert_view(f.in.archive.articles.items[1].headline, "医院搬家");
	assert_view(article(&f, 0)->headline, "县里修通一条公路");
	release(&f);
}

static void test_lines_as_headline_kicker_and_deck(void **state)
{
	static const char *const text =
		"市卫生局公布便民措施\n\n县医院迁入新址\n\n门诊照常开放不停诊\n\n"
		"本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放，市民前来参观。(李军)\n";
	struct fixture f;
	scratch_write(state, PAGE, text);
	make(state, &f, "[" PAGE ":1]\nstart = yes\nkicker = 1\nheadline = 3\ndeck = 5\n");
	assert_true(f.ok);
	assert_int_equal(f.sheet.page.article_count, 1);
	assert_view(article(&f, 0)->kicker, "市卫生局公布便民措施");
	assert_view(article(&f, 0)->headline, "县医院迁入新址");
	assert_view(article(&f, 0)->deck, "门诊照常开放不停诊");
	release(&f);
	make(state, &f, "[" PAGE ":1]\nkicker =\nheadline = 1-3\ndeck =\n");
	assert_true(f.ok);
	assert_view(article(&f, 0)->headline, "市卫生局公布便民措施 县医院迁入新址");
	assert_null(article(&f, 0)->kicker.data);
	assert_null(article(&f, 0)->deck.data);
	release(&f);
}

static void test_no_headline(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":9]\nheadline =\n");
	assert_false(article(&f, 2)->headline_printed);
	assert_true(f.in.archive.articles.items[2].opening);
	release(&f);
}

static void test_a_wrapped_line_may_begin_an_article(void **state)
{
	/* Every line is as long as the column, so all would be one block. */
	struct buf text = { 0 };
	for (int i = 0; i < 12; i++)
		buf_puts(&text, "公路建成以后村民进城的时间大大缩短了\n");
	struct fixture f;
	scratch_write(state, PAGE, text.data);
	make(state, &f, "[" PAGE ":7]\nstart = yes\n");
	assert_true(f.ok);
	assert_int_equal(f.sheet.page.article_count, 2);
	assert_int_equal(article_first_line(article(&f, 1)), 7);
	release(&f);
	buf_free(&text);
}

/* A line with nothing but characters without width belongs to the text after it. */
static void test_a_first_line_without_width(void **state)
{
	struct fixture f;
	scratch_write(state, PAGE,
	              "\u200B\n县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊部开放。(李军)\n");
	make(state, &f, "[" PAGE ":1]\nkind = letter\n");
	assert_true(f.ok);
	assert_int_equal(article(&f, 0)->kind, KIND_LETTER);
	release(&f);
}

static void test_byline_keeps_photographers_and_roles(void **state)
{
	struct fixture f;
	scratch_write(state, PAGE,
	              "县医院迁入新址\n\n本报讯（记者 李军）县医院昨天迁入新址，门诊部和住院部"
	              "同一天开放，市民前来参观。\n\n市民参观新医院。 王芳 摄\n");
	make(state, &f, "[" PAGE ":1]\nbyline = 张 波，李军\n");
	assert_true(f.ok);
	const struct article *a = article(&f, 0);
	assert_int_equal(a->credit_count, 3);
	assert_view(a->credits[0].name, "张波");
	assert_int_equal(a->credits[0].role, CREDIT_AUTHOR);
	assert_view(a->credits[1].name, "李军");
	assert_int_equal(a->credits[1].role, CREDIT_REPORTER);
	assert_view(a->credits[2].name, "王芳");
	assert_int_equal(a->credits[2].role, CREDIT_PHOTOGRAPHER);
	release(&f);
	make(state, &f, "[" PAGE ":1]\nbyline =\n");
	assert_int_equal(article(&f, 0)->credit_count, 1);
	release(&f);
}

static void test_places(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":5]\nplaces = 南村、太原\n");
	const struct archive *a = &f.in.archive;
	const struct archive_article *x = &a->articles.items[1];
	assert_int_equal(x->place_count, 2);
	assert_view(a->places.items[x->places[0]].text, "南村");
	assert_view(a->places.items[x->places[1]].text, "太原");
	assert_int_equal(a->articles.items[2].place_count, 0);
	size_t count;
	const uint32_t *items = archive_list(&a->by_place, x->places[1], &count);
	assert_int_equal(count, 1);
	assert_int_equal(items[0], 1);
	release(&f);
}

/* Whatever the model took a line for, what somebody says of it holds. */
static void test_roles_of_lines(void **state)
{
	struct fixture f;
	correct(state, &f,
	        "[" PAGE ":5]\nrole = subhead\n[" PAGE ":7..8]\nrole = verse\n[" PAGE
	        ":9]\nrole = furniture\n");
	assert_int_equal(f.sheet.page.furniture_count, 1);
	assert_int_equal(f.sheet.page.furniture[0].lines.first, 9);
	const struct article *a = article(&f, 0);
	assert_int_equal(a->body_count, 3);
	assert_int_equal(a->body[1].type, BODY_SUBHEAD);
	assert_int_equal(a->body[2].type, BODY_VERSE);
	release(&f);
	correct(state, &f, "[" PAGE ":7]\nrole = start\n");
	assert_int_equal(article_first_line(article(&f, 2)), 7);
	release(&f);
}

/* A misread line is mended before the page is cut, and what the source has is kept. */
static void test_a_misread_line(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":5]\ntext = 县医院迁入新址 ; [今天]\n");
	assert_view(article(&f, 1)->headline, "县医院迁入新址 ; [今天]");
	assert_int_equal(f.sheet.corrected.mended_count, 1);
	assert_int_equal(f.sheet.corrected.mended[0].line, 5);
	assert_true(f.sheet.corrected.mended[0].was.len > 0);
	release(&f);
}

static void test_kind_topics_and_alias(void **state)
{
	struct fixture f;
	correct(state, &f,
	        "[" PAGE ":5]\nkind = letter\ntopics = transport、health\n"
	        "alias = old/a.html, https://example.org/a/old/b.html\n[" PAGE ":9]\ntopics =\n");
	assert_int_equal(article(&f, 1)->kind, KIND_LETTER);
	const struct archive_article *x = &f.in.archive.articles.items[1];
	assert_int_equal(x->topic_count, 2);
	assert_int_equal(x->topics[0], 0);
	assert_int_equal(f.in.archive.articles.items[2].topic_count, 0);
	size_t count;
	archive_list(&f.in.archive.by_kind, KIND_LETTER, &count);
	assert_int_equal(count, 1);
	const struct corrections_section *s = archive_section(&f.in.archive, 1);
	assert_non_null(s);
	assert_int_equal(s->alias_count, 2);
	assert_view(s->aliases[1], "old/b.html");
	assert_null(archive_section(&f.in.archive, 0));
	release(&f);
}

static void test_order(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":9]\norder = 1\n");
	assert_int_equal(article_first_line(article(&f, 0)), 9);
	assert_int_equal(article_first_line(article(&f, 1)), 1);
	assert_int_equal(f.in.archive.articles.items[2].line, 5);
	release(&f);
}

static void test_withdraw(void **state)
{
	struct fixture f;
	correct(state, &f, "[" PAGE ":5]\nwithdraw = 2026-11-20\n");
	const struct archive_article *x = &f.in.archive.articles.items[1];
	const struct article *a = article(&f, 1);
	assert_true(x->withdrawn);
	assert_int_equal(x->line, 5);
	assert_int_equal(a->headline.len, 0);
	assert_int_equal(a->body_count, 0);
	assert_int_equal(a->credit_count, 0);
	assert_int_equal(x->topic_count, 0);
	for (size_t k = 0, count; k < KIND_COUNT; k++) {
		const uint32_t *items = archive_list(&f.in.archive.by_kind, k, &count);
		for (size_t i = 0; i < count; i++)
			assert_int_not_equal(items[i], 1);
	}
	assert_int_equal(archive_section(&f.in.archive, 1)->withdraw.day, 20);
	release(&f);
}

static void test_the_second_of_two_in_one_line(void **state)
{
	struct fixture f;
	scratch_write(
		state, PAGE,
		"县里修通一条公路\n\n本报讯 县里的一条公路昨天修通，全长三公里。(张波)\n\n"
		"遗失声明 张三遗失身份证，号码一二三，声明作废。遗失声明 李四遗失驾驶证，声明作废。\n");
	make(state, &f, "[" PAGE ":5-2]\nkind = letter\n");
	if (f.sheet.page.article_count == 3) {
		assert_true(f.ok);
		assert_int_equal(article(&f, 2)->kind, KIND_LETTER);
		assert_int_not_equal(article(&f, 1)->kind, KIND_LETTER);
	} else {
		assert_false(f.ok); /* and the model took the line for one notice */
	}
	release(&f);
}

/* ── what is wrong, or to no effect ── */

static void expect(void **state, const char *corrections, enum report_level level,
                   const char *place, const char *words)
{
	struct fixture f;
	scratch_write(state, PAGE, three);
	make(state, &f, corrections);
	assert_int_equal(f.ok, level == REPORT_WARNING);
	bool found = false;
	for (size_t i = 0; i < f.in.report.messages.len; i++) {
		const struct report_message *m = &f.in.report.messages.items[i];
		found = found || (m->level == level && strstr(m->text, place) && strstr(m->text, words));
	}
	if (!found) {
		fprintf(stderr, "expected %s %s, met:\n", place, words);
		report_print(&f.in.report, stderr);
	}
	assert_true(found);
	release(&f);
}

static void test_errors(void **state)
{
	static const struct {
		const char *conf, *place, *words;
	} cases[] = {
		{ "date = 2022-01-19\n", "corrections.conf:1:1:", "before the first section" },
		{ "[" PAGE "]\ndate = 2021-02-29\n", ":2:8:", "no day" },
		{ "[" PAGE "]\npage = 2/3\n", ":2:8:", "no page number" },
		{ "[" PAGE "]\npage =\n", ":2:7:", "no value" },
		{ "[" PAGE "]\nheadline = 1\n", ":2:1:", "unknown key 'headline'" },
		{ "[" PAGE ":1]\ndate = 2022-01-19\n", ":2:1:", "unknown key 'date'" },
		{ "[" PAGE ":1]\nstart = perhaps\n", ":2:9:", "neither yes" },
		{ "[" PAGE ":1-2]\nstart = yes\n", ":2:9:", "without -2" },
		{ "[" PAGE ":0]\nstart = yes\n", ":1:1:", "names no line" },
		{ "[" PAGE ":1-1]\nkind = news\n", ":1:1:", "names no line" },
		{ "[" PAGE ":5]\nheadline = 3\n", ":2:12:", "stands before the article" },
		{ "[" PAGE ":5]\nheadline = 9\n", ":2:12:", "not in the article" },
		{ "[" PAGE ":5]\nkicker = 7\n", ":2:10:", "the article's first line" },
		{ "[" PAGE ":5]\nheadline = 5\ndeck = 5\n", ":3:8:", "cannot be both" },
		{ "[" PAGE ":5]\nheadline =\nkicker = 5\n", ":3:10:", "no kicker" },
		{ "[" PAGE ":5]\nkind = novel\n", ":2:8:", "unknown kind" },
		{ "[" PAGE ":5]\ntopics = sport\n", ":2:10:", "no topic 'sport'" },
		{ "[" PAGE ":5]\nplaces = 甲, 乙, 丙, 丁, 戊\n", ":2:10:", "at most 4 places" },
		{ "[" PAGE ":5]\norder = 0\n", ":2:9:", "no place" },
		{ "[" PAGE ":5]\norder = 4\n", ":2:9:", "has 3 articles" },
		{ "[" PAGE ":1]\norder = 3\n[" PAGE ":5]\norder = 3\n", ":4:9:", "place 3 already" },
		{ "[" PAGE ":5]\nalias = /etc/passwd\n", ":2:9:", "no address" },
		{ "[" PAGE ":5]\nalias = a/../../b.html\n", ":2:9:", "no address" },
		{ "[" PAGE ":5]\nalias = a.html, a.html\n", ":2:9:", "line 2 already" },
		{ "[" PAGE ":5]\nalias = a.html\n[" PAGE ":9]\nalias = a.html\n",
		  ":4:9:", "line 2 already" },
		{ "[" PAGE ":5]\nheadline = 5-6\n", ":2:12:", "line 6 is a blank one" },
		{ "[" PAGE ":5]\ndeck = 99\n", ":2:8:", "line 99 is not in" },
		{ "[" PAGE ":5]\nalias = ,\n", ":2:9:", "old address" },
		{ "[" PAGE ":5]\nwithdraw = soon\n", ":2:12:", "no day" },
		{ "[" PAGE ":5]\nkind = news\nkind = brief\n", ":3:1:", "line 2 already" },
		{ "[" PAGE ":5]\nkind = letter\n[" PAGE ":5]\nkind = brief\n", ":3:1:", "line 1 already" },
		{ "[" PAGE ":5]\nstart = no\nkind = news\n", ":3:8:", "could have this kind" },
		{ "[other.txt]\npage = 02\n", ":1:1:", "no page 'other.txt'" },
		{ "[" PAGE ":12]\nstart = yes\n", ":1:1:", "has 11 lines" },
		{ "[" PAGE ":4]\nstart = yes\n", ":1:1:", "is blank" },
		{ "[" PAGE ":7]\nkind = news\n", ":1:1:", "inside the article that begins on line 5" },
		{ "[" PAGE ":5-2]\nkind = news\n", ":1:1:", "holds no 2 articles" },
		{ "[" PAGE ":1]\nstart = no\n", ":1:1:", "nothing stands before line 1" },
		{ "[" PAGE ":5]\nnonsense\n", ":2:1:", "key = value" },
		{ "[" PAGE ":5]\nrole = title\n", ":2:8:", "unknown role 'title'" },
		{ "[" PAGE ":5]\ntext =\n", ":2:7:", "no value" },
		{ "[" PAGE ":5..7]\ntext = a\n", ":2:1:", "unknown key 'text'" },
		{ "[" PAGE ":7..5]\nrole = body\n", ":1:1:", "names no line" },
		{ "[" PAGE ":7..99]\nrole = body\n", ":1:1:", "no line 99" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect(state, cases[i].conf, REPORT_ERROR, cases[i].place, cases[i].words);
}

static void test_corrections_that_change_nothing(void **state)
{
	static const struct {
		const char *conf, *place, *words;
	} cases[] = {
		{ "[" PAGE "]\n", ":1:1:", "corrects nothing" },
		{ "[" PAGE "]\ndate = 2022-01-19\n", ":2:8:", "the date is this" },
		{ "[" PAGE "]\npage = 01\n", ":2:8:", "the page is this" },
		{ "[" PAGE ":5]\nstart = yes\n", ":2:9:", "an article begins here without" },
		{ "[" PAGE ":7]\nstart = no\n", ":2:9:", "no article begins here without" },
		{ "[" PAGE ":5]\nheadline = 县医院迁入新址\n", ":2:12:", "the headline is this" },
		{ "[" PAGE ":5]\nheadline = 5\n", ":2:12:", "the headline is this" },
		{ "[" PAGE ":5]\nkicker =\n", ":2:9:", "the kicker is this" },
		{ "[" PAGE ":5]\ndeck =\n", ":2:7:", "the deck is this" },
		{ "[" PAGE ":5]\nbyline = 李军\n", ":2:10:", "the byline is this" },
		{ "[" PAGE ":5]\nkind = brief\n", ":2:8:", "the kind is this" },
		{ "[" PAGE ":5]\ntopics = health\n", ":2:10:", "the topics are these" },
		{ "[" PAGE ":5]\nplaces =\n", ":2:9:", "the places are these" },
		{ "[" PAGE ":5]\norder = 2\n", ":2:9:", "the order is this" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect(state, cases[i].conf, REPORT_WARNING, cases[i].place, cases[i].words);
}

/* ── addresses ── */

struct paths {
	struct arena arena;
	ARRAY(struct view) items;
};

static void keep_path(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct paths *p = context;
	if (view_starts(path, VIEW("2022/01/19/")) && !view_ends(path, VIEW("index.html")))
		*array_push(&p->items) = arena_view(&p->arena, path);
}

static bool plan(struct fixture *f, struct plan *out)
{
	static const struct document_list none = { 0 };
	static const struct scan no_assets = { 0 };
	return f->ok &&
	       planning_make(&f->in.archive, &none, &no_assets, page_kinds, out, &f->in.report);
}

/* Every address of the page as it was leads somewhere on the corrected site. */
static void test_a_corrected_page_keeps_all_addresses(void **state)
{
	static const char *const corrections[] = {
		"headline = 新的主题",   "headline =",    "kicker = 新的引题", "deck = 新的副题",
		"byline = 赵一",         "kind = letter", "topics =",          "order = 1",
		"withdraw = 2026-11-20", "start = no",    "start = yes",
	};
	struct paths before = { 0 };
	struct fixture f;
	struct plan p;
	scratch_write(state, PAGE, three);
	make(state, &f, "");
	assert_true(plan(&f, &p));
	plan_each(&p, keep_path, &before);
	assert_int_equal(before.items.len, 4);
	plan_free(&p);
	release(&f);
	for (int line = 1; line <= 11; line += 2) {
		for (size_t i = 0; i < sizeof(corrections) / sizeof(*corrections); i++) {
			char conf[200];
			snprintf(conf, sizeof(conf), "[%s:%d]\n%s\n", PAGE, line, corrections[i]);
			make(state, &f, conf);
			bool planned = plan(&f, &p);
			for (size_t k = 0; planned && k < before.items.len; k++)
				assert_true(plan_has(&p, before.items.items[k]));
			assert_int_equal(planned, f.ok);
			if (f.ok)
				plan_free(&p);
			release(&f);
		}
	}
	make(state, &f, "[" PAGE "]\ndate = 2022-02-01\npage = 07\n[" PAGE ":5]\nstart = no\n");
	assert_true(plan(&f, &p));
	for (size_t k = 0; k < before.items.len; k++)
		assert_true(plan_has(&p, before.items.items[k]));
	assert_true(plan_has(&p, VIEW("2022/02/01/07-9.html")));
	assert_true(plan_has(&p, VIEW("2022/02/01/07-5.html")));
	plan_free(&p);
	release(&f);
	array_free(&before.items);
	arena_free(&before.arena);
}

/* Two pages that change places do not send readers of one to the other. */
static void test_pages_that_change_places(void **state)
{
	struct fixture f;
	struct plan p = { 0 };
	scratch_write(state, PAGE, three);
	scratch_write(state, "2022-01-19_02.txt",
	              "另一条公路也修通了\n\n本报讯 另一条公路昨天也修通了，"
	              "全长五公里。(张波)\n");
	make(state, &f, "[" PAGE "]\npage = 02\n[2022-01-19_02.txt]\npage = 01\n");
	assert_true(plan(&f, &p));
	assert_int_equal(p.redirects.len, 0);
	plan_free(&p);
	release(&f);
}

static void test_an_alias_that_is_taken(void **state)
{
	struct fixture f;
	struct plan p;
	correct(state, &f, "[" PAGE ":5]\nalias = 2022/01/19/01-1.html\n");
	assert_false(plan(&f, &p));
	assert_non_null(strstr(array_last(&f.in.report.messages)->text, "corrections.conf:2:9: "));
	plan_free(&p);
	release(&f);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_nothing_is_corrected),
		IN_FOLDER(test_date_and_page),
		IN_FOLDER(test_names_of_files),
		IN_FOLDER(test_encoding),
		IN_FOLDER(test_start),
		IN_FOLDER(test_words),
		IN_FOLDER(test_lines_as_headline_kicker_and_deck),
		IN_FOLDER(test_no_headline),
		IN_FOLDER(test_a_wrapped_line_may_begin_an_article),
		IN_FOLDER(test_a_first_line_without_width),
		IN_FOLDER(test_byline_keeps_photographers_and_roles),
		IN_FOLDER(test_places),
		IN_FOLDER(test_roles_of_lines),
		IN_FOLDER(test_a_misread_line),
		IN_FOLDER(test_kind_topics_and_alias),
		IN_FOLDER(test_order),
		IN_FOLDER(test_withdraw),
		IN_FOLDER(test_the_second_of_two_in_one_line),
		IN_FOLDER(test_errors),
		IN_FOLDER(test_corrections_that_change_nothing),
		IN_FOLDER(test_a_corrected_page_keeps_all_addresses),
		IN_FOLDER(test_pages_that_change_places),
		IN_FOLDER(test_an_alias_that_is_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
