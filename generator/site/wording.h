#ifndef SITE_WORDING_H
#define SITE_WORDING_H

#include <stdbool.h>

#include "base/report.h"
#include "base/view.h"
#include "mustache/mustache.h"
#include "site/overlay.h"

/*
 * The words of the interface. Each line `name = words` in [words] of the
 * folders' LANGUAGE.conf becomes the partial t/name, word by word from the first
 * folder that has it. False if there is no such file, or if a word is in one
 * language of a folder but not in another.
 */
bool wording_load(struct mustache_set *set, const struct overlay *folders, struct view language,
                  struct report *r);

#endif
