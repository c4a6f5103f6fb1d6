#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"
#include "base/view.h"
#include "serve/live.h"

/*
 * The web server of the preview: the files of one folder, below the path that
 * the site has on its host. It answers on threads of its own, and reads only.
 */
struct http;

struct http_order {
	const char *address;   /* of this machine, as "127.0.0.1" */
	uint16_t    port;      /* 0: any that is free */
	const char *folder;
	struct view base_url;  /* its path is the site's; absent: the site is at "/" */
	struct live *live;
};

/* NULL, with an error in the report, if the address or port cannot be had. */
struct http *http_open(const struct http_order *order, struct report *r);

uint16_t http_port(const struct http *h);

/* Where to look at the site; as long as h. */
const char *http_url(const struct http *h);

/* Before it, live_stop() must have been called. */
void http_close(struct http *h);

#endif
