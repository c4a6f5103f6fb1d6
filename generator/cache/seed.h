#ifndef CACHE_SEED_H
#define CACHE_SEED_H

#include <stdint.h>

/*
 * The seed of all hashes that are kept for an archive: 64 random bits that its
 * state folder holds and nothing of the site shows. Without it texts of one
 * hash could be made in seconds, and a change from one to the other be missed.
 *
 * Makes one where there is none or it is damaged; all that was kept is then
 * foreign, and made anew. One that cannot be kept is for this build alone.
 */
uint64_t seed_of_archive(const char *state_folder);

#endif
