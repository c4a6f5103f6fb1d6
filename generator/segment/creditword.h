#ifndef SEGMENT_CREDITWORD_H
#define SEGMENT_CREDITWORD_H

#include <stdint.h>
#include <uchar.h>

#include "page/page.h"

/*
 * The words of a byline. A word before names gives them its role; a word after
 * them gives its role to the names since the last such word.
 */
enum creditword_effect {
	CREDITWORD_PREFIX,  /* the names to come have this role */
	CREDITWORD_SUFFIX,  /* the names before have this role; with / or : after it, those to come */
	CREDITWORD_WRITTEN, /* the names before keep their role */
	CREDITWORD_BOTH,    /* the names before or to come wrote and photographed */
	CREDITWORD_DROP,    /* the names to come are no credit */
	CREDITWORD_LENT,    /* the names before are none */
	CREDITWORD_GROUP,
	CREDITWORD_PICTURE, /* before names only: 图片由X提供, but (传真照片) */
	CREDITWORD_PASS,
};

struct credit_word {
	const char32_t *text;
	enum creditword_effect effect;
	enum credit_role role;
};

/*
 * The words that begin with c, the longest first, or NULL if there are none.
 * They follow one another; the first that begins otherwise ends them.
 */
const struct credit_word *creditword_first(uint32_t c);

#endif
