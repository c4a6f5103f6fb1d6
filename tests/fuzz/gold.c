/*
 * Fuzz target: annotated pages. JSON, then behind a NUL the text of the page
 * "a.txt". What can be learned from is learned from, a round.
 */
#include "targets.h"

#include "scratch_folder.h"
#include "learn/gold.h"
#include "learn/learn.h"

enum { SMALL = 400 }; /* bytes of a page that is learned from: it takes long */

static void learn(const struct gold *g)
{
	struct learn_options o = learn_defaults();
	struct weights w = { 0 };
	o.rounds = 1;
	learn_weights(g, &o, &w);
	weights_free(&w);
}

void fuzz_gold(struct view bytes)
{
	struct report r = { 0 };
	struct gold g = { 0 };
	struct view rest = bytes, json = view_cut(&rest, '\0');
	if (!rest.data)
		return;
	scratch_folder_put("expected.json", json);
	scratch_folder_put("a.txt", rest);
	if (gold_read(scratch_folder_path(), &g, &r) && g.pages.len > 0 && rest.len < SMALL &&
	    bytes.len % 16 == 0)
		learn(&g);
	gold_free(&g);
	report_free(&r);
}
