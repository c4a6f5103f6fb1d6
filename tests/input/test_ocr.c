#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "input/input.h"
#include "text/text_pack.h"

/* What programs of recognition write: ALTO, hOCR, PAGE XML. */
struct read {
	struct input_pages pages;
	struct report report;
	bool ok;
};

static struct read read_bytes(const char *name, struct view bytes)
{
	struct read x = { 0 };
	struct text_encoding none = { 0 };
	struct input_file file = { .path = name, .bytes = bytes };
	struct input_source source = { .files = &file, .count = 1, .encoding = &none };
	x.ok = input_read(&source, &x.pages, &x.report);
	return x;
}

static struct read read_text(const char *name, const char *text)
{
	return read_bytes(name, view_of(text));
}

static void done(struct read *x)
{
	input_pages_free(&x->pages);
	report_free(&x->report);
}

static void assert_lines(const struct text *t, size_t count, const char *const *lines)
{
	assert_int_equal(t->len, count);
	for (size_t i = 0; i < count; i++)
		if (!view_eq(t->lines[i], view_of(lines[i])))
			fail_msg("line %zu is %.*s", i + 1, VIEW_ARG(t->lines[i]));
}

#define ASSERT_LINES(t, ...)                                    \
	do {                                                        \
		static const char *const lines[] = { __VA_ARGS__ };     \
		assert_lines(t, sizeof(lines) / sizeof(*lines), lines); \
	} while (0)

static void assert_near(float x, float expected)
{
	if (!(x > expected - 0.5F && x < expected + 0.5F))
		fail_msg("%g is not %g", (double)x, (double)expected);
}

/* ── ALTO ── */

#define ALTO(unit, rest)                                                                     \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?><alto "                                       \
	"xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Description><MeasurementUnit>" unit \
	"</MeasurementUnit></Description><Styles><TextStyle ID=\"S1\" FONTSIZE=\"9\"/>"          \
	"<TextStyle ID=\"S2\" FONTSIZE=\"24\" FONTSTYLE=\"bold\"/></Styles><Layout>" rest        \
	"</Layout></alto>"
#define LINE(left, top, width, strings)                                             \
	"<TextLine HPOS=\"" #left "\" VPOS=\"" #top "\" WIDTH=\"" #width "\" HEIGHT=\"" \
	"30\">" strings "</TextLine>"
#define STRING(content) "<String CONTENT=\"" content "\"/><SP/>"

/* ALTO 4: a line may have a shape and no box, and blocks an order that is not theirs in the file. */
static void test_alto_shapes_and_order(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		"<alto><ReadingOrder><OrderedGroup ID=\"o\"><ElementRef ID=\"r1\" REF=\"b2\"/>"
		"<ElementRef ID=\"r2\" REF=\"b1\"/></OrderedGroup></ReadingOrder><Layout>"
		"<Page WIDTH=\"300\" HEIGHT=\"300\"><PrintSpace>"
		"<TextBlock ID=\"b1\"><TextLine><Shape><Polygon POINTS=\"100,200 200,200 200,230 "
		"100,230\"/></Shape>" STRING(
			"last") "</TextLine></TextBlock>"
					"<TextBlock ID=\"b3\"><TextLine>" STRING(
						"unsaid") "</TextLine></TextBlock>"
								  "<TextBlock ID=\"b2\"><TextLine><Shape><Polygon POINTS=\"100 100 300 100 300 150\"/>"
								  "</Shape>" STRING(
									  "first") "</TextLine><TextLine>"
											   "<String CONTENT=\"by\" HPOS=\"100\" VPOS=\"160\" WIDTH=\"50\" HEIGHT=\"20\"/>"
											   "<String CONTENT=\"words\" HPOS=\"170\" VPOS=\"150\" WIDTH=\"30\" HEIGHT=\"20\"/>"
											   "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>");
	const struct text *t = &x.pages.items[0];
	ASSERT_LINES(t, "first", "by words", "last", "unsaid");
	assert_near(t->boxes[0].left, 100 * 0.24F);
	assert_near(t->boxes[0].width, 200 * 0.24F);
	assert_near(t->boxes[0].height, 50 * 0.24F);
	assert_near(t->boxes[1].top, 150 * 0.24F);
	assert_near(t->boxes[1].width, 100 * 0.24F);
	assert_near(t->boxes[2].top, 200 * 0.24F);
	/* That it was read from an image is kept with it. */
	struct buf packed = { 0 };
	struct text again = { 0 };
	text_pack(t, &packed);
	assert_true(t->recognised && text_unpack(buf_view(&packed), &again) && again.recognised);
	text_free(&again);
	buf_free(&packed);
	done(&x);
}

