#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/view.h"

/*
 * Fingerprints: 64 bits that tell whether something is what it was. They are
 * kept by one machine for itself and differ between byte orders; nothing of
 * the site may depend on them. They withstand chance, not malice.
 */
uint64_t hash_view(struct view v);

/* What hash becomes by one number, or by one text, more; order matters. */
uint64_t hash_number(uint64_t hash, uint64_t number);
uint64_t hash_text(uint64_t hash, struct view v);

#endif
