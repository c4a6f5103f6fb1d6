#include "site/compress.h"

#include <brotli/encode.h>
#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/media.h"
#include "base/mem.h"

/*
 * What steps cost on this program's own pages (13 kB the median), in instructions
 * for a byte of text, and what is left of a thousand bytes:
 *
 *	brotli      4    5    6    7    9   11    gzip    2    4    5    6    7    9
 *	for a byte  171  196  200  232  267  —            57   59   68   70   73   89
 *	left        349  310  310  299  298  272          353  350  345  344  344  343
 *
 * Below the fifth step brotli is no smaller than gzip, and up to the eleventh,
 * which takes fifty times as long, no step brings much. A browser that has no
 * brotli is rare, so that gzip is to be done quickly. Up to the small window
 * brotli searches by a table that stays in the processor's cache.
 */
#define BROTLI_STEP   5
#define BROTLI_WINDOW 18 /* 256 kB: more than nearly all files have */
#define BROTLI_SMALL  16
#define SMALL_MOST    (((size_t)1 << BROTLI_SMALL) - 16)
#define GZIP_STEP     4
#define STREAM_STEP   6 /* of zlib, where the text is longer */
#define BARE_STEP     6
#define BARE_WINDOW   (-15)     /* no head */
#define GZIP_WINDOW   (15 + 16) /* with the head of gzip */
#define GZIP_MEMORY   9
#define GZIP_SYSTEM   255 /* none is named */
#define ROOM          (16 * 1024)
#define BLOCKS_MOST   32 /* that are kept from text to text */

const char *const compress_endings[COMPRESS_FORMS] = {
	[COMPRESS_GZIP] = ".gz",
	[COMPRESS_BROTLI] = ".br",
};

/* Memory that brotli has given back, or works with. */
struct block {
	void *at;
	size_t size;
	bool used;
};

struct compress {
	enum compress_form form;
	struct buf whole; /* the text so far, as long as it may be compressed as a whole */
	bool flows;       /* it is longer than that, and goes on piece by piece */
	struct libdeflate_compressor *deflate;
	z_stream gzip; /* for a text that flows, once there was one */
	gz_header head;
	BrotliEncoderState *brotli;
	ARRAY(struct block) blocks;
};

/* The files of a period of the search, search/PERIOD/NAME.js: any form of them is as large. */
static bool is_dense(struct view path)
{
	return view_starts(path, VIEW("search/")) && view_folder(path).len > strlen("search/");
}

bool compress_suits(struct view path)
{
	size_t name = path.len - view_folder(path).len;
	return name + strlen(compress_endings[0]) <= FILE_NAME_MOST && media_of(path)->compresses &&
	       !is_dense(path);
}

static bool begin_bare(struct compress *c)
{
	return deflateInit2(&c->gzip, BARE_STEP, Z_DEFLATED, BARE_WINDOW, GZIP_MEMORY,
	                    Z_DEFAULT_STRATEGY) == Z_OK;
}

