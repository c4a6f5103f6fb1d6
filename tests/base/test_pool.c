#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"

struct counting {
	size_t next; /* what take expects */
	size_t dropped;
	size_t stop_at;
};

static void *work(void *context, size_t thread, size_t job)
{
	(void)context;
	(void)thread;
	size_t *result = mem_alloc(sizeof(*result));
	volatile unsigned spin = (unsigned)(job * 7919 % 1000);
	while (spin > 0)
		spin--;
	*result = job * job;
	return result;
}

static bool take(void *context, size_t job, void *result)
{
	struct counting *c = context;
	assert_int_equal(job, c->next++);
	assert_int_equal(*(size_t *)result, job * job);
	free(result);
	return job != c->stop_at;
}

static void drop(void *context, void *result)
{
	((struct counting *)context)->dropped++;
	free(result);
}

static void test_results_come_in_order(void **state)
{
	(void)state;
	for (size_t threads = 1; threads <= 9; threads += 4) {
		struct counting c = { .stop_at = SIZE_MAX };
		struct pool_jobs jobs = { 2000, &c, work, take, drop };
		assert_true(pool_run(threads, &jobs));
		assert_int_equal(c.next, 2000);
		assert_int_equal(c.dropped, 0);
	}
}

static void test_take_can_stop(void **state)
{
	(void)state;
	for (size_t threads = 1; threads <= 4; threads++) {
		struct counting c = { .stop_at = 100 };
		struct pool_jobs jobs = { 2000, &c, work, take, drop };
		assert_false(pool_run(threads, &jobs));
		assert_int_equal(c.next, 101);
	}
}

static void test_no_jobs(void **state)
{
	(void)state;
	struct counting c = { 0 };
	struct pool_jobs jobs = { 0, &c, work, take, drop };
	assert_true(pool_run(4, &jobs));
	assert_true(pool_processors() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_results_come_in_order),
		cmocka_unit_test(test_take_can_stop),
		cmocka_unit_test(test_no_jobs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
