#include "site/pages/pages.h"

#include <fnmatch.h>

#include "base/buf.h"

#define PAGE_KIND_NAMED(name) &page_##name,

const struct page_kind *const page_kinds[] = { PAGE_KINDS(PAGE_KIND_NAMED) NULL };

const struct page_kind *page_kind_at(struct view path)
{
	struct buf name = { 0 };
	const struct page_kind *found = NULL;
	buf_put(&name, path);
	for (const struct page_kind *const *k = page_kinds; *k && !found; k++) {
		if ((*k)->form && fnmatch((*k)->form, name.data, FNM_PATHNAME) == 0)
			found = *k;
	}
	buf_free(&name);
	return found;
}
