#ifndef SERVE_NEWS_H
#define SERVE_NEWS_H

#include "serve/send.h"

/* Answers with what becomes of the site, as server-sent events without end. */
enum MHD_Result news_send(const struct request *q);

#endif
