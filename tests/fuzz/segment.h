#ifndef TESTS_FUZZ_SEGMENT_H
#define TESTS_FUZZ_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

/* Aborts where the invariants of segmenting do not hold for these bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
