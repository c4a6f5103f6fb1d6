#ifndef SITE_SCRIPT_NAMES_H
#define SITE_SCRIPT_NAMES_H

#include "base/arena.h"
#include "site/script_tree.h"

/*
 * Gives variables short names, in a, that nothing outside of the functions they
 * are declared in can see: all of one name the same new one, which the script has
 * nowhere. A name stays where any token may mean something else by it.
 */
void script_shorten(struct script_tree *t, struct arena *a);

#endif
