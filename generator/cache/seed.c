#include "cache/seed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

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

static uint64_t random_seed(void)
{
	uint64_t seed;
	if (getentropy(&seed, sizeof(seed)) != 0)
		seed = (uint64_t)time(NULL) << 32 ^ (uint64_t)clock() ^ (uint64_t)getpid();
	return seed;
}

/*
 * Several processes may find at once that there is none, on several machines:
 * a link is made where there is nothing or not at all, so all get that of one.
 */
static uint64_t make_seed(const char *path)
{
	uint64_t seed = random_seed(), there;
	struct buf mine = { 0 };
	struct container_writer w;
	buf_printf(&mine, "%s-%016llx", path, (unsigned long long)random_seed());
	container_create(&w, mine.data, nobody);
	container_put(&w, CONTAINER_SEED, 0, &(struct view){ (const char *)&seed, sizeof(seed) }, 1);
	bool kept = container_end(&w);
	if (kept && link(mine.data, path) != 0 && errno == EEXIST && read_seed(path, &there))
		seed = there;
	else if (kept && !(read_seed(path, &there) && there == seed))
		rename(mine.data, path); /* a damaged one, or a file system without links */
	unlink(mine.data);
	buf_free(&mine);
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
