#ifndef SITE_OWN_ADDRESS_H
#define SITE_OWN_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/hashset.h"
#include "base/report.h"
#include "base/view.h"

/*
 * Addresses that nobody but broadsheet gives, by their form: those of what is
 * made of the archive's texts. They tell the site's own files where the list of
 * these is lost, see cache/own_files.h. Static files, the site's own documents
 * and redirects may stand anywhere, and are not told by it.
 */
bool own_address_is(struct view path);

/*
 * Appends the paths of the folder's files that are at such addresses and whose
 * hashset_hash() is not in listed, one a line. *found counts them without what a
 * killed build was writing just then: that is no file of the site, and no list
 * has it. False, reported, if the folder cannot be read.
 */
bool own_address_find(const char *folder, const struct hashset *listed, struct buf *out,
                      size_t *found, struct report *r);

#endif
