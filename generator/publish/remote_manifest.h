#ifndef PUBLISH_REMOTE_MANIFEST_H
#define PUBLISH_REMOTE_MANIFEST_H

#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/view.h"

/*
 * The list of what was sent to a destination. It stands there, at its top, so
 * that whoever publishes from whatever machine knows which files are
 * broadsheet's and may be removed, and which are somebody else's.
 *
 * Before anything changes, it is replaced by one that has the paths of before
 * and of after, so that a run that was interrupted leaves nothing unknown.
 */
#define REMOTE_MANIFEST_NAME ".broadsheet-published"

/* The hash of a file that may be there, and is on its way. */
#define REMOTE_MANIFEST_UNSURE 0

/* That of one which is no longer of the site and stays for a while, see last_generation.h. */
#define REMOTE_MANIFEST_LEFT 1

struct remote_manifest {
	struct map files; /* path → hash */
	uint64_t run;     /* of the publication that has not ended; 0: all have */
	bool known;       /* there is a list */
};

/* What is damaged is passed over; a path that leads out of the destination, too. */
void remote_manifest_read(struct remote_manifest *s, struct view list);

/* run: which publication is under way, a number that no other one has; 0: none is. */
void remote_manifest_put_head(struct buf *list, uint64_t run);
void remote_manifest_put(struct buf *list, struct view path, uint64_t hash);

void remote_manifest_free(struct remote_manifest *s);

#endif
