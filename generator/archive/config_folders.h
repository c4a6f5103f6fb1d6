#ifndef ARCHIVE_CONFIG_FOLDERS_H
#define ARCHIVE_CONFIG_FOLDERS_H

#include <stdbool.h>

#include "archive/config.h"

/*
 * Whether the folders of an archive lie in one another only as a build can
 * bear it, also through links and mounts: a site in what it is made of would
 * grow with each build, what lies in the site would be overwritten, removed and
 * published. False, with an error for each, if not.
 */
bool config_folders_check(const struct config *c, struct report *r);

/* The same for a folder that a site is sent to: it has nothing of the archive in it, nor lies in that. */
bool config_folders_check_destination(const struct config *c, const char *to, struct report *r);

#endif
