#ifndef ARCHIVE_RELATED_CHANGE_H
#define ARCHIVE_RELATED_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/related.h"
#include "base/view.h"
#include "cache/build_log.h"

/*
 * Which articles could be related to others than in the last build, and so
 * have to be looked at again. The index of pairs is compared with fingerprints
 * of the last one, which the build log keeps: only what has a pair that changed
 * can be related to others, or what has other neighbours in its topic.
 */
struct related_change;

/*
 * rows has a fingerprint of each article, of all that is shown of it; borrowed,
 * as is the index. log: where the fingerprints are kept; NULL: nowhere.
 */
struct related_change *related_change_new(struct related *r, const uint64_t *rows,
                                          struct build_log *log);

/*
 * Whether what related_find() finds could have changed since that build, for
 * an article whose own text and related_change_near() have not. Any thread may ask.
 */
bool related_change_wanted(const struct related_change *l, uint32_t article, struct view lead);

/* Of the neighbours of the article in its topic; 0 of NULL. */
uint64_t related_change_near(const struct related_change *l, uint32_t article);

void related_change_free(struct related_change *l);

#endif
