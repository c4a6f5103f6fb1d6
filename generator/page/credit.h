#ifndef PAGE_CREDIT_H
#define PAGE_CREDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "page/name.h"
#include "page/page.h"
#include "text/glyph.h"

/*
 * Who wrote and who photographed, as bylines say it: names with the words for
 * their roles around them (本报记者X、Y 通讯员Z; X、Y摄; 本组稿件由X采写).
 */
struct credit_found {
	struct name      name;
	enum credit_role role;
};

struct credit_list {
	struct credit_found items[NAME_MOST];
	size_t              len;
	bool                group;     /* for a group of articles: 本组稿件 */
	bool                says_role; /* a word for a role or an agency stood there */
};

/*
 * Reads glyphs from to to as nothing but the credits of people; false, and an
 * empty list, where anything else stands there, so that no sentence becomes a
 * name. With loose, pen names pass where they stand alone.
 */
bool credit_read(struct glyphs g, size_t from, size_t to, bool loose, struct credit_list *out);

/* The same for agencies alone: 新华社发美联社照片, 据新华社电. */
bool credit_agencies(struct glyphs g, size_t from, size_t to, struct credit_list *out);

/*
 * The bracket at the end of g, if it holds credits: true, and where it opens.
 * Marks after the bracket (。) are passed over.
 */
bool credit_in_end(struct glyphs g, size_t *open, struct credit_list *out);

/*
 * Reporters named after a dateline, which ends at i: （记者X、Y）, 记者X、Y报道：
 * or 记者X从…. Returns the glyph after them, or i where there are none.
 */
size_t credit_after_dateline(struct glyphs g, size_t i, struct credit_list *out);

/*
 * Names after the office, title or address of who bears them (国家主席X,
 * 河南开封市X): glyphs from to to hold nothing else, and the names alone are
 * the credit.
 */
bool credit_after_office(struct glyphs g, size_t from, size_t to, struct credit_list *out);

/* Whether the words before end say that somebody photographed: 摄, 摄影报道. */
bool credit_ends_photo(struct glyphs g, size_t end);

/* A photo credit that ends a caption without brackets: 李学军 牛利敏 摄. */
bool credit_of_photo(struct glyphs g, size_t *from, struct credit_list *out);

#endif
