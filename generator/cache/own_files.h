#ifndef CACHE_OWN_FILES_H
#define CACHE_OWN_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/container.h"

/*
 * The list of the files in an output folder that broadsheet made: only these
 * may it ever remove. It lies in that folder itself, as a container of that
 * name, and so belongs to the site by whatever path the site is reached, moved
 * or copied. It is no part of what readers get: publish and zip leave it out.
 *
 * Before a file is written it is listed, and as long as a build is at the site
 * the list says so. So a build that is killed leaves no file that the next one
 * would take for somebody else's.
 */
#define OWN_FILES_NAME ".broadsheet"

struct own_files {
	enum container_state state; /* where it is not sound, files may be missing in it */
	bool unfinished;            /* a build was killed while it was at the site */
	uint64_t hash;              /* of the file */
	struct buf paths;           /* one a line, as they stand there: to be checked before use */
};

void own_files_read(struct own_files *o, const char *folder);

/*
 * Writes the list anew, of all these paths, one a line; unfinished: a build is
 * at the site. If durable, it is on the disk when this returns, before the
 * files that it has; a folder that nobody sees yet goes as a whole. False,
 * reported, if it cannot be written.
 */
bool own_files_write(const char *folder, struct view paths, bool unfinished, bool durable,
                     struct report *r);

/* Notes durably in a list that has all paths already that a build is at the site. */
bool own_files_mark_unfinished(const char *folder, struct report *r);

/*
 * For files whose names are known late: a list that is added to. Each path is
 * in the file before own_files_add() returns. A zeroed one may be closed.
 */
struct own_files_late {
	struct container_writer writer;
	bool open;
};

bool own_files_add(struct own_files_late *l, const char *folder, struct view path, bool durable,
                   struct report *r);
void own_files_close(struct own_files_late *l);

void own_files_free(struct own_files *o);

#endif
