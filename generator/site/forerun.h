#ifndef SITE_FORERUN_H
#define SITE_FORERUN_H

#include "site/maker.h"

/*
 * Pages link to one another in circles, so whichever new one came first would
 * lead to some that are not there yet. Therefore each page that is new gets a
 * forerun before any other is written: a whole page that leads to the home
 * page. Should the build be killed, no link of the site is dead.
 *
 * Static files must be there before. What goes wrong is in the maker's report.
 */
void forerun_put(struct maker *m);

#endif
