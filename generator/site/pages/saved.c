#include "site/pages/pages.h"

/* The reader's own list, which a script fills in: the template is given nothing but the site. */
const struct page_kind page_saved = {
	.name = "saved",
	.template = "saved",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "saved.html",
};