static void test_alto(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		ALTO(
			"mm10",
			"<Page WIDTH=\"2540\" HEIGHT=\"5080\" PRINTED_IMG_NR=\"A3\"><PrintSpace>"
			"<TextBlock ID=\"b1\" STYLEREFS=\"S2 P1\">" LINE(
				254, 0, 1000,
				STRING("Tom") STRING("&amp;") STRING(
					"&#x4A;erry")) "</TextBlock>"
								   "<ComposedBlock><TextBlock STYLEREFS=\"S1\">" LINE(
									   254, 508, 1000, STRING("甲乙") STRING("丙"))
									   LINE(
										   254, 540, 1000,
										   "") "</TextBlock></ComposedBlock></PrintSpace></Page>"
											   "<Page><PrintSpace><TextBlock>" LINE(
												   0, 0, 0,
												   STRING(
													   "fin")) "</TextBlock></PrintSpace></Page>"));
	assert_true(x.ok);
	assert_int_equal(x.report.messages.len, 0);
	assert_int_equal(x.pages.len, 2);
	const struct text *t = &x.pages.items[0];
	ASSERT_LINES(t, "Tom & Jerry", "甲乙丙", "");
	assert_near(t->width, 720);
	assert_near(t->height, 1440);
	assert_near(t->boxes[0].left, 72);
	assert_near(t->boxes[1].top, 144);
	assert_near(t->boxes[0].size, 24);
	assert_near(t->boxes[0].weight, 700);
	assert_near(t->boxes[1].size, 9);
	assert_near(t->boxes[1].weight, 0);
	assert_int_not_equal(t->labels[0].block, t->labels[1].block);
	assert_true(view_eq(t->stated.number, VIEW("A3")));
	/* Lines count in the file, those without a word too. */
	assert_int_equal(x.pages.items[1].before, 3);
	assert_int_equal(x.pages.items[1].part, 2);
	assert_null(x.pages.items[1].boxes);
	done(&x);
	x = read_text("a.xml", ALTO("inch1200", "<Page WIDTH=\"1200\" HEIGHT=\"2400\">" LINE(
												600, 0, 100, STRING("x")) "</Page>"));
	assert_true(x.ok);
	assert_near(x.pages.items[0].width, 72);
	assert_near(x.pages.items[0].boxes[0].left, 36);
	done(&x);
}

/* However it is written, the namespace has a prefix or is none at all. */
/* Tags of ALTO 3 and 4, and types of blocks, tell the roles of lines. */
static void test_alto_tags(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		"<alto><Tags><StructureTag ID=\"T1\" LABEL=\"Title\"/><RoleTag ID=\"A\" LABEL=\"author\"/>"
		"<LayoutTag ID=\"AD\" LABEL=\"advertisement\"/><OtherTag ID=\"X\" LABEL=\"strange\"/></Tags>"
		"<Layout><Page><PrintSpace><TextBlock TAGREFS=\"X T1\">" LINE(
			0, 0, 9,
			STRING(
				"One")) "</TextBlock>"
						"<TextBlock TAGREFS=\"X\">" LINE(
							0, 50, 9,
							STRING(
								"text")) "<TextLine TAGREFS=\"A\"><String CONTENT=\"Somebody\"/></TextLine></TextBlock>"
										 "<TextBlock TAGREFS=\"AD\">" LINE(0, 90, 9, STRING("buy-"))
											 LINE(0, 130, 9, STRING("ing this")) "</TextBlock><ComposedBlock TYPE=\"Advertisement\"><TextBlock>" LINE(
												 0, 170, 9,
												 STRING(
													 "and that")) "</TextBlock><TextBlock TAGREFS=\"T1\">" LINE(0,
	                                                                                                            210,
	                                                                                                            9,
	                                                                                                            STRING(
																													"Two")) "</TextBlock></ComposedBlock>"
																															"</PrintSpace></Page></Layout></alto>");
	static const enum line_role roles[] = { LINE_ROLE_HEADLINE, LINE_ROLE_UNSAID, LINE_ROLE_BYLINE,
		                                    LINE_ROLE_START,    LINE_ROLE_UNSAID, LINE_ROLE_UNSAID,
		                                    LINE_ROLE_HEADLINE };
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "One", "text", "Somebody", "buying", "this", "and that", "Two");
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(x.pages.items[0].labels[i].role, roles[i]);
	done(&x);
}

