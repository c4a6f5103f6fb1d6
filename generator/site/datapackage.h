#ifndef SITE_DATAPACKAGE_H
#define SITE_DATAPACKAGE_H

#include "site/export.h"

/*
 * datapackage.json, which tells programs what the export is made of: each file
 * with its size, and the columns of the tables, as the Data Package and Table
 * Schema of Frictionless Data have it.
 */
#define DATAPACKAGE_CSV_HEAD \
	"url,date,page,source,first_line,kind,kicker,headline,headline_source,names,topics,length,confidence\n"

/* As e says; sets e->package_size. */
enum file_result datapackage_write(struct export *e, struct report *r);

#endif
