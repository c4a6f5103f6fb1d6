#include "serve/event_stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "serve/content.h"

/* A page that is open, and what it is still to be told. */
struct listener {
	struct build_status *live;
	struct site_location *place;
	struct buf path, version; /* of the page */
	unsigned long seen;
	struct buf waiting;
	size_t sent;
};

/*
 * While the site is built, a page that has its new file already need not wait
 * for all others.
 */
static bool has_changed(struct listener *l)
{
	struct buf now = { 0 };
	content_put_version(l->live, l->place, buf_view(&l->path), &now);
	bool changed = !view_eq(buf_view(&now), buf_view(&l->version));
	buf_free(&l->version);
	l->version = now;
	return changed;
}

static void put_built(struct listener *l)
{
	buf_printf(&l->waiting, "event: built\ndata: %s\n\n", l->version.data);
}

/* Waits for something to tell; false if nothing will come any more. */
static bool wait_for_news(struct listener *l)
{
	struct buf error = { 0 };
	enum build_status_word word = build_status_wait(l->live, &l->seen, &error);
	bool changed = has_changed(l);
	if (word == BUILD_STATUS_FAILED) {
		buf_puts(&l->waiting, "event: failed\ndata: ");
		json_put_string(&l->waiting, buf_view(&error));
		buf_puts(&l->waiting, "\n\n");
	} else if (word == BUILD_STATUS_BUILT || changed) {
		put_built(l);
	} else {
		buf_puts(&l->waiting, ": still here\n\n");
	}
	buf_free(&error);
	return word != BUILD_STATUS_CLOSED;
}

static ssize_t read_news(void *context, uint64_t at, char *out, size_t room)
{
	struct listener *l = context;
	(void)at;
	if (l->sent == l->waiting.len) {
		l->sent = 0;
		buf_truncate(&l->waiting, 0);
		if (!wait_for_news(l))
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
	buf_free(&l->path);
	buf_free(&l->version);
	buf_free(&l->waiting);
	free(l);
}

enum MHD_Result event_stream_send(const struct request *q, struct view page)
{
	struct listener *l = mem_alloc(sizeof(*l));
	l->live = q->live;
	l->place = q->place;
	buf_put(&l->path, page);
	content_put_version(q->live, q->place, page, &l->version);
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
