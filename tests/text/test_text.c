#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <unicode/ucnv.h>

#include "base/buf.h"
#include "base/file.h"
#include "processor_time.h"

struct fixture {
	struct text text;
	struct report report;
	bool ok;
};

static struct fixture read_bytes(struct view bytes, const char *fallback)
{
	struct fixture f = { 0 };
	f.ok = text_decode(bytes, "p.txt", fallback, &f.text, &f.report);
	return f;
}

#define READ(literal, fallback) read_bytes(VIEW(literal), fallback)

static void done(struct fixture *f)
{
	text_free(&f->text);
	report_free(&f->report);
}

static void assert_line(const struct fixture *f, size_t number, const char *expected)
{
	assert_true(number <= f->text.len);
	struct view line = f->text.lines[number - 1];
	struct buf copy = { 0 };
	buf_put(&copy, line);
	assert_string_equal(copy.data, expected);
	assert_int_equal(line.len, strlen(expected));
	buf_free(&copy);
}

static const char *message(const struct fixture *f, size_t i)
{
	assert_true(i < f->report.messages.len);
	return f->report.messages.items[i].text;
}

/* Read as encoding, without a message, into exactly these two lines. */
static void assert_two(struct fixture f, const char *encoding, const char *first,
                       const char *second)
{
	assert_true(f.ok);
	assert_int_equal(f.report.messages.len, 0);
	assert_string_equal(f.text.encoding, encoding);
	assert_int_equal(f.text.len, 2);
	assert_line(&f, 1, first);
	assert_line(&f, 2, second);
	done(&f);
}

static void test_utf8(void **state)
{
	(void)state;
	assert_two(READ("太原日报\n讯", NULL), "UTF-8", "太原日报", "讯");
	assert_two(READ("\xEF\xBB\xBF太原日报\n讯", "Big5"), "UTF-8", "太原日报", "讯");
	assert_two(READ("𠮷 a\né", NULL), "UTF-8", "𠮷 a", "é");
}

static void test_utf16(void **state)
{
	(void)state;
	assert_two(READ("\xFF\xFE\x2D\x4E\x0D\x00\x0A\x00\x87\x65", NULL), "UTF-16LE", "中", "文");
	assert_two(READ("\xFE\xFF\x4E\x2D\x00\x0A\xD8\x42\xDF\xB7", NULL), "UTF-16BE", "中", "𠮷");
}

static void test_gb18030(void **state)
{
	(void)state;
	assert_two(READ("\xCC\xAB\xD4\xAD\xC8\xD5\xB1\xA8\n\xD1\xB6", NULL), "GB18030", "太原日报",
	           "讯");
	assert_two(READ("\xA1\xA1\xD5\xC5\r\n\xB2\xA8", NULL), "GB18030", "　张", "波");
}

static void test_gb18030_four_bytes(void **state)
{
	(void)state;
	/* U+20000 and, after it, U+3400 */
	assert_two(READ("\x95\x32\x82\x36\n\x81\x39\xEE\x39", NULL), "GB18030", "𠀀", "㐀");
}

static void test_big5(void **state)
{
	(void)state;
	/* 臺北市政府今日公告 / 報導: as GB 18030 it holds characters of private use */
	const char *bytes = "\xBB\x4F\xA5\x5F\xA5\xAB\xAC\x46\xA9\xB2\n\xB3\xF8\xBE\xC9";
	assert_two(read_bytes(view_of(bytes), "Big5"), "Big5", "臺北市政府", "報導");
	assert_two(read_bytes(view_of(bytes), NULL), "Big5", "臺北市政府", "報導");
}

/* UTF-8 in another encoding. */
static void encode(struct buf *out, const char *text, const char *encoding)
{
	UErrorCode status = U_ZERO_ERROR;
	char bytes[4096];
	int32_t len = ucnv_convert(encoding, "UTF-8", bytes, sizeof(bytes), text, -1, &status);
	assert_true(U_SUCCESS(status));
	buf_put(out, (struct view){ bytes, (size_t)len });
}

