#include "cache/seed.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "cache/container.h"

static const struct hash128 nobody = { 0, 0 };

static bool read_seed(const char *path, uint64_t *out)
{
	struct container c;
	struct container_section s;
	container_open(&c, path, nobody);
	bool ok = container_next(&c, &s) && s.kind == CONTAINER_SEED && s.bytes.len == sizeof(*out);
	if (ok)
		memcpy(out, s.bytes.data, sizeof(*out));
	container_close(&c);
	return ok;
}

static uint64_t make_seed(const char *path)
{
	uint64_t seed;
	struct container_writer w;
	if (getentropy(&seed, sizeof(seed)) != 0)
		seed = (uint64_t)time(NULL) << 32 ^ (uint64_t)clock();
	container_create(&w, path, nobody);
	container_put(&w, CONTAINER_SEED, 0, &(struct view){ (const char *)&seed, sizeof(seed) }, 1);
	container_end(&w);
	return seed;
}

uint64_t seed_of_archive(const char *state_folder)
{
	uint64_t seed;
	struct buf path = { 0 };
	buf_printf(&path, "%s/seed", state_folder);
	if (!read_seed(path.data, &seed))
		seed = make_seed(path.data);
	buf_free(&path);
	return seed;
}