/* Each composed block that is called an advertisement is an article, whatever blocks it has; what follows is of none. */
static void test_alto_advertisements(void **state)
{
	(void)state;
	static const char *const parts[] = {
		"<alto><Layout><Page><PrintSpace><ComposedBlock TYPE=\"Advertisement\"><TextBlock>",
		LINE(0, 0, 9, STRING("Soap")),
		"</TextBlock><ComposedBlock TYPE=\"Advertisement\"><TextBlock>",
		LINE(0, 50, 9, STRING("washes")),
		"</TextBlock></ComposedBlock></ComposedBlock>"
		"<ComposedBlock TYPE=\"advertisement\"><TextBlock>",
		LINE(0, 90, 9, STRING("Tea")),
		"</TextBlock></ComposedBlock><ComposedBlock TYPE=\"Table\"><TextBlock>",
		LINE(0, 130, 9, STRING("Prices")),
		"</TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>",
	};
	static const uint32_t articles[] = { 1, 1, 2, 0 };
	struct buf b = { 0 };
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		buf_put(&b, view_of(parts[i]));
	buf_putc(&b, '\0');
	struct read x = read_text("a.xml", b.data);
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "Soap", "washes", "Tea", "Prices");
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(x.pages.items[0].labels[i].article, articles[i]);
		assert_int_equal(x.pages.items[0].labels[i].role, LINE_ROLE_UNSAID);
	}
	assert_int_equal(x.pages.items[0].article_count, 2);
	assert_true(view_eq(x.pages.items[0].articles[1].kind, VIEW("notice")));
	done(&x);
	buf_free(&b);
}

/* Each format has its own way to tell where pictures are printed; what measures nothing is none. */
static void test_pictures(void **state)
{
	(void)state;
	static const char *const files[][2] = {
		{ "a.xml",
		  "<alto><Layout><Page WIDTH=\"1000\" HEIGHT=\"1000\"><PrintSpace>"
		  "<ComposedBlock TYPE=\"Illustration\" HPOS=\"100\" VPOS=\"200\" WIDTH=\"300\" HEIGHT=\"400\">"
		  "<Illustration HPOS=\"110\" VPOS=\"210\" WIDTH=\"280\" HEIGHT=\"380\"/></ComposedBlock>"
		  "<Illustration HPOS=\"9\" VPOS=\"9\" WIDTH=\"0\" HEIGHT=\"5\"/>"
		  "<TextBlock><TextLine><String CONTENT=\"x\"/></TextLine></TextBlock>"
		  "</PrintSpace></Page></Layout></alto>" },
		{ "a.hocr", "<div class='ocr_page' title='bbox 0 0 1000 1000'><div class='ocr_photo' "
		            "title='bbox 100 200 400 600'></div><span class='ocr_line'>x</span></div>" },
		{ "b.xml",
		  "<PcGts><Page imageWidth=\"1000\" imageHeight=\"1000\"><ImageRegion><Coords "
		  "points=\"100,200 400,200 400,600 100,600\"/></ImageRegion><TextRegion><TextLine>"
		  "<TextEquiv><Unicode>x</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>" },
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct read x = read_text(files[i][0], files[i][1]);
		assert_true(x.ok);
		const struct text *t = &x.pages.items[0];
		assert_int_equal(t->picture_count, 1);
		assert_near(t->pictures[0].left, 24);
		assert_near(t->pictures[0].top, 48);
		assert_near(t->pictures[0].width, 72);
		assert_near(t->pictures[0].height, 96);
		done(&x);
	}
}

