#ifndef SITE_LANGUAGE_H
#define SITE_LANGUAGE_H

#include <stdbool.h>

#include "base/report.h"
#include "base/view.h"
#include "mustache/mustache.h"

/*
 * The words of the interface. Each line `name = words` in [words] of the
 * folder's LANGUAGE.conf becomes the partial t/name. False if the file is not
 * there, or if a word is in one language of the folder but not in another.
 */
bool language_load(struct mustache_set *set, const char *folder, struct view language,
                struct report *r);

#endif
