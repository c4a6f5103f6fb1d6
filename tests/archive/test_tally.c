#include "archive/tally.h"

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
	for (size_t n = 0; n < 4 * TALLY_WAITING; n++) {
		struct bonds bonds = { 0 }, plain = { 0 };
		uint32_t counts[SLOTS] = { 0 }, wanted[SLOTS] = { 0 };
		bonds_init(&bonds, 1);
		bonds_init(&plain, 1);
		struct tally t = { .counts = counts, .bonds = &bonds };
		for (uint32_t i = 0; i < n; i++) {
			tally_slot(&t, i * i % SLOTS);
			wanted[i * i % SLOTS]++;
			tally_bond(&t, i % 7 * 0x9E3779B1u);
			bonds_count(&plain, i % 7 * 0x9E3779B1u);
		}
		tally_end(&t);
		assert_memory_equal(counts, wanted, sizeof(counts));
		assert_memory_equal(bonds.counts, plain.counts, ((size_t)plain.mask + 1) * sizeof(*plain.counts));
		bonds_free(&bonds);
		bonds_free(&plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(counts_each_that_came) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
