#ifndef ZIP_PACK_H
#define ZIP_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "base/report.h"

/*
 * A whole site as one ZIP archive, to be handed over and unpacked anywhere:
 * its files in byte order of their paths, each deflated where that makes it
 * smaller. What readers have no use for stays out: review/, the forms .gz and
 * .br that web servers send, and what Git keeps.
 */
struct pack_order {
	const char *folder;  /* of the site */
	const char *archive; /* where the archive goes */
	size_t threads;
	void (*told)(void *context, size_t done, size_t all); /* files */
	void *context;
};

struct pack_count {
	size_t files;
	uint64_t bytes;  /* of the files, */
	uint64_t packed; /* and of the archive */
};

/*
 * The archive appears once it is whole; FILE_SAME: it is there already, to the
 * byte. FILE_FAILED, reported, if something cannot be read or written; without
 * report if it was interrupted.
 */
enum file_result pack_folder(const struct pack_order *order, struct pack_count *count,
                             struct report *r);

#endif