static void test_alto_namespaces(void **state)
{
	(void)state;
	static const char *const files[] = {
		"<alto><Layout><Page><TextBlock><TextLine><String "
		"CONTENT=\"x\"/></TextLine></TextBlock></Page></Layout></alto>",
		"\xEF\xBB\xBF<!-- a --><a:alto xmlns:a=\"http://www.loc.gov/standards/alto/ns-v4#\"><a:Layout>"
		"<a:Page><a:TextBlock><a:TextLine><a:String "
		"CONTENT=\"x\"/></a:TextLine></a:TextBlock></a:Page></a:Layout></a:alto>",
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!DOCTYPE alto><alto><Page><TextLine><String "
		"CONTENT=\"x\"/></TextLine></Page></alto>",
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct read x = read_text("a.XML", files[i]);
		assert_true(x.ok);
		ASSERT_LINES(&x.pages.items[0], "x");
		done(&x);
	}
}

#define PART(n, content, whole) \
	"<String SUBS_TYPE=\"HypPart" #n "\" SUBS_CONTENT=\"" whole "\" CONTENT=\"" content "\"/>"

static void test_alto_hyphens(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		ALTO("pixel",
	         "<Page><TextBlock>" LINE(0, 0, 500,
	                                  STRING("une") PART(1, "com", "commune") "<HYP "
	                                                                          "CONTENT=\"-\"/>")
	             LINE(0, 40, 500, PART(2, "mune", "commune") STRING("libre") PART(1, "et-", "état"))
	                 LINE(0, 80, 100, PART(2, "tat.", "état"))
	                     LINE(0, 120, 500, STRING("sans") STRING("dou-"))
	                         LINE(0, 160, 500, STRING("te") STRING("Jean-"))
	                             LINE(0, 200, 500,
	                                  STRING("Pierre")
	                                      PART(1, "fi", "fin") "<HYP/>") "</TextBlock></Page>"));
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "une commune", "libre état", "", "sans doute", "Jean-",
	             "Pierre fi-");
	done(&x);
}

/* An indent, a short line above and a gap begin paragraphs; one goes on in the next column. */
static void test_alto_paragraphs(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		ALTO("pixel",
	         "<Page WIDTH=\"2000\" HEIGHT=\"2000\"><TextBlock>" LINE(50, 500, 450, STRING("a"))
	             LINE(0, 540, 500, STRING("b")) LINE(0, 580, 200, STRING("c"))
	                 LINE(0, 620, 500, STRING("d")) LINE(50, 660, 450, STRING("e"))
	                     LINE(0, 700, 500, STRING("f")) "</TextBlock><TextBlock>" LINE(
							 600, 100, 500, STRING("g")) LINE(600, 140, 500, STRING("h"))
	                         LINE(600, 240, 500, STRING("i")) "</TextBlock></Page>"));
	static const uint32_t paragraphs[] = { 1, 1, 1, 2, 3, 3, 3, 3, 4 };
	assert_true(x.ok);
	assert_int_equal(x.pages.items[0].len, 9);
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(x.pages.items[0].labels[i].block, paragraphs[i]);
	done(&x);
}

/* ── hOCR ── */

