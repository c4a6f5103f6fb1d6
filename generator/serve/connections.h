#ifndef SERVE_CONNECTIONS_H
#define SERVE_CONNECTIONS_H

#include <stddef.h>

#include <microhttpd.h>

/*
 * The connections of the preview. It can have so many; when nearly all are
 * taken, the one that has been waiting longest without asking for anything is
 * closed for each one that comes. So clients that are slow to ask, or never do,
 * cannot keep others out.
 */
struct connections;

struct connections *connections_new(size_t most);

/* For MHD_OPTION_NOTIFY_CONNECTION, with the connections as its context. */
void connections_see(void *context, struct MHD_Connection *connection, void **socket_context,
                     enum MHD_ConnectionNotificationCode code);

/* A request's headers are there: while it is answered the connection is not closed. */
void connections_asked(struct MHD_Connection *connection);

/* For MHD_OPTION_NOTIFY_COMPLETED: it waits again. */
void connections_answered(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_RequestTerminationCode code);

/* After the daemon has stopped. */
void connections_free(struct connections *c);

#endif
