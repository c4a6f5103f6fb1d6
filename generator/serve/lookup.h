#ifndef SERVE_LOOKUP_H
#define SERVE_LOOKUP_H

#include <sys/stat.h>

#include "base/buf.h"

/*
 * The file that an address means. Nothing outside of the folder is ever
 * opened: no "..", no link, no escaped slash, no NUL, no device.
 */
enum lookup_answer {
	LOOKUP_FILE,    /* opened */
	LOOKUP_FOLDER,  /* a folder whose address lacks the / at its end */
	LOOKUP_NOTHING,
	LOOKUP_WRONG,   /* no honest browser asks so */
};

struct lookup {
	int         fd;    /* of LOOKUP_FILE: to be closed by the caller; else -1 */
	struct stat st;
	struct buf  name;  /* below the folder */
};

/* path is below the site's own path, with its escapes, as "2022/"; "" is the folder itself. */
enum lookup_answer lookup_open(const char *folder, struct view path, struct lookup *out);

void lookup_close(struct lookup *l);

/* Appends path with its escapes resolved; false if one is wrong, NUL or a slash. */
bool lookup_unescape(struct buf *out, struct view path);

#endif
