#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Waits for files to change: through the system where it tells of changes
 * (inotify), else by looking again and again.
 */
struct watch;

/*
 * Files, and folders with all that is below them; one that is not there yet is
 * seen when it comes. What lies in a folder of except, or in one whose name
 * begins with a dot, is not looked at. Both lists end with NULL, and must
 * outlive the watch. looking makes it look even if the system would tell.
 */
struct watch *watch_open(const char *const *paths, const char *const *except, bool looking);

/*
 * Waits until something changed and things are calm again; false if a signal
 * came instead, while mask was the set of those blocked.
 */
bool watch_wait(struct watch *w, const sigset_t *mask);

void watch_close(struct watch *w);

#endif
