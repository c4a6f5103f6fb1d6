#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stdint.h>

/*
 * A fingerprint of this very program, so that nothing is taken for up to date
 * that another one made. 0 if the program cannot find its own file.
 */
uint64_t program_print(void);

#endif
