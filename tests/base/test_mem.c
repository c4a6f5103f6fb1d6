#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"

static void test_sizes(void **state)
{
	(void)state;
	char *nothing = mem_alloc(0);
	assert_non_null(nothing);
	free(nothing);
	int *numbers = mem_array(100, sizeof(int));
	for (int i = 0; i < 100; i++)
		assert_int_equal(numbers[i], 0);
	numbers[99] = 7;
	numbers = mem_grow(numbers, 200, sizeof(int));
	assert_int_equal(numbers[99], 7);
	free(numbers);
	char *copy = mem_string("text");
	assert_string_equal(copy, "text");
	free(copy);
}

static void array_too_large(void)
{
	mem_array(SIZE_MAX / 2, 3);
}

static void growth_too_large(void)
{
	mem_grow(NULL, SIZE_MAX / 2, 3);
}

static void buffer_too_large(void)
{
	struct buf b = { 0 };
	buf_puts(&b, "text");
	buf_reserve(&b, SIZE_MAX - 2);
}

static void arena_too_large(void)
{
	struct arena a = { 0 };
	arena_alloc(&a, SIZE_MAX);
}

static void arena_array_too_large(void)
{
	struct arena a = { 0 };
	arena_array(&a, SIZE_MAX / 2, 3);
}

/* The program ends with exit status 1, not with a crash or a short block. */
static void assert_ends(void (*task)(void))
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, 2);
		task();
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
}

static void test_products_that_overflow(void **state)
{
	(void)state;
	assert_ends(array_too_large);
	assert_ends(growth_too_large);
	assert_ends(buffer_too_large);
	assert_ends(arena_too_large);
	assert_ends(arena_array_too_large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_products_that_overflow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
