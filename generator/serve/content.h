#ifndef SERVE_CONTENT_H
#define SERVE_CONTENT_H

#include "serve/send.h"

/* Answers with the file that the path means, or with what says that there is none. */
enum MHD_Result content_send(const struct request *q);

/*
 * Appends what tells a page from the same one after a change, of itself or of
 * what it loads. path has its escapes.
 */
void content_put_version(struct build_status *live, struct site_location *place, struct view path,
                         struct buf *out);

#endif
