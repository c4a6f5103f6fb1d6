#include "site/own_address.h"

#include "base/file.h"
#include "input/scan.h"
#include "site/pages/pages.h"

/* Of what a file is a compressed form of, or is being written for. */
static struct view plain(struct view path)
{
	static const struct view endings[] = { { FILE_TEMPORARY, sizeof(FILE_TEMPORARY) - 1 },
		                                   { ".gz", 3 },
		                                   { ".br", 3 } };
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (view_ends(path, endings[i]))
			path = view_slice(path, 0, path.len - endings[i].len);
	}
	return path;
}

/* Files of the search index are named by what they hold, and so are of no kind of page. */
static bool is_of_index(struct view path)
{
	return view_starts(path, VIEW("search/")) && view_ends(path, VIEW(".js"));
}

static bool is_undated(struct view path)
{
	return view_starts(path, VIEW("undated/")) && view_ends(path, VIEW(".html"));
}

bool own_address_is(struct view path)
{
	path = plain(path);
	const struct page_kind *kind = page_kind_at(path);
	return is_of_index(path) || is_undated(path) || (kind && kind != &page_document);
}

bool own_address_find(const char *folder, const struct hashset *listed, struct buf *out,
                      size_t *found, struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct scan scan = { 0 };
	*found = 0;
	bool ok = scan_folder(folder, &all, &scan, r);
	for (size_t i = 0; ok && i < scan.files.len; i++) {
		struct view path = view_of(scan.files.items[i].name);
		if (hashset_has(listed, hashset_hash(path)) || !own_address_is(path))
			continue;
		buf_put(out, path);
		buf_putc(out, '\n');
		*found += !view_ends(path, VIEW(FILE_TEMPORARY));
	}
	scan_free(&scan);
	return ok;
}
