#ifndef EXPORT_DATAPACKAGE_H
#define EXPORT_DATAPACKAGE_H

#include "export/export_format.h"

/*
 * datapackage.json, which tells programs what the export is made of: each file
 * with its size, and the columns of the tables, as the Data Package and Table
 * Schema of Frictionless Data have it.
 */
struct datapackage_file {
	const struct export_format *format;
	struct view path;
	struct view label; /* of what its records are: "2022", "undated"; absent: all */
	uint64_t bytes;
};

void datapackage_put(struct buf *b, const struct config *c, const struct datapackage_file *files,
                     size_t count);

#endif