static const struct {
	const char *encoding, *text;
} in_encodings[] = {
	{ "GB18030",
	  "本报讯（记者张波）昨天上午，全市农业工作会议在市政府礼堂召开，来自各县区的二百多名代表出席了"
	  "会议。会议认为，今年的粮食生产形势很好，但是还不能放松。会议要求各级干部到田间去，帮助农民解决困难。" },
	{ "Big5",
	  "本報訊（記者王國華）昨天上午，全市農業工作會議在市政府禮堂召開，來自各縣區的二百多名代表出席了"
	  "會議。會議認為，今年的糧食生產形勢很好，但是還不能放鬆。會議要求各級幹部到田間去，幫助農民解決困難。" },
	{ "Shift_JIS",
	  "昨日の午前、市役所の大きな会議室で農業についての会議が開かれた。各地から集まった二百人の代表が"
	  "出席し、今年の米の生産は順調であるが、まだ安心はできないと話し合った。これからも農家を助けることになる。" },
	{ "EUC-KR",
	  "어제 오전 시청 강당에서 농업에 관한 회의가 열렸다. 각 지역에서 모인 이백 명의 대표가 참석하였으며 "
	  "올해 쌀 생산은 순조롭지만 아직 안심할 수 없다고 이야기하였다. 앞으로도 농민을 도와야 한다고 말했다." },
};

static void test_encodings_are_recognised(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(in_encodings) / sizeof(*in_encodings); i++) {
		struct buf bytes = { 0 };
		encode(&bytes, in_encodings[i].text, in_encodings[i].encoding);
		struct fixture f = read_bytes(buf_view(&bytes), NULL);
		assert_string_equal(f.text.encoding, in_encodings[i].encoding);
		assert_line(&f, 1, in_encodings[i].text);
		assert_int_equal(f.report.messages.len, 0);
		done(&f);
		buf_free(&bytes);
	}
}

static void test_one_bad_byte_loses_one_character(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(in_encodings) / sizeof(*in_encodings); i++) {
		struct buf bytes = { 0 };
		encode(&bytes, in_encodings[i].text, in_encodings[i].encoding);
		size_t before = bytes.len;
		buf_puts(&bytes, "\n\xFF\n");
		encode(&bytes, in_encodings[i].text, in_encodings[i].encoding);
		struct fixture f = read_bytes(buf_view(&bytes), NULL);
		char place[64];
		snprintf(place, sizeof(place), "p.txt:2: warning: byte 0xFF at offset %zu:", before + 1);
		assert_string_equal(f.text.encoding, in_encodings[i].encoding);
		assert_int_equal(f.text.len, 3);
		assert_line(&f, 1, in_encodings[i].text);
		assert_line(&f, 2, "\uFFFD");
		assert_line(&f, 3, in_encodings[i].text);
		assert_int_equal(f.report.messages.len, 1);
		assert_non_null(strstr(message(&f, 0), place));
		done(&f);
		buf_free(&bytes);
	}
}

static void test_a_named_encoding(void **state)
{
	(void)state;
	struct buf bytes = { 0 };
	struct text_encoding named = { .named = "windows-1252", .fallback = "Big5" };
	struct fixture f = { 0 };
	encode(&bytes, "太原", "GB18030");
	assert_true(text_decode_as(buf_view(&bytes), "p.txt", &named, &f.text, &f.report));
	assert_string_equal(f.text.encoding, "windows-1252");
	assert_line(&f, 1, "Ì«Ô\u00AD");
	done(&f);
	named.named = "UTF-16LE";
	assert_true(
		text_decode_as((struct view){ "\x2D\x4E\n\0", 4 }, "p.txt", &named, &f.text, &f.report));
	assert_line(&f, 1, "中");
	done(&f);
	buf_free(&bytes);
}

/* GB 18030-2022, and what old converters left in the private use area. */
static void test_leftovers(void **state)
{
	(void)state;
	assert_two(READ("\xA6\xD9\xFE\x59\xFE\x51\n\xA8\xBC", "GB18030"), "GB18030", "︐龴𠂇", "ḿ");
	assert_two(READ("\uE78D\uE816\uE864\n\uE7E8\uFEFF", NULL), "UTF-8", "︐𠂇龻", "⿰");
}

static void test_order(void **state)
{
	(void)state;
	/* GB 18030 without an error comes before the configured encoding */
	assert_two(READ("\xCC\xAB\xD4\xAD\n\xC8\xD5", "Big5"), "GB18030", "太原", "日");
	/* 0xFF is in no GB 18030 text */
	assert_two(READ("\xFF\n\xE9", "ISO-8859-1"), "ISO-8859-1", "ÿ", "é");
}

static void test_fallback_with_faults(void **state)
{
	(void)state;
	struct fixture f = READ("\xCC\xAB\xFF\xD4\xAD\n\xC8\xD5\n", "GB18030");
	assert_true(f.ok);
	assert_string_equal(f.text.encoding, "GB18030");
	assert_line(&f, 1, "太\uFFFD原");
	assert_line(&f, 2, "日");
	assert_int_equal(f.report.warnings, 1);
	assert_string_equal(message(&f, 0), "p.txt:1: warning: byte 0xFF at offset 2: no character in "
	                                    "GB18030, shown as U+FFFD; mend the file, or name its "
	                                    "encoding below its section in corrections.conf");
	done(&f);
}

