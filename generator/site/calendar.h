#ifndef SITE_CALENDAR_H
#define SITE_CALENDAR_H

#include "site/renderer.h"

/* calendar month: the month that first is in, whether it has issues or not. */
void calendar_show(struct renderer *m, struct value *o, struct date first);

#endif
