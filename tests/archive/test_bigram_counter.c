#include "archive/bigram_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SLOTS 97

/* However many there are, fewer or more than wait at a time, each is counted. */
static void counts_each_that_came(void **state)
{
	(void)state;
	for (size_t n = 0; n < 4 * BIGRAM_COUNTER_WAITING; n++) {
		struct cohesion bonds = { 0 }, plain = { 0 };
		uint32_t counts[SLOTS] = { 0 }, wanted[SLOTS] = { 0 };
		cohesion_init(&bonds, 1);
		cohesion_init(&plain, 1);
		struct bigram_counter t = { .counts = counts, .bonds = &bonds };
		for (uint32_t i = 0; i < n; i++) {
			bigram_counter_slot(&t, i * i % SLOTS);
			wanted[i * i % SLOTS]++;
			bigram_counter_bond(&t, i % 7 * 0x9E3779B1u);
			cohesion_count(&plain, i % 7 * 0x9E3779B1u);
		}
		bigram_counter_end(&t);
		assert_memory_equal(counts, wanted, sizeof(counts));
		assert_memory_equal(bonds.counts, plain.counts,
		                    ((size_t)plain.mask + 1) * sizeof(*plain.counts));
		cohesion_free(&bonds);
		cohesion_free(&plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(counts_each_that_came) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
