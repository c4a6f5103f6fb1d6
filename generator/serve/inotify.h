#ifndef SERVE_INOTIFY_H
#define SERVE_INOTIFY_H

#include <stdbool.h>

/*
 * The system's own news of changed files (inotify), for watch.c. Where there
 * is none, inotify_open() gives NULL.
 */
struct tell;

/* NULL also if the system has no room for so many folders. */
struct tell *inotify_open(const char *const *paths, const char *const *except);

/* To be polled for reading. */
int inotify_descriptor(const struct tell *t);

/* Reads what has come; true if any of it concerns what is watched. */
bool inotify_read(struct tell *t);

void inotify_close(struct tell *t);

/* Whether path is one of the folders of the list, by whatever name. */
bool inotify_is_one_of(const char *path, const char *const *folders);

#endif
