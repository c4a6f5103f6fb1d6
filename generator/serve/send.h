#ifndef SERVE_SEND_H
#define SERVE_SEND_H

#include <stdbool.h>

#include <microhttpd.h>

#include "serve/build_status.h"
#include "serve/correction_desk.h"
#include "serve/site_location.h"

/* One request, and answers to it. Each function gives what libmicrohttpd wants to hear. */
struct request {
	struct MHD_Connection *connection;
	struct build_status *live;
	struct site_location *place;
	struct correction_desk *desk; /* NULL: nothing is written */
	struct view path;             /* with its escapes */
	bool head;                    /* HEAD: the answer goes without its content */
};

/* A header of the request, or NULL. */
const char *send_asked(const struct request *q, const char *header);

/* Takes the response, which may be NULL where there was no memory for one. */
enum MHD_Result send_response(const struct request *q, unsigned status,
                              struct MHD_Response *response);

/* A copy of the text. */
struct MHD_Response *send_copy(struct view text);

/* Texts that no browser keeps. */
enum MHD_Result send_text(const struct request *q, unsigned status, const char *type,
                          struct view text);
enum MHD_Result send_plain(const struct request *q, unsigned status, const char *text);

/* To another address of this server, for now. */
enum MHD_Result send_elsewhere(const struct request *q, const char *url);

#endif
