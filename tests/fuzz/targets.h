#ifndef TESTS_FUZZ_TARGETS_H
#define TESTS_FUZZ_TARGETS_H

#include "base/view.h"

/*
 * Fuzz targets: each reads bytes as a file of its kind, or as edits of one, and
 * aborts where something does not hold that must for any bytes at all. A target
 * is a file of this folder, a row here, and corpus/NAME with small seeds and with
 * what was found. `make fuzz` runs them under libFuzzer, test_replay.c over the corpus.
 */
#define FUZZ_TARGETS(X)                                                                         \
	X(segment)     /* a page as it is cut */                                                    \
	X(input)       /* a file of any format that is read, and its encodings */                   \
	X(words)       /* where words stand on the pages of a PDF document, as pdftotext says it */ \
	X(source)      /* the files of one source, as of METS, and the pages in them */             \
	X(config)      /* site.conf */                                                              \
	X(corrections) /* corrections.conf, and the page that it corrects */                        \
	X(variants)    /* variants.conf */                                                          \
	X(template)    /* templates, and JSON to fill them with */                                  \
	X(record)      /* the record of a page that was kept, as if its checksum were right */      \
	X(kept)        /* all that a build kept, past its checksums, and the build after it */      \
	X(weights)     /* the weights of the segmenter, and a page that is cut with them */         \
	X(gold)        /* annotated pages */                                                        \
	X(manifest)    /* the list of what was sent */                                              \
	X(html)        /* a page that is checked */                                                 \
	X(data)        /* feeds, sitemaps, JSON and the other files that are checked */             \
	X(request)     /* what a client sends to the preview */

#define FUZZ_DECLARE(name) void fuzz_##name(struct view bytes);
FUZZ_TARGETS(FUZZ_DECLARE)

#endif
