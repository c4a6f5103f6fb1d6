#ifndef PUBLISH_CHECKED_H
#define PUBLISH_CHECKED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hash.h"
#include "base/report.h"
#include "check/check.h"
#include "publish/known_files.h"

/*
 * That a site was found right as it stands, kept beside what is known of its
 * files: it is not read again to be published.
 */
#define CHECKED_ENDING "checked"

/* Notes that the files of that key (known_files_key()) are right, and what was told from number from on. */
void checked_note(struct known_files *known, struct hash128 key, const struct report *r,
                  size_t from);

/* Whether all files were found right as they are; then says again what was said of them. */
bool checked_before(const struct known_files *known, struct hash128 key, struct report *r);

/*
 * check_folder(), noted in the state folder if the site is right. That it cannot be
 * noted is no fault: it is checked again when it is published.
 */
bool checked_folder(const char *site, const char *state, size_t threads, struct check_count *out,
                    struct report *r);

#endif
