#include "serve/connections.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/mem.h"

#define SPARE 16 /* of the most, kept free for who comes */

struct waiting {
	struct connections *all;
	struct waiting *before, *after; /* in the order in which they began to wait */
	int fd;
	bool asked;  /* is being answered, and not in that order */
	bool closed; /* by us */
};

struct connections {
	pthread_mutex_t lock;
	struct waiting first; /* of the ring: before it is the last, after it the oldest */
	size_t count, most;
};

static void put_last(struct connections *c, struct waiting *w)
{
	w->after = &c->first;
	w->before = c->first.before;
	w->before->after = w;
	c->first.before = w;
}

static void take_out(struct waiting *w)
{
	w->before->after = w->after;
	w->after->before = w->before;
}

/* The oldest goes: its thread sees that nothing comes any more, and ends. */
static void make_room(struct connections *c)
{
	struct waiting *w = c->first.after;
	while (w != &c->first && w->closed)
		w = w->after;
	if (w == &c->first || c->count + SPARE <= c->most)
		return;
	w->closed = true;
	shutdown(w->fd, SHUT_RDWR);
}

struct connections *connections_new(size_t most)
{
	struct connections *c = mem_alloc(sizeof(*c));
	pthread_mutex_init(&c->lock, NULL);
	c->first.before = c->first.after = &c->first;
	c->most = most;
	return c;
}

static struct waiting *waiting_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static void begin(struct connections *c, struct MHD_Connection *connection, void **socket_context)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct waiting *w = mem_alloc(sizeof(*w));
	w->all = c;
	w->fd = info ? info->connect_fd : -1;
	pthread_mutex_lock(&c->lock);
	c->count++;
	make_room(c);
	put_last(c, w);
	pthread_mutex_unlock(&c->lock);
	*socket_context = w;
}

void connections_see(void *context, struct MHD_Connection *connection, void **socket_context,
                     enum MHD_ConnectionNotificationCode code)
{
	struct connections *c = context;
	struct waiting *w = *socket_context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		begin(c, connection, socket_context);
	} else if (w) {
		pthread_mutex_lock(&c->lock);
		c->count--;
		if (!w->asked)
			take_out(w);
		pthread_mutex_unlock(&c->lock);
		free(w);
		*socket_context = NULL;
	}
}

void connections_asked(struct MHD_Connection *connection)
{
	struct waiting *w = waiting_of(connection);
	if (!w)
		return;
	pthread_mutex_lock(&w->all->lock);
	if (!w->asked)
		take_out(w);
	w->asked = true;
	pthread_mutex_unlock(&w->all->lock);
}

void connections_answered(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_RequestTerminationCode code)
{
	(void)context, (void)state, (void)code;
	struct waiting *w = waiting_of(connection);
	if (!w)
		return;
	pthread_mutex_lock(&w->all->lock);
	if (w->asked)
		put_last(w->all, w);
	w->asked = false;
	pthread_mutex_unlock(&w->all->lock);
}

void connections_free(struct connections *c)
{
	if (!c)
		return;
	pthread_mutex_destroy(&c->lock);
	free(c);
}