/* zlib, with a head as bare as that of libdeflate. */
static bool begin_stream(struct compress *c)
{
	if (deflateInit2(&c->gzip, STREAM_STEP, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	c->head.os = GZIP_SYSTEM;
	return deflateSetHeader(&c->gzip, &c->head) == Z_OK;
}

/*
 * Left alone, brotli ends the program without a word where there is no memory.
 * It takes some megabytes for each text, which the system would fill with zeros
 * each time, and that takes three times as long as compressing.
 */
static void *take_memory(void *context, size_t size)
{
	struct compress *c = context;
	size_t room = ROOM;
	while (room < size)
		room *= 2;
	for (size_t i = 0; i < c->blocks.len; i++) {
		struct block *b = &c->blocks.items[i];
		if (b->used || b->size != room)
			continue;
		b->used = true;
		return b->at;
	}
	struct block *b = array_push(&c->blocks);
	*b = (struct block){ mem_grow(NULL, room, 1), room, true };
	return b->at;
}

static void give_memory(void *context, void *memory)
{
	struct compress *c = context;
	for (size_t i = 0; i < c->blocks.len; i++)
		if (c->blocks.items[i].at == memory)
			c->blocks.items[i].used = false;
}

/* What no text has needed for long, as sizes follow those of the texts. */
static void forget_spare(struct compress *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->blocks.len; i++) {
		if (c->blocks.items[i].used)
			c->blocks.items[kept++] = c->blocks.items[i];
		else
			free(c->blocks.items[i].at);
	}
	c->blocks.len = kept;
}

static bool begin_brotli(struct compress *c)
{
	c->brotli = BrotliEncoderCreateInstance(take_memory, give_memory, c);
	return c->brotli && BrotliEncoderSetParameter(c->brotli, BROTLI_PARAM_QUALITY, BROTLI_STEP) &&
	       BrotliEncoderSetParameter(c->brotli, BROTLI_PARAM_LGWIN, BROTLI_WINDOW) &&
	       BrotliEncoderSetParameter(c->brotli, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
}

static bool begin(struct compress *c)
{
	switch (c->form) {
	case COMPRESS_GZIP: return (c->deflate = libdeflate_alloc_compressor(GZIP_STEP)) != NULL;
	case COMPRESS_BARE: return begin_bare(c);
	default: return begin_brotli(c);
	}
}

struct compress *compress_new(enum compress_form form)
{
	struct compress *c = mem_alloc(sizeof(*c));
	c->form = form;
	c->flows = form == COMPRESS_BARE;
	if (begin(c))
		return c;
	compress_free(c);
	errno = ENOMEM; /* there is no other cause */
	return NULL;
}

static bool put_gzip(struct compress *c, struct view piece, bool last, struct buf *out)
{
	/* zlib only reads what next_in points to. */
	c->gzip.next_in = (z_const Bytef *)(z_const void *)piece.data;
	c->gzip.avail_in = (uInt)piece.len;
	for (;;) {
		buf_reserve(out, ROOM);
		c->gzip.next_out = (Bytef *)out->data + out->len;
		c->gzip.avail_out = ROOM;
		int status = deflate(&c->gzip, last ? Z_FINISH : Z_NO_FLUSH);
		out->len += ROOM - c->gzip.avail_out;
		if (status == Z_STREAM_END || (!last && c->gzip.avail_in == 0 && c->gzip.avail_out > 0))
			return true;
		if (status != Z_OK && status != Z_BUF_ERROR)
			return false;
	}
}

static bool put_brotli(struct compress *c, struct view piece, bool last, struct buf *out)
{
	const uint8_t *in = (const uint8_t *)piece.data;
	size_t left = piece.len, room;
	do {
		buf_reserve(out, ROOM);
		uint8_t *to = (uint8_t *)out->data + out->len;
		room = ROOM;
		BrotliEncoderOperation what = last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS;
		if (!BrotliEncoderCompressStream(c->brotli, what, &left, &in, &room, &to, NULL))
			return false;
		out->len += ROOM - room;
	} while (left > 0 || BrotliEncoderHasMoreOutput(c->brotli) ||
	         (last && !BrotliEncoderIsFinished(c->brotli)));
	return true;
}

static bool put(struct compress *c, struct view piece, bool last, struct buf *out)
{
	return c->form == COMPRESS_BROTLI ? put_brotli(c, piece, last, out)
	                                  : put_gzip(c, piece, last, out);
}

/* A gzip file of the text so far. */
static bool put_deflated(struct compress *c, struct buf *out)
{
	size_t room = libdeflate_gzip_compress_bound(c->deflate, c->whole.len);
	buf_reserve(out, room);
	size_t len = libdeflate_gzip_compress(c->deflate, buf_view(&c->whole).data, c->whole.len,
	                                      out->data + out->len, room);
	out->len += len;
	return len > 0;
}

/* The text has become too long for its whole. */
static bool begin_flow(struct compress *c, struct buf *out)
{
	c->flows = true;
	if (c->form == COMPRESS_GZIP &&
	    !(c->gzip.state ? deflateReset(&c->gzip) == Z_OK : begin_stream(c)))
		return false;
	bool ok = put(c, buf_view(&c->whole), false, out);
	buf_free(&c->whole);
	return ok;
}

bool compress_put(struct compress *c, struct view piece, struct buf *out)
{
	if (c->flows)
		return put(c, piece, false, out);
	buf_put(&c->whole, piece);
	return c->whole.len <= COMPRESS_WHOLE_MOST || begin_flow(c, out);
}

bool compress_end(struct compress *c, struct buf *out)
{
	if (c->flows)
		return put(c, VIEW(""), true, out);
	if (c->form == COMPRESS_GZIP)
		return put_deflated(c, out);
	if (c->whole.len <= SMALL_MOST &&
	    !BrotliEncoderSetParameter(c->brotli, BROTLI_PARAM_LGWIN, BROTLI_SMALL))
		return false;
	return put(c, buf_view(&c->whole), true, out);
}

bool compress_again(struct compress *c)
{
	if (c->form == COMPRESS_BARE)
		return deflateReset(&c->gzip) == Z_OK;
	c->flows = false;
	buf_truncate(&c->whole, 0);
	if (c->form == COMPRESS_GZIP)
		return true;
	BrotliEncoderDestroyInstance(c->brotli);
	if (c->blocks.len > BLOCKS_MOST)
		forget_spare(c);
	return begin_brotli(c);
}

void compress_free(struct compress *c)
{
	if (!c)
		return;
	if (c->gzip.state)
		deflateEnd(&c->gzip);
	libdeflate_free_compressor(c->deflate);
	buf_free(&c->whole);
	if (c->brotli)
		BrotliEncoderDestroyInstance(c->brotli);
	forget_spare(c);
	array_free(&c->blocks);
	free(c);
}
