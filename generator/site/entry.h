#ifndef SITE_ENTRY_H
#define SITE_ENTRY_H

#include "archive/archive.h"
#include "site/maker.h"

/*
 * An article whole: sets article and related, has_related, for the page of the
 * article or, where articles stand in it, that of the printed page. sheet is
 * the text of the printed page.
 */
void entry_show(struct maker *m, struct value *o, uint32_t article,
                const struct archive_sheet *sheet);

#endif
