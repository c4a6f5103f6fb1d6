#include "site/pages/pages.h"

/* What crawlers are told; the template is given nothing but the site. */
const struct page_kind page_robots = {
	.name = "robots",
	.template = "robots.txt",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "robots.txt",
};
