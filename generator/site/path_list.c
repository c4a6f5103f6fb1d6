#include "site/path_list.h"

bool path_list_add(struct path_list *l, struct view path)
{
	if (!hashset_add(&l->set, hashset_hash(path)))
		return false;
	buf_put(&l->lines, path);
	buf_putc(&l->lines, '\n');
	return true;
}

bool path_list_has(const struct path_list *l, struct view path)
{
	return hashset_has(&l->set, hashset_hash(path));
}

void path_list_free(struct path_list *l)
{
	hashset_free(&l->set);
	buf_free(&l->lines);
}
