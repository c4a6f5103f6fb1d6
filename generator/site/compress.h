#ifndef SITE_COMPRESS_H
#define SITE_COMPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/view.h"

/*
 * Text files in the forms that web servers send as they are, x.html.gz and
 * x.html.br: the same bytes for the same text, as neither has a time in it.
 */
enum compress_form {
	COMPRESS_GZIP,
	COMPRESS_BROTLI,
	COMPRESS_BARE /* as gzip without head and tail, for archives that have their own */
};
#define COMPRESS_FORMS 2 /* that files stand beside others in */

/* ".gz", ".br" */
extern const char *const compress_endings[COMPRESS_FORMS];

/*
 * Whether the file is text, going by its name, which also leaves room for the
 * endings; what is compressed already is not.
 */
bool compress_suits(struct view path);

/* Smaller files stay as they are: they fit into one packet in any form. */
#define COMPRESS_LEAST 1024

/*
 * A text of up to so many bytes is compressed as a whole: gzip by libdeflate,
 * twice as fast as zlib and as small, which takes no text in pieces; and brotli
 * is faster, too, where it sees all at once. Whoever has it whole may put it whole.
 */
#define COMPRESS_WHOLE_MOST ((size_t)1 << 20)

/*
 * A text that comes in pieces. compress_put and compress_end append to out
 * what is known of the compressed form; false if there is no memory for it.
 */
struct compress;

struct compress *compress_new(enum compress_form form);
bool compress_put(struct compress *c, struct view piece, struct buf *out);
bool compress_end(struct compress *c, struct buf *out);

/* Begins another text in the memory of the one before, ended or not; false if there is too little. */
bool compress_again(struct compress *c);

void compress_free(struct compress *c);

#endif
