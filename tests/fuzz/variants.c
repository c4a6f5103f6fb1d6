/* Fuzz target: variants.conf, and folding by it. */
#include "targets.h"

#include "scratch_folder.h"
#include "search/fold.h"

void fuzz_variants(struct view bytes)
{
	struct report r = { 0 };
	struct variants v = { 0 };
	const char *path = scratch_folder_put("variants.conf", bytes);
	if (variants_read(&v, path, &r)) {
		struct fold *f = fold_new(true, &v, &r);
		struct fold_codes out = { 0 };
		struct bits table = { 0 };
		if (f && fold_ready_table(f, &r)) {
			fold_text(f, bytes, &out);
			fold_put_table(f, true, &table);
		}
		array_free(&out.codes);
		bits_free(&table);
		fold_free(f);
	}
	variants_free(&v);
	report_free(&r);
}
