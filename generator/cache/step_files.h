#ifndef CACHE_STEP_FILES_H
#define CACHE_STEP_FILES_H

#include <stdbool.h>

#include "base/part.h"
#include "base/report.h"

/*
 * The files that the steps of a build have between them, in a folder of the
 * archive's state: what each part left, STEP-2-of-7, under the name of the step
 * that made it. Each is a container, and appears only when it is whole.
 */
#define STEP_FILES_READ   "read"
#define STEP_FILES_GATHER "gather" /* has no parts */
#define STEP_FILES_RENDER "render"

/* The path of a part's file; part may be NULL. To be freed. */
char *step_files_path(const char *folder, const char *step, const struct part *part);

/*
 * Into how many parts a step was cut, by the files that are there. False,
 * reported, if there are none, if one is missing, or they are of different counts.
 */
bool step_files_count(const char *folder, const char *step, size_t *count, struct report *r);

/* Tells what is wrong with a part's file: what is as in "is damaged". */
void step_files_tell(const char *folder, const char *step, const struct part *part,
                     const char *what, struct report *r);

/* Removes the files of a step; step NULL: of all, and the folder, if nothing else is in it. */
void step_files_remove(const char *folder, const char *step);

#endif
