/*
 * A folder's files written again from memory: the least that any program which
 * makes that folder must do.
 */
#ifndef BENCH_WRITE_TREE_H
#define BENCH_WRITE_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct tree_entry {
	char *path;  /* below the folder, begins with "/" */
	char *bytes; /* NULL: it is a folder */
	size_t size;
};

/* Folders stand before what is in them. */
struct tree {
	struct tree_entry *items;
	size_t len;
};

/* Reads all of a folder into memory, of this process until it ends. False: errno tells why not. */
bool tree_read(const char *folder, struct tree *out);

/* Writes all of it into a folder that is not there yet. False: errno tells why not. */
bool tree_write(const struct tree *tree, const char *folder);

#endif
