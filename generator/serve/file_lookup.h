#ifndef SERVE_FILE_LOOKUP_H
#define SERVE_FILE_LOOKUP_H

#include <sys/stat.h>

#include "base/buf.h"

/*
 * The file that an address means. Nothing outside of the folder is ever
 * opened: no "..", no link, no escaped slash, no NUL, no device.
 */
enum file_lookup_answer {
	FILE_LOOKUP_FILE,   /* opened */
	FILE_LOOKUP_FOLDER, /* a folder whose address lacks the / at its end */
	FILE_LOOKUP_NOTHING,
	FILE_LOOKUP_WRONG, /* no honest browser asks so */
};

struct file_lookup {
	int fd; /* of FILE_LOOKUP_FILE: to be closed by the caller; else -1 */
	struct stat st;
	struct buf name; /* below the folder */
};

/* path is below the site's own path, with its escapes, as "2022/"; "" is the folder itself. */
enum file_lookup_answer file_lookup_open(const char *folder, struct view path,
                                         struct file_lookup *out);

void file_lookup_close(struct file_lookup *l);

#endif