static void test_unknown_fallback(void **state)
{
	(void)state;
	struct fixture f = { 0 };
	struct text_encoding unknown = { .named = "Klingon-8" };
	assert_false(text_decode_as(VIEW("\xFF"), "p.txt", &unknown, &f.text, &f.report));
	assert_non_null(strstr(message(&f, 0), "Klingon-8"));
	done(&f);
	assert_false(text_encoding_known("Klingon-8"));
	assert_false(text_encoding_known(""));
	assert_true(text_encoding_known("big5"));
	assert_true(text_encoding_known("GBK"));
	assert_true(text_encoding_known("windows-1252"));
	assert_true(text_encoding_known("Shift_JIS"));
	assert_true(text_encoding_known("UTF-16LE"));
	static const char *const no_texts[] = {
		"UTF-7", "IMAP-mailbox-name", "CESU-8", "SCSU",    "BOCU-1",
		"HZ",    "ISO-2022-JP",       "ibm-37", "ibm-930", "UTF-32LE"
	};
	for (size_t i = 0; i < sizeof(no_texts) / sizeof(*no_texts); i++)
		assert_false(text_encoding_known(no_texts[i]));
}

static void test_line_ends(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t lines;
	} cases[] = {
		{ "", 0 },
		{ "\n", 1 },
		{ "\r", 1 },
		{ "\r\n", 1 },
		{ "a", 1 },
		{ "a\n", 1 },
		{ "a\nb", 2 },
		{ "a\r\nb\rc\nd", 4 },
		{ "a\n\rb", 3 },
		{ "\r\r\n\n", 3 },
		{ "a\xE2\x80\xA8"
		  "b\xE2\x80\xA9"
		  "c",
		  1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fixture f = read_bytes(view_of(cases[i].bytes), NULL);
		assert_true(f.ok);
		assert_int_equal(f.text.len, cases[i].lines);
		assert_int_equal(f.report.messages.len, 0);
		done(&f);
	}
	struct fixture f = READ("a\r\n\rb\n\nc\r", NULL);
	assert_int_equal(f.text.len, 5);
	assert_line(&f, 1, "a");
	assert_line(&f, 2, "");
	assert_line(&f, 3, "b");
	assert_line(&f, 4, "");
	assert_line(&f, 5, "c");
	done(&f);
}

/* One U+FFFD for each maximal part that could have begun a character. */
static void test_utf8_faults(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *line;
	} cases[] = {
		{ "a\xFF"
		  "b太原日报",
		  "a\uFFFDb太原日报" },
		{ "太原日\xE6\x8A", "太原日\uFFFD" },
		{ "\xF0\x9F\x98 太原日报", "\uFFFD 太原日报" },
		{ "\xC0\xAF太原日报晨讯太原", "\uFFFD\uFFFD太原日报晨讯太原" },
		{ "\xED\xA0\x80太原日报晨讯太原日报晨讯", "\uFFFD\uFFFD\uFFFD太原日报晨讯太原日报晨讯" },
		{ "\xF4\x90\x80\x80 太", "\uFFFD\uFFFD\uFFFD\uFFFD 太" },
		{ "\xE0\x80 太", "\uFFFD\uFFFD 太" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = { 0 };
		/* a mark makes it UTF-8 whatever the rest */
		buf_puts(&b, "\xEF\xBB\xBF");
		buf_puts(&b, cases[i].bytes);
		struct fixture f = read_bytes(buf_view(&b), NULL);
		assert_true(f.ok);
		assert_string_equal(f.text.encoding, "UTF-8");
		assert_line(&f, 1, cases[i].line);
		assert_int_equal(f.report.warnings, 1);
		done(&f);
		buf_free(&b);
	}
}

static void test_fault_place(void **state)
{
	(void)state;
	struct fixture f = READ("一行\n二\xE4\xBD行\xFF\xFF\r\n三行\n\xFE四行", NULL);
	assert_true(f.ok);
	assert_string_equal(f.text.encoding, "UTF-8");
	assert_int_equal(f.text.len, 4);
	assert_line(&f, 2, "二\uFFFD行\uFFFD\uFFFD");
	assert_line(&f, 3, "三行");
	assert_line(&f, 4, "\uFFFD四行");
	assert_int_equal(f.report.warnings, 2);
	assert_non_null(
		strstr(message(&f, 0), "p.txt:2: warning: bytes 0xE4 0xBD at offset 10 and 2 more"));
	assert_non_null(strstr(message(&f, 1), "p.txt:4: warning: byte 0xFE at offset 26:"));
	done(&f);
	f = READ("\xEF\xBB\xBF"
	         "a\xFF",
	         NULL);
	assert_non_null(strstr(message(&f, 0), "p.txt:1: warning: byte 0xFF at offset 4:"));
	done(&f);
}

