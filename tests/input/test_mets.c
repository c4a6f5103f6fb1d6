#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/gather.h"
#include "input/input.h"
#include "input/mets_structure.h"
#include "scratch.h"

/* METS files, and the ALTO files that they name. */

#define BLOCK(id, line1, line2)                                                                 \
	"<TextBlock ID=\"" id "\"><TextLine ID=\"" id "l\"><String ID=\"" id "a\" CONTENT=\"" line1 \
	"\"/></TextLine><TextLine><String ID=\"" id "b\" CONTENT=\"" line2                          \
	"\"/></TextLine></TextBlock>"
#define ALTO(blocks) \
	"<alto><Layout><Page><PrintSpace>" blocks "</PrintSpace></Page></Layout></alto>"

static const char first_page[] =
	ALTO(BLOCK("head", "Paper", "No. 1") BLOCK("stray", "not", "named") BLOCK("t2", "Two", "lines")
             BLOCK("k1", "above", "it") BLOCK("p1", "first", "fi")
                 BLOCK("t1", "One", "headline") "<ComposedBlock ID=\"c\">" BLOCK(
					 "p2", "nally", "second") "</ComposedBlock>" BLOCK("by", "By", "Somebody"));
static const char second_page[] = ALTO(BLOCK("q1", "goes", "on") BLOCK("ad", "buy", "this"));

#define FILES                                                                                   \
	"<mods:title>The Paper</mods:title><mods:dateIssued>1893-04-02</mods:dateIssued></dmdSec>"  \
	"<fileSec><fileGrp><file ID=\"F1\"><FLocat xlink:href=\"file://./pages/1.xml\"/></file>"    \
	"<file ID=\"F2\"><FLocat xlink:href=\"pages/2.xml\"/></file></fileGrp></fileSec>"           \
	"<structMap TYPE=\"PHYSICAL\"><div TYPE=\"Newspaper\"><div TYPE=\"PAGE\" ORDER=\"1\">"      \
	"<fptr><area FILEID=\"F1\"/></fptr></div><div TYPE=\"PAGE\" ORDER=\"2\" ORDERLABEL=\"A2\">" \
	"<fptr FILEID=\"F2\"/></div></div></structMap>"
#define METS(rest)                                                         \
	"<mets:mets xmlns:mets=\"http://www.loc.gov/METS/\" xmlns:mods=\"m\" " \
	"xmlns:xlink=\"x\"><dmdSec ID=\"ISSUE\">" FILES rest "</mets:mets>"
#define DIV(type, rest)   "<div TYPE=\"" type "\">" rest "</div>"
#define AREA(file, begin) "<fptr><area FILEID=\"" file "\" BEGIN=\"" begin "\"/></fptr>"
#define LOGICAL(rest) \
	"<structMap TYPE=\"LOGICAL\">" DIV("Newspaper", DIV("ISSUE", rest)) "</structMap>"

struct read {
	struct input_pages pages;
	struct report report;
	bool ok;
};

static struct read read_mets(const char *mets)
{
	struct read x = { 0 };
	struct text_encoding none = { 0 };
	struct input_file files[] = { { .path = "in/mets.xml", .bytes = view_of(mets) },
		                          { .path = "in/pages/1.xml", .bytes = view_of(first_page) },
		                          { .path = "in/pages/2.xml", .bytes = view_of(second_page) } };
	struct input_source source = { .files = files, .count = 3, .encoding = &none };
	x.ok = input_read(&source, &x.pages, &x.report);
	return x;
}

static void done(struct read *x)
{
	input_pages_free(&x->pages);
	report_free(&x->report);
}

struct expected {
	const char *line;
	uint32_t article, block;
	enum line_role role;
};

static void assert_lines(const struct text *t, const struct expected *lines, size_t count)
{
	assert_int_equal(t->len, count);
	for (size_t i = 0; i < count; i++) {
		if (!view_eq(t->lines[i], view_of(lines[i].line)))
			fail_msg("line %zu is %.*s", i + 1, VIEW_ARG(t->lines[i]));
		assert_int_equal(t->labels[i].article, lines[i].article);
		assert_int_equal(t->labels[i].block, lines[i].block);
		assert_int_equal(t->labels[i].role, lines[i].role);
	}
}

