#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "site/budget.h"

#define ALL (CONFIG_CLOUDFLARE | CONFIG_GITHUB | CONFIG_GITLAB | CONFIG_NETLIFY)

static void check_warnings(struct budget b, struct config c, size_t count, const char *word)
{
	struct report r = { 0 };
	c.path = "site.conf";
	budget_warn(&b, &c, &r);
	assert_int_equal(r.warnings, count);
	assert_int_equal(r.errors, 0);
	for (size_t i = 0; i < count; i++)
		assert_non_null(strstr(r.messages.items[i].text, word));
	report_free(&r);
}

static void test_a_site_at_the_limits_is_fine(void **state)
{
	(void)state;
	struct budget b = {
		.files = 20000, .bytes = 1000000000, .folders = 180000, .largest = 26214400
	};
	check_warnings(b, (struct config){ .hosts = ALL }, 0, "");
}

static void test_each_limit_has_its_warning(void **state)
{
	(void)state;
	struct config all = { .hosts = ALL };
	check_warnings((struct budget){ .rules = 2000 }, all, 0, "");
	check_warnings((struct budget){ .rules = 2002 }, all, 1, "2,002 rules in _redirects");
	check_warnings((struct budget){ .rules = 10000 }, all, 2, "10,000 rules in _redirects");
	check_warnings((struct budget){ .files = 20001 }, all, 1,
	               "20,001 files, and Cloudflare Pages takes 20,000");
	check_warnings((struct budget){ .files = 100001 }, all, 1, "Cloudflare Pages takes 100,000");
	check_warnings((struct budget){ .files = 200001 }, all, 2, "the site has 200,001 files");
	check_warnings((struct budget){ .folders = 200000, .files = 1 }, all, 1, "GitLab Pages");
	check_warnings((struct budget){ .bytes = 1000000001 }, all, 1,
	               "1,000,000,001 bytes, and GitHub Pages");
	check_warnings((struct budget){ .largest = 30000000, .largest_path = VIEW("data/a.csv") }, all,
	               1, "data/a.csv has 30.0 MB");
}

static void test_only_named_hosts_warn(void **state)
{
	(void)state;
	struct budget b = { .files = 300000, .bytes = 2000000000, .largest = 30000000 };
	check_warnings(b, (struct config){ .hosts = 0 }, 0, "");
	check_warnings(b, (struct config){ .hosts = CONFIG_GITHUB }, 1, "GitHub");
	check_warnings(b, (struct config){ .hosts = CONFIG_GITLAB }, 1, "GitLab");
	check_warnings(b, (struct config){ .hosts = CONFIG_CLOUDFLARE }, 2, "Cloudflare");
	b.rules = 20000;
	check_warnings(b, (struct config){ .hosts = CONFIG_NETLIFY }, 1, "Netlify");
}

/* What the template writes is what is counted. */
static void test_rules_are_counted_as_a_host_does(void **state)
{
	(void)state;
	struct plan p = { 0 };
	struct arena a = { 0 };
	struct budget b;
	for (size_t i = 0; i < 999; i++)
		*array_push(&p.redirects) =
			(struct plan_redirect){ VIEW("old.html"), VIEW("new.html"), "" };
	budget_take(&b, NULL, 0, &p, &a);
	assert_int_equal(b.rules, 2000);
	*array_push(&p.redirects) = (struct plan_redirect){ VIEW("older.html"), VIEW("new.html"), "" };
	budget_take(&b, NULL, 0, &p, &a);
	assert_int_equal(b.rules, 2002);
	array_free(&p.redirects);
	arena_free(&a);
}

static void test_what_helps_is_not_done_yet(void **state)
{
	(void)state;
	struct budget b = { .files = 30000 };
	check_warnings(b, (struct config){ .hosts = ALL }, 1, "articles = page");
	check_warnings(b, (struct config){ .hosts = ALL, .together = true }, 1, "page_size");
	check_warnings(b, (struct config){ .hosts = ALL, .together = true, .compress = CONFIG_GZIP }, 1,
	               "compress");
}

static void check_bytes(uint64_t bytes, const char *text)
{
	struct buf b = { 0 };
	budget_put_bytes(&b, bytes);
	assert_string_equal(b.data, text);
	buf_free(&b);
}

static void test_bytes_for_readers(void **state)
{
	(void)state;
	check_bytes(0, "0 bytes");
	check_bytes(999, "999 bytes");
	check_bytes(9800, "9.8 kB");
	check_bytes(587000000, "587 MB");
	check_bytes(5900000000, "5.9 GB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_site_at_the_limits_is_fine),
		cmocka_unit_test(test_each_limit_has_its_warning),
		cmocka_unit_test(test_only_named_hosts_warn),
		cmocka_unit_test(test_rules_are_counted_as_a_host_does),
		cmocka_unit_test(test_what_helps_is_not_done_yet),
		cmocka_unit_test(test_bytes_for_readers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
