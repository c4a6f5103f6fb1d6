#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/mem.h"
#include "serve/fresh.h"
#include "serve/inject.h"
#include "serve/lookup.h"
#include "serve/media.h"

enum {
	CONNECTIONS = 256,
	IDLE_SECONDS = 30,
	KEEP_ALIVE_SECONDS = 10, /* between two signs of life to a page that listens */
};

struct http {
	struct MHD_Daemon *daemon;
	struct live       *live;
	const char        *folder;
	struct buf         base;     /* the site's path, "/" or "/archive/" */
	struct buf         url;
	bool               loopback; /* nobody else can ask, so no other name is ours */
};

struct request {
	struct http           *http;
	struct MHD_Connection *connection;
	struct view            path;
};

/* --- Answers --- */

static void put_header(struct MHD_Response *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

static enum MHD_Result send_response(const struct request *q, unsigned status,
                                     struct MHD_Response *response)
{
	if (!response)
		return MHD_NO;
	put_header(response, "X-Content-Type-Options", "nosniff");
	enum MHD_Result result = MHD_queue_response(q->connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static struct MHD_Response *response_of(struct view text)
{
	return MHD_create_response_from_buffer(text.len, (void *)text.data, MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result send_text(const struct request *q, unsigned status, const char *type,
                                 struct view text)
{
	struct MHD_Response *response = response_of(text);
	if (response) {
		put_header(response, "Content-Type", type);
		put_header(response, "Cache-Control", "no-store");
	}
	return send_response(q, status, response);
}

static enum MHD_Result send_plain(const struct request *q, unsigned status, const char *text)
{
	return send_text(q, status, "text/plain; charset=utf-8", view_of(text));
}

static enum MHD_Result send_elsewhere(const struct request *q, const char *url)
{
	struct MHD_Response *response = response_of(VIEW(""));
	if (response) {
		put_header(response, "Location", url);
		put_header(response, "Cache-Control", "no-store");
	}
	return send_response(q, MHD_HTTP_FOUND, response);
}

/* --- Files --- */

static bool read_whole(int fd, uint64_t size, struct buf *out)
{
	buf_reserve(out, size + 1);
	while (out->len < size) {
		ssize_t n = pread(fd, out->data + out->len, size - out->len, (off_t)out->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		out->len += (size_t)n;
	}
	return true;
}

/* A page as it is shown: with the script. */
static bool read_page(const struct lookup *file, unsigned long version, struct buf *out)
{
	struct buf page = { 0 };
	bool ok = read_whole(file->fd, (uint64_t)file->st.st_size, &page);
	if (ok)
		inject_page(out, buf_view(&page), version);
	buf_free(&page);
	return ok;
}

static const char *header(const struct request *q, const char *name)
{
	return MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, name);
}

static struct fresh_request read_request(const struct request *q)
{
	return (struct fresh_request){
		.if_none_match = header(q, "If-None-Match"),
		.if_modified_since = header(q, "If-Modified-Since"),
		.if_range = header(q, "If-Range"),
		.range = header(q, "Range"),
	};
}

static void put_file_headers(struct MHD_Response *response, const struct fresh_file *f)
{
	char date[FRESH_DATE];
	fresh_put_date(date, f->modified);
	put_header(response, "ETag", f->tag);
	put_header(response, "Last-Modified", date);
	put_header(response, "Accept-Ranges", "bytes");
	put_header(response, "Cache-Control", "no-cache");
}

static enum MHD_Result send_outside(const struct request *q, const struct fresh_file *f)
{
	char range[64];
	snprintf(range, sizeof(range), "bytes */%" PRIu64, f->size);
	struct MHD_Response *response = response_of(VIEW(""));
	if (response)
		put_header(response, "Content-Range", range);
	return send_response(q, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
}

/* A part of the page in memory, or of the file, which the response then closes. */
static struct MHD_Response *response_with(struct lookup *file, const struct buf *page,
                                          uint64_t from, uint64_t len)
{
	if (page)
		return response_of(view_slice(buf_view(page), from, len));
	struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(len, file->fd, from);
	if (response)
		file->fd = -1;
	return response;
}

static enum MHD_Result send_content(const struct request *q, struct lookup *file,
                                    const struct buf *page, const struct fresh_file *f)
{
	struct fresh_request asked = read_request(q);
	uint64_t from, len;
	if (fresh_is_known(&asked, f)) {
		struct MHD_Response *nothing = response_of(VIEW(""));
		if (nothing)
			put_file_headers(nothing, f);
		return send_response(q, MHD_HTTP_NOT_MODIFIED, nothing);
	}
	enum fresh_range range = fresh_range(&asked, f, &from, &len);
	if (range == FRESH_OUTSIDE)
		return send_outside(q, f);
	struct MHD_Response *response = response_with(file, page, from, len);
	if (!response)
		return MHD_NO;
	put_file_headers(response, f);
	put_header(response, "Content-Type", media_type(buf_view(&file->name)));
	if (range == FRESH_PART) {
		char text[96];
		snprintf(text, sizeof(text), "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, from,
		         from + len - 1, f->size);
		put_header(response, "Content-Range", text);
	}
	return send_response(q, range == FRESH_PART ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK, response);
}

/* What a browser must compare: a page changes with its script's number, too. */
static enum MHD_Result send_file(const struct request *q, struct lookup *file)
{
	struct live_state live = live_state(q->http->live);
	bool is_page = strcmp(media_type(buf_view(&file->name)), MEDIA_PAGE) == 0;
	char tag[96];
	snprintf(tag, sizeof(tag), "\"%jx-%lx-%jx-%lx\"", (uintmax_t)file->st.st_mtim.tv_sec,
	         (unsigned long)file->st.st_mtim.tv_nsec, (uintmax_t)file->st.st_size,
	         is_page ? live.version : 0);
	struct fresh_file f = { .tag = tag, .modified = file->st.st_mtim.tv_sec,
	                        .size = (uint64_t)file->st.st_size };
	if (!is_page)
		return send_content(q, file, NULL, &f);
	struct buf page = { 0 };
	enum MHD_Result result = MHD_NO;
	if (read_page(file, live.version, &page)) {
		f.size = page.len;
		f.modified = live.built > f.modified ? live.built : f.modified;
		result = send_content(q, file, &page, &f);
	}
	buf_free(&page);
	return result;
}

/* --- What is not there --- */

/* The site's own page for it, or why there is no site yet, or a plain line. */
static enum MHD_Result send_nothing(const struct request *q)
{
	struct buf page = { 0 }, error = { 0 };
	struct lookup file;
	unsigned long version = live_state(q->http->live).version;
	enum MHD_Result result;
	bool own = lookup_open(q->http->folder, VIEW("404.html"), &file) == LOOKUP_FILE &&
	           read_page(&file, version, &page);
	live_put_error(q->http->live, &error);
	if (own) {
		result = send_text(q, MHD_HTTP_NOT_FOUND, MEDIA_PAGE, buf_view(&page));
	} else if (error.len > 0) {
		inject_error_page(&page, buf_view(&error), version);
		result = send_text(q, MHD_HTTP_SERVICE_UNAVAILABLE, MEDIA_PAGE, buf_view(&page));
	} else {
		result = send_plain(q, MHD_HTTP_NOT_FOUND, "There is nothing at this address.\n");
	}
	lookup_close(&file);
	buf_free(&page);
	buf_free(&error);
	return result;
}

static enum MHD_Result send_below(const struct request *q)
{
	struct view way = view_slice(q->path, q->http->base.len, q->path.len);
	struct lookup file;
	enum MHD_Result result;
	switch (lookup_open(q->http->folder, way, &file)) {
	case LOOKUP_FILE:
		result = send_file(q, &file);
		break;
	case LOOKUP_FOLDER: {
		struct buf url = { 0 };
		buf_put(&url, q->path);
		buf_putc(&url, '/');
		result = send_elsewhere(q, url.data);
		buf_free(&url);
		break;
	}
	case LOOKUP_WRONG:
		result = send_plain(q, MHD_HTTP_BAD_REQUEST, "No file can have this address.\n");
		break;
	default:
		result = send_nothing(q);
	}
	lookup_close(&file);
	return result;
}

/* --- News --- */

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

static enum MHD_Result send_events(const struct request *q)
{
	struct listener *l = mem_alloc(sizeof(*l));
	l->live = q->http->live;
	struct MHD_Response *response =
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_news, l, free_listener);
	if (!response) {
		free_listener(l);
		return MHD_NO;
	}
	put_header(response, "Content-Type", "text/event-stream");
	put_header(response, "Cache-Control", "no-store");
	return send_response(q, MHD_HTTP_OK, response);
}

/* --- Requests --- */

/*
 * Whether the request is meant for this server. A page of somebody else whose
 * name was made to point to this machine must not read what is here.
 */
static bool is_for_us(const struct request *q)
{
	static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
	const char *host = header(q, "Host");
	if (!q->http->loopback || !host)
		return !q->http->loopback;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t len = strlen(names[i]);
		if (strncasecmp(host, names[i], len) == 0 && (host[len] == '\0' || host[len] == ':'))
			return true;
	}
	return false;
}

static enum MHD_Result answer(const struct request *q)
{
	struct view base = buf_view(&q->http->base);
	if (!is_for_us(q))
		return send_plain(q, MHD_HTTP_FORBIDDEN, "This preview is for the machine that it runs on.\n");
	if (view_eq(q->path, VIEW(INJECT_SCRIPT)))
		return send_text(q, MHD_HTTP_OK, "text/javascript; charset=utf-8", inject_script());
	if (view_eq(q->path, VIEW(INJECT_EVENTS)))
		return send_events(q);
	if (view_starts(q->path, base))
		return send_below(q);
	if (view_eq(q->path, VIEW("/")) || view_eq(q->path, view_slice(base, 0, base.len - 1)))
		return send_elsewhere(q, base.data);
	return send_nothing(q);
}

static enum MHD_Result take_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *upload, size_t *upload_size, void **state)
{
	struct request q = { context, connection, view_of(url) };
	(void)version;
	(void)upload;
	if (!*state) { /* the headers alone: answers come when all of it is there */
		*state = context;
		return MHD_YES;
	}
	if (*upload_size > 0) {
		*upload_size = 0;
		return MHD_YES;
	}
	if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0)
		return answer(&q);
	struct MHD_Response *response = response_of(VIEW("This preview can only be read.\n"));
	if (response)
		put_header(response, "Allow", "GET, HEAD");
	return send_response(&q, MHD_HTTP_METHOD_NOT_ALLOWED, response);
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
	struct sockaddr     any;
	struct sockaddr_in  v4;
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

/* "/" and what follows the host in the site's address. */
static void put_base(struct buf *out, struct view base_url)
{
	ptrdiff_t host = view_find(base_url, VIEW("://"), 0);
	ptrdiff_t slash = host < 0 ? -1 : view_find(base_url, VIEW("/"), (size_t)host + 3);
	buf_put(out, slash < 0 ? VIEW("/") : view_slice(base_url, (size_t)slash, base_url.len));
}

static bool start(struct http *h, const union address *a, const struct http_order *o, struct report *r)
{
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION;
	if (a->any.sa_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	h->daemon = MHD_start_daemon(flags, o->port, NULL, NULL, take_request, h,
	                             MHD_OPTION_SOCK_ADDR, &a->any,
	                             MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
	                             MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
	                             MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
	                             MHD_OPTION_END);
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
	h->folder = order->folder;
	h->loopback = is_loopback(&address);
	put_base(&h->base, order->base_url);
	if (!start(h, &address, order, r)) {
		http_close(h);
		return NULL;
	}
	bool v6 = address.any.sa_family == AF_INET6;
	buf_printf(&h->url, "http://%s%s%s:%u%s", v6 ? "[" : "", order->address, v6 ? "]" : "",
	           (unsigned)http_port(h), h->base.data);
	return h;
}

uint16_t http_port(const struct http *h)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	return info ? info->port : 0;
}

const char *http_url(const struct http *h)
{
	return h->url.data;
}

void http_close(struct http *h)
{
	if (h->daemon)
		MHD_stop_daemon(h->daemon);
	buf_free(&h->base);
	buf_free(&h->url);
	free(h);
}
