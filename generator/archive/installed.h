#ifndef ARCHIVE_INSTALLED_H
#define ARCHIVE_INSTALLED_H

#include "base/arena.h"

/*
 * The folder with the templates and static files that come with broadsheet:
 * what the environment's BROADSHEET_SHARE names (empty: none), else
 * ../share/broadsheet beside the folder of the program, else the source it was
 * built in, else where `make install` was to put it. NULL if there is none.
 */
const char *installed_folder(struct arena *a);

#endif