static void test_utf16_faults(void **state)
{
	(void)state;
	struct fixture f = READ("\xFF\xFE\x2D\x4E\x00\xD8\x87\x65\x0A\x00\x00\xDC", NULL);
	assert_true(f.ok);
	assert_line(&f, 1, "中\uFFFD文");
	assert_line(&f, 2, "\uFFFD");
	assert_non_null(strstr(message(&f, 0), "p.txt:1: warning: bytes 0x00 0xD8 at offset 4:"));
	assert_non_null(strstr(message(&f, 1), "p.txt:2: warning: bytes 0x00 0xDC at offset 10:"));
	done(&f);
	f = READ("\xFE\xFF\x4E\x2D\x65", NULL);
	assert_true(f.ok);
	assert_line(&f, 1, "中\uFFFD");
	assert_non_null(strstr(message(&f, 0), "p.txt:1: warning: byte 0x65 at offset 4:"));
	done(&f);
}

/* A U+FFFD that the source holds is no fault. */
static void test_replacement_is_text(void **state)
{
	(void)state;
	assert_two(READ("a\uFFFD\n\uFFFD", NULL), "UTF-8", "a\uFFFD", "\uFFFD");
	assert_two(READ("\xFF\xFE\xFD\xFF\x0A\x00\xFD\xFF", NULL), "UTF-16LE", "\uFFFD", "\uFFFD");
}

static void test_controls(void **state)
{
	(void)state;
	struct fixture f = READ("太\0原\x01\n\t日\f报\v。\n\xC2\x85好\x7F\n\uFEFF好\u200B　", NULL);
	assert_true(f.ok);
	assert_int_equal(f.text.len, 4);
	assert_line(&f, 1, "太原");
	assert_line(&f, 2, "\t日 报 。");
	assert_line(&f, 3, "好");
	assert_line(&f, 4, "好\u200B　");
	assert_int_equal(f.report.warnings, 3);
	assert_string_equal(message(&f, 0), "p.txt:1: warning: control character U+0000 "
	                                    "and 1 more on this line taken out");
	assert_string_equal(message(&f, 1), "p.txt:2: warning: control character U+000C "
	                                    "and 1 more on this line shown as a blank");
	done(&f);
}

/* One at the beginning or end of a line is a page's; any other is an accident. */
static void test_form_feeds(void **state)
{
	(void)state;
	struct fixture f = READ("太原\n\f", NULL);
	assert_line(&f, 1, "太原");
	assert_int_equal(f.text.break_count, 1);
	assert_int_equal(f.text.breaks[0], 1);
	done(&f);
	f = READ("太原\f\r\n \f\f　日报\n", NULL);
	assert_line(&f, 1, "太原");
	assert_line(&f, 2, "　日报");
	assert_int_equal(f.text.break_count, 3);
	assert_int_equal(f.text.breaks[0], 1);
	assert_int_equal(f.text.breaks[2], 1);
	assert_int_equal(f.report.warnings, 0);
	done(&f);
	f = READ("太\f原\n", NULL);
	assert_line(&f, 1, "太 原");
	assert_int_equal(f.text.break_count, 0);
	assert_int_equal(f.report.warnings, 1);
	done(&f);
}

static void test_noncharacters(void **state)
{
	(void)state;
	struct fixture f = READ("太\xEF\xBF\xBE原\xF0\x9F\xBF\xBF\xEF\xB7\x90，Ａ", NULL);
	assert_true(f.ok);
	assert_line(&f, 1, "太\uFFFD原\uFFFD\uFFFD，Ａ");
	assert_non_null(strstr(message(&f, 0), "p.txt:1: warning: noncharacter U+FFFE"));
	done(&f);
}

static void test_warnings_are_bounded(void **state)
{
	(void)state;
	struct buf b = { 0 };
	for (int i = 0; i < 1000; i++)
		buf_puts(&b, "太原日报\xFF\n");
	struct fixture f = read_bytes(buf_view(&b), NULL);
	assert_true(f.ok);
	assert_int_equal(f.report.warnings, 11);
	assert_non_null(strstr(message(&f, 10), "p.txt: warning: … and 990 more lines"));
	done(&f);
	buf_free(&b);
}

