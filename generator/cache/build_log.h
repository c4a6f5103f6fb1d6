#ifndef CACHE_BUILD_LOG_H
#define CACHE_BUILD_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/hashset.h"
#include "base/key.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/container.h"

/*
 * What each file of the site was made of, and how it was left, kept from build
 * to build in one container in the state folder. A file whose key is what it
 * was and that still stands as it was left need not be made again.
 */
struct build_log_file {
	uint64_t path;        /* hash of it */
	uint64_t fingerprint; /* of all that it was made of; 0: is made by every build */
	uint64_t stamp;       /* what the file system said of it */
	uint64_t size;        /* bytes */
	uint64_t near;        /* of an article: its neighbours in its topic, see related_change.h, */
	uint64_t found;       /* and which were found to be related */
};

typedef ARRAY(struct build_log_file) build_log_files;

/*
 * What all files depend on, part by part, so that one can be told which part
 * made them anew. Of inputs, only that the next build need look at nothing
 * where it is the same.
 */
#define BUILD_LOG_PARTS 8

struct build_log_environment {
	struct hash128 inputs; /* all that the build read; not known: of no build that ended well */
	struct hash128 parts[BUILD_LOG_PARTS];
};

struct build_log {
	char *path;
	struct hash128 identity;
	struct container file; /* of the last build; empty if there is none that can be used */
	struct build_log_environment last;
	const struct build_log_file *files; /* in it */
	size_t file_count;
	ARRAY(struct container_section) notes; /* see build_log_note() */
	unsigned changed;                      /* bits of the parts that are others than then */
	uint32_t *slots;                       /* path → number in files and 1; 0: free */
	size_t slot_count;
	bool *stands;     /* of each of files: is as it was left, and the parts are what they were */
	size_t looked_at; /* paths, of which */
	size_t standing;  /* are as they were left */

	build_log_files now; /* of this build */
	uint32_t *now_slots; /* of build_log_index() */
	size_t now_slot_count;
	struct hashset joined; /* by build_log_join(): paths of files, keys of notes */
	struct container_writer writer;
	char *to; /* of build_log_write_to(); NULL: path */
	struct hash128 to_identity;
	bool begun; /* something was written */
};

/*
 * Opens the log at path, which is freed with it. identity is that of the
 * program: what another one wrote tells nothing. parts are those of this build.
 * With anew nothing of the last build is believed. What is damaged is warned of.
 */
void build_log_open(struct build_log *m, char *path, struct hash128 identity,
                    const struct hash128 parts[BUILD_LOG_PARTS], bool anew, struct report *r);

/* Looks at all paths, one a line, below the output folder; on that many threads. */
void build_log_look(struct build_log *m, const char *output, struct view paths, size_t threads);

/* The file of the last build if it still stands, or NULL. Any thread may ask. */
const struct build_log_file *build_log_standing(const struct build_log *m, uint64_t path);

/* The same for many in order: *near is 0 at first, and then where the next one is likely to be. */
const struct build_log_file *build_log_standing_near(const struct build_log *m, uint64_t path,
                                                     size_t *near);

/* The file as the last build left it, whether or not it stands; NULL: it had none. */
const struct build_log_file *build_log_last(const struct build_log *m, uint64_t path);

/* Adds files of this build, and empties the list. */
void build_log_add(struct build_log *m, build_log_files *files);

/*
 * The files of this build, once all are added: build_log_index() must have been
 * called since. Any thread may ask, as long as none adds.
 */
void build_log_index(struct build_log *m);
const struct build_log_file *build_log_now(const struct build_log *m, uint64_t path);

/*
 * Keeps bytes that the next build finds again; absent if there are none, or the
 * parts are others. One thread alone may keep. Bytes begin at a multiple of
 * eight. Whoever reads them checks every number in them.
 */
void build_log_note(struct build_log *m, enum container_kind kind, uint64_t key, struct view bytes);
void build_log_note_parts(struct build_log *m, enum container_kind kind, uint64_t key,
                          const struct view *parts, size_t count); /* one behind the other */
struct view build_log_noted(const struct build_log *m, enum container_kind kind, uint64_t key);

/*
 * What is noted and saved from here on goes to another file, which is of that
 * identity: of a step of a build, which others join. path is freed with it.
 */
void build_log_write_to(struct build_log *m, char *path, struct hash128 identity);

/*
 * Whether a log that was opened is there, whole, and of the parts that it was
 * opened with. Then its files and notes may be looked at.
 */
bool build_log_sound(const struct build_log *m);

/* Lets go of the memory that the notes are in, see container_rest(). */
void build_log_rest(const struct build_log *m);

/*
 * Adds the files of a sound log, and its notes of some kinds: the bits of
 * their numbers. Of what is in several logs, the first stays.
 */
void build_log_join(struct build_log *m, const struct build_log *other, unsigned kinds);

/* With now the next build decides what it may keep. False, reported, if it cannot be written. */
bool build_log_save(struct build_log *m, const struct build_log_environment *now, struct report *r);

/* A zeroed log may be closed, too. */
void build_log_close(struct build_log *m);

#endif
