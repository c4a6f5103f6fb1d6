#include "site/pathlist.h"

bool pathlist_add(struct pathlist *l, struct view path)
{
	if (!hashset_add(&l->set, hashset_hash(path)))
		return false;
	buf_put(&l->lines, path);
	buf_putc(&l->lines, '\n');
	return true;
}

bool pathlist_has(const struct pathlist *l, struct view path)
{
	return hashset_has(&l->set, hashset_hash(path));
}

void pathlist_free(struct pathlist *l)
{
	hashset_free(&l->set);
	buf_free(&l->lines);
}
