#ifndef BASE_FILE_UPDATE_H
#define BASE_FILE_UPDATE_H

#include "base/report.h"
#include "base/view.h"

/*
 * A file that others write, too: an editor, or another program of ours.
 */
enum file_update {
	FILE_UPDATE_FAILED,
	FILE_UPDATE_DONE,
	FILE_UPDATE_STALE, /* it no longer holds what it held when it was read: nothing was done */
};

/*
 * Makes the file at path hold now, which holds was; absent: there is no such
 * file. At every moment, and after a loss of power, it holds the one or the
 * other whole. It keeps its mode, and its owner where we may give files away;
 * where path is a link, what it leads to is written. FILE_UPDATE_FAILED is
 * reported.
 *
 * A writer who comes between our look at the file and our putting the new one
 * in its place is seen, too, where the system can exchange two files (Linux, and
 * most of its file systems); elsewhere he is not.
 */
enum file_update file_update(const char *path, struct view was, struct view now, struct report *r);

#endif
