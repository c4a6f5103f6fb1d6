#ifndef INPUT_SCAN_H
#define INPUT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/report.h"
#include "base/view.h"

/* What the file system says of a file: a changed file has another one, or was changed just now. */
struct scan_stamp {
	uint64_t size;
	int64_t modified; /* nanoseconds since 1970, and so changed */
	int64_t changed;
	uint64_t inode;
};

/* The stage "scan": which files a folder holds, in byte order. */
struct scan_file {
	const char *path;  /* to open */
	const char *name;  /* for records: the folder's last name and what is below */
	const char *below; /* counted from the folder, without its own name */
	struct scan_stamp stamp;
};

struct scan {
	ARRAY(struct scan_file) files;
	ARRAY(struct scan_file)
	others;       /* if the rules ask for them: files that are not wanted, links */
	int64_t time; /* before it began, by the clock that files are stamped with */
	struct arena arena;
};

struct scan_rules {
	const char *ending;               /* of the files wanted, as ".conf", in any case; NULL: all */
	bool (*wanted)(struct view name); /* or by this */
	const char *except[4]; /* folders to leave out, or NULL: a site may lie in its own source */
	bool others;           /* what is not wanted is listed, too, but for litter */
	bool no_litter;        /* litter of desktops is not wanted */
	bool hidden;           /* also files and folders whose names begin with a dot */
	bool spares;           /* a file or folder that cannot be read, but for the first, is a fault */
	bool below;            /* names for records are counted from the folder, without its own */
};

/*
 * Finds the files below the folder. Links are not followed, and neither
 * devices nor pipes read; one that is named as if it were wanted is warned of.
 *
 * False, with an error in the report, if a folder cannot be read, or a name is
 * not UTF-8 or has a control character in it, so that it could not be shown;
 * the rules may say that such a one costs the others nothing.
 */
bool scan_folder(const char *folder, const struct scan_rules *rules, struct scan *out,
                 struct report *r);

/*
 * The same of several folders, by the files' paths below them: of files with
 * one such path, that of the first folder.
 */
bool scan_folders(const char *const *folders, size_t count, const struct scan_rules *rules,
                  struct scan *out, struct report *r);

/*
 * Whether the file cannot be written to any more without getting another
 * stamp. One that was written to just before the scan could: clocks of file
 * systems have ticks.
 */
bool scan_settled(const struct scan *s, const struct scan_stamp *stamp);

/*
 * A single file that may be there, as a scan of this moment would find it: the
 * scan has its time alone. path and name are borrowed. False if it is no regular file.
 */
bool scan_one(const char *path, const char *name, struct scan *now, struct scan_file *out);

/*
 * Whether a file or folder of this name is what desktops and archivers leave
 * everywhere, .DS_Store, ._x, Thumbs.db, desktop.ini and their like, or what
 * editors keep beside the files that they write: x~, .x.swp, #x#, ~$x.
 */
bool scan_is_litter(const char *name);

void scan_free(struct scan *s);

#endif
