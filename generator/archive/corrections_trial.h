#ifndef ARCHIVE_CORRECTIONS_TRIAL_H
#define ARCHIVE_CORRECTIONS_TRIAL_H

#include "archive/config.h"
#include "base/report.h"
#include "base/view.h"

/*
 * Whether a build would take corrections.conf if it held these bytes: they are
 * read as the build reads them, and the pages of one file, counted from the
 * source folder, are cut under them. What is wrong is reported; so is what is
 * said of that file to no effect, as warnings. What only the whole archive can
 * tell, as that two pages get one number, is left to the build.
 */
bool corrections_trial(const struct config *c, struct view bytes, struct view file,
                       struct report *r);

#endif
