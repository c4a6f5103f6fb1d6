#ifndef PUBLISH_KNOWN_FILES_H
#define PUBLISH_KNOWN_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/build_log.h"
#include "input/scan.h"

/*
 * What files of a folder held when they were last read, kept in the state
 * folder, so that nothing is read again that stands as it stood then. Believed
 * is only what this same program has kept, and a file only as long as the
 * system says the same of it: its size, its times, its number.
 */
struct known_files {
	struct build_log log;
	bool believed; /* the program is known */
};

/* path, of the file that it is kept in, is freed with it. */
void known_files_open(struct known_files *k, char *path);

/* The hash of the file's bytes, if it is known. It is noted for the next time, too. */
bool known_files_find(struct known_files *k, const struct scan *s, const struct scan_file *file,
                      uint64_t *hash);

/* Notes the hash of a file that was read after the scan; what was written just now is not believed. */
void known_files_put(struct known_files *k, const struct scan *s, const struct scan_file *file,
                     uint64_t hash);

/* What stands for all files of a folder as they are; zero if one of them was written just now. */
struct hash128 known_files_key(const struct scan *s);

/* What was noted beside the files with known_files_note(); absent if it was nothing. */
struct view known_files_noted(const struct known_files *k);
void known_files_note(struct known_files *k, struct view bytes);

/* Keeps what was noted. What cannot be kept is read again the next time: no fault. */
void known_files_save(struct known_files *k);

/* A zeroed one may be closed, too. */
void known_files_close(struct known_files *k);

#endif
