#ifndef SITE_WRITER_H
#define SITE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/own_files.h"
#include "site/path_list.h"
#include "site/plan.h"

/*
 * Puts files into the output folder, and knows which of the files there are
 * broadsheet's, by the list of own_files.h. That is written before the first
 * file with all that was and will be there.
 */
struct writer {
	const char *output; /* where files are put */
	const char *folder; /* where they belong */
	char *full;         /* its full path */
	char *staging;      /* a folder beside it that takes its place in the end; or NULL */
	char *state;        /* what paths of all that is remembered of this output begin with */
	int lock;        /* of the state, held while the writer is open, so that builds do not mix, */
	int folder_lock; /* and of the folder that files are put into; -1: not held */
	struct buf earlier; /* paths of the last build, one a line; until writing begins */
	bool anew;          /* write also what is there already */
	bool rehearsal;     /* write nothing */
	bool joined;        /* the build was begun by another process, */
	bool shared;        /* and others may be at the site, too */
	uint64_t list;      /* hash of the list as it was then */
	bool listed;        /* there is a whole list of the files of the last build, */
	const char *lost;   /* what is wrong with it, in words, where it was there; or NULL */
	bool unfinished;    /* which was killed while it was at the site */
	bool complete;      /* the plan has nothing that the last build did not */
	struct path_list
		unplanned;           /* of the paths of the last build, those that the plan does not know */
	struct path_list late;   /* the same of this build */
	struct path_list absent; /* paths of the plan at which there is no file after all */
	struct own_files_late adding; /* late paths to the list, at once */
};

/*
 * Reads the list of own files of this output folder. False, reported, if the
 * output is no folder that can be used, or another build is at it, whatever
 * state folder it has; nothing is changed yet.
 */
bool writer_open(struct writer *w, const char *output, const char *state, struct report *r);

/*
 * For a step of a build that writes nothing to the site: only finds and holds
 * what is remembered of it, as other steps may at the same time.
 */
bool writer_open_state(struct writer *w, const char *output, const char *state, struct report *r);

/*
 * For a step of a build that another process has begun with writer_begin(),
 * after which it closed its writer. Others may have joined, too, unless alone.
 * False, reported, if there is none that was begun. Whoever joins checks that
 * w->list is what writer_list() was when it was begun: else something else was
 * at the site meanwhile.
 */
bool writer_join(struct writer *w, const char *output, const char *state, bool alone,
                 struct report *r);
uint64_t writer_list(const struct writer *w);

/* Paths of late files that others who joined have put, one a line. Before writer_begin(). */
void writer_take(struct writer *w, struct view paths);

/* Warns if the list was lost or damaged, and of what that means. */
void writer_tell_lost(const struct writer *w, struct report *r);

/* A file for what is remembered of this output folder, to be freed: its path in the state folder. */
char *writer_state(const struct writer *w, const char *ending);

/* The same for who opens no writer; output may have any of the folder's names. */
char *writer_state_path(const char *output, const char *state, const char *ending);

/*
 * To be called before the first file is written. What a build that was killed
 * left half written is removed. False, reported, also if one of the site's
 * folders is a link.
 */
bool writer_begin(struct writer *w, const struct plan *plan, struct report *r);

/*
 * Puts one file in place; *stamp gets its file_stamp(), unless it is NULL. Any
 * number of threads may do this at once.
 */
enum file_result writer_put(const struct writer *w, struct view path, struct view content,
                            uint64_t *stamp, struct report *r);

/* Whether there is such a file. */
bool writer_has(const struct writer *w, struct view path);

/*
 * The same for a file whose name comes from its content, so that no plan can
 * know it. It is listed first. One thread alone may do this.
 */
enum file_result writer_put_late(struct writer *w, struct view path, struct view content,
                                 uint64_t *stamp, struct report *r);

/* Lists such a file alone, which somebody else will put. */
bool writer_expect_late(struct writer *w, struct view path, struct report *r);

/* Nothing is at this path of the plan. One thread alone may say so. */
void writer_leave_out(struct writer *w, struct view path);

/* Such a file of the last build stays as it is. */
void writer_keep_late(struct writer *w, struct view path);

/* Calls see with each path that writer_end() is going to remove. */
void writer_each_gone(const struct writer *w, void (*see)(void *context, struct view path),
                      void *context);

/*
 * After the last file: removes what was made earlier and is no longer in the
 * plan, and folders that this leaves empty. *removed counts the files. A site
 * that is made for the first time appears only now, all at once. When this
 * returns true, the site is on the disk.
 */
bool writer_end(struct writer *w, const struct plan *plan, size_t *removed, struct report *r);

void writer_close(struct writer *w);

#endif
