#ifndef SERVE_PLACE_H
#define SERVE_PLACE_H

#include <pthread.h>
#include <stdbool.h>

#include "base/buf.h"

/*
 * Where the site is: its folder on the disk, and its path on the server. One
 * thread moves it, any number look.
 */
struct place {
	pthread_mutex_t lock;
	struct buf      folder;
	struct buf      base;   /* "/" or "/archive/" */
};

void place_open(struct place *p);

/*
 * From now on the site is in that folder, and its path is that of base_url; "/"
 * if that is absent. True if it was another before.
 */
bool place_move(struct place *p, const char *folder, struct view base_url);

/* As it is now, whatever comes later. */
struct place_now {
	struct buf folder, base;
};

struct place_now place_look(struct place *p);
void place_forget(struct place_now *now);

void place_close(struct place *p);

#endif
