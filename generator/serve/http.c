#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <microhttpd.h>

#include "base/mem.h"
#include "serve/connections.h"
#include "serve/content.h"
#include "serve/corrections_save.h"
#include "serve/event_stream.h"
#include "serve/inject.h"
#include "serve/site_location.h"

/* A page may be cut on the stack, see corrections_trial.h, which takes as much as in a build. */
enum { CONNECTIONS = 256, IDLE_SECONDS = 30, STACK = 8 * 1024 * 1024 };

struct http {
	struct MHD_Daemon *daemon;
	struct build_status *live;
	struct correction_desk *desk;    /* NULL: nothing is written */
	char host[INET6_ADDRSTRLEN + 2]; /* of its address, as URLs write it */
	bool loopback;                   /* nobody else can ask, so no other name is ours */
	struct site_location place;
	struct connections *connections;
	struct buf url;
};

/* --- Requests --- */

static bool is_host(const char *host, const char *name)
{
	size_t len = strlen(name);
	return strncasecmp(host, name, len) == 0 && (host[len] == '\0' || host[len] == ':');
}

/*
 * Whether the request is meant for this server. A page of somebody else whose
 * name was made to point to this machine must not read what is here.
 */
static bool is_for_us(const struct http *h, const char *host)
{
	if (!h->loopback || !host)
		return !h->loopback;
	return is_host(host, "localhost") || is_host(host, "127.0.0.1") || is_host(host, "[::1]") ||
	       is_host(host, h->host);
}

static enum MHD_Result send_away(const struct request *q)
{
	return send_plain(q, MHD_HTTP_FORBIDDEN, "This preview is for the machine that it runs on.\n");
}

static enum MHD_Result answer(const struct http *h, const struct request *q)
{
	struct view events = VIEW(INJECT_EVENTS);
	if (!is_for_us(h, send_asked(q, "Host")))
		return send_away(q);
	if (view_eq(q->path, VIEW(INJECT_SCRIPT)))
		return send_text(q, MHD_HTTP_OK, "text/javascript; charset=utf-8", inject_script());
	if (q->desk && view_eq(q->path, VIEW(INJECT_DESK)))
		return send_text(q, MHD_HTTP_OK, "text/javascript; charset=utf-8", inject_desk_script());
	if (q->desk && view_eq(q->path, VIEW(INJECT_DESK_STYLE)))
		return send_text(q, MHD_HTTP_OK, "text/css; charset=utf-8", inject_desk_style());
	if (view_starts(q->path, events))
		return event_stream_send(q, view_slice(q->path, events.len, q->path.len));
	return content_send(q);
}

/* Whether it is the review that wants to write. */
static bool saves(const struct request *q, const char *method)
{
	return q->desk && strcmp(method, "POST") == 0 && view_eq(q->path, VIEW(CORRECTIONS_SAVE_PATH));
}

static enum MHD_Result answer_save(const struct http *h, const struct request *q,
                                   const struct corrections_save *save)
{
	return is_for_us(h, send_asked(q, "Host")) ? corrections_save_answer(q, save, q->desk)
	                                           : send_away(q);
}

static enum MHD_Result take_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *upload, size_t *upload_size, void **state)
{
	struct http *h = context;
	struct request q = { .connection = connection,
		                 .live = h->live,
		                 .desk = h->desk,
		                 .place = &h->place,
		                 .path = view_of(url),
		                 .head = strcmp(method, "HEAD") == 0 };
	(void)version;
	connections_asked(connection);
	if (!*state) { /* the headers alone: answers come when all of it is there */
		*state = saves(&q, method) ? (void *)corrections_save_begin() : context;
		return MHD_YES;
	}
	struct corrections_save *save = *state == context ? NULL : *state;
	if (*upload_size > 0) {
		if (save)
			corrections_save_take(save, (struct view){ upload, *upload_size });
		*upload_size = 0;
		return MHD_YES;
	}
	if (save)
		return answer_save(h, &q, save);
	if (q.head || strcmp(method, "GET") == 0)
		return answer(h, &q);
	struct MHD_Response *response = send_copy(VIEW("This preview can only be read.\n"));
	if (response)
		MHD_add_response_header(response, "Allow", "GET, HEAD");
	return send_response(&q, MHD_HTTP_METHOD_NOT_ALLOWED, response);
}

