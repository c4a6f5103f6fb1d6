#ifndef SEARCH_BATCH_H
#define SEARCH_BATCH_H

#include "search/columns.h"
#include "search/fold.h"
#include "search/search.h"

/*
 * The articles of one run. Every folded character has an address: that of its
 * article and its place in it. The place tells the field:
 *
 *	0 … 255     headline, kicker from 128 and deck from 176 if they fit there
 *	256 … 511   byline, and people who are named elsewhere
 *	512 …       the rest, and what is too long for its zone
 *
 * Between two texts one place is left free, so that no two characters of
 * different texts are neighbours.
 */
enum { BATCH_KICKER = 128, BATCH_DECK = 176, BATCH_BYLINE = 256, BATCH_REST = 512 };

/* What stands for the neighbour of a text's last character. No text has it. */
enum { BATCH_END = 1 };

struct batch_token {
	uint32_t code; /* 0: here a text ends */
	uint32_t address;
};

#define BATCH_CODES 0x110000 /* above all characters */

/* Where an article stands. */
struct batch_doc {
	uint32_t page;  /* of the batch */
	uint32_t place; /* on it */
};

/* Neighbouring characters: those from number * BATCH_GROUP on. */
#define BATCH_GROUP 64

struct batch_group {
	uint32_t number;
	uint32_t from;  /* where in the stream it begins */
	uint64_t print; /* of its bytes there */
};

/*
 * Articles begin at multiples of it, so that one that is a little longer leaves
 * those behind it, and what is made of them, where they are.
 */
#define BATCH_ROOM 1024

struct search_batch {
	const struct fold *fold;
	uint64_t seed;    /* of prints */
	uint32_t *starts; /* article → its first address, and the end of all */
	size_t doc_count, start_room;
	uint32_t page_count;
	ARRAY(struct batch_doc) docs;
	struct buf records; /* what results show, see FORMAT.md */
	ARRAY(uint32_t) record_ends;
	struct columns columns;
	size_t facet_count;

	/* Until it is sealed. */
	struct fold_codes folded;
	ARRAY(struct batch_token) tokens;

	/*
	 * After that: what follows each character, sorted by character and address.
	 * A character is one byte, how far it is from the first of its group, and a
	 * number, of the bytes that follow: of each place its address as distance,
	 * and the character behind it or 0 for the end.
	 */
	struct buf stream;
	struct view kept; /* in its place, of a batch that was kept: bytes that the keeper holds */
	struct search_keeper keeper;
	ARRAY(struct batch_group) groups; /* that there are, ascending; and the end of all */

	/* Once the numbers of the period are known. */
	uint32_t *numbers; /* article → its number in the period */
	bool ends_day;     /* no batch that follows is of the same day */
};

static inline struct view batch_stream(const struct search_batch *b)
{
	return b->kept.data ? b->kept : buf_view(&b->stream);
}

/*
 * Whether some groups of a batch that was kept can be read: who reads what was
 * damaged or forged would be led outside of it.
 */
bool batch_groups_are_sound(const struct search_batch *b, const struct batch_group *first,
                            const struct batch_group *end);

/* Reads one number of the stream. */
static inline uint32_t batch_next(const unsigned char **at)
{
	uint32_t value = 0;
	for (unsigned shift = 0;; shift += 7) {
		uint32_t byte = *(*at)++;
		value |= (byte & 0x7F) << shift;
		if (byte < 0x80)
			return value;
	}
}

/* In the place of a character of two bytes: it comes as a number. No text has this one itself. */
#define BATCH_LONG 0xFFFF

/* Reads the character that follows, which nearly always takes two bytes. */
static inline uint32_t batch_next_code(const unsigned char **at)
{
	uint32_t code = (*at)[0] | (uint32_t)(*at)[1] << 8;
	*at += 2;
	return code == BATCH_LONG ? batch_next(at) : code;
}

#endif
