#include "serve/news.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { KEEP_ALIVE_SECONDS = 10 }; /* between two signs of life to a page that listens */

struct listener {
	struct live  *live;
	unsigned long seen;
	struct buf    waiting;
	size_t        sent;
};

static ssize_t read_news(void *context, uint64_t at, char *out, size_t room)
{
	struct listener *l = context;
	(void)at;
	if (l->sent == l->waiting.len) {
		l->sent = 0;
		buf_truncate(&l->waiting, 0);
		if (!live_wait(l->live, &l->seen, KEEP_ALIVE_SECONDS, &l->waiting))
			return MHD_CONTENT_READER_END_OF_STREAM;
	}
	size_t n = l->waiting.len - l->sent;
	if (n > room)
		n = room;
	memcpy(out, l->waiting.data + l->sent, n);
	l->sent += n;
	return (ssize_t)n;
}

static void free_listener(void *context)
{
	struct listener *l = context;
	buf_free(&l->waiting);
	free(l);
}

enum MHD_Result news_send(const struct request *q)
{
	struct listener *l = mem_alloc(sizeof(*l));
	l->live = q->live;
	struct MHD_Response *response =
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_news, l, free_listener);
	if (!response) {
		free_listener(l);
		return MHD_NO;
	}
	MHD_add_response_header(response, "Content-Type", "text/event-stream");
	MHD_add_response_header(response, "Cache-Control", "no-store");
	return send_response(q, MHD_HTTP_OK, response);
}
