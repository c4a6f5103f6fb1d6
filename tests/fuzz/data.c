/*
 * Fuzz target: the other files that are checked. The first byte chooses the
 * file, and so its format.
 */
#include "targets.h"

#include <stdlib.h>

#include "check/check.h"
#include "scratch_folder.h"

void fuzz_data(struct view bytes)
{
	static const char *const names[] = {
		"site/sitemap.xml",    "site/feed.xml",   "site/icon.svg",
		"site/opensearch.xml", "site/data.json",  "site/datapackage.json",
		"site/1.jsonl",        "site/style.css",  "site/robots.txt",
		"site/1.csv",          "site/_redirects", "site/site.webmanifest",
	};
	struct report r = { 0 };
	struct check_count count;
	if (bytes.len == 0)
		return;
	scratch_folder_remove("site");
	scratch_folder_put(names[(unsigned char)bytes.data[0] % (sizeof(names) / sizeof(*names))],
	                   view_slice(bytes, 1, bytes.len));
	if (!check_folder(scratch_folder_of("site"), 1, &count, &r) && r.errors == 0)
		abort();
	report_free(&r);
}
