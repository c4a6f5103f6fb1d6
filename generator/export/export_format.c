#include "export/export_format.h"

#define EXPORT_FORMAT_NAMED(name) &export_##name,

const struct export_format *const export_formats[EXPORT_FORMAT_COUNT] = { EXPORT_FORMATS(
	EXPORT_FORMAT_NAMED) };
