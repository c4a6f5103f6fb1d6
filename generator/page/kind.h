#ifndef PAGE_KIND_H
#define PAGE_KIND_H

#include <stdbool.h>

#include "base/view.h"

/* What sort of text an article is (体裁). */
enum kind {
	KIND_NEWS,
	KIND_FEATURE,
	KIND_BRIEF,
	KIND_PHOTO,
	KIND_COMMENT,
	KIND_NOTICE,
	KIND_OBITUARY,
	KIND_HISTORY,
	KIND_WEATHER,
	KIND_INTERPRETATION,
	KIND_LETTER,
	KIND_LIST,
	KIND_POEM,
	KIND_ESSAY,
	KIND_LISTING, /* programmes, prices, tables: rows rather than sentences */
	KIND_COUNT
};

/* "news", "feature", …: the word in URLs, JSON and corrections. */
const char *kind_name(enum kind k);

bool kind_parse(struct view name, enum kind *out);

#endif
