#ifndef TESTS_FUZZ_SCRATCH_FOLDER_H
#define TESTS_FUZZ_SCRATCH_FOLDER_H

#include "base/view.h"

/*
 * Files for readers that want a path: a folder of this process, below TMPDIR,
 * that goes away with it. A target alone has one.
 */
const char *scratch_folder_path(void);

/* The path of a name in it; until the fourth call from now. */
const char *scratch_folder_of(const char *name);

/* Makes the file hold the bytes, and its folder be there. */
const char *scratch_folder_put(const char *name, struct view bytes);

/* Removes the folder or file of that name, if it is there. */
void scratch_folder_remove(const char *name);

#endif
