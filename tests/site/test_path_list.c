#include "site/path_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void keeps_each_path_once_and_in_order(void **state)
{
	(void)state;
	struct path_list l = { 0 };
	assert_false(path_list_has(&l, VIEW("a.html")));
	assert_true(path_list_add(&l, VIEW("b/c.html")));
	assert_true(path_list_add(&l, VIEW("a.html")));
	assert_false(path_list_add(&l, VIEW("b/c.html")));
	assert_true(path_list_has(&l, VIEW("a.html")));
	assert_false(path_list_has(&l, VIEW("a.htm")));
	assert_true(view_eq(buf_view(&l.lines), VIEW("b/c.html\na.html\n")));
	path_list_free(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(keeps_each_path_once_and_in_order) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