static void assert_page(const struct text *t, uint32_t file, const char *number)
{
	assert_int_equal(t->file, file);
	assert_int_equal(t->stated.date.year, 1893);
	assert_true(view_eq(t->stated.number, view_of(number)));
	assert_true(view_eq(t->stated.newspaper, VIEW("The Paper")));
	assert_int_equal(t->part, 0);
	assert_int_equal(t->before, 0);
}

/* Logical divs point at blocks. */
static void test_blocks(void **state)
{
	(void)state;
	struct read x =
		read_mets(METS(LOGICAL(DIV("TITLE_SECTION", DIV("HEADLINE", AREA("F1", "head"))) DIV(
			"CONTENT",
			DIV("SECTION",
	            DIV("ARTICLE",
	                DIV("HEADING", DIV("TITLE", AREA("F1", "t1")) DIV("OVERLINE", AREA("F1", "k1")))
	                    DIV("BODY",
	                        DIV("BODY_CONTENT",
	                            DIV("PARAGRAPH", DIV("TEXT", AREA("F1", "p1") AREA("F1", "c")))
	                                DIV("AUTHOR", AREA("F1", "by"))
	                                    DIV("PARAGRAPH", DIV("TEXT", AREA("F2", "q1"))))))
	                DIV("ARTICLE", DIV("HEADING", DIV("TITLE", AREA("F1", "t2")))))
				DIV("ADVERTISEMENT", AREA("F2", "ad"))))));
	static const struct expected one[] = {
		{ "Paper", 0, 1, LINE_ROLE_FURNITURE }, { "No. 1", 0, 1, LINE_ROLE_FURNITURE },
		{ "One", 1, 2, LINE_ROLE_HEADLINE },    { "headline", 1, 2, LINE_ROLE_HEADLINE },
		{ "above", 1, 3, LINE_ROLE_DECK },      { "it", 1, 3, LINE_ROLE_DECK },
		{ "first", 1, 4, LINE_ROLE_BODY },      { "fi", 1, 4, LINE_ROLE_BODY },
		{ "nally", 1, 4, LINE_ROLE_BODY },      { "second", 1, 4, LINE_ROLE_BODY },
		{ "By", 1, 5, LINE_ROLE_BYLINE },       { "Somebody", 1, 5, LINE_ROLE_BYLINE },
		{ "Two", 2, 6, LINE_ROLE_HEADLINE },    { "lines", 2, 6, LINE_ROLE_HEADLINE },
		{ "not", 0, 7, LINE_ROLE_UNSAID },      { "named", 0, 7, LINE_ROLE_UNSAID },
	};
	static const struct expected two[] = {
		{ "goes", 1, 1, LINE_ROLE_BODY },
		{ "on", 1, 1, LINE_ROLE_BODY },
		{ "buy", 2, 2, LINE_ROLE_BODY },
		{ "this", 2, 2, LINE_ROLE_BODY },
	};
	assert_true(x.ok);
	assert_int_equal(x.report.messages.len, 0);
	assert_int_equal(x.pages.len, 2);
	assert_page(&x.pages.items[0], 1, "01");
	assert_page(&x.pages.items[1], 2, "A2");
	assert_lines(&x.pages.items[0], one, sizeof(one) / sizeof(*one));
	assert_lines(&x.pages.items[1], two, sizeof(two) / sizeof(*two));
	assert_int_equal(x.pages.items[1].article_count, 2);
	assert_true(view_eq(x.pages.items[1].articles[1].kind, VIEW("notice")));
	assert_null(x.pages.items[1].articles[0].kind.data);
	done(&x);
}

