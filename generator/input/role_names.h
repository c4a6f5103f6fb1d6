#ifndef INPUT_ROLE_NAMES_H
#define INPUT_ROLE_NAMES_H

#include <stdbool.h>

#include "base/view.h"
#include "text/line_role.h"

/*
 * What libraries and programs of recognition call the parts of a page, in the
 * types of METS, the tags of ALTO and the regions of PAGE: the role of the lines
 * of such a part; LINE_ROLE_UNSAID for a name that tells none. In any case.
 */
enum line_role role_of_name(struct view name);

/* Whether that is what they call an advertisement. In any case, too. */
bool role_name_advertises(struct view name);

#endif