static void end_request(void *context, struct MHD_Connection *connection, void **state,
                        enum MHD_RequestTerminationCode code)
{
	struct http *h = context;
	if (*state && *state != context)
		corrections_save_free(*state);
	*state = NULL;
	connections_answered(h->connections, connection, state, code);
}

/* Escapes stay: what they hide must be seen. */
static size_t leave_escapes(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

/* --- Opening --- */

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static bool read_address(const struct http_order *o, union address *a)
{
	memset(a, 0, sizeof(*a));
	if (inet_pton(AF_INET, o->address, &a->v4.sin_addr) == 1) {
		a->v4.sin_family = AF_INET;
		a->v4.sin_port = htons(o->port);
		return true;
	}
	a->v6.sin6_family = AF_INET6;
	a->v6.sin6_port = htons(o->port);
	return inet_pton(AF_INET6, o->address, &a->v6.sin6_addr) == 1;
}

static bool is_loopback(const union address *a)
{
	return a->any.sa_family == AF_INET ? ntohl(a->v4.sin_addr.s_addr) >> 24 == 127
	                                   : IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
}

/* The address in its one spelling, with brackets around an IPv6 one. */
static void put_host(char out[INET6_ADDRSTRLEN + 2], const union address *a)
{
	bool v6 = a->any.sa_family == AF_INET6;
	const void *bytes = v6 ? (const void *)&a->v6.sin6_addr : (const void *)&a->v4.sin_addr;
	out[0] = '[';
	inet_ntop(a->any.sa_family, bytes, v6 ? out + 1 : out, INET6_ADDRSTRLEN);
	if (v6) {
		size_t end = strlen(out);
		out[end] = ']';
		out[end + 1] = '\0';
	}
}

static bool start(struct http *h, const union address *a, const struct http_order *o,
                  struct report *r)
{
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION;
	if (a->any.sa_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	h->daemon = MHD_start_daemon(
		flags, o->port, NULL, NULL, take_request, h, MHD_OPTION_SOCK_ADDR, &a->any,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_NOTIFY_CONNECTION,
		connections_see, h->connections, MHD_OPTION_NOTIFY_COMPLETED, end_request, h,
		MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)IDLE_SECONDS, MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL, MHD_OPTION_END);
	if (!h->daemon)
		report_error(r, NULL, 0, 0, "port %u of %s cannot be had: %s; choose another with -p",
		             (unsigned)o->port, o->address, strerror(errno));
	return h->daemon != NULL;
}

struct http *http_open(const struct http_order *order, struct report *r)
{
	union address address;
	if (!read_address(order, &address)) {
		report_error(r, NULL, 0, 0, "\"%s\" is no address: write one as 127.0.0.1 or ::1",
		             order->address);
		return NULL;
	}
	struct http *h = mem_alloc(sizeof(*h));
	h->live = order->live;
	h->loopback = is_loopback(&address);
	h->desk = h->loopback ? order->desk : NULL;
	h->connections = connections_new(CONNECTIONS);
	put_host(h->host, &address);
	site_location_open(&h->place);
	http_show(h, order->folder, order->base_url);
	if (!start(h, &address, order, r)) {
		http_close(h);
		return NULL;
	}
	return h;
}

bool http_show(struct http *h, const char *folder, struct view base_url)
{
	return site_location_move(&h->place, folder, base_url);
}

bool http_writes(const struct http *h)
{
	return h->desk != NULL;
}

static uint16_t port_of(const struct http *h)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	return info ? info->port : 0;
}

const char *http_url(struct http *h)
{
	buf_truncate(&h->url, 0);
	buf_printf(&h->url, "http://%s:%u%s", h->host, (unsigned)port_of(h), h->place.base.data);
	return h->url.data;
}

void http_close(struct http *h)
{
	if (h->daemon)
		MHD_stop_daemon(h->daemon);
	connections_free(h->connections);
	site_location_close(&h->place);
	buf_free(&h->url);
	free(h);
}
