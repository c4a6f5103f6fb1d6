#ifndef PUBLISH_WAY_H
#define PUBLISH_WAY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/progress.h"
#include "base/report.h"
#include "base/view.h"
#include "publish/destination.h"
#include "publish/goods.h"
#include "publish/sent.h"

/*
 * The ways to a destination, each through the tool that people use for it.
 * All of them get this.
 */
typedef ARRAY(struct view) way_paths;

struct sending {
	const struct destination *to;
	/* Full paths: of the site's folder, of an empty one that is removed afterwards, */
	const char     *site, *scratch;
	const char     *kept;     /* and of one that the way may make and keep for the next run */
	bool            prune;    /* what others put there is to go as well */
	struct goods    goods;
	struct sent     sent;
	way_paths       gone;      /* at the destination, and no longer of the site */
	way_paths       obstacles; /* the same, where something of the site is to stand */
	struct progress progress;
	size_t          done;     /* files sent */
	struct arena    arena;
	struct report  *report;
};

/* Each is false, reported, if it failed. What was done until then stays. */
struct way {
	/* Reads the list of what was sent into s->sent; that there is none is no fault. */
	bool (*read_list)(struct sending *s);

	/* Sets the state of each of the goods. Changes nothing there. */
	bool (*compare)(struct sending *s);

	/* Calls see with the path of every file that is there, whoever put it there. */
	bool (*list_all)(struct sending *s, void (*see)(struct sending *s, struct view path));

	/* Puts the files there, each at once or not at all, in any order. */
	bool (*send)(struct sending *s, const goods_files *files);

	/* Removes them, and the folders that this leaves empty. */
	bool (*remove)(struct sending *s, const way_paths *paths);

	/* Puts the list there. */
	bool (*write_list)(struct sending *s, struct view list);

	/* Does all at once, in place of the three before it; or NULL. */
	bool (*replace)(struct sending *s);
};

/* What the reader of a tool's lines needs for list_all. */
struct way_seeing {
	struct sending *sending;
	void (*see)(struct sending *s, struct view path);
};

/* n more files were sent. */
void way_tell(struct sending *s, size_t n);

/* Whether this program was asked to stop; reported then. */
bool way_stopped(struct sending *s);

/*
 * A file of that name in scratch with the paths, each behind the words before
 * it and with end after it; its path, in memory of the arena. NULL, reported, if
 * it cannot be written.
 */
struct way_lines {
	const char *name;
	const char *before;
	char        end;
};
const char *way_write_files(struct sending *s, const struct way_lines *l, const goods_files *files);
const char *way_write_paths(struct sending *s, const struct way_lines *l, const way_paths *paths);

/* A file below scratch or kept: its path, in memory of the arena. */
const char *way_path(struct sending *s, const char *folder, const char *name);

/* Reads the list that a tool has brought into scratch; none is there where nothing was sent yet. */
bool way_take_list(struct sending *s);

extern const struct way way_folder, way_rsync, way_rclone, way_git;

#endif