static void test_binary(void **state)
{
	(void)state;
	static const struct view files[] = {
		{ "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15 },
		{ "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16 },
		{ "PK\x03\x04\x14\0\0\0\x08\0", 10 },
		{ "{\\rtf1\\ansi", 11 },
		{ "\x7F"
		  "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
		  16 },
		{ "\xFF\xFE\0\0\x2D\x4E\0\0\x87\x65\0\0\0\0\0\0\0\0\0\0", 20 },
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct fixture f = read_bytes(files[i], NULL);
		assert_false(f.ok);
		assert_int_equal(f.report.faults, 1);
		assert_int_equal(strncmp(message(&f, 0), "p.txt: is ", 10), 0);
		done(&f);
	}
}

static void test_random_bytes_are_binary(void **state)
{
	(void)state;
	struct buf b = { 0 };
	uint64_t x = 88172645463325252;
	for (int i = 0; i < 20000; i++) {
		x ^= x << 13, x ^= x >> 7, x ^= x << 17;
		buf_putc(&b, (char)(x >> 24));
	}
	struct fixture f = read_bytes(buf_view(&b), "Big5");
	assert_false(f.ok);
	done(&f);
	buf_free(&b);
}

struct long_text {
	const struct buf *bytes;
	const char *fallback;
	size_t lines; /* that come of it */
};

/* Seconds that it takes to read a struct long_text. */
static double seconds(void *context)
{
	const struct long_text *t = context;
	clock_t begun = clock();
	struct fixture f = read_bytes(buf_view(t->bytes), t->fallback);
	double taken = processor_seconds(begun);
	assert_true(f.ok);
	assert_int_equal(f.text.len, t->lines);
	done(&f);
	return taken;
}

/* Quadratic work on these would take minutes to hours. */
static void test_long_lines_take_linear_time(void **state)
{
	(void)state;
	struct buf b = { 0 };
	struct long_text t = { &b, NULL, 1 };
	while (b.len < 5000000)
		buf_puts(&b, "太原日报");
	assert_true(within_seconds(seconds, &t, 2));
	buf_putc(&b, '\xFF');
	while (b.len < 10000000)
		buf_puts(&b, "太\xFF原日报\x01晨讯太原日报");
	assert_true(within_seconds(seconds, &t, 10));
	buf_truncate(&b, 0);
	while (b.len < 5000000)
		buf_puts(&b, "\xCC\xAB\xFF");
	t.fallback = "GB18030";
	assert_true(within_seconds(seconds, &t, 10));
	buf_truncate(&b, 0);
	while (b.len < 10000000)
		buf_puts(&b, "太\r");
	t.fallback = NULL;
	t.lines = 2500000;
	assert_true(within_seconds(seconds, &t, 5));
	buf_free(&b);
}

static void test_files(void **state)
{
	(void)state;
	struct text t;
	struct report r = { 0 };
	assert_false(text_read("tests/text/no-such-file.txt", "x.txt", NULL, &t, &r));
	assert_non_null(strstr(r.messages.items[0].text, "no-such-file.txt"));
	text_free(&t);
	assert_false(text_read("tests/text", "text", NULL, &t, &r));
	assert_int_equal(r.errors, 2);
	text_free(&t);
	assert_true(text_read("seeds/000_0f0772c7938291a1.txt", "a.txt", NULL, &t, &r));
	assert_string_equal(t.name, "a.txt");
	assert_string_equal(t.encoding, "UTF-8");
	assert_true(t.len > 10);
	assert_int_equal(r.warnings, 0);
	text_free(&t);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_gb18030),
		cmocka_unit_test(test_gb18030_four_bytes),
		cmocka_unit_test(test_big5),
		cmocka_unit_test(test_encodings_are_recognised),
		cmocka_unit_test(test_one_bad_byte_loses_one_character),
		cmocka_unit_test(test_a_named_encoding),
		cmocka_unit_test(test_leftovers),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_fallback_with_faults),
		cmocka_unit_test(test_unknown_fallback),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_utf8_faults),
		cmocka_unit_test(test_fault_place),
		cmocka_unit_test(test_utf16_faults),
		cmocka_unit_test(test_replacement_is_text),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_form_feeds),
		cmocka_unit_test(test_noncharacters),
		cmocka_unit_test(test_warnings_are_bounded),
		cmocka_unit_test(test_binary),
		cmocka_unit_test(test_random_bytes_are_binary),
		cmocka_unit_test(test_long_lines_take_linear_time),
		cmocka_unit_test(test_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
