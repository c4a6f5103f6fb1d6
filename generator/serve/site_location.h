#ifndef SERVE_SITE_LOCATION_H
#define SERVE_SITE_LOCATION_H

#include <pthread.h>
#include <stdbool.h>

#include "base/buf.h"

/*
 * Where the site is: its folder on the disk, and its path on the server. One
 * thread moves it, any number look.
 */
struct site_location {
	pthread_mutex_t lock;
	struct buf folder;
	struct buf base; /* "/" or "/archive/" */
};

void site_location_open(struct site_location *p);

/*
 * From now on the site is in that folder, and its path is that of base_url; "/"
 * if that is absent. True if it was another before.
 */
bool site_location_move(struct site_location *p, const char *folder, struct view base_url);

/* As it is now, whatever comes later. */
struct site_location_now {
	struct buf folder, base;
};

struct site_location_now site_location_look(struct site_location *p);
void site_location_forget(struct site_location_now *now);

void site_location_close(struct site_location *p);

#endif
