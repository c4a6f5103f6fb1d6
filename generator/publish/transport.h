#ifndef PUBLISH_TRANSPORT_H
#define PUBLISH_TRANSPORT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/progress.h"
#include "base/report.h"
#include "base/view.h"
#include "publish/destination.h"
#include "publish/remote_manifest.h"
#include "publish/upload_set.h"

/*
 * The ways to a destination, each through the tool that people use for it.
 * All of them get this.
 */
typedef ARRAY(struct view) transport_paths;

struct upload {
	const struct destination *to;
	/* Full paths: of the site's folder, of an empty one that is removed afterwards, */
	const char *site, *scratch;
	const char *kept; /* and of one that the way may make and keep for the next run */
	bool prune;       /* what others put there is to go as well */
	struct upload_set goods;
	struct remote_manifest sent;
	uint64_t run;              /* what this publication is called in the list there */
	transport_paths gone;      /* at the destination, and no longer of the site */
	transport_paths obstacles; /* the same, where something of the site is to stand */
	transport_paths left;      /* no longer of the site, but they stay: see last_generation.h */
	struct progress progress;
	size_t done;          /* files sent */
	size_t at_once;       /* parts to send side by side; 0: as many as suit the way */
	struct upload *whole; /* of one such part, whose arena and report are its own; else NULL */
	size_t part;          /* its number, from 1 */
	bool beside;          /* others are sent beside it: it is done once more anyway if it fails */
	struct arena arena;
	struct report *report;
};

/* Each is false, reported, if it failed. What was done until then stays. */
struct transport {
	/* Reads the list of what was sent into s->sent; that there is none is no fault. */
	bool (*read_list)(struct upload *s);

	/* Sets the state of each of the goods. Changes nothing there. */
	bool (*compare)(struct upload *s);

	/* Calls see with the path of every file that is there, whoever put it there. */
	bool (*list_all)(struct upload *s, void (*see)(struct upload *s, struct view path));

	/* Puts the files there, each at once or not at all, in any order. */
	bool (*send)(struct upload *s, const upload_files *files);

	/* Removes them, and the folders that this leaves empty. */
	bool (*remove)(struct upload *s, const transport_paths *paths);

	/* Puts the list there. */
	bool (*write_list)(struct upload *s, struct view list);

	/* Does all at once, in place of the three before it; or NULL. */
	bool (*replace)(struct upload *s);
};

/* What the reader of a tool's lines needs for list_all. */
struct transport_seeing {
	struct upload *sending;
	void (*see)(struct upload *s, struct view path);
};

/* n more files were sent. Parts that are sent side by side may tell it at the same time. */
void transport_tell(struct upload *s, size_t n);

/* Whether this program was asked to stop; reported then. */
bool transport_stopped(struct upload *s);

/*
 * Cuts the files into runs of neighbours, as many as s says, or else usual, and
 * does each on a thread of its own; few files are not worth a second one. A part
 * that fails is done once more when the others have ended: some servers take but
 * few at once. False, reported, if one fails then, too.
 */
bool transport_side_by_side(struct upload *s, const upload_files *files, size_t usual,
                            bool (*run)(struct upload *part, const upload_files *files));

/*
 * A file of that name in scratch with the paths, each behind the words before
 * it and with end after it; its path, in memory of the arena. NULL, reported, if
 * it cannot be written.
 */
struct transport_lines {
	const char *name;
	const char *before;
	char end;
};
const char *transport_write_files(struct upload *s, const struct transport_lines *l,
                                  const upload_files *files);
const char *transport_write_paths(struct upload *s, const struct transport_lines *l,
                                  const transport_paths *paths);

/* A file below scratch or kept: its path, in memory of the arena. */
const char *transport_path(struct upload *s, const char *folder, const char *name);

/* Reads the list that a tool has brought into scratch; none is there where nothing was sent yet. */
bool transport_take_list(struct upload *s);

extern const struct transport transport_folder, transport_rsync, transport_rclone, transport_git;

#endif
