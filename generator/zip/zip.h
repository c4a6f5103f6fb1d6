#ifndef ZIP_ZIP_H
#define ZIP_ZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/stream.h"
#include "base/view.h"

/*
 * A ZIP archive that is written front to back, and is the same for the same
 * files: all of one time, 1980-01-01, which is where its calendar begins, all
 * readable by everybody and writable by their owner, with nothing beside. Sizes
 * beyond 4 GB and counts beyond 65,535 are told in the fields of ZIP64.
 */
struct zip_entry {
	struct view name; /* a path in UTF-8, which has to outlive the archive */
	uint32_t crc;     /* CRC-32 of the content */
	uint64_t size;
	uint64_t packed; /* bytes that are in the archive: size, unless deflated */
	bool deflated;
};

struct zip {
	struct stream out;
	ARRAY(struct zip_part {
		struct zip_entry entry;
		uint64_t at;
	})
	parts;
};

/* As stream_begin(). */
bool zip_begin(struct zip *z, const char *path, struct report *r);

/* What follows, with zip_put(), is the file's content, as many bytes as are packed. */
void zip_file(struct zip *z, const struct zip_entry *entry, struct report *r);
void zip_put(struct zip *z, struct view bytes, struct report *r);

/* As stream_end(). */
enum file_result zip_end(struct zip *z, struct report *r);

/* As stream_drop(). */
void zip_drop(struct zip *z);

#endif
