/* Fuzz target: a page of HTML that is checked, beside a sound one. */
#include "targets.h"

#include <stdlib.h>

#include "check/check.h"
#include "scratch_folder.h"

void fuzz_html(struct view bytes)
{
	static const char sound[] = "<!DOCTYPE html>\n<html lang=en>\n<title>t</title>\n"
								"<p id=a><a href=\"../index.html#b\">b</a>\n";
	struct report r = { 0 };
	struct check_count count;
	scratch_folder_put("site/a/index.html", view_of(sound));
	scratch_folder_put("site/index.html", bytes);
	if (!check_folder(scratch_folder_of("site"), 1, &count, &r) && r.errors == 0)
		abort();
	report_free(&r);
}
