#ifndef SEGMENT_PUNCTUATION_H
#define SEGMENT_PUNCTUATION_H

#include "segment/facts.h"

/*
 * What a block's punctuation, figures and telling words say, found in one pass
 * over its glyphs: most are plain ideographs, which one look at a table sends on.
 */

/* Which glyphs are worth a look, by the lowest ten bits of their code. */
struct punctuation_table {
	uint8_t kinds[1024];
};

/* To be made once a page. */
void punctuation_make(const struct language *l, struct punctuation_table *out);

/*
 * Counts marks and balances brackets: sets sentences, stops, commas, figures,
 * quotes, the …_inside, stray_close and open_bracket; by words lead_word,
 * notice, imprint and picture. All of them must be unset before.
 */
void punctuation_read(const struct punctuation_table *t, struct glyphs g, struct facts *f);

#endif
