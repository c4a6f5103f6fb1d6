#ifndef ARCHIVE_PAGE_NUMBER_H
#define ARCHIVE_PAGE_NUMBER_H

#include <stdbool.h>

#include "base/view.h"

/* Numbers of printed pages as they are written: 4, 04, A05. */

/* In print order: 2 before 10, 4 before A1; <0, 0, >0. 4 and 04 differ, but are neighbours. */
int page_number_compare(struct view a, struct view b);

/* Whether they are one number, as 4 and 04 are. */
bool page_number_same(struct view a, struct view b);

#endif
