#ifndef SITE_BUILD_LOG_H
#define SITE_BUILD_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"

/*
 * What each file of the site was made of, and how it was left, kept from build
 * to build in the state folder. A file whose print is what it was and that
 * still stands as it was left need not be made again.
 */
struct build_log_file {
	uint64_t path;  /* hash of it */
	uint64_t print; /* of all that it was made of; 0: is made by every build */
	uint64_t stamp; /* what the file system said of it */
	uint64_t size;  /* bytes */
	uint64_t near;  /* of an article: its neighbours in its topic, see related_change.h, */
	uint64_t found; /* and which were found to be related */
};

typedef ARRAY(struct build_log_file) build_log_files;

struct build_log {
	char *path;
	build_log_files files; /* of the last build */
	uint32_t *slots;       /* path → number in files and 1; 0: free */
	size_t slot_count;
	bool *stands;        /* of each of files: is as it was left */
	size_t looked_at;    /* paths, of which */
	size_t standing;     /* are as they were left */
	uint64_t inputs;     /* of all that the last build read; 0: of no build that ended well */
	struct buf notes;    /* what others have noted, see build_log_note() */
	build_log_files now; /* of this build */
	uint32_t *now_slots; /* of build_log_index() */
	size_t now_slot_count;
	struct buf notes_now;
};

/* world: a file that was written in another world tells nothing. */
void build_log_open(struct build_log *m, char *path, uint64_t world);

/* Looks at all paths, one a line, below the output folder; on that many threads. */
void build_log_look(struct build_log *m, const char *output, struct view paths, size_t threads);

/* The file of the last build if it still stands, or NULL. Any thread may ask. */
const struct build_log_file *build_log_standing(const struct build_log *m, uint64_t path);

/* The same for many in order: *near is 0 at first, and then where the next one is likely to be. */
const struct build_log_file *build_log_standing_near(const struct build_log *m, uint64_t path,
                                                     size_t *near);

/* Adds files of this build, and empties the list. */
void build_log_add(struct build_log *m, build_log_files *files);

/* The files of this build, once all are added: build_log_index() must have been called since. */
void build_log_index(struct build_log *m);
const struct build_log_file *build_log_now(const struct build_log *m, uint64_t path);

/* Keeps bytes under a name that the next build finds again; absent if there are none. */
void build_log_note(struct build_log *m, uint64_t name, struct view bytes);
struct view build_log_noted(const struct build_log *m, uint64_t name);

/* inputs: 0 if the next build has to look at everything. False, reported, if it cannot be written. */
bool build_log_save(struct build_log *m, uint64_t world, uint64_t inputs, struct report *r);

void build_log_close(struct build_log *m);

#endif
