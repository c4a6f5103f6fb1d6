#ifndef SEGMENT_CREDIT_H
#define SEGMENT_CREDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "page/page.h"
#include "segment/person_name.h"
#include "text/glyph.h"

/*
 * Who wrote and who photographed, as bylines say it: names with the words for
 * their roles around them (本报记者X、Y 通讯员Z; X、Y摄; 本组稿件由X采写).
 */
struct credit_found {
	struct person_name name;
	enum credit_role role;
};

struct credit_list {
	struct credit_found items[PERSON_NAME_MOST];
	size_t len;
	bool group;     /* for a group of articles: 本组稿件 */
	bool unnamed;   /* somebody who is not named: our own correspondent */
	bool says_role; /* a word for a role or an agency stood there */
};

/*
 * Reads glyphs from to to as nothing but the credits of people; false, and an
 * empty list, where anything else stands there, so that no sentence becomes a
 * name. With loose, pen names pass where they stand alone.
 */
bool credit_read(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out);

/* The same for agencies alone: 新华社发美联社照片, 据新华社电. */
bool credit_agencies(struct glyphs g, size_t from, size_t to, struct credit_list *out);

/* What may stand between credits, and what around them all. */
bool credit_is_mark(uint32_t c);
bool credit_is_outer_mark(uint32_t c);

#endif