/* Or they are linked with areas of the pages, from one word to another. */
static void test_links(void **state)
{
	(void)state;
	struct read x = read_mets(METS(
		"<structMap TYPE=\"LOGICAL\"><div ID=\"log1\" TYPE=\"ISSUE\"><div ID=\"art1\" "
		"TYPE=\"ARTICLE\"/><div ID=\"art2\" TYPE=\"ADVERT\"/></div></structMap><structMap "
		"TYPE=\"PHYSICAL\"><div TYPE=\"page\" ORDER=\"1\"><div ID=\"pa1\" TYPE=\"pagearea\" "
		"LABEL=\"Headline\"><fptr><area FILEID=\"F1\" BEGIN=\"t1a\" END=\"t1b\"/></fptr></div><div "
		"ID=\"pa2\" TYPE=\"pagearea\" LABEL=\"Textblock\"><fptr><area FILEID=\"IMAGE\" "
		"SHAPE=\"RECT\" COORDS=\"1,2,3,4\"/></fptr><fptr><area FILEID=\"F1\" BEGIN=\"p1a\" "
		"END=\"p1a\"/></fptr></div><div ID=\"pa3\" TYPE=\"pagearea\" LABEL=\"Textblock\"><fptr><area "
		"FILEID=\"F1\" BEGIN=\"p1b\" END=\"p1b\"/></fptr></div></div></structMap><structLink>"
		"<smLinkGrp><smLocatorLink href=\"#log1\"/><smLocatorLink href=\"#phys\"/></smLinkGrp>"
		"<smLinkGrp><smLocatorLink xlink:href=\"#art2\"/><smLocatorLink "
		"xlink:href=\"#pa3\"/></smLinkGrp>"
		"<smLinkGrp><smLocatorLink xlink:href=\"#art1\"/><smLocatorLink xlink:href=\"#pa2\"/>"
		"<smLocatorLink xlink:href=\"#pa1\"/></smLinkGrp></structLink>"));
	const struct text *t = &x.pages.items[0];
	assert_true(x.ok);
	assert_int_equal(t->len, 16);
	assert_true(view_eq(t->lines[0], VIEW("first")));
	assert_int_equal(t->labels[0].role, LINE_ROLE_BODY);
	assert_true(view_eq(t->lines[1], VIEW("One")));
	assert_int_equal(t->labels[1].role, LINE_ROLE_SUBHEAD);
	assert_int_equal(t->labels[2].article, 1);
	assert_true(view_eq(t->lines[3], VIEW("fi")));
	assert_int_equal(t->labels[3].article, 2);
	assert_int_equal(t->labels[4].article, 0);
	assert_true(view_eq(t->articles[1].kind, VIEW("notice")));
	done(&x);
}

/* A section's heading is of no article, but where the section has text itself; kickers are one block. */
static void test_sections(void **state)
{
	(void)state;
	struct read x = read_mets(METS(LOGICAL(
		DIV("SECTION",
	        DIV("HEADING", DIV("TITLE", AREA("F1", "head")))
	            DIV("ARTICLE", DIV("HEADING", DIV("OVERLINE", AREA("F1", "k1") AREA("F1", "t2"))
	                                              DIV("TITLE", AREA("F1", "t1")))))
			DIV("SECTION", DIV("HEADING", DIV("TITLE", AREA("F1", "p1")))
	                           DIV("BODY", DIV("PARAGRAPH", AREA("F1", "p2")))))));
	const struct text_label *l = x.pages.items[0].labels;
	assert_true(x.ok);
	assert_int_equal(l[0].role, LINE_ROLE_FURNITURE);
	assert_int_equal(l[0].article, 0);
	for (size_t i = 2; i < 6; i++) {
		assert_int_equal(l[i].role, LINE_ROLE_KICKER);
		assert_int_equal(l[i].article, 1);
		assert_int_equal(l[i].block, l[2].block);
	}
	assert_int_equal(l[6].role, LINE_ROLE_HEADLINE);
	assert_int_equal(l[8].role, LINE_ROLE_HEADLINE);
	assert_int_equal(l[8].article, 2);
	assert_int_equal(l[10].role, LINE_ROLE_BODY);
	assert_int_equal(l[10].article, 2);
	done(&x);
}

#define REGION(id, type, line)                                                                   \
	"<TextRegion id=\"" id "\" type=\"" type "\"><TextLine id=\"" id "l\"><Word id=\"" id "w\">" \
	"<TextEquiv><Unicode>" line "</Unicode></TextEquiv></Word></TextLine></TextRegion>"
