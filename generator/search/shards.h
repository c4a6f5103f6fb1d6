#ifndef SEARCH_SHARDS_H
#define SEARCH_SHARDS_H

#include <stddef.h>
#include <stdint.h>

#include "search/bits.h"
#include "search/sink.h"

/*
 * The posting lists of a period, cut into shards of about one size, and the
 * directory that tells which shard holds what. Lists come in ascending order
 * of their keys. Where a shard ends is told by the keys that it holds as well as
 * by its size, so that what changes in one place moves few of the cuts behind it.
 * Parts of a period, which share no first character, may be made at the same
 * time; their shards are then put in order.
 */

/*
 * Two neighbours. Of a list of documents alone, the second is 0 for those that
 * hold the first, and SHARDS_DOCS and the second for those that hold the pair.
 */
#define SHARDS_DOCS     0x110000u
#define SHARDS_DOCS_END 0x1FFFFFu /* what no key's second is above */

struct shards_key {
	uint32_t first;
	uint32_t second;
};

struct posting {
	uint32_t doc;   /* number in the period */
	uint32_t place; /* in the article, see batch.h */
	uint32_t rank;  /* for whoever sorts */
};

struct shards_start {
	struct shards_key key;
	uint32_t doc;  /* 0, or what a list that was cut goes on with */
	uint32_t hash; /* of the shard's file */
};

typedef ARRAY(struct shards_start) shards_starts;

/* One part. Set end and quarters; the rest is zero. */
struct shards {
	uint32_t end;      /* above all numbers of the period's articles */
	unsigned quarters; /* of the usual size that shards have; at least 1 */
	struct bits body;  /* of the shard in hand: all behind its head */
	struct bits piece; /* of a list */
	struct bits whole; /* room to put a file together */
	uint32_t entries;
	struct shards_start start;
	struct shards_key last;   /* put so far */
	struct shards_key before; /* the last of the shard before */
	struct buf made;          /* shards that are whole, one behind the other */
	ARRAY(size_t) ends;       /* where each ends there; of one that is kept nothing stands there */
	shards_starts starts;     /* of them */
};

/*
 * A list with places, p in order of doc and place; or one of documents alone:
 * whether several times and whether in the headline.
 */
void shards_put(struct shards *s, struct shards_key key, const struct posting *p, size_t n);

/* Whether a list with places of so many postings is cut: then there is one of documents alone, too. */
bool shards_is_cut(const struct shards *s, size_t n);

/* What comes next begins another shard. */
void shards_cut(struct shards *s);

/*
 * In place of all lists from the next one on that would begin another shard: shards
 * that were made of the same when the period was made before.
 */
void shards_keep(struct shards *s, const struct shards_start *starts, size_t count);

/* Whether the files of such shards stand. */
bool shards_stand(const struct shards_start *starts, size_t count, struct sink *sink);

/* The part has no more lists. */
void shards_end(struct shards *s);

/* Puts the shards of an ended part behind those that starts tells of, and adds theirs. */
void shards_give(const struct shards *s, struct sink *sink, shards_starts *starts);

void shards_free(struct shards *s);

/* Puts the directory, and appends to head what a reader needs to find its pages. */
void shards_put_directory(const shards_starts *starts, struct sink *sink, struct bits *head);

#endif
