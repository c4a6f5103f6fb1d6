#ifndef SEGMENT_NETWORK_SIZE_H
#define SEGMENT_NETWORK_SIZE_H

#include "segment/weights.h"

/* The sizes of the network's layers under the short names that its sums are written with. */
enum {
	E = WEIGHTS_GRAM,
	D = WEIGHTS_BLOCK,
	H = WEIGHTS_HIDDEN,
	G = WEIGHTS_GATES,
	K = WEIGHTS_KINSHIP,
	C = WEIGHTS_COLUMNS
};

#endif
