/*
 * A target under libFuzzer:
 *
 *	build/fuzz/tests/fuzz/fuzzer TARGET [option of libFuzzer | folder | file]...
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "targets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void (*target)(struct view bytes);

#define ROW(name) { #name, fuzz_##name },

static const struct {
	const char *name;
	void (*run)(struct view bytes);
} targets[] = { FUZZ_TARGETS(ROW) };

/* Takes the target's name out of the arguments. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	for (size_t i = 0; *argc > 1 && i < sizeof(targets) / sizeof(*targets); i++)
		if (strcmp((*argv)[1], targets[i].name) == 0)
			target = targets[i].run;
	if (!target) {
		fputs("usage: fuzzer TARGET [...]; targets are", stderr);
		for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++)
			fprintf(stderr, " %s", targets[i].name);
		fputc('\n', stderr);
		exit(2);
	}
	memmove(*argv + 1, *argv + 2, (size_t)(*argc - 1) * sizeof(**argv));
	--*argc;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	target((struct view){ (const char *)data, size });
	return 0;
}