#define PAGE(order, regions)                                                                   \
	"<PcGts><Page imageWidth=\"2000\" imageHeight=\"3000\"><ReadingOrder><OrderedGroup>" order \
	"</OrderedGroup></ReadingOrder>" regions "</Page></PcGts>"
#define REF(id) "<RegionRef regionRef=\"" id "\"/>"

/* A METS file may name PAGE XML: its names are found wherever its order puts their lines. */
static void test_page_xml(void **state)
{
	(void)state;
	static const char page[] =
		PAGE(REF("r3") REF("r2") REF("r1"),
	         REGION("r1", "paragraph", "text of two") REGION("r2", "heading", "Two")
	             REGION("r3", "paragraph", "text of one"));
	struct text_encoding none = { 0 };
	struct read x = { 0 };
	struct input_file files[] = {
		{ .path = "in/mets.xml",
		  .bytes = view_of(METS(LOGICAL(DIV("ARTICLE", AREA("F1", "r2") AREA("F1", "r1w"))
		                                    DIV("ADVERTISEMENT", AREA("F1", "r3l"))))) },
		{ .path = "in/pages/1.xml", .bytes = view_of(page) },
		{ .path = "in/pages/2.xml", .bytes = view_of(second_page) }
	};
	struct input_source source = { .files = files, .count = 3, .encoding = &none };
	x.ok = input_read(&source, &x.pages, &x.report);
	assert_true(x.ok);
	assert_int_equal(x.report.warnings, 0);
	assert_int_equal(x.pages.len, 2);
	assert_page(&x.pages.items[0], 1, "01");
	static const struct expected lines[] = { { "Two", 1, 1, LINE_ROLE_HEADLINE },
		                                     { "text of two", 1, 2, LINE_ROLE_BODY },
		                                     { "text of one", 2, 3, LINE_ROLE_BODY } };
	assert_lines(&x.pages.items[0], lines, 3);
	assert_true(view_eq(x.pages.items[0].articles[1].kind, VIEW("notice")));
	done(&x);
}

#define TWICE(rest)                                                                               \
	"<mets><fileSec><fileGrp><file ID=\"F1\"><FLocat href=\"pages/1.xml\"/></file>"               \
	"<file ID=\"F2\"><FLocat href=\"pages/2.xml\"/></file></fileGrp></fileSec><structMap "        \
	"TYPE=\"PHYSICAL\"><div TYPE=\"page\" ORDER=\"1\"><fptr FILEID=\"F1\"/><fptr FILEID=\"F2\"/>" \
	"</div></structMap>" rest "</mets>"

/* Each step of a workflow writes a page anew: it is one page. */
static void assert_one_page(const char *mets, const char *one, const char *two, const char *first)
{
	struct text_encoding none = { 0 };
	struct read x = { 0 };
	struct input_file files[] = { { .path = "in/mets.xml", .bytes = view_of(mets) },
		                          { .path = "in/pages/1.xml", .bytes = view_of(one) },
		                          { .path = "in/pages/2.xml", .bytes = view_of(two) } };
	struct input_source source = { .files = files, .count = 3, .encoding = &none };
	assert_true(input_read(&source, &x.pages, &x.report));
	assert_int_equal(x.pages.len, 1);
	assert_true(view_eq(x.pages.items[0].lines[0], view_of(first)));
	done(&x);
}

static void test_a_page_in_several_forms(void **state)
{
	(void)state;
	static const char rough[] = PAGE("", REGION("r1", "paragraph", "rough"));
	static const char fine[] = PAGE("", REGION("r1", "paragraph", "fine"));
	assert_one_page(TWICE(""), rough, fine, "fine");
	assert_one_page(TWICE(LOGICAL(DIV("ARTICLE", AREA("F1", "r1")))), rough, fine, "rough");
	assert_one_page(TWICE(""), second_page, fine, "goes");
	assert_one_page(TWICE(LOGICAL(DIV("ARTICLE", AREA("F2", "r1")))), second_page, fine, "fine");
}

