#ifndef SEGMENT_CREDITPLACE_H
#define SEGMENT_CREDITPLACE_H

#include "segment/credit.h"

/* Where credits stand in a text that says other things, too. */

/*
 * The bracket at the end of g, if it holds credits: true, and where it opens.
 * Marks after the bracket (。) are passed over.
 */
bool creditplace_in_end(struct glyphs g, size_t *open, struct credit_list *out);

/*
 * Reporters named after a dateline, which ends at i: （记者X、Y）, 记者X、Y报道：
 * or 记者X从…. Returns the glyph after them, or i where there are none.
 */
size_t creditplace_after_dateline(struct glyphs g, size_t i, struct credit_list *out);

/*
 * Who reports, without brackets behind the last sentence of a text (…了。 本报记者 X):
 * true, and where that begins. A word for a role must stand there, for the rest of a
 * text that was torn may look like names.
 */
bool creditplace_after_text(struct glyphs g, size_t *from, struct credit_list *out);

/*
 * Names after the office, title or address of who bears them (国家主席X,
 * 河南开封市X): glyphs from to to hold nothing else, and the names alone are
 * the credit.
 */
bool creditplace_after_office(struct glyphs g, size_t from, size_t to, struct credit_list *out);

/* Whether the words before end say that somebody photographed: 摄, 摄影报道. */
bool creditplace_ends_photo(struct glyphs g, size_t end);

/* A photo credit that ends a caption without brackets: 李学军 牛利敏 摄. */
bool creditplace_of_photo(struct glyphs g, size_t *from, struct credit_list *out);

#endif
