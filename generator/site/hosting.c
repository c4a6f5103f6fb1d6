#include "site/hosting.h"

struct view hosting_root(const struct config *c)
{
	ptrdiff_t host = view_find(c->base_url, VIEW("//"), 0);
	ptrdiff_t path = host < 0 ? -1 : view_find(c->base_url, VIEW("/"), (size_t)host + 2);
	return path < 0 ? VIEW("") : view_slice(c->base_url, (size_t)path, c->base_url.len);
}
