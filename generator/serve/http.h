#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"
#include "base/view.h"
#include "serve/build_status.h"
#include "serve/correction_desk.h"

/*
 * The web server of the preview: the files of one folder, below the path that
 * the site has on its host. It answers on threads of its own. It only reads, but
 * that the review writes corrections where there is a desk for it; and that only
 * on an address that no other machine can reach.
 */
struct http;

struct http_order {
	const char *address; /* of this machine, as "127.0.0.1" */
	uint16_t port;       /* 0: any that is free */
	const char *folder;  /* of the site, and its address; see http_show() */
	struct view base_url;
	struct build_status *live;
	struct correction_desk *desk; /* writes what the review says; NULL: the site is only read */
};

/* NULL, with an error in the report, if the address or port cannot be had. */
struct http *http_open(const struct http_order *order, struct report *r);

/*
 * From now on the site is the one in that folder. The path of base_url is its
 * own on the server; "/" if that is absent. True if it was another before.
 * Called, as all of this, by one thread.
 */
bool http_show(struct http *h, const char *folder, struct view base_url);

/* Whether the review can write: there is a desk, and nobody else can ask. */
bool http_writes(const struct http *h);

/* Where to look at the site; until the next call. */
const char *http_url(struct http *h);

/* Before it, build_status_stop() must have been called. */
void http_close(struct http *h);

#endif
