#ifndef SITE_CALENDAR_H
#define SITE_CALENDAR_H

#include "site/maker.h"

/* calendar month: the month that first is in, whether it has issues or not. */
void calendar_show(struct maker *m, struct value *o, struct date first);

#endif