static void test_hocr(void **state)
{
	(void)state;
	/* Ends of elements are missing, an attribute has no quotes, words have no blank between them. */
	struct read x = read_text(
		"a.hocr",
		"<html><body>before<div class=ocr_page title='image \"x.png\"; bbox 0 0 600 1200; scan_res 300 "
		"300'><div class='ocr_carea' id='b1'><p class='ocr_par'>"
		"<span class='ocr_line' title=\"bbox 300 0 600 50; x_size 50\"><span class='ocrx_word'>Two</span>"
		"<span class='ocrx_word' title='bbox 1 2 3'><strong>w&ouml;rds</strong> </span></span>\n"
		"<span class='ocr_line' title='bbox 0 60 90 90'><span class='ocrx_word'>go</span> <span "
		"class='ocrx_word'>on-</span></span>"
		"<span class='ocr_line'><span class='ocrx_word'>wards</span></span><span class='ocr_line'><span "
		"class='ocrx_word'>一</span>\n<span class='ocrx_word'>二</span></span></p>"
		"<p class='ocr_par'><span class='ocr_line'>plain <i>text</i> <b>here</b><br/>too</span>"
		"<p class='ocr_par'><div class='ocr_textfloat'><span class='ocr_header'>head</div>"
		"<script>var ocr_line = '<p>';</script></div><div class='ocr_page'><span class='ocr_line'>next");
	assert_true(x.ok);
	assert_int_equal(x.pages.len, 2);
	const struct text *t = &x.pages.items[0];
	ASSERT_LINES(t, "Two wörds", "go onwards", "", "一二", "plain text here too", "head");
	assert_near(t->width, 144);
	assert_near(t->boxes[0].left, 72);
	assert_near(t->boxes[0].size, 12);
	assert_int_equal(t->labels[0].block, t->labels[3].block);
	assert_int_not_equal(t->labels[3].block, t->labels[4].block);
	ASSERT_LINES(&x.pages.items[1], "next");
	assert_int_equal(x.pages.items[1].before, 6);
	done(&x);
	x = read_text("2022-01-19_02.html", "<p>no such thing</p>");
	assert_false(x.ok);
	assert_non_null(strstr(x.report.messages.items[0].text, "is not read"));
	done(&x);
}

/* A caption is a line of its own, or around lines; what follows it is none. */
static void test_hocr_captions(void **state)
{
	(void)state;
	static const enum line_role roles[] = { LINE_ROLE_UNSAID, LINE_ROLE_CAPTION, LINE_ROLE_CAPTION,
		                                    LINE_ROLE_CAPTION, LINE_ROLE_UNSAID };
	struct read x = read_text(
		"a.hocr",
		"<div class='ocr_page'><span class='ocr_line'>text</span><span class='ocr_caption'>one</span>"
		"<div class='ocr_caption'><span class='ocr_line'>two</span><span class='ocr_line'>three</span>"
		"</div><span class='ocr_line'>more</span></div>");
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "text", "one", "two", "three", "more");
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(x.pages.items[0].labels[i].role, roles[i]);
	done(&x);
}

/* ── PAGE XML ── */

