#ifndef SITE_CHART_H
#define SITE_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "site/renderer.h"

/*
 * bar chart: how many articles of a list, sorted oldest first, each year has,
 * or each month where the list spans less than three years. Articles without a
 * date are not counted. Null if none has one. items NULL means 0 to count - 1.
 */
const struct value *chart_of_articles(struct renderer *m, const uint32_t *items, size_t count);

/* The twelve months of a year. */
const struct value *chart_of_year(struct renderer *m, int year);

#endif
