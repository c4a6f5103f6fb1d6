/*
 * Fuzz target: what a client sends to the preview, over a socket. It is
 * answered or the connection ended, and nothing from outside of the site is sent.
 */
#include "targets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/buf.h"
#include "scratch_folder.h"
#include "serve/conditional.h"
#include "serve/http.h"

#define OUTSIDE "nobody may read this"

static struct build_status status;
static struct http *server;
static struct correction_desk *desk;

static void stop_server(void)
{
	build_status_stop(&status);
	http_close(server);
	correction_desk_close(desk);
	build_status_close(&status);
}

static uint16_t start_server(void)
{
	static char site[PATH_MAX];
	struct report r = { 0 };
	strcpy(site, scratch_folder_of("site"));
	scratch_folder_put("outside.txt", view_of(OUTSIDE));
	scratch_folder_put("site/index.html", view_of("<!DOCTYPE html><title>t</title><p>page"));
	scratch_folder_put("site/a/b.txt", view_of("0123456789"));
	scratch_folder_put("site/404.html", view_of("<!DOCTYPE html><title>none</title>"));
	if (symlink("../outside.txt", scratch_folder_of("site/link.txt")) != 0)
		abort();
	build_status_open(&status);
	build_status_built(&status, 7);
	desk = correction_desk_open(scratch_folder_of("site.conf"), &r);
	server = http_open(
		&(struct http_order){ "127.0.0.1", 0, site, VIEW("https://example.org/s/"), &status, desk },
		&r);
	if (!server)
		abort();
	atexit(stop_server);
	report_free(&r);
	return (uint16_t)strtoul(strrchr(http_url(server), ':') + 1, NULL, 10);
}

static int connect_to(uint16_t port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct timeval patience = { 20, 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		abort();
	return fd;
}

static bool is_stream(const struct buf *answer)
{
	return answer->len > 0 && strstr(answer->data, "text/event-stream");
}

/* All that comes until the connection ends; of a stream of events its beginning. */
static void receive(int fd, struct buf *answer)
{
	char part[4096];
	while (!is_stream(answer)) {
		ssize_t n = recv(fd, part, sizeof(part), 0);
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			abort(); /* neither answered nor ended */
		if (n <= 0)
			return;
		buf_put(answer, (struct view){ part, (size_t)n });
	}
}

static void check_answer(const struct buf *answer)
{
	if (answer->len == 0)
		return;
	if (!view_starts(buf_view(answer), VIEW("HTTP/1.")))
		abort();
	if (view_find(buf_view(answer), VIEW(OUTSIDE), 0) >= 0)
		abort();
}

/* The ranges that a header may ask for, which sockets would take long to try. */
static void read_ranges(struct view bytes)
{
	struct buf header = { 0 };
	struct conditional_file f = { "\"x\"", 1, 100 };
	uint64_t from, len;
	buf_put(&header, bytes);
	buf_puts(&header, "");
	struct conditional_request q = { header.data, header.data, header.data, header.data };
	conditional_is_known(&q, &f);
	q.if_range = NULL;
	if (conditional_range(&q, &f, &from, &len) == CONDITIONAL_PART &&
	    (len == 0 || len > 100 || from > 100 - len))
		abort();
	buf_free(&header);
}

void fuzz_request(struct view bytes)
{
	static uint16_t port;
	struct buf answer = { 0 };
	if (!port)
		port = start_server();
	read_ranges(bytes);
	int fd = connect_to(port);
	/* What ends early is answered early. */
	if (send(fd, bytes.data, bytes.len, MSG_NOSIGNAL) >= 0 && shutdown(fd, SHUT_WR) == 0)
		receive(fd, &answer);
	close(fd);
	check_answer(&answer);
	buf_free(&answer);
}
