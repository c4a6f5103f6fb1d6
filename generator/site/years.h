#ifndef SITE_YEARS_H
#define SITE_YEARS_H

#include "site/renderer.h"

/*
 * The years of the archive, by which readers go to a date. Where there are more
 * than YEARS_MOST, they stand in decades.
 */
#define YEARS_MOST 30

/* year strip, with one year current: null if there is no other. */
const struct value *years_strip(struct renderer *m, int year);

/* The id of its decade, where year number i of the archive is the last of one and they are many; else absent. */
struct view years_anchor(struct renderer *m, size_t i);

/* Sets decades, and many: whether they are needed. Each has its years and their months. */
void years_show(struct renderer *m, struct value *o);

#endif