static void test_page_xml(void **state)
{
	(void)state;
	struct read x = read_text(
		"a.xml",
		"<PcGts><Page imageWidth='600' imageHeight='1200' imageXResolution='300' "
		"imageResolutionUnit='PPI'>"
		"<ReadingOrder><OrderedGroup><RegionRefIndexed index='2' regionRef='r1'/><OrderedGroupIndexed "
		"index='1'><RegionRefIndexed index='0' regionRef='r3'/></OrderedGroupIndexed>"
		"<RegionRefIndexed index='0' regionRef='r2'/></OrderedGroup></ReadingOrder>"
		"<TextRegion id='r1' type='paragraph'><Coords points='1,2'/><TextLine><Coords points='0,300 "
		"300,300 300,360 0,360'/><Word><TextEquiv><Unicode>two</Unicode></TextEquiv></Word><Word>"
		"<Glyph><TextEquiv><Unicode>x</Unicode></TextEquiv></Glyph>"
		"<TextEquiv><Unicode>words</Unicode></TextEquiv></Word></TextLine>"
		"<TextRegion id='r1a'><TextLine><TextEquiv><Unicode>inside</Unicode></TextEquiv></TextLine>"
		"</TextRegion><TextEquiv><Unicode>two words</Unicode></TextEquiv></TextRegion>"
		"<TextRegion id='r2' type='heading'><TextLine><Coords><Point x='300' y='0'/><Point x='600' "
		"y='60'/></Coords><TextEquiv index='1'><Unicode>worse</Unicode></TextEquiv><TextEquiv "
		"index='0'><Unicode>A headline</Unicode></TextEquiv></TextLine></TextRegion>"
		"<TextRegion id='r3' custom='readingOrder {index:9;} structure {type:caption;}'><TextEquiv>"
		"<Unicode>of the region\nalone</Unicode></TextEquiv></TextRegion>"
		"<TextRegion id='r4'><TextLine><TextEquiv><Unicode>not in it</Unicode></TextEquiv></TextLine>"
		"</TextRegion></Page></PcGts>");
	assert_true(x.ok);
	const struct text *t = &x.pages.items[0];
	ASSERT_LINES(t, "A headline", "of the region", "alone", "two words", "inside", "not in it");
	assert_int_equal(t->labels[0].role, LINE_ROLE_HEADLINE);
	assert_int_equal(t->labels[1].role, LINE_ROLE_CAPTION);
	assert_int_equal(t->labels[3].role, LINE_ROLE_UNSAID);
	assert_near(t->boxes[0].left, 72);
	assert_near(t->boxes[3].top, 72);
	assert_near(t->boxes[3].width, 72);
	assert_near(t->height, 288);
	done(&x);
	x = read_text(
		"a.xml",
		"<PcGts><Page><TextRegion id='b' custom='readingOrder {index:1;}'><TextLine>"
		"<TextEquiv><Unicode>b</Unicode></TextEquiv></TextLine></TextRegion><TextRegion id='a' "
		"custom='readingOrder {index:0;}'><TextLine><TextEquiv><Unicode>a</Unicode>"
		"</TextEquiv></TextLine></TextRegion></Page></PcGts>");
	ASSERT_LINES(&x.pages.items[0], "a", "b");
	done(&x);
}

/* ── what is damaged or means harm ── */

static void test_damaged(void **state)
{
	(void)state;
	static const char file[] =
		"<alto><Layout><Page><TextBlock>\n<TextLine><String CONTENT=\"kept\"/></TextLine>\n<TextLine><String "
		"CONTENT=\"cut";
	struct read x = read_text("a.xml", file);
	assert_true(x.ok);
	assert_true(view_eq(x.pages.items[0].lines[0], VIEW("kept")));
	assert_int_equal(x.report.warnings, 1);
	assert_non_null(strstr(x.report.messages.items[0].text, "a.xml:3:"));
	assert_non_null(strstr(x.report.messages.items[0].text, "is damaged here"));
	done(&x);
	/* Without a word it is left out, and told. */
	x = read_text("a.xml",
	              "<alto><Layout><Page><TextBlock><TextLine/></TextBlock></Page></Layout></alto>");
	assert_false(x.ok);
	assert_int_equal(x.report.errors, 0);
	assert_int_equal(x.report.warnings, 1);
	done(&x);
}

/* An entity that would be a gigabyte, and one of another file: neither is anything. */
static void test_entities(void **state)
{
	(void)state;
	static const char *const declared[] = {
		"<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
		"\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">",
		"<!ENTITY x SYSTEM \"/etc/passwd\">",
		"<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\">%p;",
	};
	for (size_t i = 0; i < sizeof(declared) / sizeof(*declared); i++) {
		char file[1000];
		snprintf(file, sizeof(file),
		         "<!DOCTYPE alto [%s]><alto><Page><TextLine><String "
		         "CONTENT=\"a\"/><String CONTENT=\"&x;\"/>&x;</TextLine></Page></alto>",
		         declared[i]);
		struct read x = read_text("a.xml", file);
		for (size_t k = 0; k < x.pages.len; k++)
			assert_true(x.pages.items[k].lines[0].len < 10);
		assert_true(x.report.warnings > 0);
		done(&x);
	}
}

