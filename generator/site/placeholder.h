#ifndef SITE_PLACEHOLDER_H
#define SITE_PLACEHOLDER_H

#include "site/renderer.h"

/*
 * Pages link to one another in circles, so whichever new one came first would
 * lead to some that are not there yet. Therefore each page that is new gets a
 * placeholder before any other is written: a whole page that leads to the home
 * page. Should the build be killed, no link of the site is dead.
 *
 * Static files must be there before. What goes wrong is in the renderer's report.
 */
void placeholder_put(struct renderer *m);

/*
 * The same for pages that are about to be removed, as they link to one another,
 * too: once each has become a page that leads home, they can go in any order.
 */
void placeholder_put_gone(struct renderer *m);

#endif
