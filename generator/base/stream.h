#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/report.h"

/*
 * A file that is written piece by piece, because it is too long to hold, and
 * otherwise as file_write() does it: under a temporary name, checked, put in
 * place at the end, and left alone if what is there is the same.
 */
struct stream {
	char *path;
	char *temporary;
	int fd; /* -1: failed or not open */
	struct buf waiting;
	uint64_t size; /* bytes put */
	bool keep;     /* to be set by the caller: it is on the disk when it is put in place */
};

/* False, reported, if it cannot be made; stream_end() is then not needed. */
bool stream_begin(struct stream *s, const char *path, struct report *r);

/* What fails is remembered and told by stream_end(). */
void stream_put(struct stream *s, struct view bytes, struct report *r);

/* Closes, and puts in place. */
enum file_result stream_end(struct stream *s, struct report *r);

/* Gives up: what was there stays. A zeroed or ended stream may be dropped, too. */
void stream_drop(struct stream *s);

#endif
