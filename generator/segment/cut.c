#include "segment/cut.h"

#include "segment/weights.h"

/* An article that begins where one surely does counts so much beside what it counts for being as it should. */
static const double BEGINNING = 1;

/* Articles are sought from where one begins at least so likely, as far as they are at least so likely. */
static const double UNLIKELY = 0.01, FAINT = 0.0005;

/* So many blocks are looked at for each of the page, that a page of no articles takes no time; for an article at least FEWEST. */
enum { EFFORT = 24, FEWEST = 16 };

struct cutting {
	const struct chain_lattice *lattice;
	size_t len;
	double *starts;  /* how likely an article begins at a block */
	bool *furniture; /* blocks that are furniture likelier than not */
	double *best; /* the most that is right up to the block, which begins something; or below 0 */
	size_t *from; /* where what ends before the block begins, then */
	double *ends; /* room for chain_run() */
	double doubtful; /* as cut_find() was given it */
	size_t effort;   /* blocks that may still be looked at */
};

static void reach(struct cutting *c, size_t from, size_t to, double right)
{
	right += c->best[from];
	if (right <= c->best[to])
		return;
	c->best[to] = right;
	c->from[to] = from;
}

/* Whether something may begin at block i: an article, furniture, nothing more. */
static bool may_begin(const struct cutting *c, size_t i)
{
	return i == c->len || c->furniture[i] || (i > 0 && c->furniture[i - 1]) ||
	       c->starts[i] >= UNLIKELY;
}

/* All articles that begin at block i; the one up to where the next may begin is always possible. */
static void try_articles(struct cutting *c, size_t i)
{
	const double begins = BEGINNING * (c->starts[i] - c->doubtful);
	size_t most = c->len - i, told = FEWEST > c->effort ? FEWEST : c->effort;
	told = chain_run(c->lattice, i, LABEL_STARTS, LABEL_BIT(LABEL_FURNITURE), FAINT, c->ends,
	                 told < most ? told : most);
	c->effort -= told < c->effort ? told : c->effort;
	bool possible = false;
	for (size_t k = 0; k < told && !c->furniture[i + k]; k++) {
		if (!may_begin(c, i + k + 1))
			continue;
		reach(c, i, i + k + 1, c->ends[k] + begins);
		possible = true;
	}
	size_t next = i + told;
	while (!possible && !may_begin(c, next))
		next++;
	if (!possible)
		reach(c, i, next, begins);
}

static struct cutting begin(const struct chain_lattice *t, size_t len, const float *likely,
                            struct arena *a)
{
	struct cutting c = { .lattice = t, .len = len, .effort = len * EFFORT };
	c.starts = arena_array(a, len, sizeof(*c.starts));
	c.furniture = arena_array(a, len, sizeof(*c.furniture));
	c.best = arena_array(a, len + 1, sizeof(*c.best));
	c.from = arena_array(a, len + 1, sizeof(*c.from));
	c.ends = arena_array(a, len, sizeof(*c.ends));
	for (size_t i = 0; i < len; i++) {
		c.starts[i] = chain_share(likely + i * WEIGHTS_COLUMNS, LABEL_STARTS);
		c.furniture[i] =
			chain_share(likely + i * WEIGHTS_COLUMNS, LABEL_BIT(LABEL_FURNITURE)) > 0.5;
		c.best[i + 1] = -(double)len - 1;
	}
	return c;
}

enum cut_sort *cut_find(const struct chain_lattice *t, size_t len, const float *likely,
                        double doubtful, struct arena *a)
{
	enum cut_sort *cut = arena_array(a, len, sizeof(*cut));
	struct arena scratch = { 0 };
	struct cutting c = begin(t, len, likely, &scratch);
	c.doubtful = doubtful;
	for (size_t i = 0; i < len; i++) {
		if (c.best[i] < -(double)len)
			continue;
		if (c.furniture[i])
			reach(&c, i, i + 1, 0);
		else
			try_articles(&c, i);
	}
	for (size_t i = len; i > 0; i = c.from[i])
		cut[c.from[i]] = c.furniture[c.from[i]] ? CUT_FURNITURE : CUT_START;
	arena_free(&scratch);
	return cut;
}
