#ifndef PUBLISH_DESTINATION_H
#define PUBLISH_DESTINATION_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/report.h"

/*
 * Where a site is sent:
 *	FOLDER                       a folder of this machine
 *	rsync://HOST[:PORT]/MODULE/PATH   an rsync daemon
 *	[USER@]HOST:PATH             rsync over ssh
 *	rclone:REMOTE:PATH           whatever rclone can reach
 *	git+URL[#BRANCH]             a branch of a git repository; gh-pages without it
 */
enum destination_kind {
	DESTINATION_FOLDER,
	DESTINATION_RSYNC,
	DESTINATION_RCLONE,
	DESTINATION_GIT
};

struct destination {
	enum destination_kind kind;
	const char *text;  /* as it was given */
	struct buf target; /* what the tool is told; of folders and rsync it ends with a / */
	struct buf branch; /* of git alone */
};

/*
 * False, reported, if the text is no destination, or could be taken for an
 * option of some tool. Call destination_free() in any case.
 */
bool destination_read(const char *text, struct destination *out, struct report *r);

void destination_free(struct destination *d);

#endif
