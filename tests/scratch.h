#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

/*
 * A folder for one test, that is gone afterwards. Include after cmocka.
 *
 *	cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)
 *
 * The test's *state is then a struct scratch.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

struct scratch {
	char folder[64];
	struct arena arena;
};

/* The path of a file in the folder. */
static inline const char *scratch_path(void **state, const char *name)
{
	struct scratch *s = *state;
	return arena_printf(&s->arena, "%s/%s", s->folder, name).data;
}

static inline void scratch_write(void **state, const char *name, const char *content)
{
	FILE *f = fopen(scratch_path(state, name), "w");
	assert_non_null(f);
	fputs(content, f);
	assert_int_equal(fclose(f), 0);
}

static inline int scratch_make(void **state)
{
	struct scratch *s = calloc(1, sizeof(*s));
	strcpy(s->folder, "/tmp/broadsheet-test-XXXXXX");
	*state = s;
	return s && mkdtemp(s->folder) ? 0 : -1;
}

static inline int scratch_remove_one(const char *path, const struct stat *st, int type,
                                     struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int scratch_remove(void **state)
{
	struct scratch *s = *state;
	int result = nftw(s->folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&s->arena);
	free(s);
	return result;
}

#endif
