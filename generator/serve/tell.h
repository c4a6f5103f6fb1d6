#ifndef SERVE_TELL_H
#define SERVE_TELL_H

#include <stdbool.h>

/*
 * The system's own news of changed files (inotify), for watch.c. Where there
 * is none, tell_open() gives NULL.
 */
struct tell;

/* NULL also if the system has no room for so many folders. */
struct tell *tell_open(const char *const *paths, const char *const *except);

/* To be polled for reading. */
int tell_descriptor(const struct tell *t);

/* Reads what has come; true if any of it concerns what is watched. */
bool tell_read(struct tell *t);

void tell_close(struct tell *t);

/* Whether path is one of the folders of the list, by whatever name. */
bool tell_is_one_of(const char *path, const char *const *folders);

#endif
