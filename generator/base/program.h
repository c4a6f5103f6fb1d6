#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * A fingerprint of this very program, so that nothing is taken for up to date
 * that another one made. 0 if the program cannot find its own file.
 */
uint64_t program_print(void);

/* Appends the full path of the folder that this program lies in; false if it cannot tell. */
bool program_folder(struct buf *out);

#endif