static void test_files_that_are_not_there(void **state)
{
	(void)state;
	struct text_encoding none = { 0 };
	struct report r = { 0 };
	struct input_pages pages = { 0 };
	struct input_file files[] = { { .path = "in/mets.xml", .bytes = view_of(METS("")) },
		                          { .path = "in/pages/2.xml", .bytes = view_of(second_page) } };
	struct input_source source = { .files = files, .count = 2, .encoding = &none };
	assert_true(input_read(&source, &pages, &r));
	assert_int_equal(pages.len, 1);
	assert_int_equal(r.warnings, 1);
	assert_non_null(strstr(r.messages.items[0].text, "names 1 file of pages that is not here"));
	assert_non_null(strstr(r.messages.items[0].text, "./pages/1.xml"));
	input_pages_free(&pages);
	report_free(&r);
	source.count = 1;
	assert_false(input_read(&source, &pages, &r));
	assert_int_equal(r.errors, 0);
	assert_int_equal(r.warnings, 1);
	input_pages_free(&pages);
	report_free(&r);
}

static void test_paths(void **state)
{
	(void)state;
	static const struct {
		const char *path, *href, *expected;
	} cases[] = {
		{ "a/m.xml", "file://./p/1.xml", "a/p/1.xml" },
		{ "m.xml", "1%20b.xml#x", "1 b.xml" },
		{ "a/b/m.xml", "..\\p/./1.xml", "a/p/1.xml" },
		{ "a/m.xml", "../../../etc/passwd", NULL },
		{ "/a/m.xml", "../../../etc/passwd", NULL },
		{ "../a/m.xml", "../../x", NULL },
		{ "a/m.xml", "file:///etc/passwd", "a/etc/passwd" },
		{ "a/m.xml", "", NULL },
		{ "a/m.xml", "x%00y", NULL },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena a = { 0 };
		struct view v = mets_structure_path(cases[i].path, view_of(cases[i].href), &a);
		if (cases[i].expected ? !view_eq(v, view_of(cases[i].expected)) : v.data != NULL)
			fail_msg("%s is %.*s", cases[i].href, VIEW_ARG(v));
		arena_free(&a);
	}
}

/* ── which files are one source ── */

static void test_gathering(void **state)
{
	scratch_write(state, "mets.xml", METS(""));
	mkdir(scratch_path(state, "pages"), 0777);
	scratch_write(state, "pages/1.xml", first_page);
	scratch_write(state, "pages/2.xml", second_page);
	scratch_write(state, "pages/3.xml", second_page);
	scratch_write(state, "other-mets.xml", METS("")); /* comes too late for the pages */
	scratch_write(state, "1.txt", "text");
	scratch_write(state, "2.xml", "<feed/>");
	struct scan s;
	struct report r = { 0 };
	struct scan_rules rules = { .wanted = input_reads };
	struct gathering g;
	assert_true(scan_folder(scratch_path(state, "."), &rules, &s, &r));
	gather_files(&s, language_default(), &g);
	static const struct {
		const char *ending;
		size_t count;
	} sources[] = { { "1.txt", 1 },
		            { "2.xml", 1 },
		            { "/mets.xml", 3 },
		            { "other-mets.xml", 1 },
		            { "pages/3.xml", 1 } };
	assert_int_equal(g.sources.len, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_true(view_ends(view_of(g.sources.items[i].whole.path), view_of(sources[i].ending)));
		assert_int_equal(g.sources.items[i].count, sources[i].count);
	}
	/* The stamp of all is another one when one file is. */
	struct scan_stamp before = g.sources.items[2].whole.stamp;
	gather_free(&g);
	scan_free(&s);
	scratch_write(state, "pages/2.xml", first_page);
	assert_true(scan_folder(scratch_path(state, "."), &rules, &s, &r));
	gather_files(&s, language_default(), &g);
	assert_int_not_equal(before.size, g.sources.items[2].whole.stamp.size);
	gather_free(&g);
	scan_free(&s);
	gather_around(scratch_path(state, "mets.xml"), &g);
	assert_int_equal(g.sources.len, 1);
	assert_int_equal(g.sources.items[0].count, 3);
	gather_free(&g);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_page_xml),
		cmocka_unit_test(test_a_page_in_several_forms),
		cmocka_unit_test(test_files_that_are_not_there),
		cmocka_unit_test(test_paths),
		cmocka_unit_test_setup_teardown(test_gathering, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
