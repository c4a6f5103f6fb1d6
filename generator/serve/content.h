#ifndef SERVE_CONTENT_H
#define SERVE_CONTENT_H

#include "serve/send.h"

/* Answers with the file that the path means, which begins with the site's. */
enum MHD_Result content_send(const struct request *q);

/* There is no such file: the site's own page for it, or why there is no site yet. */
enum MHD_Result content_send_nothing(const struct request *q);

#endif