/* Boxes that are none, numbers that are none. */
static void test_boxes(void **state)
{
	(void)state;
	static const char *const boxes[] = {
		"HPOS=\"nan\" VPOS=\"0\" WIDTH=\"10\" HEIGHT=\"inf\"",
		"HPOS=\"1e300\" VPOS=\"-1e300\" WIDTH=\"10\" HEIGHT=\"10\"",
		"HPOS=\"5000\" VPOS=\"5000\" WIDTH=\"10\" HEIGHT=\"10\"",
		"HPOS=\"-50\" VPOS=\"-50\" WIDTH=\"5000\" HEIGHT=\"5000\"",
		"HPOS=\"1\" VPOS=\"1\" WIDTH=\"-1\" HEIGHT=\"0\"",
		"HPOS=\"x\" WIDTH=\"999999999999999999999999999999999999999\"",
	};
	for (size_t i = 0; i < sizeof(boxes) / sizeof(*boxes); i++) {
		char file[1000];
		snprintf(
			file, sizeof(file),
			"<alto><Page WIDTH=\"100\" HEIGHT=\"100\"><TextBlock><TextLine HPOS=\"0\" VPOS=\"0\" "
			"WIDTH=\"9\" HEIGHT=\"9\"><String CONTENT=\"a\"/></TextLine><TextLine "
			"%s><String CONTENT=\"b\"/></TextLine></TextBlock></Page></alto>",
			boxes[i]);
		struct read x = read_text("a.xml", file);
		assert_true(x.ok);
		const struct text *t = &x.pages.items[0];
		const struct text_box *b = &t->boxes[1];
		ASSERT_LINES(t, "a", "b");
		assert_true(b->left >= 0 && b->top >= 0 && b->width >= 0 && b->height >= 0);
		assert_true(b->left + b->width <= t->width + 1 && b->top + b->height <= t->height + 1);
		done(&x);
	}
}

/* Deep nesting ends somewhere, and nothing ends with it. */
static void test_nesting(void **state)
{
	(void)state;
	static const struct {
		const char *name, *begin, *each, *line;
	} cases[] = {
		{ "a.xml", "<alto><Page>", "<ComposedBlock>",
		  "<TextBlock><TextLine><String CONTENT=\"x\"/></TextLine></TextBlock>" },
		{ "a.xml", "<PcGts><Page>", "<TextRegion id='a'>", "<TextLine></TextLine>" },
		{ "a.xml", "<PcGts><Page><ReadingOrder>", "<OrderedGroup>", "" },
		{ "a.html", "<div class='ocr_page'>", "<div class='ocr_carea'>", "<p class=ocr_line>x" },
		{ "a.html", "<div class='ocr_page'>", "<p class='ocr_line'>", "x" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf b = { 0 };
		buf_puts(&b, cases[i].begin);
		for (int k = 0; k < 20000; k++)
			buf_puts(&b, cases[i].each);
		buf_puts(&b, cases[i].line);
		struct read x = read_bytes(cases[i].name, buf_view(&b));
		assert_int_equal(x.report.errors, 0);
		done(&x);
		buf_free(&b);
	}
}

static void test_characters(void **state)
{
	(void)state;
	/* A noncharacter and controls that XML allows, a blank in a word, encodings as declared. */
	struct read x = read_text(
		"a.xml", "<alto><Page><TextLine><String CONTENT=\" a&#x85;&#xFFFD;&#x1FFFE;&#9;b&#10;\"/>"
				 "</TextLine></Page></alto>");
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "a\xEF\xBF\xBD b");
	done(&x);
	x = read_text("a.xml",
	              "<?xml version=\"1.0\" encoding=\"GB18030\"?><alto><Page><TextLine><String "
	              "CONTENT=\"\xCC\xAB\xD4\xAD\"/></TextLine></Page></alto>");
	assert_true(x.ok);
	ASSERT_LINES(&x.pages.items[0], "太原");
	done(&x);
	x = read_text("a.html", "<div class='ocr_page'><p class='ocr_line'>太原");
	ASSERT_LINES(&x.pages.items[0], "太原");
	done(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alto),
		cmocka_unit_test(test_alto_shapes_and_order),
		cmocka_unit_test(test_alto_namespaces),
		cmocka_unit_test(test_alto_tags),
		cmocka_unit_test(test_alto_advertisements),
		cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_alto_hyphens),
		cmocka_unit_test(test_alto_paragraphs),
		cmocka_unit_test(test_hocr),
		cmocka_unit_test(test_hocr_captions),
		cmocka_unit_test(test_page_xml),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
