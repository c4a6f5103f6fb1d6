#ifndef SEGMENT_GEOMETRY_H
#define SEGMENT_GEOMETRY_H

#include <stdint.h>

#include "base/arena.h"
#include "segment/block.h"

/*
 * Where a block stands on its page and how large it is set, beside what is usual
 * there. Each is 0 where the source does not tell, else one more than its class.
 */
struct geometry {
	uint8_t size;                    /* of the type, beside the page's usual one */
	uint8_t size_before, size_after; /* beside that of the blocks before and after */
	uint8_t weight;                  /* 1: regular, 2: bold, where the page has both */
	uint8_t setting;                 /* enum geometry_setting */
	uint8_t gap_above, gap_below;    /* white space more than between two lines */
	uint8_t width;                   /* in columns */
	uint8_t lines;                   /* how many */
	uint8_t move;                    /* enum geometry_move: from the block before */
	uint8_t head;                    /* enum geometry_head: of a column that begins with it */
	uint8_t over;                    /* enum geometry_over: what stands above such a column */
	uint8_t column;                  /* enum geometry_column: what the source has as one piece */
	uint8_t area;                    /* 1: in the rectangle of the block before, 2: in another */
};

enum geometry_setting {
	GEOMETRY_FULL = 1,
	GEOMETRY_INDENTED,
	GEOMETRY_LEFT,
	GEOMETRY_CENTRED,
	GEOMETRY_RIGHT,
	GEOMETRY_ELSEWHERE,
	GEOMETRY_SETTINGS = GEOMETRY_ELSEWHERE /* the same again for blocks of several lines */
};

enum geometry_move {
	GEOMETRY_BELOW = 1,
	GEOMETRY_FAR_BELOW,
	GEOMETRY_BACK_UP,     /* in the same column */
	GEOMETRY_NEXT_COLUMN, /* up and to the right */
	GEOMETRY_FAR_COLUMN,
	GEOMETRY_BESIDE,
	GEOMETRY_RIGHT_DOWN,
	GEOMETRY_LEFT_DOWN,
	GEOMETRY_LEFT_UP,
	GEOMETRY_MOVES = GEOMETRY_LEFT_UP
};

enum geometry_head {
	GEOMETRY_LEVEL = 1,  /* with the text under the headline */
	GEOMETRY_LEVEL_HEAD, /* with the headline, or what else the column before begins with */
	GEOMETRY_HIGHER,
	GEOMETRY_LOWER,
	GEOMETRY_HEADS = GEOMETRY_LOWER
};

enum geometry_over {
	GEOMETRY_OVER_NOTHING = 1,
	GEOMETRY_OVER_LATEST, /* the headline that was read last */
	GEOMETRY_OVER_OTHER,  /* another one */
	GEOMETRY_OVER_TEXT,
	GEOMETRY_OVER_APART, /* text, and white space between */
	GEOMETRY_OVERS = GEOMETRY_OVER_APART
};

enum geometry_column {
	GEOMETRY_WITHIN = 1,
	GEOMETRY_BEGINS,
	GEOMETRY_ALONE,
	GEOMETRY_COLUMNS = GEOMETRY_ALONE
};

/* How many classes the measured ones have. */
enum {
	GEOMETRY_SIZES = 9, /* the same again for those known by the height of lines alone */
	GEOMETRY_CHANGES = 7,
	GEOMETRY_GAPS = 7,
	GEOMETRY_WIDTHS = 6,
	GEOMETRY_LINES = 5,
};

/*
 * One a block, in the arena; NULL for a page whose source tells no boxes, or
 * more of them than a page can have.
 */
struct geometry *geometry_find(const struct blocks *blocks, struct arena *a);

#endif
