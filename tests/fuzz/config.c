/* Fuzz target: site.conf. What is refused is told. */
#include "targets.h"

#include <stdlib.h>

#include "archive/config.h"
#include "scratch_folder.h"

void fuzz_config(struct view bytes)
{
	struct report r = { 0 };
	struct config c = { 0 };
	if (!config_read(scratch_folder_put("site.conf", bytes), &c, &r) && r.errors == 0)
		abort();
	config_free(&c);
	report_free(&r);
}
