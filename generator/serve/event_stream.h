#ifndef SERVE_EVENT_STREAM_H
#define SERVE_EVENT_STREAM_H

#include "serve/send.h"

/*
 * Answers a page, by its path, with what becomes of it, as server-sent events
 * without end: "built" with the page's version (see content.h), whether that is
 * another or not, and "failed" with what is wrong.
 */
enum MHD_Result event_stream_send(const struct request *q, struct view page);

#endif
