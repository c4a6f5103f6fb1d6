#ifndef SITE_COMPACT_H
#define SITE_COMPACT_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Scripts and styles without what is there for those who write them: comments,
 * and blanks and line ends that no meaning depends on; and scripts with short
 * names for variables that no other can see. Appends to out; false, with nothing
 * appended, if the text is not understood for certain: then it is best left as it is.
 */
bool compact_script(struct view text, struct buf *out);
bool compact_style(struct view text, struct buf *out);

/* As is right for a file of this name: one of them, or the text itself. That stays, too, where a comment begins with an exclamation mark. */
void compact_file(struct view name, struct view text, struct buf *out);

#endif
