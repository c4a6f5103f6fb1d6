#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * A fingerprint of this very program, so that nothing is taken for up to date
 * that another one made: of the identity that the linker gave it, which is a hash of
 * all of it, or, where it has none, of its file. 0 if the program cannot find that.
 */
uint64_t program_print(void);

/* Appends the full path of the folder that this program lies in; false if it cannot tell. */
bool program_folder(struct buf *out);

#endif
