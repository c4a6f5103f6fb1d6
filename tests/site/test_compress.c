#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"
#include "site/compress.h"

/* Text that does not repeat itself, longer than any window. */
static struct buf long_text(void)
{
	struct buf b = { 0 };
	unsigned x = 7;
	while (b.len < 1500000) {
		x = x * 1103515245u + 12345u;
		buf_put_code(&b, 0x4E00 + (x >> 16) % 3000);
	}
	return b;
}

static struct buf compressed(enum compress_form form, struct view text, size_t piece)
{
	struct buf out = { 0 };
	struct compress *c = compress_new(form);
	assert_non_null(c);
	for (size_t at = 0; at < text.len; at += piece)
		assert_true(compress_put(c, view_slice(text, at, piece), &out));
	assert_true(compress_end(c, &out));
	compress_free(c);
	return out;
}

static size_t unpack(enum compress_form form, struct view packed, unsigned char *to, size_t room)
{
	if (form == COMPRESS_BROTLI) {
		size_t len = room;
		BrotliDecoderResult result =
			BrotliDecoderDecompress(packed.len, (const uint8_t *)packed.data, &len, to);
		assert_int_equal(result, BROTLI_DECODER_RESULT_SUCCESS);
		return len;
	}
	z_stream z = { 0 };
	assert_int_equal(inflateInit2(&z, 31), Z_OK);
	z.next_in = (z_const Bytef *)(z_const void *)packed.data;
	z.avail_in = (uInt)packed.len;
	z.next_out = to;
	z.avail_out = (uInt)room;
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	inflateEnd(&z);
	return z.total_out;
}

static void check_text(enum compress_form form, struct view text, size_t piece)
{
	struct buf packed = compressed(form, text, piece), again = compressed(form, text, text.len + 1);
	unsigned char *back = mem_alloc(text.len + 1);
	assert_int_equal(unpack(form, buf_view(&packed), back, text.len + 1), text.len);
	assert_memory_equal(back, text.data, text.len);
	assert_int_equal(unpack(form, buf_view(&again), back, text.len + 1), text.len);
	assert_memory_equal(back, text.data, text.len);
	free(back);
	buf_free(&packed);
	buf_free(&again);
}

static void test_comes_back(void **state)
{
	(void)state;
	struct buf text = long_text();
	for (int form = 0; form < COMPRESS_FORMS; form++) {
		check_text((enum compress_form)form, view_slice(buf_view(&text), 0, 700000), 4096);
		check_text((enum compress_form)form, buf_view(&text), 4096);
		check_text((enum compress_form)form, buf_view(&text), text.len);
		check_text((enum compress_form)form, VIEW("短"), 1);
		check_text((enum compress_form)form, VIEW(""), 1);
	}
	buf_free(&text);
}

/* However a text comes that is compressed as a whole, its forms are the same. */
static void test_pieces(void **state)
{
	struct buf text = long_text();
	struct view whole = view_slice(buf_view(&text), 0, 700000);
	(void)state;
	for (int form = 0; form < COMPRESS_FORMS; form++) {
		struct buf packed = compressed((enum compress_form)form, whole, 4096),
				   again = compressed((enum compress_form)form, whole, whole.len);
		assert_true(view_eq(buf_view(&packed), buf_view(&again)));
		buf_free(&packed);
		buf_free(&again);
	}
	buf_free(&text);
}

/* No time and no system in the head: the same on every day and machine. */
static void test_gzip_has_no_time(void **state)
{
	(void)state;
	struct buf packed = compressed(COMPRESS_GZIP, VIEW("text"), 4);
	static const unsigned char head[] = { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255 };
	assert_memory_equal(packed.data, head, sizeof(head));
	buf_free(&packed);
}

static void test_what_suits(void **state)
{
	(void)state;
	assert_true(compress_suits(VIEW("2022/01/19/02.html")));
	assert_true(compress_suits(VIEW("data/2022.jsonl")));
	assert_true(compress_suits(VIEW("icon.svg")));
	assert_false(compress_suits(VIEW("picture.jpg")));
	assert_false(compress_suits(VIEW("index.html.gz")));
	assert_false(compress_suits(VIEW("_headers")));
	assert_true(compress_suits(VIEW("search/manifest.js")));
	assert_true(compress_suits(VIEW("search/fold7-0914e18e.js")));
	assert_false(compress_suits(VIEW("search/711808-6-0/31-37-0-7fbc0fbd.js")));
}

/* One after the other in the same memory, and after one that was given up, is as each by itself. */
static void test_again(void **state)
{
	struct buf text = long_text();
	struct view texts[] = { view_slice(buf_view(&text), 0, 200000), VIEW("short"),
		                    view_slice(buf_view(&text), 1000, 90000), VIEW("") };
	(void)state;
	for (enum compress_form form = COMPRESS_GZIP; form <= COMPRESS_BROTLI; form++) {
		struct compress *c = compress_new(form);
		for (size_t i = 0; i < 4 * 20; i++) {
			struct buf alone = compressed(form, texts[i % 4], 1 << 20), out = { 0 };
			assert_true(compress_put(c, view_slice(buf_view(&text), i, 5000), &out));
			assert_true(compress_again(c));
			buf_truncate(&out, 0);
			assert_true(compress_put(c, texts[i % 4], &out));
			assert_true(compress_end(c, &out));
			assert_true(view_eq(buf_view(&out), buf_view(&alone)));
			assert_true(compress_again(c));
			buf_free(&alone);
			buf_free(&out);
		}
		compress_free(c);
	}
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back),       cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_gzip_has_no_time), cmocka_unit_test(test_again),
		cmocka_unit_test(test_what_suits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
